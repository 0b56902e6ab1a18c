import ArgumentParser
import Foundation
import Provisioning

/// How data is printed.
enum OutputFormat: String, ExpressibleByArgument, CaseIterable {
  case table, json, csv
}

/// Rows of texts with a heading for each column.
struct Table {
  let headings: [String]
  let rows: [[String]]

  /// Columns as wide as their widest text, two blanks between; no blanks at the end of a line. Nothing in a text can move the cursor.
  var text: String {
    TextColumns.lines([headings] + rows.map { row in row.map { ShownText.plain($0, limit: .max) } }).joined(separator: "\n")
  }

  /// RFC 4180, with a line break after the last row. A field that a spreadsheet would take for a formula is led by an apostrophe.
  var csv: String {
    ([headings] + rows).map { row in row.map(Self.field).joined(separator: ",") + "\r\n" }.joined()
  }

  private static func field(_ text: String) -> String {
    // The full-width forms count too: some spreadsheets fold them.
    let isFormula = text.first.map { "=+-@\t\r\u{FF1D}\u{FF0B}\u{FF0D}\u{FF20}".contains($0) } ?? false
    let safe = isFormula && text.wholeMatch(of: /[+-]?[0-9]+(\.[0-9]+)?/) == nil ? "'" + text : text
    guard safe.contains(where: { $0 == "," || $0 == "\"" || $0.isNewline }) else { return safe }
    return "\"" + safe.replacing("\"", with: "\"\"") + "\""
  }
}

extension OutputFormat {
  /// Prints `table`, or `value` as JSON with sorted keys.
  func print(_ table: Table, json value: some Encodable) throws { try print(table.text, csv: table, json: value) }

  /// Prints `text` for people, and for programs `csv`, or `value` as JSON with sorted keys.
  func print(_ text: String, csv: Table, json value: some Encodable) throws {
    switch self {
    case .table: try StandardOutput.write(text + "\n")
    case .csv: try StandardOutput.write(csv.csv)
    case .json: try StandardOutput.write(try JSON.text(value) + "\n")
    }
  }
}

/// JSON as it is printed and kept: sorted keys, one member a line, times in UTC with seconds.
enum JSON {
  static func text(_ value: some Encodable) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    encoder.dateEncodingStrategy = .iso8601
    return String(decoding: try encoder.encode(value), as: UTF8.self)
  }
}
