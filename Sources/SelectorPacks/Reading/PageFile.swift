import WebDriver

/// A page as a file says it.
struct PageFile: Sendable {
  let path: Entries<String>
  let paths: Entries<String>
  let elements: Entries<ElementFile>
  let tables: Entries<TableFile>
  let boxes: Entries<PageStep.BoxLayout>
  let lists: Entries<String>
  let words: Entries<[String]>

  init?(_ tree: PackTree) {
    // The page's own path may be taken away as any other, so that nothing is no gap.
    guard let entries = tree.entries() else { return nil }
    let own = entries.first { $0.key == "path" }
    guard let fields = tree.fields(["path", "paths", "elements", "tables", "boxes", "lists", "words"]) else { return nil }
    path = Entries(one: own) { $0.word() }
    paths = Entries(fields["paths"]) { $0.word() }
    elements = Entries(fields["elements"]) { ElementFile($0) }
    tables = Entries(fields["tables"]) { TableFile($0) }
    boxes = Entries(fields["boxes"]) { Self.boxes($0) }
    lists = Entries(fields["lists"]) { $0.word() }
    words = Entries(fields["words"]) { $0.fullWords() }
  }

  private static func boxes(_ tree: PackTree) -> PageStep.BoxLayout? {
    let keys = ["area", "heading", "box"]
    guard let fields = tree.fields(keys) else { return nil }
    for key in keys where fields[key] == nil { tree.lacks(key) }
    guard let area = fields["area"]?.word(), let heading = fields["heading"]?.word(), let box = fields["box"]?.word() else { return nil }
    return PageStep.BoxLayout(area: area, heading: heading, box: box)
  }
}

/// An element, written as a list of candidates, or as a mapping that adds where it stands.
struct ElementFile: Sendable {
  let selector: ElementSelector
  /// Where each candidate stands.
  let candidates: [PackPlace]
  let examples: [ElementExample]

  init?(_ tree: PackTree) {
    if tree.isList {
      guard let candidates = CandidateFile.list(tree, of: "an element") else { return nil }
      selector = ElementSelector(candidates: candidates.map(\.value), includesHidden: false, takesFirst: false)
      self.candidates = candidates.map(\.place)
      examples = []
      return
    }
    guard let fields = tree.fields(["candidates", "within", "in_row", "hidden", "first", "pattern", "examples"]) else { return nil }
    if fields["candidates"] == nil { tree.lacks("candidates") }
    let within = fields["within"]?.word()
    let inRow = fields["in_row"]?.word()
    let hidden = fields["hidden"]?.flag()
    let first = fields["first"]?.flag()
    let pattern = fields["pattern"]?.word()
    if let pattern, (try? Regex(pattern)) == nil { fields["pattern"]?.problem("\(pattern) is not a regular expression") }
    examples = fields["examples"].map { ElementExample.read($0) } ?? []
    guard let list = fields["candidates"], let candidates = CandidateFile.list(list, of: "an element") else { return nil }
    selector = ElementSelector(
      candidates: candidates.map(\.value), within: within, inRow: inRow, includesHidden: hidden ?? false, takesFirst: first ?? false,
      pattern: pattern)
    self.candidates = candidates.map(\.place)
  }
}

/// A candidate: one way to tell an element.
enum CandidateFile {
  static let keys = ["label", "role", "name", "text", "placeholder", "hook", "css", "xpath"]

  /// A list of candidates, at least one.
  static func list(_ tree: PackTree, of what: String) -> [Placed<Candidate>]? {
    guard let items = tree.items() else { return nil }
    guard !items.isEmpty else {
      tree.problem("\(what) needs at least one candidate")
      return nil
    }
    let read = items.compactMap { item in candidate(item).map { Placed(value: $0, place: item.place) } }
    return read.count == items.count ? read : nil
  }

  private static func candidate(_ tree: PackTree) -> Candidate? {
    guard let fields = tree.fields(keys) else { return nil }
    let ways = fields.keys.filter { $0 != "name" }
    guard ways.count == 1, ways[0] == "role" || fields["name"] == nil else {
      // One that was mistyped has been told of already.
      if !(ways.isEmpty && tree.hasUnknownKey(keys)) {
        tree.problem("a candidate is exactly one of label, role (with name), text, placeholder, hook, css, xpath")
      }
      return nil
    }
    guard let tree = fields[ways[0]] else { return nil }
    switch ways[0] {
    case "label": return tree.fullWords().map { .label($0) }
    case "role":
      // A role with an empty list of names would be any element of the role.
      let names = fields["name"].map { $0.fullWords() } ?? []
      let role = tree.word()
      return role.flatMap { role in names.map { .role(role, names: $0) } }
    case "text": return tree.fullWords().map { .text($0) }
    case "placeholder": return tree.fullWords().map { .placeholder($0) }
    case "hook": return tree.word().map { .hook($0) }
    case "css": return tree.word().map { .css($0) }
    default: return tree.word().map { .xpath($0) }
    }
  }
}

/// A table.
struct TableFile: Sendable {
  let selector: TableSelector
  /// Where each candidate stands.
  let candidates: [PackPlace]
  /// Where each column stands.
  let columns: [String: PackPlace]

  init?(_ tree: PackTree) {
    guard let fields = tree.fields(["candidates", "within", "rows", "columns", "key"]) else { return nil }
    let rows = fields["rows"]?.word()
    for key in ["candidates", "columns", "key"] where fields[key] == nil { tree.lacks(key) }
    let key = fields["key"]?.word()
    let within = fields["within"]?.word()
    var columns: [String: TableSelector.Column] = [:]
    var places: [String: PackPlace] = [:]
    for entry in fields["columns"]?.entries() ?? [] {
      places[entry.key] = entry.place
      columns[entry.key] = Self.column(entry.value)
    }
    if let key, fields["columns"] != nil, places[key] == nil { fields["key"]?.problem("\"\(key)\" is not one of the columns") }
    guard let list = fields["candidates"], let candidates = CandidateFile.list(list, of: "a table"), let key else { return nil }
    selector = TableSelector(
      element: ElementSelector(candidates: candidates.map(\.value), within: within, includesHidden: false, takesFirst: false),
      columns: columns, key: key, rows: rows)
    self.candidates = candidates.map(\.place)
    self.columns = places
  }

  /// A column is written as its heading, a list of headings, or a mapping that says where else it stands, how it is told, and whether it may
  /// be missing.
  private static func column(_ tree: PackTree) -> TableSelector.Column? {
    if tree.isText || tree.isList { return tree.fullWords().map { TableSelector.Column(TableColumn(.heading($0)), isOptional: false) } }
    guard let fields = tree.fields(["heading", "css", "attribute", "classes", "ticked", "unticked", "optional"]) else { return nil }
    let isOptional = fields["optional"]?.flag() ?? false
    guard let value = value(tree, fields), let place = place(tree, fields, isText: value == .text) else { return nil }
    return TableSelector.Column(TableColumn(place, value), isOptional: isOptional)
  }

  private static func place(_ tree: PackTree, _ fields: [String: PackTree], isText: Bool) -> TableColumn.Place? {
    if fields["heading"] != nil, fields["css"] != nil {
      tree.problem("stands under a heading or where css says, not both")
      return nil
    }
    if let heading = fields["heading"] { return heading.fullWords().map { .heading($0) } }
    if let css = fields["css"] { return css.word().map { .part($0) } }
    // All of the row's text would be no value.
    guard isText else { return .row }
    tree.lacks("heading")
    return nil
  }

  private static func value(_ tree: PackTree, _ fields: [String: PackTree]) -> TableColumn.Value? {
    let ways = ["attribute", "classes", "ticked"].filter { fields[$0] != nil }
    guard ways.count <= 1 else {
      tree.problem("is told by one of attribute, classes, or ticked and unticked, not by \(ways.joined(separator: " and "))")
      return nil
    }
    if let attribute = fields["attribute"] { return attribute.word().map { .attribute($0) } }
    if let classes = fields["classes"] { return classes.fullWords().map { .classes($0) } }
    guard fields["ticked"] != nil || fields["unticked"] != nil else { return .text }
    // Without the other, a tick that is drawn otherwise one day would mean that nobody has it.
    for other in ["ticked", "unticked"] where fields[other] == nil { tree.problem("lacks \"\(other)\"") }
    guard let ticked = fields["ticked"]?.word(), let unticked = fields["unticked"]?.word() else { return nil }
    return .tick(ticked: ticked, unticked: unticked)
  }
}
