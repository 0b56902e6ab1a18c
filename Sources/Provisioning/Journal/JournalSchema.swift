internal import GRDB

/// The tables of the journal. Rows are only ever added; the database itself refuses to change or to remove one.
enum JournalSchema {
  /// What marks the file as a journal, in SQLite's `application_id`: the letters `SyJo`.
  static let applicationID = 0x5379_4A6F
  /// The newest form that this version knows, in SQLite's `user_version`.
  static let version = 1

  static var migrator: DatabaseMigrator {
    var migrator = DatabaseMigrator()
    migrator.registerMigration("1") { db in
      try db.execute(sql: tables)
      for table in ["runs", "changes", "approvals", "writes"] {
        for act in ["UPDATE", "DELETE"] {
          try db.execute(
            sql: """
              CREATE TRIGGER "\(table) without \(act)" BEFORE \(act) ON \(table)
              BEGIN SELECT RAISE(ABORT, 'the journal is only added to'); END
              """)
        }
      }
      try db.execute(sql: "PRAGMA application_id = \(applicationID); PRAGMA user_version = 1")
    }
    return migrator
  }

  /// Times are milliseconds since 1970. Headers and payloads are canonical JSON, and stand last so that a list need not read them. What is
  /// asked of all runs at once stands in columns of its own beside them.
  private static let tables = """
    CREATE TABLE runs (
      number INTEGER PRIMARY KEY,
      id TEXT NOT NULL UNIQUE,
      console TEXT NOT NULL,
      operator TEXT NOT NULL,
      began INTEGER NOT NULL,
      header TEXT NOT NULL
    ) STRICT;
    CREATE INDEX runsByConsole ON runs(console, number);

    CREATE TABLE changes (
      run INTEGER NOT NULL REFERENCES runs(number),
      number INTEGER NOT NULL CHECK (number >= 1),
      action TEXT NOT NULL,
      PRIMARY KEY (run, number)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE approvals (
      id TEXT NOT NULL PRIMARY KEY,
      run INTEGER NOT NULL REFERENCES runs(number)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE writes (
      number INTEGER PRIMARY KEY,
      run INTEGER NOT NULL REFERENCES runs(number),
      change INTEGER,
      kind TEXT NOT NULL CHECK (kind IN ('intent', 'outcome', 'resumed', 'end')),
      outcome TEXT,
      at INTEGER NOT NULL,
      payload TEXT NOT NULL,
      FOREIGN KEY (run, change) REFERENCES changes(run, number),
      CHECK ((change IS NULL) = (kind IN ('resumed', 'end'))),
      CHECK ((outcome IS NULL) = (kind <> 'outcome'))
    ) STRICT;
    CREATE INDEX writesByChange ON writes(run, change, number);
    CREATE INDEX writesByTime ON writes(at);
    CREATE UNIQUE INDEX endByRun ON writes(run) WHERE kind = 'end';
    """
}
