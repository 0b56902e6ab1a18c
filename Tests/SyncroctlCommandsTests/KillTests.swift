import Foundation
import Synchronization
import TestSupport
import Testing

/// `kill -9`: nobody is left who could end driver and browser in good order, and yet they are gone two seconds later, with their folder.
@Suite(.serialized) struct KillTests {
  @Test(arguments: [
    ("Signing in to", []), ("Signed in as", []), ("2/6", []), ("2/6", ["--engine", "firefox"]), ("2/6", ["--engine", "webkit"]),
  ])
  func nothingIsLeftOfTheBrowser(_ line: String, _ options: [String]) async throws {
    try await Program.inPlace { program in
      let sent = Mutex<ContinuousClock.Instant?>(nil)
      let run = try await program.watch(["demo"] + options) { said, send in
        guard said.hasPrefix(line), sent.withLock({ $0 }) == nil else { return }
        sent.withLock { $0 = .now }
        send(SIGKILL)
      }
      #expect(run.status == 1000 + SIGKILL)
      let killed = try #require(sent.withLock { $0 }, "the line never came: \(run.lastLines)")
      var left = Self.left(of: program)
      while !left.isEmpty, ContinuousClock.now - killed < .seconds(2) {
        await Task.yield()
        left = Self.left(of: program)
      }
      #expect(left == [])
    }
  }

  private static func left(of program: Program) -> [String] {
    Leftovers.folders(in: program.temporary) + Leftovers.processes(mentioning: program.folder.path)
  }
}
