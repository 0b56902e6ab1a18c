internal import Foundation
internal import GRDB

/// What the journal was asked for when something went wrong: it decides how the console stands, and what to type next.
enum JournalAct {
  case open, read
  case begin
  case resume(RunID)
  case intend(Int, RunID)
  case note(Int, RunID)
  case end(RunID)

  /// What has become of the console.
  var standing: String {
    switch self {
    case .open, .read, .begin, .resume: "Nothing was changed."
    case .intend(let number, _): "Change \(number) was not begun; what was done before it is in the journal."
    case .note(let number, _): "Change \(number) has ended on the console, and what came of it is not in the journal."
    case .end: "What became of each change is in the journal; only the end of the run is not."
    }
  }

  /// What to do once the journal works again. A run that goes on looks at the console before it acts, so that nothing is done twice.
  var next: String {
    switch self {
    case .open, .read, .begin: "type the same command again."
    case .resume(let run), .intend(_, let run), .note(_, let run), .end(let run): "type: syncroctl resume \(run)"
    }
  }
}

/// Puts what SQLite or the system says into words.
struct JournalTrouble {
  /// The journal's file; `nil` for one in memory.
  let file: URL?

  /// How the journal is named in a message.
  var name: String { file.map { "the journal \(ShownText.plain($0.path, limit: .max))" } ?? "the journal in memory" }

  /// An error of SQLite, or of what was read, as the journal's own.
  func error(_ error: any Error, _ act: JournalAct) -> JournalError {
    if let error = error as? JournalError { return error }
    guard let error = error as? DatabaseError else {
      return unusable("\(name) cannot be used: \(error)", act, "Put that right, then \(act.next)")
    }
    switch error.resultCode.primaryResultCode {
    case .SQLITE_FULL:
      return unusable("\(name) cannot be written: the disk is full", act, "Make room on its disk, then \(act.next)")
    case .SQLITE_READONLY, .SQLITE_PERM, .SQLITE_AUTH:
      return unusable("\(name) cannot be written: it is read-only", act, "\(Self.writable), then \(act.next)")
    case .SQLITE_CANTOPEN:
      return unusable("\(name) cannot be opened\(reason)", act, "\(Self.writable), then \(act.next)")
    case .SQLITE_BUSY, .SQLITE_LOCKED:
      return unusable(
        "\(name) is locked by another process, which does not let go of it", act,
        "Look which one it is\(file == nil ? "" : " (fuser names it)"); when it is gone, \(act.next)")
    case .SQLITE_NOTADB:
      return unusable("\(name) is none: the file is no SQLite database", act, Self.keep)
    case .SQLITE_CORRUPT:
      return unusable("\(name) is damaged: \(error.message ?? "\(error.resultCode)")", act, Self.keep)
    case .SQLITE_IOERR:
      return unusable(
        "\(name) cannot be read or written: \(error.message ?? "the disk fails") (SQLite's code \(error.extendedResultCode.rawValue))", act,
        "Look at its disk, then \(act.next)")
    default:
      // Only the code and SQLite's own words: a statement's values are people's names.
      return unusable(
        "\(name) cannot be used: \(error.message ?? "no reason given") (SQLite's code \(error.extendedResultCode.rawValue))", act,
        "Put that right, then \(act.next)")
    }
  }

  /// A system call that failed.
  func system(_ what: String, _ number: Int32, _ act: JournalAct) -> JournalError {
    let advice = number == ENOSPC || number == EDQUOT ? "Make room on its disk" : Self.writable
    return unusable("\(name) \(what): \(String(cString: strerror(number)))", act, "\(advice), then \(act.next)")
  }

  /// A file that is a database, and not one of this program's.
  func foreign() -> JournalError {
    unusable("\(name) is none: the file is a database of another program", .open, "Name another folder with SYNCROCTL_STATE_DIR.")
  }

  /// A file that a later version has written.
  func newer(_ version: Int) -> JournalError {
    unusable(
      "\(name) was written by a newer syncroctl: its form is \(version), and this version knows \(JournalSchema.version)", .open,
      "Use the newer syncroctl. Do not remove the file: it says which approvals are spent and which runs are unfinished.")
  }

  /// A row that was not written by this program.
  func damaged(_ row: String, _ act: JournalAct) -> JournalError {
    unusable("\(name) is damaged: \(row) cannot be read", act, Self.keep)
  }

  private func unusable(_ what: String, _ act: JournalAct, _ advice: String) -> JournalError {
    JournalError(.unusable, "\(what)\n\(act.standing) \(advice)")
  }

  /// SQLite does not say why a file cannot be opened; the system does.
  private var reason: String {
    guard let file else { return "" }
    let path = FileManager.default.fileExists(atPath: file.path) ? file.path : file.deletingLastPathComponent().path
    return access(path, R_OK | W_OK) == 0 ? "" : ": \(String(cString: strerror(errno)))"
  }

  private static let writable = "See that you may write the file and its folder"
  private static let keep =
    "Bring it back from a copy. Without one, look at the console for runs that were under way before you move the file away: "
    + "what it knew of spent approvals and of recent deactivations goes with it."
}
