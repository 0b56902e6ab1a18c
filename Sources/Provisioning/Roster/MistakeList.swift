/// Gathers the mistakes of one file while it is read.
struct MistakeList {
  /// The file that is read.
  let file: String
  /// What was found so far.
  private(set) var mistakes: [RosterMistake] = []

  init(file: String) { self.file = file }

  /// Notes a mistake and goes on.
  mutating func add(_ line: Int?, _ field: String, _ message: String) {
    mistakes.append(RosterMistake(file: file, line: line, field: field, message: message))
  }
}
