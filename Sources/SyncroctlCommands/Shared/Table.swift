import ArgumentParser
import Foundation

/// How data is printed.
enum OutputFormat: String, ExpressibleByArgument, CaseIterable {
  case table, json, csv
}

/// Rows of texts with a heading for each column.
struct Table {
  let headings: [String]
  let rows: [[String]]

  /// Columns as wide as their widest text, two blanks between; no blanks at the end of a line.
  var text: String {
    let all = [headings] + rows
    let widths = headings.indices.map { column in all.map { $0[column].count }.max() ?? 0 }
    return all.map { row in
      var line = ""
      for (column, text) in row.enumerated() {
        line += text
        if column < row.count - 1 { line += String(repeating: " ", count: widths[column] - text.count + 2) }
      }
      return String(line.reversed().drop(while: \.isWhitespace).reversed())
    }.joined(separator: "\n")
  }

  /// RFC 4180. A field that a spreadsheet would take for a formula is led by an apostrophe.
  var csv: String {
    ([headings] + rows).map { row in row.map(Self.field).joined(separator: ",") }.joined(separator: "\r\n")
  }

  private static func field(_ text: String) -> String {
    let isFormula = text.first.map { "=+-@\t\r".contains($0) } ?? false
    let safe = isFormula && Double(text) == nil ? "'" + text : text
    guard safe.contains(where: { $0 == "," || $0 == "\"" || $0.isNewline }) else { return safe }
    return "\"" + safe.replacing("\"", with: "\"\"") + "\""
  }
}

extension OutputFormat {
  /// Prints `table`, or `value` as JSON with sorted keys.
  func print(_ table: Table, json value: some Encodable) throws {
    switch self {
    case .table: Swift.print(table.text)
    case .csv: Swift.print(table.csv)
    case .json: Swift.print(try JSON.text(value))
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
