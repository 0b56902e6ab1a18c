/// Rows as comma-separated values.
public enum CSVText {
  /// RFC 4180, with a line break after the last row. A field that a spreadsheet would take for a formula is led by an apostrophe.
  public static func text(_ rows: [[String]]) -> String {
    rows.map { row in row.map(field).joined(separator: ",") + "\r\n" }.joined()
  }

  /// By code points: a comma with a combining mark behind it is another character, and a comma all the same.
  private static func field(_ text: String) -> String {
    // The full-width forms count too: some spreadsheets fold them.
    let isFormula = text.unicodeScalars.first.map { "=+-@\t\r\u{FF1D}\u{FF0B}\u{FF0D}\u{FF20}".unicodeScalars.contains($0) } ?? false
    let safe = isFormula && text.wholeMatch(of: /[+-]?[0-9]+(\.[0-9]+)?/) == nil ? "'" + text : text
    guard safe.unicodeScalars.contains(where: { $0 == "," || $0 == "\"" || $0.isLineBreak }) else { return safe }
    var quoted = "\"".unicodeScalars
    for scalar in safe.unicodeScalars {
      if scalar == "\"" { quoted.append("\"") }
      quoted.append(scalar)
    }
    return String(quoted) + "\""
  }
}

extension Unicode.Scalar {
  /// Whether some reader may take it for the end of a line.
  fileprivate var isLineBreak: Bool {
    switch value {
    case 0x0A...0x0D, 0x85, 0x2028, 0x2029: true
    default: false
    }
  }
}
