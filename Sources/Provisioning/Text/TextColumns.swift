/// Lines up cells in columns, two spaces apart, without trailing white space.
enum TextColumns {
  /// One line a row. A column is as wide as its widest cell; the last cell of a row is not padded.
  static func lines(_ rows: [[String]], indent: String = "") -> [String] {
    let cells = rows.map { row in row.map { (text: $0, width: width(of: $0)) } }
    let columns = cells.map(\.count).max() ?? 0
    let used = (0..<columns).filter { column in cells.contains { column < $0.count && $0[column].width > 0 } }
    let widths = used.map { column in cells.lazy.map { column < $0.count ? $0[column].width : 0 }.max() ?? 0 }
    return cells.map { row in
      var line = ""
      var pending = 0
      for (column, width) in zip(used, widths) {
        guard column < row.count else { break }
        let cell = row[column]
        if cell.width > 0 {
          line += String(repeating: " ", count: pending) + cell.text
          pending = width - cell.width + 2
        } else {
          pending += width + 2
        }
      }
      return indent + line
    }
  }

  /// How many characters `text` has. Of ASCII that is its bytes, which are counted far faster; a line break alone is two bytes and one character.
  private static func width(of text: String) -> Int {
    text.utf8.allSatisfy { $0 >= 0x20 && $0 < 0x7F } ? text.utf8.count : text.count
  }
}
