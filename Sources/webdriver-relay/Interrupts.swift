import DriverProcess
import Foundation
import UnixSignals

/// Ctrl-C and SIGTERM: the first ends relay and driver in good order, the second at once.
enum Interrupts {
  /// Runs `work` so that a signal cancels it, which is how it is meant to end.
  static func listening(_ work: @escaping @Sendable () async throws -> Void) async throws {
    // Before anything is started: a signal that comes earlier ends the process with nothing to clean up.
    let signals = await UnixSignalsSequence(trapping: [.sigint, .sigterm])
    let running = Task { try await work() }
    let watching = Task {
      var isFirst = true
      for await _ in signals {
        if isFirst {
          running.cancel()
        } else {
          DriverProcess.killAllNow()
          Foundation.exit(130)
        }
        isFirst = false
      }
    }
    defer { watching.cancel() }
    do {
      try await running.value
    } catch is CancellationError {}
  }
}
