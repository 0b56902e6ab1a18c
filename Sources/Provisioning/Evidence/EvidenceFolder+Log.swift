public import Foundation

/// The log: each call is on the disk when it returns.
extension EvidenceFolder {
  /// Whether the log has its first entry: of a folder that is gone on with, it may have none yet.
  public var hasBegun: Bool { log.count > 0 }

  /// Whether the log has its last entry. It may lack the seal still, which ``end(_:at:seal:)`` adds.
  public var hasEnded: Bool { log.last == .runEnded }

  /// The run begins. Keeps the plan as `plan.json` too.
  ///
  /// - Throws: ``EvidenceError`` if it cannot be written, or if it has begun already.
  public func begin(_ header: RunHeader) throws {
    guard !hasBegun else { throw EvidenceError("the evidence in \(url.path) has begun already") }
    guard header.id == run else { throw EvidenceError("the evidence folder \(url.path) is not that of the run \(header.id)") }
    try keep(try header.plan.data(), as: "plan.json")
    try log.append(.runBegan, header, at: header.began)
  }

  /// What a fresh page showed just before change `change` (from 1).
  ///
  /// - Throws: ``EvidenceError`` if it cannot be written.
  public func looked(_ looked: Looked, change: Int, at moment: Date) throws { try append(.looked, change: change, looked, at: moment) }

  /// What came of change `change` (from 1), with what was read back.
  ///
  /// - Throws: ``EvidenceError`` if it cannot be written.
  public func ended(_ result: ChangeResult, change: Int, at moment: Date) throws { try append(.ended, change: change, result, at: moment) }

  /// What is left for a person by now. Keeps it as `tasks.json` and `tasks.txt` too; of a run that never left anything, nothing is kept.
  ///
  /// - Throws: ``EvidenceError`` if it cannot be written.
  public func handOut(_ tasks: TaskList, at moment: Date) throws {
    let json = "tasks.json"
    guard !hasEnded, !tasks.isEmpty || FileManager.default.fileExists(atPath: url.appending(path: json).path) else { return }
    try keep(try CanonicalJSON.data(tasks), as: json)
    try keep(Data((tasks.text + "\n").utf8), as: "tasks.txt")
    try append(.tasks, tasks, at: moment)
  }

  /// The run goes on in another process.
  ///
  /// - Throws: ``EvidenceError`` if it cannot be written.
  public func wentOn(process: Int32, at moment: Date) throws { try append(.wentOn, log.wentOn(process: process), at: moment) }

  /// The run has come to its end. Keeps the results as `results.json` and `summary.json` too, and seals the log. Of a run that had ended when
  /// it was killed, only the seal is added.
  ///
  /// - Parameter seal: the key to seal with; `nil` seals nothing, and such a log proves nothing.
  /// - Throws: ``EvidenceError`` if it cannot be written; ``KeyError`` if the key cannot sign.
  public func end(_ summary: RunSummary, at moment: Date, seal key: (any Sealer)?) throws {
    if !hasEnded {
      try write(results: summary.results)
      try write(summary: summary)
      try append(.runEnded, RunEnded(summary: summary, key: key?.publicKey), at: moment)
    }
    guard let key else { return }
    let seal = try EvidenceSeal(EvidenceSeal.Body(run: run, count: log.count, head: log.head, key: key.publicKey), key)
    try EvidenceFiles.write(try CanonicalJSON.data(seal), to: url.appending(path: EvidenceFiles.seal))
  }

  private func append(_ kind: EvidenceKind, change: Int? = nil, _ payload: some Encodable & Sendable, at moment: Date) throws {
    guard hasBegun else { throw EvidenceError("the evidence in \(url.path) has not begun yet") }
    guard !hasEnded else { throw EvidenceError("the evidence in \(url.path) has ended: nothing can be added") }
    try log.append(kind, change: change, payload, at: moment)
  }
}
