import Synchronization
import SystemPackage

/// The runs of this process that have something to clean up.
enum DriverRegistry {
  private static let runs = Mutex<[String: Run]>([:])

  /// A run folder, the session that its driver leads once it has started, and who cleans up if this process cannot.
  struct Run: Sendable {
    let folder: RunFolder
    var session: Int32?
    var guardian: Guardian?
  }

  /// Adds a run, or what is newly known of it.
  static func note(_ run: Run) { runs.withLock { $0[run.folder.path.string] = run } }

  /// Takes a run out that has been cleaned up.
  static func forget(_ folder: RunFolder) { runs.withLock { $0[folder.path.string] = nil } }

  /// All runs, or nil when they are being changed at this moment. Never waits: see ``DriverProcess/killAllNow()``.
  static var all: [Run]? { runs.withLockIfAvailable { Array($0.values) } }
}
