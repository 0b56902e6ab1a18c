import ConsoleEmulator
import Foundation
import TestSupport
import Testing

/// The second command in a while signs in without password and code.
@Suite struct KeptSessionTests {
  private func sessions(_ state: URL) -> [String] {
    (try? FileManager.default.contentsOfDirectory(atPath: state.appending(path: "sessions").path)) ?? []
  }

  /// How often somebody signed in, by the console's own account.
  private func signIns(_ emulated: Emulated) async throws -> Int {
    let all: [EmulatedMutation] = try await Control.get(emulated.emulator.controlURL + "/mutations")
    return all.count { $0.action == "session.create" }
  }

  @Test(arguments: EmulatedLayout.allCases) func theNextCommandIsSignedInAlready(_ layout: EmulatedLayout) async throws {
    try await Emulated.run(layout) { emulated in
      let state = emulated.program.folder.appending(path: "state")
      let shared = ["SYNCROCTL_STATE_DIR": state.path]
      let first = try await emulated.syncroctl("technicians", "show", "alex.kim@acme.example", with: shared)
      #expect(first.status == 0, "\(first.talk)")
      #expect(!first.talk.contains("session kept"))
      #expect(sessions(state).count == 1)

      // A one-time code serves once, so this could not sign in within half a minute.
      let trace = emulated.program.folder.appending(path: "trace.json")
      let second = try await emulated.syncroctl(
        "technicians", "show", "alex.kim@acme.example", "--verbose", "--trace", trace.path, with: shared)
      #expect(second.status == 0, "\(second.talk)")
      #expect(second.output == first.output)
      #expect(
        second.talk.contains(/Signed in as \S+ with the session kept at \d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ \(3 commands\)/), "\(second.talk)")
      #expect(try await signIns(emulated) == 1)
      let written = try String(contentsOf: trace, encoding: .utf8)
      #expect(written.contains("goog:cdp/execute"))
    }
  }

  @Test func whoRefusesItSignsInAnewAndLeavesNone() async throws {
    try await Emulated.run(.users, { $0.asksForCodes = false }) { emulated in
      let state = emulated.program.folder.appending(path: "state")
      let shared = ["SYNCROCTL_STATE_DIR": state.path]
      #expect(try await emulated.syncroctl("seats", with: shared).status == 0)
      #expect(sessions(state).count == 1)
      let second = try await emulated.syncroctl("seats", "--no-session", with: shared)
      #expect(second.status == 0, "\(second.talk)")
      #expect(!second.talk.contains("session kept"))
      #expect(try await signIns(emulated) == 2)
      #expect(sessions(state) == [])
    }
  }

  @Test func aSessionThatTheConsoleHasEndedIsNoHindrance() async throws {
    try await Emulated.run(.users, { $0.asksForCodes = false }) { emulated in
      let state = emulated.program.folder.appending(path: "state")
      let shared = ["SYNCROCTL_STATE_DIR": state.path]
      #expect(try await emulated.syncroctl("seats", with: shared).status == 0)
      let kept = sessions(state)
      try await Control.setFault(Fault(.endSession), of: emulated.emulator.controlURL)
      let second = try await emulated.syncroctl("seats", with: shared)
      #expect(second.status == 0, "\(second.talk)")
      #expect(!second.talk.contains("with the session kept"))
      #expect(try await signIns(emulated) == 2)
      #expect(sessions(state) == kept)
      // Of another account there is none.
      let other = try await emulated.syncroctl("seats", admin: 1, with: shared)
      #expect(other.status == 0 && !other.talk.contains("with the session kept"), "\(other.talk)")
      #expect(sessions(state).count == 2)
    }
  }

  @Test func aDamagedFileIsNoHindrance() async throws {
    try await Emulated.run(.technicians, { $0.asksForCodes = false }) { emulated in
      let state = emulated.program.folder.appending(path: "state")
      let shared = ["SYNCROCTL_STATE_DIR": state.path]
      #expect(try await emulated.syncroctl("seats", with: shared).status == 0)
      let file = state.appending(path: "sessions/\(try #require(sessions(state).first))")
      try Data("{\"salt\":\"AAAA\",\"box\":\"AAAA\"}".utf8).write(to: file)
      let second = try await emulated.syncroctl("seats", with: shared)
      #expect(second.status == 0, "\(second.talk)")
      #expect(try await signIns(emulated) == 2)
    }
  }

  /// Recordings hold how one signs in, and are the same whoever makes them.
  @Test func aRecordingUsesNone() async throws {
    try await Emulated.run(.technicians, { $0.asksForCodes = false }) { emulated in
      let state = emulated.program.folder.appending(path: "state")
      let shared = ["SYNCROCTL_STATE_DIR": state.path]
      #expect(try await emulated.syncroctl("seats", with: shared).status == 0)
      let file = emulated.program.folder.appending(path: "seats.jsonl")
      let second = try await emulated.syncroctl("seats", "--record", file.path, with: shared)
      #expect(second.status == 0, "\(second.talk)")
      #expect(try await signIns(emulated) == 2)
      #expect(try await emulated.program.run(["seats", "--replay", file.path], browses: false).status == 0)
    }
  }
}
