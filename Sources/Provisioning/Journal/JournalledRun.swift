public import Foundation
public import Technicians

/// What a fresh page showed just before a change.
public struct Looked: Sendable, Hashable, Codable {
  /// The person; `nil` for a group, and where there was nobody.
  public let person: Technician?
  /// The group; `nil` for a person, and where there was none.
  public let group: SecurityGroup?
  /// What stays of the person once the account is deactivated; `nil` where that was not looked at.
  public let belongings: Belongings?

  /// What was seen.
  public init(person: Technician? = nil, group: SecurityGroup? = nil, belongings: Belongings? = nil) {
    self.person = person
    self.group = group
    self.belongings = belongings
  }
}

/// A run as the journal has it. Times within what was written have whole seconds; those of the writes themselves have milliseconds.
public struct JournalledRun: Sendable {
  /// How it began.
  public let header: RunHeader
  /// How far each change has come, by its number from 1. Those that were not begun are missing.
  public var steps: [Int: Step] = [:]
  /// When it ended; `nil` if it never did, or is still under way.
  public var ended: Date?
  /// What came of it, once it has ended.
  public var summary: RunSummary?
  /// When it went on in another process, the first time first.
  public var resumptions: [Resumption] = []

  /// A run that has just begun.
  public init(header: RunHeader) { self.header = header }

  /// How far a change has come.
  public enum Step: Sendable {
    /// About to be carried out, or in the middle of it, when the journal was written last.
    case intended(Looked, at: Date)
    /// Ended, with what came of it.
    case ended(ChangeResult)
  }

  /// A process that went on with the run.
  public struct Resumption: Sendable, Hashable {
    /// The process.
    public let process: Int32
    /// When it took over.
    public let at: Date
  }
}

/// A run as it is listed: without its plan and what was seen, so that thousands of them are small.
public struct ListedRun: Sendable, Hashable {
  /// What the run is called.
  public let id: RunID
  /// The console's address.
  public let console: String
  /// Who started the program.
  public let `operator`: String
  /// When it began.
  public let began: Date
  /// How many changes it was to make.
  public let changes: Int
  /// How many of them have ended in each way. Those that were not begun, or not ended, are in none.
  public let outcomes: [ChangeResult.Outcome: Int]
  /// How many were begun without having ended, as far as the journal knows.
  public let underWay: Int
  /// When it ended; `nil` if it never did, or is still under way.
  public let ended: Date?
  /// Why it ended early, if it did.
  public let endedEarly: String?

  /// How many changes the console has now: those that were done, and those that it had already.
  public var settled: Int { (outcomes[.done] ?? 0) + (outcomes[.unchanged] ?? 0) }
}
