public import Foundation

/// Where a run writes down what it is about to do and what it has seen: the journal first, which the next run looks into, then the evidence.
public struct RunLog: Sendable {
  let header: RunHeader
  let journal: Journal
  let evidence: EvidenceFolder?
  let now: @Sendable () -> Date
  /// How far an earlier run of the same plan had come with each change.
  let inherited: [Int: JournalledRun.Step]

  /// The log of a run that has begun.
  ///
  /// - Parameters:
  ///   - evidence: where pictures and results are kept; `nil` keeps none.
  ///   - inherited: how far an earlier run of the same plan had come with each change.
  ///   - now: the time.
  public init(
    _ header: RunHeader, journal: Journal, evidence: EvidenceFolder?, inherited: [Int: JournalledRun.Step] = [:],
    now: @escaping @Sendable () -> Date = { Date() }
  ) {
    self.header = header
    self.inherited = inherited
    self.journal = journal
    self.evidence = evidence
    self.now = now
  }

  /// Before change `number` is begun.
  func intend(_ number: Int, looked: Looked) throws {
    try journal.intend(number, of: header.id, looked: looked, at: now())
    try evidence?.looked(looked, change: number, at: now())
  }

  /// After it has ended.
  func note(_ result: ChangeResult, _ number: Int) throws {
    try journal.note(result, number, of: header.id, at: now())
    try evidence?.ended(result, change: number, at: now())
  }

  /// What a run needs that goes on: how far each change had come.
  func steps() throws -> [Int: JournalledRun.Step] {
    inherited.merging(try journal.run(header.id)?.steps ?? [:]) { _, own in own }
  }

  /// What stands in a picture, besides the page's address.
  func caption(_ change: Change, _ number: Int, _ moment: EvidenceFolder.Moment) -> [String] {
    PictureCaption(run: header.id, operator: header.operator, total: header.plan.plan.changes.count)
      .lines(change, number: number, moment: moment, at: now())
  }
}

/// Nothing can be written down any more, so nothing is done any more.
public struct LogUnwritable: Error, Sendable, CustomStringConvertible {
  /// What went wrong.
  public let description: String
}
