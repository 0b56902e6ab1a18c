public import Foundation
public import Technicians

/// What became of one change.
public struct ChangeResult: Sendable, Codable {
  /// The ways in which a change can end.
  public enum Outcome: String, Sendable, Codable, CaseIterable {
    /// Done, and seen to be so on a fresh page.
    case done
    /// The console was so already: nothing was clicked.
    case unchanged
    /// Not done, or not wholly; the detail says what.
    case failed
    /// Left for a person: a page was not recognised, and nothing was clicked on it. The task says what to do.
    case manual = "for a person"
    /// Something was clicked, and what came of it could not be seen.
    case unknown
    /// The run ended before its turn.
    case notReached = "not reached"
  }

  /// The change.
  public let change: Change
  /// How it ended.
  public let outcome: Outcome
  /// What happened, on one line: `created, read back (id 5127)`.
  public let detail: String
  /// What a fresh page showed before.
  public let looked: Looked?
  /// The person as read back from a fresh page.
  public let technician: Technician?
  /// The group as read back from a fresh page.
  public let group: SecurityGroup?
  /// What stays of the person, as read back from fresh pages; `nil` where the change is not about that.
  public let belongings: Belongings?
  /// WebDriver commands that it took, pictures included.
  public let commands: Int
  /// How long it took.
  public let seconds: Double
  /// When it began.
  public let began: Date
  /// The pictures' file names in the evidence folder.
  public let pictures: [String]
  /// Of an error on a page, all that is known, a line each: page, elements, each candidate with its count, what to do.
  public let explanation: [String]?
  /// What was in the way, where it is the same thing for every change.
  public let cause: Cause?
  /// What a second witness said before and after, a line each: `the API says: 5003 is nina.park@acme.com`; `nil` where none was asked.
  public let witness: [String]?
  /// Whether it was seen to have been done by hand, after it had been left for a person; `nil` where nobody was asked to.
  public let byHand: Bool?
  /// What is left for a person; `nil` unless something is.
  public let task: ManualTask?

  /// What became of a change; see the properties.
  init(
    change: Change, outcome: Outcome, detail: String, looked: Looked? = nil, technician: Technician?, group: SecurityGroup?, commands: Int,
    seconds: Double, began: Date, pictures: [String], explanation: [String]?, cause: Cause?, witness: [String]? = nil,
    byHand: Bool? = nil, task: ManualTask? = nil, belongings: Belongings? = nil
  ) {
    self.belongings = belongings
    self.change = change
    self.outcome = outcome
    self.detail = detail
    self.looked = looked
    self.technician = technician
    self.group = group
    self.commands = commands
    self.seconds = seconds
    self.began = began
    self.pictures = pictures
    self.explanation = explanation
    self.cause = cause
    self.witness = witness
    self.byHand = byHand
    self.task = task
  }

  /// What was in the way.
  public enum Cause: String, Sendable, Codable, CaseIterable {
    /// A page is not as the selector pack says: nothing was clicked on it.
    case pageNotRecognised = "page not recognised"
    /// Nobody is signed in any more.
    case notSignedIn = "not signed in"
    /// The console is no longer as it was when the plan was made.
    case moved = "the console has moved"
    /// A guard said no, by what a fresh page showed.
    case guardRefused = "a guard refused"
    /// A second witness tells of another person, or could not be asked: nothing was clicked.
    case witness = "the second witness"
  }
}

/// What became of a plan.
public struct RunSummary: Sendable, Codable {
  /// One result a change, in the plan's order.
  public let results: [ChangeResult]
  /// How long the whole took.
  public let seconds: Double
  /// Why the run ended early, if it did.
  public let endedEarly: String?
  /// The same for a program.
  public let end: EarlyEnd?

  /// What became of a plan; see the properties.
  init(results: [ChangeResult], seconds: Double, endedEarly: String? = nil, end: EarlyEnd? = nil) {
    self.results = results
    self.seconds = seconds
    self.endedEarly = endedEarly
    self.end = end
  }

  /// What a run can end early of.
  public enum EarlyEnd: String, Sendable, Codable {
    /// Ctrl-C or SIGTERM.
    case interrupted
    /// Nobody is signed in any more, and signing in again did not help.
    case notSignedIn = "not signed in"
    /// Nothing answers at the console's address.
    case unreachable
    /// Driver or browser has gone.
    case browserLost = "browser lost"
    /// The journal or the evidence cannot be written.
    case notWritten = "not written"
  }

  /// How many changes ended in a way.
  public func count(_ outcome: ChangeResult.Outcome) -> Int { results.count { $0.outcome == outcome } }

  /// Whether something is left for a person: then the run stays open, to be gone on with once it is done.
  public var isLeftOpen: Bool { count(.manual) > 0 }
}

extension RunSummary {
  /// The same of all results but some.
  public func without(_ left: (ChangeResult) -> Bool) -> RunSummary {
    RunSummary(results: results.filter { !left($0) }, seconds: seconds, endedEarly: endedEarly, end: end)
  }

  /// The end of a run whose every change had ended when it was killed.
  public static func closing(_ results: [ChangeResult]) -> RunSummary {
    RunSummary(results: results, seconds: results.reduce(0) { $0 + $1.seconds }, endedEarly: nil, end: nil)
  }
}
