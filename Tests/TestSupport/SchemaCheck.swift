/// A value as a schema sees it.
public indirect enum SchemaValue: Equatable, Sendable {
  /// Nothing.
  case null
  /// True or false.
  case bool(Bool)
  /// A number, whole or not.
  case number(Double)
  /// A text.
  case text(String)
  /// A list.
  case list([SchemaValue])
  /// A mapping.
  case object([String: SchemaValue])

  /// A member of a mapping.
  public subscript(name: String) -> SchemaValue? {
    if case .object(let members) = self { members[name] } else { nil }
  }

  /// The members of a mapping; none of anything else.
  public var members: [String: SchemaValue] {
    if case .object(let members) = self { members } else { [:] }
  }

  /// The items of a list; none of anything else.
  public var items: [SchemaValue] {
    if case .list(let items) = self { items } else { [] }
  }

  /// A text, if it is one.
  public var text: String? {
    if case .text(let text) = self { text } else { nil }
  }
}

/// Checks values against a JSON Schema, as far as our schemas go. A keyword that it does not know is a mistake, since leaving it
/// out would let anything pass.
public struct SchemaCheck: Sendable {
  /// A keyword that this does not know.
  public struct Unknown: Error {
    /// The keyword.
    public let keyword: String
  }

  /// The schema.
  public let schema: SchemaValue
  private static let notes: Set<String> = ["$schema", "$defs", "title", "description", "examples", "default", "then", "else", "format"]

  /// A check against `schema`.
  public init(schema: SchemaValue) { self.schema = schema }

  /// Whether `value` is as the schema says.
  public func accepts(_ value: SchemaValue) throws -> Bool { try accepts(value, schema) }

  private func accepts(_ value: SchemaValue, _ schema: SchemaValue) throws -> Bool {
    if case .bool(let answer) = schema { return answer }
    for (keyword, rule) in schema.members where !Self.notes.contains(keyword) {
      guard try holds(keyword, rule, value, schema) else { return false }
    }
    return true
  }

  private func holds(_ keyword: String, _ rule: SchemaValue, _ value: SchemaValue, _ schema: SchemaValue) throws -> Bool {
    switch keyword {
    case "$ref": return try accepts(value, try referred(rule))
    case "type": return (rule.text.map { [$0] } ?? rule.items.compactMap(\.text)).contains { value.isA($0) }
    case "enum": return rule.items.contains(value)
    case "const": return rule == value
    case "anyOf": return try rule.items.contains { try accepts(value, $0) }
    case "oneOf": return try rule.items.count { try accepts(value, $0) } == 1
    case "not": return try !accepts(value, rule)
    case "if": return try accepts(value, schema[accepts(value, rule) ? "then" : "else"] ?? .bool(true))
    case "properties":
      return try value.members.allSatisfy { name, member in try rule[name].map { try accepts(member, $0) } ?? true }
    case "additionalProperties":
      let known = schema["properties"]?.members ?? [:]
      return try value.members.allSatisfy { name, member in try known[name] != nil || accepts(member, rule) }
    case "propertyNames": return try value.members.keys.allSatisfy { try accepts(.text($0), rule) }
    case "required":
      guard case .object(let members) = value else { return true }
      return rule.items.compactMap(\.text).allSatisfy { members[$0] != nil }
    case "dependentRequired":
      guard case .object(let members) = value else { return true }
      return rule.members.allSatisfy { name, others in
        members[name] == nil || others.items.compactMap(\.text).allSatisfy { members[$0] != nil }
      }
    case "items": return try value.items.allSatisfy { try accepts($0, rule) }
    case "minItems", "minLength", "minimum":
      guard case .number(let least) = rule else { throw Unknown(keyword: keyword) }
      return value.size(keyword).map { $0 >= least } ?? true
    case "maximum":
      guard case .number(let most) = rule, case .number(let number) = value else { return true }
      return number <= most
    case "pattern":
      guard let pattern = rule.text, let text = value.text else { return true }
      return try text.contains(Regex(pattern))
    default: throw Unknown(keyword: keyword)
    }
  }

  private func referred(_ rule: SchemaValue) throws -> SchemaValue {
    guard let path = rule.text, path.hasPrefix("#/$defs/"), let found = schema["$defs"]?[String(path.dropFirst(8))] else {
      throw Unknown(keyword: "$ref \(rule)")
    }
    return found
  }
}

extension SchemaValue {
  fileprivate func isA(_ type: String) -> Bool {
    switch (self, type) {
    case (.null, "null"), (.bool, "boolean"), (.number, "number"), (.text, "string"), (.list, "array"), (.object, "object"): true
    case (.number(let number), "integer"): number == number.rounded()
    default: false
    }
  }

  fileprivate func size(_ keyword: String) -> Double? {
    switch (self, keyword) {
    case (.list(let items), "minItems"): Double(items.count)
    case (.text(let text), "minLength"): Double(text.unicodeScalars.count)
    case (.number(let number), "minimum"): number
    default: nil
    }
  }
}
