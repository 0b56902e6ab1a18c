public import WebDriver

// How single entries are written as YAML: for the whole pack, and for what the doctor suggests.

extension ElementSelector {
  var yaml: [String] {
    var lines: [String] = []
    if let within { lines.append("within: \(YAMLText.scalar(within))") }
    if let inRow { lines.append("in_row: \(YAMLText.scalar(inRow))") }
    if includesHidden { lines.append("hidden: true") }
    if takesFirst { lines.append("first: true") }
    if let pattern { lines.append("pattern: \(YAMLText.scalar(pattern))") }
    return lines + ["candidates:"] + candidates.map { "  - \($0.yaml)" }
  }
}

extension Candidate {
  /// The candidate as it stands in a pack, on one line: `{ role: button, name: Save }`, `label: Email`.
  public var yaml: String {
    switch self {
    case .label(let words): "label: \(YAMLText.words(words))"
    case .role(let role, let names):
      names.isEmpty
        ? "role: \(YAMLText.scalar(role))" : YAMLText.mapping([("role", YAMLText.scalar(role)), ("name", YAMLText.words(names))])
    case .text(let words): "text: \(YAMLText.words(words))"
    case .placeholder(let words): "placeholder: \(YAMLText.words(words))"
    case .hook(let hook): "hook: \(YAMLText.scalar(hook))"
    case .css(let css): "css: \(YAMLText.scalar(css))"
    case .xpath(let path): "xpath: \(YAMLText.scalar(path))"
    }
  }
}

extension TableSelector {
  var yaml: [String] {
    var lines = ["key: \(YAMLText.scalar(key))"]
    if let within = element.within { lines.append("within: \(YAMLText.scalar(within))") }
    if let rows { lines.append("rows: \(YAMLText.scalar(rows))") }
    lines += ["candidates:"] + element.candidates.map { "  - \($0.yaml)" } + ["columns:"]
    return lines
      + columns.sorted { $0.key < $1.key }.map { name, column in
        "  \(name): \(column.yaml)"
      }
  }
}

extension TableSelector.Column {
  fileprivate var yaml: String {
    var members: [(String, String)] = []
    switch column.place {
    case .heading(let words):
      if column.value == .text, !isOptional { return YAMLText.words(words) }
      members.append(("heading", YAMLText.words(words)))
    case .part(let css): members.append(("css", YAMLText.scalar(css)))
    case .row: break
    }
    switch column.value {
    case .text: break
    case .attribute(let name): members.append(("attribute", YAMLText.scalar(name)))
    case .classes(let names): members.append(("classes", YAMLText.words(names)))
    case .tick(let ticked, let unticked):
      members += [("ticked", YAMLText.scalar(ticked)), ("unticked", YAMLText.scalar(unticked))]
    }
    if isOptional { members.append(("optional", "true")) }
    return YAMLText.mapping(members)
  }
}

extension ElementSelector {
  /// The element under `name`, as lines of a mapping of elements that begin in the first column.
  public func yaml(named name: String) -> [String] {
    // With nothing but candidates it is a list.
    let lines = yaml.first == "candidates:" ? Array(yaml.dropFirst()) : yaml.map { "  \($0)" }
    return ["\(name):"] + lines
  }
}

extension TableSelector {
  /// The table under `name`, as lines of a mapping of tables that begin in the first column.
  public func yaml(named name: String) -> [String] { ["\(name):"] + yaml.map { "  \($0)" } }
}

extension PageStep.BoxLayout {
  /// The boxes as they stand in a pack, on one line.
  var yaml: String {
    YAMLText.mapping([("area", YAMLText.scalar(area)), ("heading", YAMLText.scalar(heading)), ("box", YAMLText.scalar(box))])
  }

  /// The boxes under `name`, as a line of a mapping of boxes.
  public func yaml(named name: String) -> [String] { ["\(name): \(yaml)"] }
}
