public import Secrets

/// A JSON value that a command sends. Unlike plain JSON it can hold a `Secret`, which a live transport reveals on the wire
/// and everything else (traces, recordings, errors) sees as its placeholder.
public enum JSONValue: Sendable, Hashable {
  case null
  case bool(Bool)
  case int(Int)
  case double(Double)
  case string(String)
  /// A text that a live transport alone reveals. A body that somebody writes by hand, such as a vendor's command, has its secrets so.
  case secret(Secret)
  case array([JSONValue])
  case object([String: JSONValue])

  /// A member of an object; `nil` where there is none, or the value is no object.
  public subscript(name: String) -> JSONValue? {
    if case .object(let members) = self { members[name] } else { nil }
  }

  /// The text, if the value is one that is not secret.
  public var stringValue: String? { if case .string(let text) = self { text } else { nil } }
  /// The truth value, if the value is one.
  public var boolValue: Bool? { if case .bool(let value) = self { value } else { nil } }
  /// The number, if the value is one; a fraction is not cut.
  public var doubleValue: Double? {
    switch self {
    case .int(let value): Double(value)
    case .double(let value): value
    default: nil
    }
  }
  /// The whole number, if the value is one, also where it is written `12.0`.
  public var intValue: Int? {
    switch self {
    case .int(let value): value
    case .double(let value): Int(exactly: value)
    default: nil
    }
  }
  /// The elements, if the value is an array.
  public var arrayValue: [JSONValue]? { if case .array(let values) = self { values } else { nil } }
  /// The members, if the value is an object.
  public var objectValue: [String: JSONValue]? { if case .object(let members) = self { members } else { nil } }

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
  ExpressibleByFloatLiteral, ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral
{
  /// A text.
  public init(stringLiteral value: String) { self = .string(value) }
  /// A truth value.
  public init(booleanLiteral value: Bool) { self = .bool(value) }
  /// A whole number.
  public init(integerLiteral value: Int) { self = .int(value) }
  /// A number.
  public init(floatLiteral value: Double) { self = .double(value) }
  /// `null`.
  public init(nilLiteral: ()) { self = .null }
  /// An array.
  public init(arrayLiteral elements: JSONValue...) { self = .array(elements) }
  /// An object; of two members with one name the last holds.
  public init(dictionaryLiteral elements: (String, JSONValue)...) {
    self = .object(Dictionary(elements, uniquingKeysWith: { _, last in last }))
  }
}

extension JSONValue: Decodable {
  /// Reads any JSON. A number that is whole and fits becomes ``int(_:)``, every other ``double(_:)``.
  public init(from decoder: any Decoder) throws {
    if let members = try? decoder.container(keyedBy: AnyKey.self) {
      var object: [String: JSONValue] = [:]
      for key in members.allKeys { object[key.stringValue] = try members.decode(JSONValue.self, forKey: key) }
      self = .object(object)
      return
    }
    if var elements = try? decoder.unkeyedContainer() {
      var array: [JSONValue] = []
      while !elements.isAtEnd { array.append(try elements.decode(JSONValue.self)) }
      self = .array(array)
      return
    }
    let value = try decoder.singleValueContainer()
    if value.decodeNil() {
      self = .null
    } else if let text = try? value.decode(String.self) {
      self = .string(text)
    } else if let number = try? value.decode(Int.self) {
      self = .int(number)
    } else if let number = try? value.decode(Double.self) {
      self = .double(number)
    } else {
      self = .bool(try value.decode(Bool.self))
    }
  }

  private struct AnyKey: CodingKey {
    let stringValue: String
    var intValue: Int? { nil }
    init?(stringValue: String) { self.stringValue = stringValue }
    init?(intValue: Int) { nil }
  }
}

extension JSONValue {
  /// This value with the members that `original` has and this one lacks, at every depth: what was not understood is kept.
  package func keepingMembers(of original: JSONValue) -> JSONValue {
    switch (self, original) {
    case (.object(let known), .object(let all)):
      return .object(all.merging(known) { original, own in own.keepingMembers(of: original) })
    case (.array(let known), .array(let all)) where known.count == all.count:
      return .array(zip(known, all).map { own, original in own.keepingMembers(of: original) })
    default: return self
    }
  }
}
