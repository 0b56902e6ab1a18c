/// The text of a roster or of a roles file, and what to call it in messages.
public struct RosterSource: Sendable, Hashable {
  /// The most that a file may hold, in bytes: 16 MiB, some hundred thousand people.
  public static let maxBytes = 16 * 1024 * 1024

  /// The file, named as it was given.
  public let fileName: String
  /// What stands in it, without a byte order mark.
  public let text: String

  /// Text that is in memory already.
  public init(text: String, fileName: String) {
    self.fileName = fileName
    self.text = text.unicodeScalars.first == "\u{FEFF}" ? String(text.unicodeScalars.dropFirst()) : text
  }

  /// Reads `bytes` as UTF-8.
  ///
  /// - Throws: ``RosterMistakes`` when there are more than ``maxBytes``, or when they are not UTF-8, with the line.
  public init(bytes: [UInt8], fileName: String) throws(RosterMistakes) {
    guard bytes.count <= Self.maxBytes else {
      throw RosterMistakes(file: fileName, "is larger than 16 MiB, which no roster is")
    }
    guard !bytes.starts(with: [0xFF, 0xFE]), !bytes.starts(with: [0xFE, 0xFF]) else {
      throw RosterMistakes(file: fileName, "is UTF-16; save it as UTF-8")
    }
    guard let text = String(validating: bytes, as: UTF8.self) else {
      let line = Self.firstInvalidLine(of: bytes)
      throw RosterMistakes(
        [RosterMistake(file: fileName, line: line, field: "", message: "is not UTF-8; save the file as UTF-8")], first: fileName)
    }
    self.init(text: text, fileName: fileName)
  }

  /// The line of the first bytes that are not UTF-8. No character of several bytes holds a line feed, so lines can be tried one by one.
  private static func firstInvalidLine(of bytes: [UInt8]) -> Int {
    let lines = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    return (lines.firstIndex { String(validating: $0, as: UTF8.self) == nil } ?? 0) + 1
  }
}
