/// A value of a JSON file, and the line that it begins on.
struct JSONNode {
  let line: Int
  let value: Value

  enum Value {
    case text(String)
    /// A number, as it was written.
    case number(String)
    case truth(Bool)
    case null
    case list([JSONNode])
    case object([Member])
  }

  struct Member {
    let name: String
    let line: Int
    let value: JSONNode
  }
}

/// The questions of ``TreeNode``.
extension JSONNode {
  var isNull: Bool {
    if case .null = value { true } else { false }
  }

  var shape: String {
    switch value {
    case .text: "a text"
    case .number: "a number"
    case .truth: "a yes/no value"
    case .null: "empty"
    case .list: "a list"
    case .object: "a mapping"
    }
  }

  var asText: TreeText {
    switch value {
    case .text(let text): .text(text)
    case .null: .blank
    case .number(let digits): .bare(shape, digits)
    case .truth(let truth): .bare(shape, "\(truth)")
    case .list, .object: .other("is \(shape), where a text belongs")
    }
  }

  var word: String? {
    switch value {
    case .text(let text): text
    case .number(let digits): digits
    case .truth(let truth): "\(truth)"
    case .null, .list, .object: nil
    }
  }

  var items: [JSONNode]? {
    if case .list(let items) = value { items } else { nil }
  }

  var members: [Member]? {
    if case .object(let members) = value { members } else { nil }
  }
}
