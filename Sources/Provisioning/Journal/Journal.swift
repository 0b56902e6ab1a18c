public import Foundation
import Synchronization
public import Technicians

/// What runs have done and were about to do. Written before each act and after it, so that whoever comes after a killed run knows where to
/// look.
public final class Journal: Sendable {
  private let runs = Mutex<[JournalledRun]>([])

  private init() {}

  /// A journal in memory: for replays, which change nothing.
  public static func inMemory() throws(JournalError) -> Journal { Journal() }

  /// A run begins. In the same transaction its approvals are spent.
  ///
  /// - Throws: ``JournalError`` if one of the approvals is spent already, or the run is known already.
  public func begin(_ header: RunHeader) throws(JournalError) {
    runs.withLock { $0.append(JournalledRun(header: header)) }
  }

  /// A run that ended without its end goes on in another process.
  public func goOn(_ run: RunID, process: Int32, at moment: Date) throws(JournalError) {}

  /// Change `number` (from 1) is about to be carried out; `looked` is what a fresh page showed just before.
  public func intend(_ number: Int, of run: RunID, looked: Looked, at moment: Date) throws(JournalError) {
    update(run) { $0.steps[number] = .intended(looked, at: moment) }
  }

  /// Change `number` has ended, whatever came of it.
  public func note(_ result: ChangeResult, _ number: Int, of run: RunID, at moment: Date) throws(JournalError) {
    update(run) { $0.steps[number] = .ended(result) }
  }

  /// A run has come to its end.
  public func end(_ run: RunID, _ summary: RunSummary, at moment: Date) throws(JournalError) {
    update(run) {
      $0.summary = summary; $0.ended = moment
    }
  }

  /// A run with its steps.
  public func run(_ id: RunID) throws(JournalError) -> JournalledRun? { runs.withLock { $0.first { $0.header.id == id } } }

  /// The latest runs, the newest first; on one console if it is named by its address.
  public func latest(_ limit: Int, console: String? = nil) throws(JournalError) -> [JournalledRun] {
    runs.withLock { Array($0.filter { console == nil || $0.header.console == console }.reversed().prefix(limit)) }
  }

  /// Runs on a console that never came to their end, the newest first.
  public func unfinished(console: String) throws(JournalError) -> [JournalledRun] {
    runs.withLock { $0.filter { $0.header.console == console && $0.ended == nil }.reversed() }
  }

  /// How many deactivations were done on a console since `moment`, or may have been: those whose outcome is unknown count.
  public func deactivations(console: String, since moment: Date) throws(JournalError) -> Int { 0 }

  /// The run that spent an approval; `nil` if none has.
  public func spender(of approval: String) throws(JournalError) -> RunID? { nil }

  private func update(_ run: RunID, _ change: (inout JournalledRun) -> Void) {
    runs.withLock { runs in
      if let index = runs.firstIndex(where: { $0.header.id == run }) { change(&runs[index]) }
    }
  }
}

/// What a fresh page showed just before a change.
public struct Looked: Sendable, Hashable, Codable {
  /// The person; `nil` for a group, and where there was nobody.
  public let person: Technician?
  /// The group; `nil` for a person, and where there was none.
  public let group: SecurityGroup?

  /// What was seen.
  public init(person: Technician? = nil, group: SecurityGroup? = nil) {
    self.person = person
    self.group = group
  }
}

/// A run as the journal has it.
public struct JournalledRun: Sendable {
  /// How it began.
  public let header: RunHeader
  /// How far each change has come, by its number from 1. Those that were not begun are missing.
  public var steps: [Int: Step] = [:]
  /// When it ended; `nil` if it never did, or is still under way.
  public var ended: Date?
  /// What came of it, once it has ended.
  public var summary: RunSummary?

  /// A run that has just begun.
  public init(header: RunHeader) { self.header = header }

  /// How far a change has come.
  public enum Step: Sendable {
    /// About to be carried out, or in the middle of it, when the journal was written last.
    case intended(Looked, at: Date)
    /// Ended, with what came of it.
    case ended(ChangeResult)
  }
}

/// The journal cannot be read or written, or says that something must not be.
public struct JournalError: Error, Sendable, Hashable, CustomStringConvertible {
  /// The kinds.
  public enum Code: Sendable, Hashable {
    /// The file cannot be opened, read or written.
    case unusable
    /// An approval was spent by another run.
    case spent
    /// No such run.
    case unknownRun
  }
  /// The kind.
  public let code: Code
  /// What is wrong, and what to do.
  public let description: String

  /// An error; see the properties.
  public init(_ code: Code, _ description: String) {
    self.code = code
    self.description = description
  }
}
