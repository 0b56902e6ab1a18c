import ConsoleEmulator
import Foundation
import TestSupport
import Testing

@Suite struct PageWatchCommandTests {
  @Test func aChangedPageIsSaidOnceThoughEverythingWorks() async throws {
    try await Program.inPlace { program in
      let state = program.folder.appending(path: "kept").path
      let port = try await run(state, port: 0) { _ in
      } _: { first in
        #expect(first.talk.contains("is not as it was") == false)
      }
      _ = try await run(state, port: port) {
        $0.wording = ["technician.new": "Hire"]
      } _: { second in
        #expect(second.talk.contains("The page technicians is not as it was on "))
        #expect(second.talk.contains(": new: link \"Hire\"; gone: link \"New Technician\"\n"))
      }
      _ = try await run(state, port: port) {
        $0.wording = ["technician.new": "Hire"]
      } _: { third in
        #expect(third.talk.contains("is not as it was") == false)
      }
      // Somebody else's name stands in the menu of every page.
      _ = try await run(state, port: port, admin: 1) {
        $0.wording = ["technician.new": "Hire"]
      } _: { other in
        #expect(other.talk.contains("is not as it was") == false)
      }
      let files = try FileManager.default.contentsOfDirectory(atPath: state).filter { $0.hasPrefix("pages-") }
      #expect(files.count == 2)
      #expect(files.contains("pages-http-127-0-0-1-\(port)-technicians-robot-acme-example.json"))
    }
  }

  /// One command on a console at `port`. Answers the port.
  private func run(
    _ state: String, port: Int, admin: Int = 0, _ change: @Sendable (inout EmulatorConfiguration) -> Void,
    _ check: @Sendable (Program.Run) -> Void
  ) async throws -> Int {
    try await Emulated.run(.technicians) { configuration in
      configuration.technicians = 12
      configuration.asksForCodes = false
      configuration.port = port
      change(&configuration)
    } _: { emulated in
      let run = try await emulated.syncroctl("technicians", "list", admin: admin, with: ["SYNCROCTL_STATE_DIR": state])
      #expect(run.status == 0)
      check(run)
      return try #require(URL(string: emulated.emulator.consoleURL)?.port)
    }
  }
}
