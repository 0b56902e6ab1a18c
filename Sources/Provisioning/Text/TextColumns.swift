/// Lines up cells in columns, two spaces apart, without trailing white space. The one renderer of everything that stands in columns.
public enum TextColumns {
  /// One line a row. A column is as wide as its widest cell; a column without any text takes no room; the last cell of a row is not padded.
  public static func lines(_ rows: [[String]], indent: String = "") -> [String] {
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

  /// `text` with blanks after it up to `width` columns.
  public static func padded(_ text: String, to width: Int) -> String {
    text + String(repeating: " ", count: max(0, width - Self.width(of: text)))
  }

  /// How many columns of a terminal `text` takes. Of ASCII that is its bytes, which are counted far faster.
  public static func width(of text: String) -> Int {
    if text.utf8.allSatisfy({ $0 >= 0x20 && $0 < 0x7F }) { return text.utf8.count }
    return text.reduce(0) { $0 + width(of: $1) }
  }

  /// Two columns for what East Asian scripts and emoji take, none for marks that stand alone, one for the rest.
  private static func width(of character: Character) -> Int {
    guard let first = character.unicodeScalars.first else { return 0 }
    // An emoji that is text by itself is drawn wide when this selector follows it.
    if character.unicodeScalars.contains(where: { $0.value == 0xFE0F }) { return 2 }
    switch first.properties.generalCategory {
    case .nonspacingMark, .enclosingMark, .format: return 0
    default: return isWide(first.value) ? 2 : 1
    }
  }

  /// The ranges that Unicode's EastAsianWidth.txt calls wide or full-width, the small gaps between them left out.
  private static func isWide(_ scalar: UInt32) -> Bool {
    guard scalar >= 0x1100 else { return false }
    return switch scalar {
    case 0x1100...0x115F, 0x231A...0x231B, 0x2329...0x232A, 0x23E9...0x23EC, 0x2614...0x2615, 0x26A1, 0x2705, 0x274C, 0x2753...0x2755,
      0x2757, 0x2795...0x2797, 0x2B1B...0x2B1C, 0x2B50, 0x2B55, 0x2E80...0x303E, 0x3041...0x33FF, 0x3400...0x4DBF, 0x4E00...0xA4CF,
      0xA960...0xA97C, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE10...0xFE19, 0xFE30...0xFE6F, 0xFF01...0xFF60, 0xFFE0...0xFFE6,
      0x16FE0...0x1B2FF, 0x1F004, 0x1F0CF, 0x1F18E, 0x1F191...0x1F19A, 0x1F200...0x1F320, 0x1F32D...0x1F64F, 0x1F680...0x1F6FF,
      0x1F7E0...0x1F7EB, 0x1F90C...0x1F9FF, 0x1FA70...0x1FAFF, 0x20000...0x3FFFD:
      true
    default: false
    }
  }
}
