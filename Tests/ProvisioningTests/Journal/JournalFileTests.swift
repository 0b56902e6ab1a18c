import Foundation
import GRDB
import Synchronization
import Testing

@testable import Provisioning

/// The journal's file: who may read it, and what it says where it cannot be used.
@Suite struct JournalFileTests {
  private let start = JournalSamples.start

  private func mode(_ path: String) throws -> Int {
    try #require(try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int)
  }

  private func error(_ body: () throws -> Void) throws -> JournalError { try #require(throws: JournalError.self) { try body() } }

  @Test func onlyItsOwnerCanReadIt() throws {
    let place = JournalPlace()
    let journal = try place.open()
    try journal.begin(JournalSamples.header([]))
    for end in ["", "-wal", "-shm"] { #expect(try mode(place.file.path + end) == 0o600) }
    #expect(try mode(place.file.deletingLastPathComponent().path) == 0o700)
    withExtendedLifetime(journal) {}
  }

  @Test func oneThatOthersCanReadIsClosedToThem() throws {
    let place = JournalPlace()
    do { _ = try place.open() }
    try FileManager.default.setAttributes([.posixPermissions: 0o644], ofItemAtPath: place.file.path)
    let journal = try place.open()
    #expect(try mode(place.file.path) == 0o600)
    withExtendedLifetime(journal) {}
  }

  @Test func everyWriteIsSynced() throws {
    let place = JournalPlace()
    let journal = try place.open()
    let pragmas = ["journal_mode", "synchronous", "foreign_keys", "busy_timeout", "user_version"]
    let values = try journal.queue.read { db in try pragmas.map { try String.fetchOne(db, sql: "PRAGMA \($0)") } }
    #expect(values == ["wal", "2", "1", "10000", "1"])
  }

  @Test func itIsOnlyAddedTo() throws {
    let place = JournalPlace()
    let journal = try place.open()
    let header = try JournalSamples.header(JournalSamples.changes(), approvals: ["a"])
    try journal.begin(header)
    try journal.intend(1, of: header.id, looked: Looked(), at: start)
    let told = try journal.told()
    let raw = try DatabaseQueue(path: place.file.path)
    for sql in [
      "DELETE FROM writes", "DELETE FROM runs", "DELETE FROM changes", "DELETE FROM approvals", "UPDATE runs SET operator = 'eve'",
      "UPDATE writes SET at = 0", "UPDATE changes SET action = 'create'", "UPDATE approvals SET id = 'b'",
    ] {
      #expect(throws: DatabaseError.self) { try raw.write { try $0.execute(sql: sql) } }
    }
    #expect(try journal.told() == told)
  }

  @Test(arguments: ["hello", String(repeating: "no database at all\n", count: 2000), "SQLite format 3\u{0}"])
  func aFileThatIsNoDatabaseIsRefused(
    _ text: String
  ) throws {
    let place = JournalPlace()
    try FileManager.default.createDirectory(at: place.file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(text.utf8).write(to: place.file)
    let error = try error { _ = try place.open() }
    #expect(error.code == .unusable)
    #expect(error.description.hasPrefix("the journal \(place.file.path) is none: the file is no SQLite database\nNothing was changed. "))
    #expect(try Data(contentsOf: place.file) == Data(text.utf8))
  }

  @Test func anEmptyFileIsANewOne() throws {
    let place = JournalPlace()
    try FileManager.default.createDirectory(at: place.file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data().write(to: place.file)
    #expect(try place.open().latest(9).isEmpty)
  }

  @Test func theDatabaseOfAnotherProgramIsRefused() throws {
    let place = JournalPlace()
    try FileManager.default.createDirectory(at: place.file.deletingLastPathComponent(), withIntermediateDirectories: true)
    do { try DatabaseQueue(path: place.file.path).write { try $0.execute(sql: "CREATE TABLE bookmarks (url TEXT)") } }
    let before = try Data(contentsOf: place.file)
    let error = try error { _ = try place.open() }
    #expect(
      error.description == """
        the journal \(place.file.path) is none: the file is a database of another program
        Nothing was changed. Name another folder with SYNCROCTL_STATE_DIR.
        """)
    #expect(try Data(contentsOf: place.file) == before)
  }

  @Test func oneOfANewerVersionIsRefused() throws {
    let place = JournalPlace()
    do { _ = try place.open() }
    do { try DatabaseQueue(path: place.file.path).writeWithoutTransaction { try $0.execute(sql: "PRAGMA user_version = 2") } }
    let before = try Data(contentsOf: place.file)
    let error = try error { _ = try place.open() }
    #expect(
      error.description == """
        the journal \(place.file.path) was written by a newer syncroctl: its form is 2, and this version knows 1
        Nothing was changed. Use the newer syncroctl. Do not remove the file: it says which approvals are spent and which runs are unfinished.
        """)
    #expect(try Data(contentsOf: place.file) == before)
  }

  @Test func aDamagedOneIsSaidToBe() throws {
    let place = JournalPlace()
    let header = try JournalSamples.header(JournalSamples.changes())
    do {
      let journal = try place.open()
      try journal.begin(header)
    }
    // Past the first page, which says that it is a journal.
    var bytes = try Data(contentsOf: place.file)
    for index in 4096..<bytes.count { bytes[index] = 0xA5 }
    try bytes.write(to: place.file)
    let error = try error { _ = try place.open().latest(9) }
    #expect(error.code == .unusable)
    #expect(error.description.contains(" is damaged: "))
    #expect(error.description.contains("Bring it back from a copy."))
  }

  @Test func aRowThatCannotBeReadIsNamedAndNotShown() throws {
    let place = JournalPlace()
    let journal = try place.open()
    let header = try JournalSamples.header(JournalSamples.changes())
    try journal.begin(header)
    let raw = try DatabaseQueue(path: place.file.path)
    try raw.write {
      try $0.execute(sql: "INSERT INTO writes (run, change, kind, at, payload) VALUES (1, 1, 'intent', 0, '{\"person\": \"somebody\"}')")
    }
    let error = try error { _ = try journal.run(header.id) }
    #expect(error.description.hasPrefix("the journal \(place.file.path) is damaged: write 1 of run \(header.id) cannot be read\n"))
    #expect(!error.description.contains("somebody"))
  }

  @Test func aFolderThatCannotBeMadeIsNamed() throws {
    let file = URL(fileURLWithPath: "/sys/syncroctl-test/journal.sqlite")
    let error = try error { _ = try Journal(file: file) }
    let (first, rest) = try split(error)
    #expect(first.hasPrefix("the journal /sys/syncroctl-test/journal.sqlite cannot be kept in its folder: "))
    #expect(["Operation not permitted", "Permission denied", "Read-only file system"].contains { first.hasSuffix($0) }, "\(first)")
    #expect(rest == "Nothing was changed. See that you may write the file and its folder, then type the same command again.")
  }

  private func split(_ error: JournalError) throws -> (String, String) {
    let lines = error.description.split(separator: "\n")
    try #require(lines.count == 2)
    return (String(lines[0]), String(lines[1]))
  }

  @Test func aFolderInItsPlaceIsRefused() throws {
    let place = JournalPlace()
    try FileManager.default.createDirectory(at: place.file, withIntermediateDirectories: true)
    let error = try error { _ = try place.open() }
    #expect(error.description.hasPrefix("the journal \(place.file.path) cannot be opened: Is a directory\nNothing was changed."))
  }

  @Test func aFileInPlaceOfTheFolderIsRefused() throws {
    let place = JournalPlace()
    try FileManager.default.createDirectory(at: place.folder, withIntermediateDirectories: true)
    try Data().write(to: place.file.deletingLastPathComponent())
    #expect(try error { _ = try place.open() }.code == .unusable)
  }

  @Test func oneThatCannotBeWrittenSaysSo() throws {
    let place = JournalPlace()
    let header = try JournalSamples.header(JournalSamples.changes())
    do { try place.open().begin(header) }
    let isReadOnly = Mutex(false)
    let journal = try Journal(file: place.file, patience: .zero) { db in
      isReadOnly.withLock { $0 = true }
      _ = db
    }
    #expect(isReadOnly.withLock { $0 })
    try journal.queue.writeWithoutTransaction { try $0.execute(sql: "PRAGMA query_only = ON") }
    let error = try error { try journal.intend(1, of: header.id, looked: Looked(), at: start) }
    #expect(
      error.description == """
        the journal \(place.file.path) cannot be written: it is read-only
        Change 1 was not begun; what was done before it is in the journal. See that you may write the file and its folder, then \
        type: syncroctl resume \(header.id)
        """)
  }

  @Test func aFullDiskTakesNothingOfAWriteAndSaysWhatWasDone() throws {
    let place = JournalPlace()
    let header = try JournalSamples.header(JournalSamples.changes())
    let journal = try Journal(file: place.file, patience: .zero) { try $0.execute(sql: "PRAGMA max_page_count = 60") }
    try journal.begin(header)
    var told = try journal.told()
    var failure: JournalError?
    var written = 0
    while failure == nil, written < 1000 {
      let change = header.plan.plan.changes[written % header.plan.plan.changes.count]
      do {
        try journal.note(JournalSamples.result(change), written % 11 + 1, of: header.id, at: start)
        told = try journal.told()
        written += 1
      } catch let error as JournalError { failure = error }
    }
    #expect(written > 10)
    #expect(
      failure?.description == """
        the journal \(place.file.path) cannot be written: the disk is full
        Change \(written % 11 + 1) has ended on the console, and what came of it is not in the journal. Make room on its disk, then \
        type: syncroctl resume \(header.id)
        """)
    #expect(try journal.told() == told)
    let approved = try JournalSamples.header(JournalSamples.changes(), second: 1, approvals: ["a"])
    let error = try error { try journal.begin(approved) }
    #expect(
      error.description == """
        the journal \(place.file.path) cannot be written: the disk is full
        Nothing was changed. Make room on its disk, then type the same command again.
        """)
    #expect(try journal.spender(of: "a") == nil)
    // Room is made.
    let roomy = try place.open()
    #expect(try roomy.told() == told)
    try roomy.begin(approved)
    #expect(try roomy.spender(of: "a") == approved.id)
  }

  @Test func manyCanMakeItAtOnce() throws {
    let place = JournalPlace()
    let errors = Mutex<[String]>([])
    DispatchQueue.concurrentPerform(iterations: 8) { number in
      do {
        let journal = try place.open()
        try journal.begin(JournalSamples.header(JournalSamples.changes(), second: number, approvals: ["one"]))
      } catch {
        errors.withLock { $0.append((error as? JournalError)?.code == .spent ? "spent" : "\(error)") }
      }
    }
    #expect(errors.withLock { $0 } == Array(repeating: "spent", count: 7))
    #expect(try place.open().latest(99).count == 1)
  }
}
