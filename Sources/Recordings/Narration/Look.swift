import WebDriver

/// A look at a page, out of a recorded request: what was waited for, and what was to be done there.
struct Look {
  /// A state of the page that ends the waiting.
  struct Case {
    let name: String
    /// What must hold of which elements.
    let demands: [(element: String, need: String)]
    /// Elements that must not be there.
    let none: [String]
    let wantsNewDocument: Bool
    /// What to do once the case holds, as the page's script reads it.
    let steps: [JSONValue]

    /// Whether it is something that may come in between, rather than what the flow is after.
    var isBlock: Bool { name.hasPrefix(Look.blockPrefix) }
    /// The name without what marks a block.
    var plainName: String { isBlock ? String(name.dropFirst(Look.blockPrefix.count)) : name }
  }

  /// How an element is looked for.
  struct Query: Hashable {
    let candidates: [Candidate]
    let within: String?
    /// The table, if the element stands in a row.
    let table: String?
    /// The texts by which the row is told, with their columns.
    let cells: [String]
    /// Whether the first of several matches will do.
    let takesFirst: Bool
  }

  static let blockPrefix = "block:"
  private static let script = "<script:page>"

  let cases: [Case]
  let elements: [String: Query]

  /// The look that `request` is; `nil` where it is none.
  init?(_ request: RecordedRequest) {
    guard request.body?["script"]?.stringValue == Self.script, let program = request.body?["args"]?.arrayValue?.first else { return nil }
    cases = (program["cases"]?.arrayValue ?? []).map { Case($0) }
    elements = (program["elements"]?.objectValue ?? [:]).mapValues { Query($0) }
  }

  /// The cases that the flow is after.
  var wanted: [Case] { cases.filter { !$0.isBlock } }

  func named(_ name: String?) -> Case? { cases.first { $0.name == name } }
}

extension Look.Case {
  init(_ json: JSONValue) {
    name = json["name"]?.stringValue ?? ""
    demands = (json["all"]?.arrayValue ?? []).map { ($0["element"]?.stringValue ?? "", $0["need"]?.stringValue ?? "present") }
    none = (json["none"]?.arrayValue ?? []).compactMap(\.stringValue)
    wantsNewDocument = json["newDocument"]?.boolValue ?? false
    steps = json["steps"]?.arrayValue ?? []
  }
}

extension Look.Query {
  init(_ json: JSONValue) {
    candidates = (json["candidates"]?.arrayValue ?? []).map { Candidate(recorded: $0) }
    within = json["within"]?.stringValue
    table = json["row"]?["table"]?.stringValue
    cells = (json["row"]?["cells"]?.arrayValue ?? []).map { cell in
      let column = cell["column"]?.arrayValue?.compactMap(\.stringValue).joined(separator: " or ") ?? ""
      return "\"\(cell["equals"]?.stringValue ?? "")\" under \"\(column)\""
    }
    takesFirst = json["first"]?.boolValue ?? false
  }
}

extension Candidate {
  /// A candidate as the page's script reads it, in the order in which the script goes through its kinds.
  fileprivate init(recorded json: JSONValue) {
    func words(_ name: String) -> [String]? { json[name]?.arrayValue?.compactMap(\.stringValue) }
    if let css = json["css"]?.stringValue {
      self = .css(css)
    } else if let label = words("label") {
      self = .label(label)
    } else if let role = json["role"]?.stringValue {
      self = .role(role, names: words("name") ?? [])
    } else if let text = words("text") {
      self = .text(text)
    } else if let placeholder = words("placeholder") {
      self = .placeholder(placeholder)
    } else if let hook = json["hook"]?.stringValue {
      self = .hook(hook)
    } else {
      self = .xpath(json["xpath"]?.stringValue ?? "")
    }
  }

  /// Whether it goes by words that a person reads.
  var goesByWords: Bool {
    switch self {
    case .label, .text, .placeholder: true
    case .role(_, let names): !names.isEmpty
    case .hook, .css, .xpath: false
    }
  }

  /// The element as a person would point it out: `button "Sign in"`. `nil` where the candidate has no words.
  var told: String? {
    func quoted(_ words: [String]) -> String { words.map { "\"\($0)\"" }.joined(separator: " or ") }
    return switch self {
    case .label(let words), .text(let words), .placeholder(let words): quoted(words)
    case .role(let role, let names): names.isEmpty ? nil : "\(role) \(quoted(names))"
    case .hook, .css, .xpath: nil
    }
  }
}
