import Provisioning

/// Sentences broken to the width of a terminal, between words and behind their own indent: a terminal breaks in the middle of one. A command
/// to type stays in one piece, so that it can be copied, and so does what stands in columns.
enum FittedText {
  /// `text` as it is shown on so many columns; `nil` leaves it as it is.
  static func fitted(_ text: String, columns: Int?) -> String {
    guard let columns else { return text }
    return text.split(separator: "\n", omittingEmptySubsequences: false).map { fitted(line: String($0), columns) }.joined(separator: "\n")
  }

  private static func fitted(line: String, _ columns: Int) -> String {
    let indent = String(line.prefix { $0 == " " })
    let words = line.dropFirst(indent.count)
    guard TextColumns.width(of: line) > columns, !words.contains("  ") else { return line }
    var lines: [String] = []
    var current = indent
    for piece in pieces(words) {
      let isFirst = current.allSatisfy { $0 == " " }
      if !isFirst, TextColumns.width(of: current) + 1 + TextColumns.width(of: piece) > columns {
        lines.append(current)
        current = indent + "  " + piece
      } else {
        current += (isFirst ? "" : " ") + piece
      }
    }
    return (lines + [current]).joined(separator: "\n")
  }

  /// The words of a line, of which a command to type is one: it goes to the end of the line, but for what stands in parentheses there.
  private static func pieces(_ line: Substring) -> [String] {
    // The exit code is looked for at a glance.
    func words(_ part: Substring) -> [String] {
      part.replacing("(exit ", with: "(exit\u{A0}").split(separator: " ").map { String($0).replacing("\u{A0}", with: " ") }
    }
    guard let found = line.firstMatch(of: /^(.*: )((?:syncroctl|scripts\/[a-z]+|chmod|apt-get) .*?)((?: \([^()]*\))?)$/) else {
      return words(line)
    }
    return words(found.output.1) + [String(found.output.2)] + words(found.output.3)
  }
}
