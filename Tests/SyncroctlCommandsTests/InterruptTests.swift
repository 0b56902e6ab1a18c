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

  @Test(arguments: [SIGINT, SIGTERM]) func inTheMiddleOfApplying(_ signal: Int32) async throws {
    let run = try await demo([signal], at: "2/6")
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
    try await Program.inPlace { program in
      let run = try await program.watch(["demo"]) { said, send in
        if said.hasPrefix("2/6") { send(SIGINT) }
        // The second only once the first has been noticed: two at the same moment are one to the system.
        if said.hasPrefix("interrupted: finishing") { send(SIGINT) }
      }
      #expect(run.status == 7)
      #expect(
        run.talk.contains(
          "\nerror: ended at once in the middle of: create omar.said@acme.example\nWhat came of it is not known: look at the console. 2 of 6 changes were done. The rest: syncroctl demo (exit 7)\n"
        ))
    }
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
