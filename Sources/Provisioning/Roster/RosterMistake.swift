/// One thing in a roster that must be put right by whoever wrote it.
public struct RosterMistake: Sendable, Hashable {
  /// The file, named as it was given.
  public let file: String
  /// The line, from 1. `nil` when the file as a whole is meant.
  public let line: Int?
  /// The field, such as `technicians[3].role`, rows counted from 0. Empty when no field can be named.
  public let field: String
  /// What is wrong and, where it is known, what was meant.
  public let message: String

  /// A mistake at a line.
  public init(file: String, line: Int?, field: String, message: String) {
    self.file = file
    self.line = line
    self.field = field
    self.message = message
  }

  /// A mistake at a place.
  init(at location: RosterLocation, field: String, message: String) {
    self.init(file: location.file, line: location.line, field: field, message: message)
  }

  /// `team.yaml:14`, or the file alone.
  public var place: String { line.map { "\(file):\($0)" } ?? file }
}

/// All the mistakes of a roster, since somebody who is told of one at a time has to come back for each.
public struct RosterMistakes: Error, Sendable, Hashable {
  /// The mistakes, by file and line. Never empty.
  public let mistakes: [RosterMistake]

  /// `mistakes`, put in order: those of `first` before any other file's, each file from its top.
  init(_ mistakes: [RosterMistake], first: String) {
    var rank = [first: 0]
    for mistake in mistakes where rank[mistake.file] == nil { rank[mistake.file] = rank.count }
    let ordered = mistakes.enumerated().sorted { left, right in
      let leftKey = (rank[left.element.file] ?? 0, left.element.line ?? 0, left.offset)
      let rightKey = (rank[right.element.file] ?? 0, right.element.line ?? 0, right.offset)
      return leftKey < rightKey
    }
    self.mistakes = ordered.map(\.element)
  }

  /// One mistake about a file as a whole.
  init(file: String, _ message: String) {
    mistakes = [RosterMistake(file: file, line: nil, field: "", message: message)]
  }
}

extension RosterMistakes: CustomStringConvertible {
  /// A header and one aligned line a mistake: place, field, message.
  public var description: String {
    if mistakes.count == 1, let only = mistakes.first, only.line == nil {
      return "\(only.file) \(only.message); nothing was done"
    }
    let files = mistakes.reduce(into: [String]()) { files, mistake in
      if files.last != mistake.file { files.append(mistake.file) }
    }
    let verb = files.count == 1 ? "has" : "have"
    let header = "\(WordList.and(files)) \(verb) \(WordList.count(mistakes.count, "mistake", "mistakes")); nothing was done"
    let rows = mistakes.map { [$0.place, $0.field, $0.message] }
    return ([header] + TextColumns.lines(rows, indent: "  ")).joined(separator: "\n")
  }
}
