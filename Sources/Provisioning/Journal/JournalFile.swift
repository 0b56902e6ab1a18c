internal import Foundation
internal import GRDB

/// Opens the journal's file, and makes it if need be: readable by its owner alone, safe against a power cut after every write.
struct JournalFile {
  let url: URL
  /// How long to wait for other processes that have the file locked.
  let patience: Duration
  /// What a test does to every connection.
  let tuning: (@Sendable (Database) throws -> Void)?

  private var trouble: JournalTrouble { JournalTrouble(file: url) }

  func open() throws(JournalError) -> DatabaseQueue {
    try makeFile()
    let deadline = ContinuousClock.now + patience
    while true {
      do {
        return try attempt()
      } catch let error as DatabaseError where error.resultCode == .SQLITE_BUSY && ContinuousClock.now < deadline {
        // SQLite does not wait by itself while another process turns the file into one with a write-ahead log.
        usleep(10_000)
      } catch {
        throw trouble.error(error, .open)
      }
    }
  }

  /// SQLite itself would make the file as open as the user's mask allows. An existing one is never opened here: to close it again would
  /// take away the locks that SQLite holds on it elsewhere in this process.
  private func makeFile() throws(JournalError) {
    let folder = url.deletingLastPathComponent()
    do {
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    } catch {
      throw trouble.system("cannot be kept in its folder", Self.number(error), .open)
    }
    let file = Glibc.open(url.path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    if file >= 0 {
      close(file)
      return
    }
    guard errno == EEXIST else { throw trouble.system("cannot be made", errno, .open) }
    var status = stat()
    guard stat(url.path, &status) == 0 else { throw trouble.system("cannot be opened", errno, .open) }
    guard status.st_mode & S_IFMT == S_IFREG else {
      throw trouble.system("cannot be opened", status.st_mode & S_IFMT == S_IFDIR ? EISDIR : EINVAL, .open)
    }
    guard status.st_mode & 0o077 != 0 else { return }
    for path in [url.path, url.path + "-wal", url.path + "-shm"] { chmod(path, status.st_mode & 0o700) }
  }

  private func attempt() throws -> DatabaseQueue {
    let queue = try DatabaseQueue(path: url.path, configuration: Self.configuration(patience, tuning))
    // Nothing is written before it is clear whose file this is.
    try queue.read(check)
    try queue.writeWithoutTransaction { db in
      guard try String.fetchOne(db, sql: "PRAGMA journal_mode = WAL") == "wal" else {
        throw JournalError(
          .unusable,
          """
          \(trouble.name) cannot be kept there: the file system has no shared memory for SQLite's write-ahead log
          Nothing was changed. Name a folder on a disk of this machine with SYNCROCTL_STATE_DIR.
          """)
      }
    }
    do {
      try JournalSchema.migrator.migrate(queue)
    } catch {
      // Another process may have done it in the same moment.
      guard try queue.read(JournalSchema.migrator.hasCompletedMigrations) else { throw error }
    }
    return queue
  }

  private func check(_ db: Database) throws {
    let version = try Int.fetchOne(db, sql: "PRAGMA user_version") ?? 0
    if try Int.fetchOne(db, sql: "PRAGMA application_id") == JournalSchema.applicationID {
      guard version <= JournalSchema.version else { throw trouble.newer(version) }
    } else {
      // A journal whose making was cut short has at most the migrator's own table.
      let others = try Int.fetchOne(db, sql: "SELECT COUNT(*) FROM sqlite_master WHERE tbl_name <> 'grdb_migrations'") ?? 0
      guard others == 0, version == 0 else { throw trouble.foreign() }
    }
  }

  /// Every commit is on the disk before the next thing is done; `full` also syncs the log of each, which GRDB's own mode for logs does not.
  static func configuration(_ patience: Duration, _ tuning: (@Sendable (Database) throws -> Void)?) -> GRDB.Configuration {
    var configuration = GRDB.Configuration()
    configuration.label = "journal"
    configuration.foreignKeysEnabled = true
    configuration.busyMode = .timeout(patience / .seconds(1))
    configuration.prepareDatabase { db in
      try db.execute(sql: "PRAGMA synchronous = FULL")
      try tuning?(db)
    }
    return configuration
  }

  /// The system's number of an error of Foundation.
  private static func number(_ error: any Error) -> Int32 {
    ((error as? CocoaError)?.underlying as? POSIXError)?.code.rawValue ?? EIO
  }
}
