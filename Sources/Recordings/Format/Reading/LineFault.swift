/// What is wrong with one line, or with the file as a whole.
struct LineFault: Error {
  /// What is to be done about it.
  enum Remedy {
    /// It does not hold what was recorded: another recording has to take its place.
    case recordAnew
    /// It may be whole, and what happened to it can be undone: how, as the beginning of a sentence.
    case restore(String)
    /// What is said here.
    case other(String)
  }

  let reason: String
  let remedy: Remedy

  init(_ reason: String, _ remedy: Remedy = .recordAnew) {
    self.reason = reason
    self.remedy = remedy
  }

  /// A member that says what goes without saying, which the writer leaves out.
  static func superfluous(_ name: String) -> LineFault { edited("\"\(name)\" would be left out") }

  /// Something that the writer would have written otherwise.
  static func edited(_ reason: String) -> LineFault {
    LineFault("this is not as syncroctl writes it: \(reason)", .restore("It was edited by hand, or by a formatter: undo that"))
  }
}
