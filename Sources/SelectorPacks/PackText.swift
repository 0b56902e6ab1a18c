public import WebDriver

// How entries of a pack are written as YAML, for suggestions and overrides.

extension Candidate {
  /// The candidate as it stands in a pack, on one line: `{ role: button, name: Save }`.
  public var yaml: String {
    switch self {
    case .label(let words): "{ label: \(PackText.words(words)) }"
    case .role(let role, let names):
      names.isEmpty ? "{ role: \(PackText.scalar(role)) }" : "{ role: \(PackText.scalar(role)), name: \(PackText.words(names)) }"
    case .text(let words): "{ text: \(PackText.words(words)) }"
    case .placeholder(let words): "{ placeholder: \(PackText.words(words)) }"
    case .hook(let hook): "{ hook: \(PackText.scalar(hook)) }"
    case .css(let css): "{ css: \(PackText.scalar(css)) }"
    case .xpath(let path): "{ xpath: \(PackText.scalar(path)) }"
    }
  }
}

extension ElementSelector {
  /// The element under `name`, as lines of a mapping of elements that begin in the first column.
  public func yaml(named name: String) -> [String] {
    let list = candidates.map { "- \($0.yaml)" }
    var members: [String] = []
    if let within { members.append("within: \(PackText.scalar(within))") }
    if let inRow { members.append("in_row: \(PackText.scalar(inRow))") }
    if includesHidden { members.append("hidden: true") }
    if takesFirst { members.append("first: true") }
    if let pattern { members.append("pattern: \(PackText.scalar(pattern))") }
    guard !members.isEmpty else { return ["\(name):"] + list.map { "  \($0)" } }
    return ["\(name):"] + members.map { "  \($0)" } + ["  candidates:"] + list.map { "    \($0)" }
  }
}

extension TableSelector {
  /// The table under `name`, as lines of a mapping of tables that begin in the first column.
  public func yaml(named name: String) -> [String] {
    let places = element.within.map { ["  within: \(PackText.scalar($0))"] } ?? []
    let columns = columns.sorted { $0.key < $1.key }.map { key, column in
      "    \(key): "
        + (column.isOptional ? "{ heading: \(PackText.words(column.headings)), optional: true }" : PackText.words(column.headings))
    }
    return ["\(name):", "  key: \(key)"] + places + ["  candidates:"] + element.candidates.map { "    - \($0.yaml)" } + ["  columns:"]
      + columns
  }
}

extension PageStep.BoxLayout {
  /// The boxes under `name`, as a line of a mapping of boxes.
  public func yaml(named name: String) -> [String] {
    ["\(name): { area: \(PackText.scalar(area)), heading: \(PackText.scalar(heading)), box: \(PackText.scalar(box)) }"]
  }
}

/// Texts as YAML.
enum PackText {
  /// A list of words as the pack has it: one alone, or a list.
  static func words(_ words: [String]) -> String {
    words.count == 1 ? scalar(words[0]) : "[\(words.map(scalar).joined(separator: ", "))]"
  }

  /// Plain where nothing can be misread; else in double quotes, in which YAML 1.2 reads what JSON writes.
  static func scalar(_ text: String) -> String {
    let isPlain = text.wholeMatch(of: /[A-Za-z][A-Za-z0-9_-]*(?: [A-Za-z0-9][A-Za-z0-9_-]*)*/) != nil
    let means = ["yes", "no", "on", "off", "true", "false", "null", "y", "n"]
    if isPlain, !means.contains(text.lowercased()) { return text }
    var quoted = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": quoted += "\\\""
      case "\\": quoted += "\\\\"
      case "\n": quoted += "\\n"
      case "\t": quoted += "\\t"
      case "\r": quoted += "\\r"
      case _
      where scalar.value < 0x20 || scalar.value == 0x7F || (0x80..<0xA0).contains(scalar.value) || scalar.value == 0x2028
        || scalar.value == 0x2029:
        let hex = String(scalar.value, radix: 16, uppercase: true)
        quoted += "\\u" + String(repeating: "0", count: 4 - hex.count) + hex
      default: quoted.unicodeScalars.append(scalar)
      }
    }
    return quoted + "\""
  }
}
