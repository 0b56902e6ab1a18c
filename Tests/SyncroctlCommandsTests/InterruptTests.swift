import ConsoleEmulator
import Foundation
import Synchronization
import TestSupport
import Testing

/// Ctrl-C and SIGTERM, once and twice. That nothing is left of driver and browser is looked at by ``Program/inPlace(_:)``.
@Suite struct InterruptTests {
  /// Sends the signals when the first line comes that starts with `line`.
  private func demo(_ signals: [Int32], at line: String) async throws -> Program.Run {
    try await Program.inPlace { program in
      let sent = Mutex(false)
      return try await program.watch(["demo"]) { said, send in
        guard said.hasPrefix(line) else { return }
        let isFirst = sent.withLock { sent in
          defer { sent = true }
          return !sent
        }
        guard isFirst else { return }
        for signal in signals { send(signal) }
      }
    }
  }

  /// Sends `signal` while the console holds back its answer to the form of the third change. Once the program says that it has noticed,
  /// `then` is given the control port's address and a way to send further signals.
  private func demo(
    _ signal: Int32, inTheThirdChangeAnd then: @Sendable @escaping (_ control: String, _ send: (Int32) -> Void) -> Void
  ) async throws -> Program.Run {
    try await Program.inPlace { program in
      let control = Mutex("")
      return try await program.watch(["demo"]) { said, send in
        if said.hasPrefix("Emulated console at"), let state = said.split(separator: " ").last {
          let url = String(state.dropLast("/state".count))
          control.withLock { $0 = url }
          Self.wait { try await Control.setFault(Fault(.held, method: "POST", path: "/technicians", nth: 3), of: url) }
        }
        let url = control.withLock { $0 }
        if said.hasPrefix("2/6") {
          Self.wait {
            var requests: [EmulatedRequest] = []
            while requests.allSatisfy({ $0.fault == nil }) { requests = try await Control.get(url + "/requests") }
          }
          send(signal)
        }
        if said.hasPrefix("interrupted: finishing") { then(url, send) }
      }
    }
  }

  /// Waits for `work` on a thread that is nobody else's: ``Program/watch(_:_:browses:onLine:)`` has its own.
  private static func wait(for work: @Sendable @escaping () async throws -> Void) {
    let done = DispatchSemaphore(value: 0)
    Task {
      await #expect(throws: Never.self) { try await work() }
      done.signal()
    }
    done.wait()
  }

  @Test(arguments: [SIGINT, SIGTERM]) func inTheMiddleOfApplying(_ signal: Int32) async throws {
    let run = try await demo(signal) { control, _ in Self.wait { try await Control.clearFaults(of: control) } }
    #expect(run.status == 8)
    #expect(run.talk.contains("\n3/6 create       omar.said@acme.example     created, read back"))
    #expect(run.talk.contains("\n4/6 permissions  alex.kim@acme.example      not reached: interrupted\n"))
    #expect(run.talk.hasSuffix("3 of 6 not reached (interrupted)\n3 of 6 done, which stay done. The rest: syncroctl demo (exit 8)\n"))
    #expect(run.talk.contains("\nSeats    57 -> 60\n"))
  }

  @Test func whileSigningIn() async throws {
    let run = try await demo([SIGINT], at: "Signing in to")
    #expect(run.status == 130)
    #expect(run.talk.hasSuffix("error: interrupted\nNothing was changed. Start over with: syncroctl demo (exit 130)\n"))
  }

  @Test func whileTheDriverStarts() async throws {
    let run = try await demo([SIGTERM], at: "Emulated console at")
    #expect(run.status == 130)
    #expect(run.talk.hasSuffix("Nothing was changed. Start over with: syncroctl demo (exit 130)\n"))
  }

  @Test func twiceEndsAtOnce() async throws {
    // The second only once the first has been noticed: two at the same moment are one to the system.
    let run = try await demo(SIGINT) { _, send in send(SIGINT) }
    #expect(run.status == 7)
    #expect(
      run.talk.contains(
        "\nerror: ended at once in the middle of: create omar.said@acme.example\nWhat came of it is not known: look at the console. 2 of 6 changes were done. The rest: syncroctl demo (exit 7)\n"
      ))
  }

  @Test func theEmulatorEndsWell() async throws {
    try await Program.inPlace { program in
      let run = try await program.watch(["emulator", "--technicians", "5"]) { said, send in
        if said.hasPrefix("Ctrl-C ends it") { send(SIGINT) }
      }
      #expect(run.status == 0)
      #expect(run.talk.hasPrefix("Console   http://127.0.0.1:"))
    }
  }
}
