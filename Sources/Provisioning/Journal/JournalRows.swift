internal import Foundation
internal import GRDB

/// The rows of the journal, as they are written and read.
enum JournalRows {
  /// Canonical JSON on one line.
  static func text(_ value: some Encodable) throws -> String {
    String(decoding: try CanonicalJSON.line(value).dropLast(), as: UTF8.self)
  }

  /// Milliseconds since 1970. A time that no clock shows is taken for the nearest that fits.
  static func milliseconds(_ moment: Date) -> Int64 {
    let exact = (moment.timeIntervalSince1970 * 1000).rounded()
    return exact.isNaN ? 0 : Int64(min(max(exact, -9e15), 9e15))
  }

  static func date(_ milliseconds: Int64) -> Date { Date(timeIntervalSince1970: Double(milliseconds) / 1000) }

  /// What stands in `changes.action`. These words are in files: they must not change.
  static func word(_ action: Change.Action) -> String {
    switch action {
    case .createGroup: "create group"
    case .updateGroup: "update group"
    case .create: "create"
    case .reactivate: "reactivate"
    case .update: "update"
    case .permissions: "permissions"
    case .groups: "groups"
    case .deactivate: deactivate
    case .deleteTokens: "delete tokens"
    case .reassignTickets: "give tickets"
    case .confirmOffboarded: "check"
    case .resetMFA: "reset MFA"
    }
  }

  /// The word that deactivations are counted by.
  static let deactivate = "deactivate"

  static func insert(_ header: RunHeader, _ db: Database) throws {
    try db.execute(
      sql: "INSERT INTO runs (id, console, operator, began, header) VALUES (?, ?, ?, ?, ?)",
      arguments: [
        header.id.description, ConsoleKey.of(header.console), header.operator, milliseconds(header.began), try text(header),
      ])
    let run = db.lastInsertedRowID
    let insertion = try db.makeStatement(sql: "INSERT INTO changes (run, number, action) VALUES (?, ?, ?)")
    for (index, change) in header.plan.plan.changes.enumerated() {
      try insertion.execute(arguments: [run, index + 1, word(change.action)])
    }
    for approval in header.approvals {
      try db.execute(sql: "INSERT INTO approvals (id, run) VALUES (?, ?)", arguments: [approval.id, run])
    }
  }

  static func insert(
    _ kind: Kind, of run: Int64, change: Int? = nil, outcome: ChangeResult.Outcome? = nil, at moment: Date, _ payload: some Encodable,
    _ db: Database
  ) throws {
    let statement = try db.cachedStatement(
      sql: "INSERT INTO writes (run, change, kind, outcome, at, payload) VALUES (?, ?, ?, ?, ?, ?)")
    try statement.execute(
      arguments: [run, change, kind.rawValue, outcome?.rawValue, milliseconds(moment), try text(payload)])
  }

  /// What a row of `writes` is about.
  enum Kind: String {
    case intent, outcome, resumed, end
  }

  /// The payload of a row that says in which process a run went on.
  struct Resumed: Codable {
    let process: Int32
  }
}

/// Puts rows together again.
struct JournalReader {
  let trouble: JournalTrouble

  /// The run of this row of `runs`.
  func run(_ row: Row, _ db: Database) throws -> JournalledRun {
    let number: Int64 = row["number"]
    var run = JournalledRun(header: try decode(RunHeader.self, row["header"], "the header of run \(ShownText.plain(row["id"]))"))
    // Of each change only what was written last is decoded.
    let latest = try Row.fetchCursor(
      db,
      sql: """
        SELECT number, change, kind, at, payload FROM writes AS w WHERE run = ? AND (change IS NULL OR number =
          (SELECT MAX(number) FROM writes WHERE run = w.run AND change = w.change))
        ORDER BY number
        """, arguments: [number])
    while let row = try latest.next() { try add(row, to: &run) }
    return run
  }

  private func add(_ row: Row, to run: inout JournalledRun) throws {
    let what = "write \(row["number"] as Int64) of run \(run.header.id)"
    let at = JournalRows.date(row["at"])
    switch (JournalRows.Kind(rawValue: row["kind"]), row["change"] as Int?) {
    case (.intent, let change?): run.steps[change] = .intended(try decode(Looked.self, row["payload"], what), at: at)
    case (.outcome, let change?): run.steps[change] = .ended(try decode(ChangeResult.self, row["payload"], what))
    case (.resumed, nil):
      let process = try decode(JournalRows.Resumed.self, row["payload"], what).process
      run.resumptions.append(JournalledRun.Resumption(process: process, at: at))
    case (.end, nil):
      run.summary = try decode(RunSummary.self, row["payload"], what)
      run.ended = at
    default: throw trouble.damaged(what, .read)
    }
  }

  private func decode<Value: Decodable>(_ type: Value.Type, _ text: String, _ what: String) throws -> Value {
    // What the decoder says may quote the row.
    guard let value = try? CanonicalJSON.decode(type, from: Data(text.utf8)) else { throw trouble.damaged(what, .read) }
    return value
  }

  /// The run of this row of ``listSQL``.
  func listed(_ row: Row, _ db: Database) throws -> ListedRun {
    guard let id = RunID(row["id"]) else { throw trouble.damaged("the name of run \(ShownText.quoted(row["id"]))", .read) }
    var outcomes: [ChangeResult.Outcome: Int] = [:]
    var underWay = 0
    let counts = try db.cachedStatement(
      sql: """
        SELECT outcome, COUNT(*) AS count FROM writes AS w WHERE run = ? AND change IS NOT NULL AND number =
          (SELECT MAX(number) FROM writes WHERE run = w.run AND change = w.change)
        GROUP BY outcome
        """)
    for count in try Row.fetchAll(counts, arguments: [row["number"] as Int64]) {
      if let word = count["outcome"] as String? {
        guard let outcome = ChangeResult.Outcome(rawValue: word) else { throw trouble.damaged("an outcome of run \(id)", .read) }
        outcomes[outcome] = count["count"]
      } else {
        underWay = count["count"]
      }
    }
    return ListedRun(
      id: id, console: row["console"], operator: row["operator"], began: JournalRows.date(row["began"]), changes: row["changes"],
      outcomes: outcomes, underWay: underWay, ended: (row["ended"] as Int64?).map(JournalRows.date), endedEarly: row["early"])
  }

  /// The latest runs without their headers; two arguments, a console or null, and a limit.
  static let listSQL = """
    SELECT runs.number, id, console, operator, began, last.at AS ended, json_extract(last.payload, '$.endedEarly') AS early,
      (SELECT COUNT(*) FROM changes WHERE run = runs.number) AS changes
    FROM runs LEFT JOIN writes AS last ON last.run = runs.number AND last.kind = 'end'
    WHERE ?1 IS NULL OR console = ?1
    ORDER BY runs.number DESC LIMIT ?2
    """

  /// How many deactivations of a console count; three arguments, the console, the moment since when, and a run to leave out or null.
  ///
  /// Where a run went on and found somebody deactivated already whom it had been about to deactivate, or where what came of a click had
  /// not been known, it was the run's own click that did it.
  static let deactivationsSQL = """
    SELECT COUNT(*) FROM writes AS last
    JOIN changes ON changes.run = last.run AND changes.number = last.change
    JOIN runs ON runs.number = last.run
    WHERE last.at >= ?2 AND changes.action = '\(JournalRows.deactivate)' AND runs.console = ?1 AND (?3 IS NULL OR runs.id <> ?3)
      AND NOT EXISTS (SELECT 1 FROM writes WHERE run = last.run AND change = last.change AND number > last.number)
      AND (last.kind = 'intent' OR last.outcome IN ('done', 'unknown') OR last.outcome = 'unchanged' AND EXISTS (
        SELECT 1 FROM writes AS earlier WHERE earlier.run = last.run AND earlier.change = last.change AND earlier.number < last.number
          AND (earlier.outcome = 'unknown' OR earlier.kind = 'intent' AND EXISTS (
            SELECT 1 FROM writes AS resumed WHERE resumed.run = last.run AND resumed.kind = 'resumed'
              AND resumed.number > earlier.number AND resumed.number < last.number))))
    """
}
