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

  /// Comma-separated, with the headings.
  var csv: String { CSVText.text([headings] + rows) }
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
