internal import SwiftCSV

/// A row of CSV as it stands in the file, and the line that it begins on.
struct CSVRecord {
  let line: Int
  let text: Substring
  /// What is wrong with its quotes, worded to follow the row.
  var mistake: String?
}

/// What is wrong with the quotes of a row, worded to follow the row.
struct CSVMistake: Error {
  let words: String
}

extension CSVRecord {
  /// The fields, without blanks around those that stand in no quotes.
  var fields: Result<[String], CSVMistake> {
    if let mistake { return .failure(CSVMistake(words: mistake)) }
    guard text.utf8.contains(UInt8(ascii: "\"")) else {
      return .success(text.split(separator: ",", omittingEmptySubsequences: false).map { String($0).trimmed })
    }
    // The line break keeps an empty last field, which SwiftCSV drops at the end of a file.
    guard let row = try? CSV<Enumerated>(string: "\(text)\n", delimiter: .comma, loadColumns: false), row.rows.isEmpty else {
      return .failure(CSVMistake(words: CSVRecords.misplacedQuote))
    }
    return .success(row.header)
  }
}

/// Cuts CSV into rows. A field in quotes may hold line breaks, so lines and rows are not the same.
///
/// SwiftCSV reads the fields of a row, but it gives no lines, takes a quote that is never closed for the end of the file, and takes a
/// quote in the middle of a field for one that is written twice. All three are settled here, before it sees the row.
enum CSVRecords {
  private enum State {
    case fieldStart, plain, quoted, afterQuote
  }

  /// The rows of `text` that hold anything, in their order.
  static func split(_ text: String) -> [CSVRecord] {
    var records: [CSVRecord] = []
    let bytes = text.utf8
    var state = State.fieldStart
    var line = 1
    var start = bytes.startIndex
    var startLine = 1
    var mistake: String?
    var previousWasReturn = false

    func finish(at end: String.Index) {
      let row = text[start..<end]
      if mistake != nil || row.contains(where: { !$0.isWhitespace && $0 != "," }) {
        records.append(CSVRecord(line: startLine, text: row, mistake: mistake))
      }
      mistake = nil
      state = .fieldStart
    }

    var index = bytes.startIndex
    while index < bytes.endIndex {
      let byte = bytes[index]
      let next = bytes.index(after: index)
      let isReturn = byte == UInt8(ascii: "\r")
      let isFeed = byte == UInt8(ascii: "\n")
      let isSecondHalf = isFeed && previousWasReturn
      previousWasReturn = isReturn
      if (isReturn || isFeed) && !isSecondHalf { line += 1 }
      if (isReturn || isFeed) && state != .quoted {
        if !isSecondHalf { finish(at: index) }
        start = next
        startLine = line
      } else {
        state = step(state, byte, &mistake)
      }
      index = next
    }
    if state == .quoted { mistake = "has a quote that is never closed" }
    if start < bytes.endIndex { finish(at: bytes.endIndex) }
    return records
  }

  private static func step(_ state: State, _ byte: UInt8, _ mistake: inout String?) -> State {
    switch (state, byte) {
    case (.quoted, UInt8(ascii: "\"")): return .afterQuote
    case (.quoted, _): return .quoted
    case (.afterQuote, UInt8(ascii: "\"")): return .quoted
    case (_, UInt8(ascii: ",")): return .fieldStart
    case (.fieldStart, UInt8(ascii: "\"")): return .quoted
    case (.fieldStart, UInt8(ascii: " ")), (.fieldStart, UInt8(ascii: "\t")): return .fieldStart
    case (.afterQuote, UInt8(ascii: " ")), (.afterQuote, UInt8(ascii: "\t")): return .afterQuote
    case (.afterQuote, _), (.plain, UInt8(ascii: "\"")):
      mistake = mistake ?? Self.misplacedQuote
      return .plain
    default: return .plain
    }
  }

  /// Said of a quote that neither opens nor closes a field.
  static let misplacedQuote = "has a quote in the middle of a field; write the whole field in quotes, and each quote in it twice"
}
