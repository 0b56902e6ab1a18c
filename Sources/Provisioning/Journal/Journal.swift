public import Foundation
internal import GRDB
import Synchronization

/// What runs have done and were about to do. Written before each act and after it, so that whoever comes after a killed run knows where to
/// look. Every write is on the disk when the call returns, or the call throws and nothing of it is.
///
/// It is only added to: a row is never changed and never removed. It holds names and addresses of people, and never a secret.
public final class Journal: Sendable {
  let queue: DatabaseQueue
  private let trouble: JournalTrouble
  private let afterWrite: (@Sendable (Int) -> Void)?
  private let written = Mutex(0)

  /// The journal in a file, which is made if need be, for its owner alone.
  ///
  /// - Parameters:
  ///   - file: by custom `journal.sqlite` in the state folder; SQLite keeps two more beside it.
  ///   - afterWrite: is called after each write that this journal has committed, with its number from 1. For tests that kill the process.
  /// - Throws: ``JournalError`` where the file cannot be used, or is not a journal, or is one of a newer version.
  public convenience init(file: URL, afterWrite: (@Sendable (Int) -> Void)? = nil) throws(JournalError) {
    try self.init(file: file, afterWrite: afterWrite, patience: .seconds(10), tuning: nil)
  }

  init(
    file: URL, afterWrite: (@Sendable (Int) -> Void)? = nil, patience: Duration, tuning: (@Sendable (Database) throws -> Void)?
  ) throws(JournalError) {
    queue = try JournalFile(url: file, patience: patience, tuning: tuning).open()
    trouble = JournalTrouble(file: file)
    self.afterWrite = afterWrite
  }

  private init(inMemory trouble: JournalTrouble) throws(JournalError) {
    do {
      queue = try DatabaseQueue(configuration: JournalFile.configuration(.zero, nil))
      try JournalSchema.migrator.migrate(queue)
    } catch {
      throw trouble.error(error, .open)
    }
    self.trouble = trouble
    afterWrite = nil
  }

  /// A journal in memory: for replays, which change nothing.
  public static func inMemory() throws(JournalError) -> Journal { try Journal(inMemory: JournalTrouble(file: nil)) }

  /// A run begins. In the same transaction its approvals are spent.
  ///
  /// - Throws: ``JournalError`` if one of the approvals is spent already, or the run is known already.
  public func begin(_ header: RunHeader) throws(JournalError) {
    try write(.begin) { db in
      if try number(of: header.id, db) != nil {
        throw JournalError(.taken, "a run is called \(header.id) already\nNothing was changed. Type the same command again.")
      }
      var given: Set<String> = []
      for approval in header.approvals {
        if let run = try spender(of: approval.id, db) { throw Self.spent(approval, "was spent by run \(run)") }
        guard given.insert(approval.id).inserted else { throw Self.spent(approval, "was given twice") }
      }
      try JournalRows.insert(header, db)
    }
  }

  /// A run that ended without its end goes on in another process.
  ///
  /// - Throws: ``JournalError`` if there is no such run, or it has come to its end.
  public func goOn(_ run: RunID, process: Int32, at moment: Date) throws(JournalError) {
    try write(.resume(run)) { db in
      let number = try openRun(run, .resume(run), db)
      try JournalRows.insert(.resumed, of: number, at: moment, JournalRows.Resumed(process: process), db)
    }
  }

  /// Change `number` (from 1) is about to be carried out; `looked` is what a fresh page showed just before.
  ///
  /// - Throws: ``JournalError``; the change must then not be begun.
  public func intend(_ number: Int, of run: RunID, looked: Looked, at moment: Date) throws(JournalError) {
    let act = JournalAct.intend(number, run)
    try write(act) { db in
      try JournalRows.insert(.intent, of: try openRun(run, act, db), change: number, at: moment, looked, db)
    }
  }

  /// Change `number` has ended, whatever came of it.
  ///
  /// - Throws: ``JournalError``; nothing more must then be begun.
  public func note(_ result: ChangeResult, _ number: Int, of run: RunID, at moment: Date) throws(JournalError) {
    let act = JournalAct.note(number, run)
    try write(act) { db in
      try JournalRows.insert(.outcome, of: try openRun(run, act, db), change: number, outcome: result.outcome, at: moment, result, db)
    }
  }

  /// A run has come to its end. It cannot go on afterwards.
  public func end(_ run: RunID, _ summary: RunSummary, at moment: Date) throws(JournalError) {
    try write(.end(run)) { db in try JournalRows.insert(.end, of: try openRun(run, .end(run), db), at: moment, summary, db) }
  }

  /// The name of a run that begins at `moment`: one that no run has yet.
  public func nextID(began moment: Date) throws(JournalError) -> RunID {
    try read { db in
      var count = 1
      while try number(of: RunID(began: moment, number: count), db) != nil { count += 1 }
      return RunID(began: moment, number: count)
    }
  }

  /// A run with its steps.
  public func run(_ id: RunID) throws(JournalError) -> JournalledRun? {
    try read { db in
      try Row.fetchOne(db, sql: "SELECT * FROM runs WHERE id = ?", arguments: [id.description]).map { try reader.run($0, db) }
    }
  }

  /// The latest runs, the newest first; on one console if it is named by its address. Each with its whole plan: to list many,
  /// see ``list(_:console:)``.
  public func latest(_ limit: Int, console: String? = nil) throws(JournalError) -> [JournalledRun] {
    try runs("WHERE ?1 IS NULL OR console = ?1 ORDER BY number DESC LIMIT ?2", [console.map(ConsoleKey.of), max(0, limit)])
  }

  /// The latest runs as they are listed, the newest first; on one console if it is named by its address.
  public func list(_ limit: Int, console: String? = nil) throws(JournalError) -> [ListedRun] {
    try read { db in
      var runs: [ListedRun] = []
      let arguments: StatementArguments = [console.map(ConsoleKey.of), max(0, limit)]
      let rows = try Row.fetchCursor(db, sql: JournalReader.listSQL, arguments: arguments)
      while let row = try rows.next() { runs.append(try reader.listed(row, db)) }
      return runs
    }
  }

  /// Runs on a console that never came to their end, the newest first.
  public func unfinished(console: String) throws(JournalError) -> [JournalledRun] {
    try runs(
      "WHERE console = ? AND NOT EXISTS (SELECT 1 FROM writes WHERE run = runs.number AND kind = 'end') ORDER BY number DESC",
      [ConsoleKey.of(console)])
  }

  /// How many deactivations were done on a console since `moment`, or may have been: those whose outcome is unknown count, and those that
  /// were begun and never ended. Each counts by the time of what was written of it last.
  ///
  /// - Parameter run: a run whose own deactivations are not counted.
  public func deactivations(console: String, since moment: Date, excluding run: RunID? = nil) throws(JournalError) -> Int {
    try read { db in
      let arguments: StatementArguments = [ConsoleKey.of(console), JournalRows.milliseconds(moment), run?.description]
      return try Int.fetchOne(db, sql: JournalReader.deactivationsSQL, arguments: arguments) ?? 0
    }
  }

  /// The run that spent an approval; `nil` if none has.
  public func spender(of approval: String) throws(JournalError) -> RunID? {
    try read { db in try spender(of: approval, db) }
  }

  private var reader: JournalReader { JournalReader(trouble: trouble) }

  private func runs(_ condition: String, _ arguments: StatementArguments) throws(JournalError) -> [JournalledRun] {
    try read { db in
      var runs: [JournalledRun] = []
      let rows = try Row.fetchCursor(db, sql: "SELECT * FROM runs \(condition)", arguments: arguments)
      while let row = try rows.next() { runs.append(try reader.run(row, db)) }
      return runs
    }
  }

  private func spender(of approval: String, _ db: Database) throws -> RunID? {
    let sql = "SELECT runs.id FROM approvals JOIN runs ON runs.number = run WHERE approvals.id = ?"
    guard let name = try String.fetchOne(db, sql: sql, arguments: [approval]) else { return nil }
    // To say that nobody has spent it would let it be spent again.
    guard let run = RunID(name) else { throw trouble.damaged("the name of run \(ShownText.quoted(name))", .read) }
    return run
  }

  private func number(of run: RunID, _ db: Database) throws -> Int64? {
    try Int64.fetchOne(db, sql: "SELECT number FROM runs WHERE id = ?", arguments: [run.description])
  }

  /// The row of a run that may still be written of.
  private func openRun(_ run: RunID, _ act: JournalAct, _ db: Database) throws -> Int64 {
    guard let number = try number(of: run, db) else {
      throw JournalError(.unknownRun, "\(trouble.name) has no run \(run)\n\(act.standing) Which there are says: syncroctl runs")
    }
    let hasEnded = try Bool.fetchOne(db, sql: "SELECT EXISTS (SELECT 1 FROM writes WHERE run = ? AND kind = 'end')", arguments: [number])
    guard hasEnded == false else {
      throw JournalError(.ended, "run \(run) has come to its end\n\(act.standing) What became of it says: syncroctl report \(run)")
    }
    return number
  }

  private static func spent(_ approval: UsedApproval, _ how: String) -> JournalError {
    JournalError(
      .spent,
      """
      the approval \(ShownText.plain(approval.id)) of \(ShownText.plain(approval.approver)) \(how)
      Nothing was changed. An approval serves for one run: ask for another (syncroctl approve PLAN --key FILE).
      """)
  }

  private func write(_ act: JournalAct, _ body: (Database) throws -> Void) throws(JournalError) {
    do { try queue.write(body) } catch { throw trouble.error(error, act) }
    let number = written.withLock { count in
      count += 1
      return count
    }
    afterWrite?(number)
  }

  private func read<Value>(_ body: (Database) throws -> Value) throws(JournalError) -> Value {
    do { return try queue.read(body) } catch { throw trouble.error(error, .read) }
  }
}
