public import Foundation

/// Where a run writes down what it is about to do and what it has seen: the journal first, which the next run looks into, then the evidence.
public struct RunLog: Sendable {
  let run: RunID
  let journal: Journal
  let evidence: EvidenceFolder?
  let now: @Sendable () -> Date

  /// The log of a run that has begun.
  ///
  /// - Parameters:
  ///   - evidence: where pictures and results are kept; `nil` keeps none.
  ///   - now: the time.
  public init(run: RunID, journal: Journal, evidence: EvidenceFolder?, now: @escaping @Sendable () -> Date = { Date() }) {
    self.run = run
    self.journal = journal
    self.evidence = evidence
    self.now = now
  }

  /// Before change `number` is begun.
  func intend(_ number: Int, looked: Looked) throws {
    try journal.intend(number, of: run, looked: looked, at: now())
    try evidence?.looked(looked, change: number, at: now())
  }

  /// After it has ended.
  func note(_ result: ChangeResult, _ number: Int) throws {
    try journal.note(result, number, of: run, at: now())
    try evidence?.ended(result, change: number, at: now())
  }

  /// What a run needs that goes on: how far each change had come.
  func steps() throws -> [Int: JournalledRun.Step] { try journal.run(run)?.steps ?? [:] }
}

/// Nothing can be written down any more, so nothing is done any more.
public struct LogUnwritable: Error, Sendable, CustomStringConvertible {
  /// What went wrong.
  public let description: String
}
