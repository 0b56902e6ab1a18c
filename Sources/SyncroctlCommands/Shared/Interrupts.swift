import DriverProcess
import Foundation
import UnixSignals

/// Ctrl-C and SIGTERM: the first cancels the work, which then ends driver and browser in good order; the second ends everything at once.
enum Interrupts {
  /// Runs `work` so that a signal cancels it.
  static func listening(_ undertaking: Undertaking, _ work: @escaping @Sendable () async -> Int32) async -> Int32 {
    // Before anything is started: a signal that comes earlier ends the process with nothing to clean up.
    let signals = await UnixSignalsSequence(trapping: [.sigint, .sigterm])
    let running = Undertaking.$current.withValue(undertaking) { Task { await work() } }
    let watching = Task {
      var count = 0
      for await _ in signals {
        count += 1
        if count == 1 {
          StandardError.write("\ninterrupted: finishing what is under way (once more to end at once)\n")
          running.cancel()
        } else {
          // The standing first: it must not change while the browser is being killed.
          let failure = Failure.endedAtOnce(undertaking.standing)
          DriverProcess.killAllNow()
          Foundation.exit(failure.report())
        }
      }
    }
    let status = await running.value
    watching.cancel()
    return status
  }
}
