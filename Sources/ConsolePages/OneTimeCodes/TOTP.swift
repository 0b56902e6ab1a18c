import Crypto
public import Foundation
public import Secrets

/// Time-based one-time codes (RFC 6238), as an authenticator app shows them: SHA-1, six digits, 30 seconds.
public struct TOTP: Sendable {
  /// How long a code holds, in seconds (RFC 6238, section 4.1, its recommended default).
  public static let period = 30

  /// What every one-time code is called where it must not be shown.
  public static let codeLabel = "account.code"

  private let key: SymmetricKey

  /// Why a text is not a one-time-code secret. Never quotes it.
  public struct Malformed: Error, Sendable, Hashable, CustomStringConvertible {
    /// The reason.
    public let description: String
  }

  /// Reads the secret as the console shows it at set-up: base32 (RFC 4648), with or without blanks and padding, or an `otpauth://` address.
  ///
  /// - Throws: ``Malformed``.
  public init(secret: Secret) throws(Malformed) {
    key = try secret.reveal { (text) throws(Malformed) in
      guard let bytes = Base32.decode(Self.base32(in: text)), !bytes.isEmpty else {
        throw Malformed(description: "the one-time-code secret is not base32 (letters A to Z and digits 2 to 7)")
      }
      return SymmetricKey(data: bytes)
    }
  }

  private static func base32(in text: String) -> String {
    guard text.hasPrefix("otpauth://"), let parts = URLComponents(string: text) else { return text }
    return parts.queryItems?.first { $0.name == "secret" }?.value ?? ""
  }

  /// The number of the 30-second step that `date` falls into.
  public static func step(at date: Date) -> Int64 { Int64(date.timeIntervalSince1970 / Double(period)) }

  /// The code of a step.
  public func code(step: Int64) -> Secret {
    let message = withUnsafeBytes(of: step.bigEndian) { Data($0) }
    let mac = Array(HMAC<Insecure.SHA1>.authenticationCode(for: message, using: key))
    // RFC 4226, section 5.3: the last four bits say where to read 31 bits.
    let offset = Int(mac[mac.count - 1] & 0x0F)
    let binary = mac[offset..<offset + 4].reduce(UInt32(0)) { $0 << 8 | UInt32($1) } & 0x7FFF_FFFF
    let digits = String(binary % 1_000_000)
    return Secret(String(repeating: "0", count: 6 - digits.count) + digits, label: Self.codeLabel)
  }
}

/// RFC 4648, section 6.
enum Base32 {
  /// The bytes; `nil` where a character does not belong. Case, blanks, dashes and padding are passed over.
  static func decode(_ text: String) -> [UInt8]? {
    var bits: UInt64 = 0
    var count = 0
    var bytes: [UInt8] = []
    for character in text.uppercased() where character != " " && character != "-" && character != "=" {
      guard let ascii = character.asciiValue else { return nil }
      let value: UInt8
      switch ascii {
      case UInt8(ascii: "A")...UInt8(ascii: "Z"): value = ascii - UInt8(ascii: "A")
      case UInt8(ascii: "2")...UInt8(ascii: "7"): value = ascii - UInt8(ascii: "2") + 26
      default: return nil
      }
      bits = bits << 5 | UInt64(value)
      count += 5
      if count >= 8 {
        count -= 8
        bytes.append(UInt8(truncatingIfNeeded: bits >> UInt64(count)))
      }
    }
    return bytes
  }
}
