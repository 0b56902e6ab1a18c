internal import Crypto
public import Foundation

/// The half of a key that everybody may know: it tells whether a signature was made with the other half (Ed25519, RFC 8032).
public struct PublicKey: Sendable, Hashable, Codable, CustomStringConvertible {
  private static let prefix = "ed25519:"
  private static let length = 32

  /// The bytes, 32 of them.
  let bytes: Data

  /// A key out of its 32 bytes; `nil` for any other number of them.
  init?(bytes: Data) {
    guard bytes.count == Self.length else { return nil }
    self.bytes = bytes
  }

  /// A key in its text form, `ed25519:` and 32 bytes in base64; `nil` if `text` is none.
  public init?(_ text: String) {
    guard text.hasPrefix(Self.prefix), let bytes = Base64.decode(String(text.dropFirst(Self.prefix.count))) else { return nil }
    self.init(bytes: bytes)
  }

  /// The text form: `ed25519:` and 32 bytes in base64.
  public var description: String { Self.prefix + bytes.base64EncodedString() }

  /// What two people read to each other to be sure that they mean the same key: the first half of its SHA-256, in groups of four.
  public var fingerprint: String {
    let digits = Array(Digest.sha256(bytes).prefix(32))
    return stride(from: 0, to: digits.count, by: 4).map { String(digits[$0..<min($0 + 4, digits.count)]) }.joined(separator: " ")
  }

  /// Whether `signature` was made over exactly `data` with the other half of this key.
  public func verifies(_ signature: Signature, of data: Data) -> Bool {
    guard let key = try? Curve25519.Signing.PublicKey(rawRepresentation: bytes) else { return false }
    return key.isValidSignature(signature.bytes, for: data)
  }

  /// Reads the text form.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    guard let key = PublicKey(try container.decode(String.self)) else {
      throw DecodingError.dataCorruptedError(in: container, debugDescription: "no public key")
    }
    self = key
  }

  /// Writes the text form.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(description)
  }
}

/// A signature, written as 64 bytes in base64.
public struct Signature: Sendable, Hashable, Codable, CustomStringConvertible {
  private static let length = 64

  /// The bytes, 64 of them.
  let bytes: Data

  /// A signature out of its bytes; `nil` for any other number than 64 of them.
  init?(bytes: Data) {
    guard bytes.count == Self.length else { return nil }
    self.bytes = bytes
  }

  /// A signature in its text form; `nil` if `text` is none.
  public init?(_ text: String) {
    guard let bytes = Base64.decode(text) else { return nil }
    self.init(bytes: bytes)
  }

  /// The text form.
  public var description: String { bytes.base64EncodedString() }

  /// Reads the text form.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    guard let signature = Signature(try container.decode(String.self)) else {
      throw DecodingError.dataCorruptedError(in: container, debugDescription: "no signature")
    }
    self = signature
  }

  /// Writes the text form.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(description)
  }
}

/// Base64 in its one proper form.
enum Base64 {
  /// The bytes; `nil` where `text` is not exactly what encoding them gives: several texts would otherwise mean the same bytes.
  static func decode(_ text: String) -> Data? {
    guard let bytes = Data(base64Encoded: text), bytes.base64EncodedString() == text else { return nil }
    return bytes
  }
}
