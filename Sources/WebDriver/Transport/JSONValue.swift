public import Secrets

/// A JSON value that a command sends. Unlike plain JSON it can hold a ``Secret``, which a live transport reveals on the wire
/// and everything else (traces, recordings, errors) sees as its placeholder.
public enum JSONValue: Sendable, Hashable {
  case null
  case bool(Bool)
  case int(Int)
  case double(Double)
  case string(String)
  case secret(Secret)
  case array([JSONValue])
  case object([String: JSONValue])

  /// What becomes of the secrets inside when the value is written out.
  public enum SecretRendering: Sendable, Hashable {
    /// The text itself: for the wire alone.
    case revealed
    /// The placeholder.
    case placeholder
  }

  /// The value as UTF-8 JSON, keys sorted.
  public func bytes(secrets: SecretRendering) -> [UInt8] {
    var out: [UInt8] = []
    write(to: &out, secrets: secrets)
    return out
  }

  private func write(to out: inout [UInt8], secrets: SecretRendering) {
    switch self {
    case .null: out += "null".utf8
    case .bool(let value): out += (value ? "true" : "false").utf8
    case .int(let value): out += String(value).utf8
    case .double(let value): out += (value.isFinite ? String(value) : "null").utf8
    case .string(let text): Self.writeQuoted(text, to: &out)
    case .secret(let secret):
      switch secrets {
      case .placeholder: Self.writeQuoted(secret.placeholder, to: &out)
      case .revealed: secret.reveal { Self.writeQuoted($0, to: &out) }
      }
    case .array(let values):
      out.append(UInt8(ascii: "["))
      for (index, value) in values.enumerated() {
        if index > 0 { out.append(UInt8(ascii: ",")) }
        value.write(to: &out, secrets: secrets)
      }
      out.append(UInt8(ascii: "]"))
    case .object(let members):
      out.append(UInt8(ascii: "{"))
      for (index, member) in members.sorted(by: { $0.key < $1.key }).enumerated() {
        if index > 0 { out.append(UInt8(ascii: ",")) }
        Self.writeQuoted(member.key, to: &out)
        out.append(UInt8(ascii: ":"))
        member.value.write(to: &out, secrets: secrets)
      }
      out.append(UInt8(ascii: "}"))
    }
  }

  /// RFC 8259, section 7.
  private static func writeQuoted(_ text: String, to out: inout [UInt8]) {
    out.append(UInt8(ascii: "\""))
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "\""): out += #"\""#.utf8
      case UInt8(ascii: "\\"): out += #"\\"#.utf8
      case 0x0A: out += #"\n"#.utf8
      case 0x0D: out += #"\r"#.utf8
      case 0x09: out += #"\t"#.utf8
      case 0..<0x20:
        let hex = String(byte, radix: 16)
        out += "\\u00\(hex.count == 1 ? "0" : "")\(hex)".utf8
      default: out.append(byte)
      }
    }
    out.append(UInt8(ascii: "\""))
  }
}

extension JSONValue: ExpressibleByStringLiteral, ExpressibleByBooleanLiteral, ExpressibleByIntegerLiteral, ExpressibleByNilLiteral,
  ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral
{
  /// A text.
  public init(stringLiteral value: String) { self = .string(value) }
  /// A truth value.
  public init(booleanLiteral value: Bool) { self = .bool(value) }
  /// A whole number.
  public init(integerLiteral value: Int) { self = .int(value) }
  /// `null`.
  public init(nilLiteral: ()) { self = .null }
  /// An array.
  public init(arrayLiteral elements: JSONValue...) { self = .array(elements) }
  /// An object; of two members with one name the last holds.
  public init(dictionaryLiteral elements: (String, JSONValue)...) {
    self = .object(Dictionary(elements, uniquingKeysWith: { _, last in last }))
  }
}
