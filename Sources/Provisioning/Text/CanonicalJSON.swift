internal import Crypto
public import Foundation

/// The one form in which this program writes JSON that is hashed, signed or compared: sorted keys, one member a line, times in UTC with
/// seconds, slashes as they are, a line feed at the end. The same value is the same bytes.
public enum CanonicalJSON {
  /// `value` in that form.
  public static func data(_ value: some Encodable) throws -> Data {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    encoder.dateEncodingStrategy = .iso8601
    return try encoder.encode(value) + Data("\n".utf8)
  }

  /// The same on one line, for files of one value a line.
  public static func line(_ value: some Encodable) throws -> Data {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    encoder.dateEncodingStrategy = .iso8601
    return try encoder.encode(value) + Data("\n".utf8)
  }

  /// Reads what ``data(_:)`` or ``line(_:)`` wrote.
  public static func decode<Value: Decodable>(_ type: Value.Type = Value.self, from data: Data) throws -> Value {
    let decoder = JSONDecoder()
    decoder.dateDecodingStrategy = .iso8601
    return try decoder.decode(type, from: data)
  }
}

/// A SHA-256 digest, in lower-case hexadecimal.
public enum Digest {
  /// Of bytes.
  public static func sha256(_ data: some DataProtocol) -> String {
    SHA256.hash(data: data).map { byte in (byte < 16 ? "0" : "") + String(byte, radix: 16) }.joined()
  }

  /// Of a value's canonical form.
  public static func sha256(of value: some Encodable) throws -> String { sha256(try CanonicalJSON.data(value)) }
}
