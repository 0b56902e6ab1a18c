public import ConsolePages

/// What is left of a change for a person to do, because a page of the console was not recognised and nothing was clicked on it.
public struct ManualTask: Sendable, Hashable, Codable {
  /// Why it became one.
  public struct Reason: Sendable, Hashable, Codable {
    /// What happened, on one line: which page.
    public let message: String
    /// What was seen, a line each: the page's address, each element with its candidates and their counts.
    public let seen: [String]

    init(message: String, seen: [String]) {
      self.message = message
      self.seen = seen
    }

    init(_ error: ConsoleError) { self.init(message: error.message, seen: error.details) }
  }

  /// What is to be done, in order.
  public let steps: [HandStep]
  /// What is looked at afterwards.
  public let checks: [HandStep]
  /// What the run has made of it already, a line each.
  public let made: [String]
  /// Where somebody has been at it since: what a fresh page shows otherwise than was asked for, a line each.
  public let differs: [String]
  /// Why it became a task.
  public let reason: Reason

  /// A task; see the properties.
  init(steps: [HandStep], checks: [HandStep], made: [String] = [], differs: [String] = [], reason: Reason) {
    self.steps = steps
    self.checks = checks
    self.made = made
    self.differs = differs
    self.reason = reason
  }

  /// The same task for another reason.
  func because(_ reason: Reason) -> ManualTask {
    ManualTask(steps: steps, checks: checks, made: made, differs: differs, reason: reason)
  }
}
