import DriverProcess
import Foundation
import UnixSignals

/// Ctrl-C and SIGTERM: the first cancels the work, which then ends driver and browser in good order; the second ends everything at once.
enum Interrupts {
  /// Runs `work` so that a signal cancels it.
  static func listening(_ work: @escaping @Sendable () async -> Int32) async -> Int32 {
    let running = Task { await work() }
    let watching = Task {
      let signals = await UnixSignalsSequence(trapping: [.sigint, .sigterm])
      var count = 0
      for await _ in signals {
        count += 1
        if count == 1 {
          StandardError.write("\ninterrupted: finishing the current step, then ending the browser (again to end at once)\n")
          running.cancel()
        } else {
          DriverProcess.killAllNow()
          Foundation.exit(ExitStatus.interrupted.rawValue)
        }
      }
    }
    let status = await running.value
    watching.cancel()
    return status
  }
}
