import Foundation
import TestSupport
import Yams

extension SchemaValue {
  /// What stands in a YAML or JSON text.
  init(yaml text: String) throws { self.init(try Yams.compose(yaml: text)) }

  private init(_ node: Node?) {
    guard let node, node.null == nil else {
      self = .null
      return
    }
    switch node {
    case .mapping(let mapping):
      self = .object(Dictionary(mapping.map { ($0.key.string ?? "", SchemaValue($0.value)) }, uniquingKeysWith: { first, _ in first }))
    case .sequence(let sequence): self = .list(sequence.map { SchemaValue($0) })
    case .scalar(let scalar):
      let isPlain = scalar.style == .plain
      // As editors read YAML: only these are no words.
      if isPlain, ["true", "false"].contains(scalar.string) {
        self = .bool(scalar.string == "true")
      } else if isPlain, let number = node.float {
        self = .number(number)
      } else {
        self = .text(scalar.string)
      }
    default: self = .null
    }
  }
}
