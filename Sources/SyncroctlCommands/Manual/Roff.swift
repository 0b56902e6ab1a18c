/// Text as the formatters of manual pages read it.
enum Roff {
  /// `text` with nothing in it that a formatter would take for a request or set otherwise than it is typed.
  static func text(_ text: some StringProtocol) -> String {
    var escaped = ""
    for character in text {
      switch character {
      case "\\": escaped += "\\e"
      // A hyphen as it is typed, not one for print.
      case "-": escaped += "\\-"
      case "'": escaped += "\\(aq"
      case "\"": escaped += "\\(dq"
      case "`": escaped += "\\(ga"
      case "^": escaped += "\\(ha"
      case "~": escaped += "\\(ti"
      default: escaped.append(character)
      }
    }
    return escaped.hasPrefix(".") ? "\\&" + escaped : escaped
  }

  static func bold(_ text: some StringProtocol) -> String { "\\fB\(Self.text(text))\\fR" }
  static func italic(_ text: some StringProtocol) -> String { "\\fI\(Self.text(text))\\fR" }

  /// A way to call a command: `<values>` in italics, what is typed as it stands in bold.
  static func usage(_ line: String) -> String {
    var (set, typed) = ("", "")
    func flush() {
      if !typed.isEmpty { set += bold(typed) }
      typed = ""
    }
    var rest = Substring(line)
    while let first = rest.first {
      if first == "<", let end = rest.firstIndex(of: ">") {
        flush()
        set += italic(rest[rest.index(after: rest.startIndex)..<end])
        rest = rest[rest.index(after: end)...]
      } else if "[]. ".contains(first) {
        flush()
        set += text(String(first))
        rest = rest.dropFirst()
      } else {
        typed.append(first)
        rest = rest.dropFirst()
      }
    }
    flush()
    return set
  }

  /// Lines as they are typed. One that is longer than the terminal is wide goes on further in, instead of beyond its edge.
  static func literal(_ lines: [String]) -> String {
    let set = lines.map { line in
      let indented = line.prefix { $0 == " " }.count
      // Remarks stand in a column in the help, which a narrow terminal has no room for.
      let narrow = line.dropFirst(indented).replacing(/\s{3,}\#/, with: "  #")
      return ".ti -2n\n" + String(repeating: "\\ ", count: indented) + text(narrow)
    }
    return ".RS 2n\n.in +2n\n" + set.joined(separator: "\n") + "\n.in -2n\n.RE"
  }
}
