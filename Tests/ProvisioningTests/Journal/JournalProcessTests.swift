import BrowserSupport
import Foundation
import GRDB
import Synchronization
import Testing

@testable import Provisioning

/// What other processes find in the file, and what is left of it when one is killed.
@Suite struct JournalProcessTests {
  /// Whatever was written before a process was killed is there, and nothing else: the files as they stand after each write, opened anew.
  @Test(arguments: 1...6) func aKilledProcessLeavesExactlyWhatItWrote(_ seed: Int) throws {
    var random = SeededGenerator(seed: seed)
    let place = JournalPlace()
    let failures = Mutex<[String]>([])
    let journal = try place.open { number in
      do { _ = try place.abandoned("\(number)") } catch { failures.withLock { $0.append("\(error)") } }
    }
    var model = ModelJournal()
    for (index, action) in try JournalAction.random(&random, count: 40).enumerated() {
      try action.write(to: journal)
      action.write(to: &model)
      let left = try Journal(file: place.folder.appending(path: "\(index + 1)/journal.sqlite"))
      #expect(try left.told() == model.told(), "after write \(index + 1)")
    }
    #expect(failures.withLock { $0 } == [])
    #expect(try journal.told() == model.told())
  }

  /// A power cut may leave any beginning of the log. What it holds is then some beginning of what was written, and never half a write.
  @Test func anyBeginningOfTheLogIsABeginningOfTheWrites() throws {
    var random = SeededGenerator(seed: 11)
    let place = JournalPlace()
    let journal = try place.open()
    var model = ModelJournal()
    var states = [try model.told()]
    for action in try JournalAction.random(&random, count: 16) {
      try action.write(to: journal)
      action.write(to: &model)
      states.append(try model.told())
    }
    let whole = try place.abandoned("whole")
    let log = try Data(contentsOf: URL(fileURLWithPath: whole.path + "-wal"))
    var found: Set<Int> = []
    var last = 0
    // Each frame of the log is a head of 24 bytes and a page; the log itself has a head of 32. Cut at each, and within.
    let cuts = stride(from: 32, through: log.count, by: 4120).flatMap { [$0, min($0 + 1 + random.below(4119), log.count)] }
    for cut in cuts {
      let torn = place.folder.appending(path: "torn-\(cut)/journal.sqlite")
      try FileManager.default.createDirectory(at: torn.deletingLastPathComponent(), withIntermediateDirectories: true)
      try FileManager.default.copyItem(at: whole, to: torn)
      try log.prefix(cut).write(to: URL(fileURLWithPath: torn.path + "-wal"))
      let told = try Journal(file: torn).told()
      guard let state = states.firstIndex(of: told) else {
        Issue.record("cut at \(cut), it is like no state of the journal")
        continue
      }
      #expect(state >= last, "cut at \(cut)")
      last = max(last, state)
      found.insert(state)
      try FileManager.default.removeItem(at: torn.deletingLastPathComponent())
    }
    #expect(found == Set(states.indices))
  }

  /// Another program's SQLite reads the file, while it is open and after it was left behind, and finds nothing wrong.
  @Test func anotherProgramReadsIt() async throws {
    let place = JournalPlace()
    let journal = try place.open()
    let header = try JournalSamples.header(JournalSamples.changes())
    try journal.begin(header)
    try journal.intend(3, of: header.id, looked: Looked(), at: JournalSamples.start)
    let script = """
      import json, sqlite3, sys
      db = sqlite3.connect(sys.argv[1])
      print(db.execute("PRAGMA integrity_check").fetchone()[0])
      print(db.execute("PRAGMA foreign_key_check").fetchall())
      print(json.loads(db.execute("SELECT header FROM runs").fetchone()[0])["operator"])
      print(db.execute("SELECT change, kind FROM writes").fetchall())
      """
    let expected = "ok\n[]\nalice\n[(3, 'intent')]\n"
    #expect(try Python.run(script, place.file.path) == expected)
    #expect(try Python.run(script, place.abandoned("left").path) == expected)
    withExtendedLifetime(journal) {}
  }

  @Test func whoeverFindsItLockedSaysSoAndWritesNothing() throws {
    let place = JournalPlace()
    let header = try JournalSamples.header(JournalSamples.changes())
    let journal = try Journal(file: place.file, patience: .zero, tuning: nil)
    try journal.begin(header)
    let told = try journal.told()
    let other = try Python(
      """
      import sqlite3, sys
      db = sqlite3.connect(sys.argv[1], isolation_level=None)
      db.execute("BEGIN IMMEDIATE")
      print("locked", flush=True)
      sys.stdin.read()
      db.execute("ROLLBACK")
      """, place.file.path)
    #expect(other.line() == "locked")
    let error = #expect(throws: JournalError.self) { try journal.intend(1, of: header.id, looked: Looked(), at: JournalSamples.start) }
    #expect(
      error?.description == """
        the journal \(place.file.path) is locked by another process, which does not let go of it
        Change 1 was not begun; what was done before it is in the journal. Look which one it is (fuser names it); when it is gone, \
        type: syncroctl resume \(header.id)
        """)
    // Reading goes on.
    #expect(try journal.told() == told)
    try other.finish()
    try journal.intend(1, of: header.id, looked: Looked(), at: JournalSamples.start)
    #expect(try journal.run(header.id)?.steps.count == 1)
  }

  @Test func twoProcessesWriteAtOnce() throws {
    let place = JournalPlace()
    let journal = try place.open()
    let header = try JournalSamples.header(JournalSamples.changes())
    try journal.begin(header)
    let other = try Python(
      """
      import sqlite3, sys
      db = sqlite3.connect(sys.argv[1], isolation_level=None, timeout=30)
      print("ready", flush=True)
      for number in range(60):
        db.execute("BEGIN IMMEDIATE")
        db.execute("INSERT INTO writes (run, change, kind, at, payload) VALUES (1, 2, 'intent', ?, '{}')", (number,))
        db.execute("COMMIT")
      """, place.file.path)
    #expect(other.line() == "ready")
    for _ in 0..<60 { try journal.intend(1, of: header.id, looked: Looked(), at: JournalSamples.start) }
    try other.finish()
    let counts = try journal.queue.read { db in
      try Int.fetchAll(db, sql: "SELECT COUNT(*) FROM writes GROUP BY change ORDER BY change")
    }
    #expect(counts == [60, 60])
    #expect(try journal.run(header.id)?.steps.count == 2)
  }

  /// One of two writers is killed in the middle of its work. The other finds whole writes, and goes on.
  @Test func aWriterThatIsKilledHarmsNobody() throws {
    let place = JournalPlace()
    let journal = try place.open()
    let header = try JournalSamples.header(JournalSamples.changes())
    try journal.begin(header)
    let other = try Python(
      """
      import sqlite3, sys
      db = sqlite3.connect(sys.argv[1], isolation_level=None)
      db.execute("PRAGMA cache_size = 1")
      db.execute("BEGIN IMMEDIATE")
      for number in range(200):
        db.execute("INSERT INTO writes (run, change, kind, at, payload) VALUES (1, 2, 'intent', ?, ?)", (number, "x" * 9000))
      print("in the middle", flush=True)
      sys.stdin.read()
      """, place.file.path)
    #expect(other.line() == "in the middle")
    #expect(try other.kill() == SIGKILL)
    #expect(try journal.run(header.id)?.steps.isEmpty == true)
    try journal.intend(1, of: header.id, looked: Looked(), at: JournalSamples.start)
    #expect(try place.open().run(header.id)?.steps.keys.sorted() == [1])
  }
}
