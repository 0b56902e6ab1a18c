@testable import Provisioning

/// A value as a schema sees it.
indirect enum SchemaValue: Equatable {
  case null
  case bool(Bool)
  case number(Double)
  case text(String)
  case list([SchemaValue])
  case object([String: SchemaValue])

  /// What stands in a file, as the roster's own reader takes it.
  init(_ node: TreeNode?) {
    guard let node, !node.isBlank else {
      self = .null
      return
    }
    if let entries = node.entries {
      self = .object(Dictionary(entries.map { ($0.key, SchemaValue($0.value)) }, uniquingKeysWith: { first, _ in first }))
    } else if let items = node.items {
      self = .list(items.map { SchemaValue($0) })
    } else if case .text(let text) = node.asText {
      self = .text(text)
    } else {
      let word = node.word ?? ""
      self =
        switch node.shape {
        case "a number": .number(Double(word) ?? .nan)
        case "a yes/no value": .bool(["true", "yes", "on"].contains(word.lowercased()))
        case "null": .null
        default: .text(word)
        }
    }
  }

  subscript(name: String) -> SchemaValue? {
    if case .object(let members) = self { members[name] } else { nil }
  }

  var members: [String: SchemaValue] {
    if case .object(let members) = self { members } else { [:] }
  }

  var items: [SchemaValue] {
    if case .list(let items) = self { items } else { [] }
  }

  var text: String? {
    if case .text(let text) = self { text } else { nil }
  }
}

/// Checks values against a JSON Schema, as far as the roster's schema goes. A keyword that it does not know is a mistake, since leaving it
/// out would let anything pass.
struct SchemaCheck {
  struct Unknown: Error { let keyword: String }

  let schema: SchemaValue
  private static let notes: Set<String> = ["$schema", "$defs", "title", "description", "examples", "default", "then"]

  /// Whether `value` is as the schema says.
  func accepts(_ value: SchemaValue) throws -> Bool { try accepts(value, schema) }

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
    case "if": return try !accepts(value, rule) || accepts(value, schema["then"] ?? .bool(true))
    case "properties":
      return try value.members.allSatisfy { name, member in try rule[name].map { try accepts(member, $0) } ?? true }
    case "additionalProperties":
      let known = schema["properties"]?.members ?? [:]
      return try value.members.allSatisfy { name, member in try known[name] != nil || accepts(member, rule) }
    case "propertyNames": return try value.members.keys.allSatisfy { try accepts(.text($0), rule) }
    case "required": return value.members.isEmpty || rule.items.compactMap(\.text).allSatisfy { value[$0] != nil }
    case "items": return try value.items.allSatisfy { try accepts($0, rule) }
    case "minItems", "minLength", "minimum":
      guard case .number(let least) = rule else { throw Unknown(keyword: keyword) }
      return value.size(keyword).map { $0 >= least } ?? true
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
