import TestSupport

@testable import Provisioning

extension SchemaValue {
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
}
