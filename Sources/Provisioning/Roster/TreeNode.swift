internal import Yams

/// A place in a roster's tree, whichever form it was written in.
///
/// The parsers' own trees are kept and looked at as they are needed: a YAML file may say with a few aliases what would fill the memory
/// if it were written out.
enum TreeNode {
  case yaml(Node)
  case json(JSONNode)

  /// The line, from 1.
  var line: Int {
    switch self {
    case .yaml(let node): node.line
    case .json(let node): node.line
    }
  }

  /// Whether nothing was written: an empty value, `~`, or JSON's `null`.
  var isBlank: Bool {
    switch self {
    case .yaml(let node): node.isBlank
    case .json(let node): node.isNull
    }
  }

  /// What it is, worded to follow "is".
  var shape: String {
    switch self {
    case .yaml(let node): node.shape
    case .json(let node): node.shape
    }
  }

  /// The node as a text, where it is one beyond doubt.
  var asText: TreeText {
    switch self {
    case .yaml(let node): node.asText
    case .json(let node): node.asText
    }
  }

  /// The word that was written, in quotes or not, a number as well.
  var word: String? {
    switch self {
    case .yaml(let node): node.scalar?.string
    case .json(let node): node.word
    }
  }

  /// The items of a list; `nil` when it is none.
  var items: [TreeNode]? {
    switch self {
    case .yaml(let node): node.sequence.map { $0.map(TreeNode.yaml) }
    case .json(let node): node.items.map { $0.map(TreeNode.json) }
    }
  }

  /// The entries of a mapping; `nil` when it is none.
  var entries: [TreeEntry]? {
    switch self {
    case .yaml(let node):
      node.mapping.map { YAMLEntries.entries(of: $0).map { TreeEntry(key: $0.key.string, line: $0.key.line, value: .yaml($0.value)) } }
    case .json(let node):
      node.members.map { $0.map { TreeEntry(key: $0.name, line: $0.line, value: .json($0.value)) } }
    }
  }
}

/// An entry of a mapping, and the line of its key.
struct TreeEntry {
  let key: String
  let line: Int
  let value: TreeNode
}

/// What a node is when a text is wanted.
enum TreeText {
  case text(String)
  /// Nothing was written.
  case blank
  /// Something else; the message says what, and how to write it as a text.
  case other(String)

  /// Something that is no text because it stands without quotes.
  static func bare(_ kind: String, _ word: String) -> TreeText {
    .other("is \(kind), not a text; if it is meant as it stands, write it in quotes: \(ShownText.quoted(word))")
  }
}

/// Parses a roster's tree.
enum RosterTree {
  /// A tree, `nil` when the file is empty; or why there is none.
  enum Outcome {
    case success(TreeNode?)
    case failure(RosterMistake)
  }

  /// The tree of `source`: JSON when the file's name ends in `.json`, else YAML.
  static func parse(_ source: RosterSource) -> Outcome {
    source.fileName.lowercased().hasSuffix(".json") ? JSONTree.parse(source) : YAMLTree.parse(source)
  }
}
