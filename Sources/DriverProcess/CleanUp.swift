import Glibc
import SystemPackage

/// Ends what is left of a run and removes its folder.
enum CleanUp {
  /// How often it is looked whether a process has ended, or a folder stays away.
  private static let pause: Duration = .milliseconds(10)
  /// So many looks an X server has to end by itself: killed, it would leave its socket.
  private static let looksForDisplay = 20

  /// Kills every process of the run until none is left, then removes the folder until it stays away. The order matters: a browser
  /// that lives writes its profile anew.
  ///
  /// - Returns: Whether all of it is gone. It is not after five seconds when a process cannot be killed or a file not removed.
  static func finish(_ run: DriverRegistry.Run) async -> Bool {
    for look in 0..<500 {
      if step(run, look) { return true }
      try? await Task.sleep(for: pause)
    }
    return false
  }

  /// The same without suspending, for a process that is about to end. Gives up after a second.
  static func finishNow(_ run: DriverRegistry.Run) {
    for look in 0..<100 {
      if step(run, look) { return }
      usleep(10_000)
    }
  }

  /// Ends runs whose owner was killed, so that nothing of a crash outlives the next start.
  static func finishAbandoned(in parent: FilePath) async -> Int {
    let abandoned = RunFolder.abandoned(in: parent)
    for folder in abandoned { _ = await finish(DriverRegistry.Run(folder: folder, session: nil)) }
    return abandoned.count
  }

  private static func step(_ run: DriverRegistry.Run, _ look: Int) -> Bool {
    let processes = ProcessTable.processes(of: run.folder.path, session: run.session)
    for process in processes { kill(process.id, process.name == "Xvfb" && look < looksForDisplay ? SIGTERM : SIGKILL) }
    // A killed process is gone only when the system has taken it away, so it is looked for once more.
    guard processes.isEmpty else { return false }
    run.folder.remove()
    return !run.folder.exists
  }
}
