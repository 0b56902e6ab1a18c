import BrowserSupport
import ConsoleEmulator
import ConsolePages
import Foundation
import Recordings
import Scenarios
import Synchronization
import Technicians
import TestSupport
import Testing

/// Every scenario, recorded twice in a real browser: the same bytes, the bytes that are kept, and no secret of any kind.
@Suite(.serialized) struct RecordedTwiceTests {
  @Test(arguments: ScenarioName.all) func theSameBytesTwiceAndNoSecret(name: ScenarioName) async throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "canary-\(UUID().uuidString.prefix(8))")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }

    let first = try await Self.record(name, into: folder.appending(path: "first.jsonl"))
    let second = try await Self.record(name, into: folder.appending(path: "second.jsonl"))
    #expect(first.bytes == second.bytes)

    let kept = try Recording.read(name.name.url(in: recordings), within: recordings)
    #expect(first.recording.steps == kept.steps, "\(RecordingDiff(kept, first.recording))")
    #expect(first.recording.end == kept.end)

    var canary = first.canary
    canary.add(second.canary)
    #expect(canary.kinds.isSuperset(of: ["password", "one-time-code secret", "one-time code", "recovery code", "API token", "cookie"]))
    let found = try canary.found(below: folder)
    #expect(found.files == 2)
    #expect(found.hits == [])
  }

  private struct Take {
    let recording: Recording
    let bytes: [UInt8]
    let canary: Canary
  }

  private static func record(_ name: ScenarioName, into url: URL) async throws -> Take {
    let canary = Mutex(Canary())
    let live = try await withBrowserPlace {
      try await ScenarioRunner.ofRepository(change: { $0.robotPassword = Canary.password }).record(
        name.name, scenario: name.scenario, today: "2026-11-24", program: "tests",
        { stage in try await name.scenario.perform(on: stage) },
        // After the flow, and not recorded: what the console and the browser hold then.
        afterwards: { stage in
          var taken = Canary()
          if let control = stage.control {
            let state: EmulatedState = try await Control.get(control + "/state")
            try taken.take(state, robot: stage.credentials.email.description, moments: stage.clock.now...stage.clock.now)
          }
          try await taken.take(from: stage.console.session)
          canary.withLock { [taken] in $0 = taken }
        })
    }
    if let failure = live.failure { throw failure }
    let output = RecordingOutput(url, pseudonyms: nil)
    try output.write(live.recording, blobs: live.recorder.draft.blobs, secrets: live.recorder.secrets)
    return Take(recording: live.recording, bytes: [UInt8](try Data(contentsOf: url)), canary: canary.withLock { $0 })
  }
}

/// A scenario in a layout, as a test's argument.
struct ScenarioName: Sendable, CustomTestStringConvertible {
  let name: RecordingName
  let scenario: Scenario

  var testDescription: String { "\(name)" }

  static let all: [ScenarioName] = ["technicians", "users"].flatMap { layout in
    Scenario.all.compactMap { scenario in
      RecordingName("\(layout)/\(scenario.name)").map { ScenarioName(name: $0, scenario: scenario) }
    }
  }
}
