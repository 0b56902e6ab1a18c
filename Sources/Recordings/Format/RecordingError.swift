/// Why a recording was not read, or not written.
public struct RecordingError: Error, Sendable, Hashable, CustomStringConvertible {
  /// The file, as it was named.
  public let file: String
  /// The line, from 1; `nil` where it is not about one.
  public let line: Int?
  /// What is wrong.
  public let reason: String
  /// What to do.
  public let advice: String

  /// An error; see the properties.
  public init(file: String, line: Int? = nil, reason: String, advice: String) {
    self.file = file
    self.line = line
    self.reason = reason
    self.advice = advice
  }

  /// For people: `recordings/users/deactivate.jsonl:12: "status" is missing`, and in a line of its own what to do.
  public var description: String { "\(file):\(line.map { "\($0):" } ?? "") \(reason)\n\(advice)" }
}
