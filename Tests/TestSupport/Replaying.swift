public import ConsoleEmulator
import DriverProcess
public import Foundation
import Logging
import Recordings
public import Scenarios
public import Testing

/// A test that is played against a recording: `@Test(.replaying("users/deactivate"))`.
///
/// Its body gets its stage by ``ScenarioStage/current``, and knows nothing of where that comes from. `SYNCROCTL_RECORDINGS` says so for
/// all such tests: `replay` (the default), `live`, `record`, `verify`. Nothing is ever recorded because it was missing.
public struct ReplayingTrait: TestTrait, TestScoping {
  let name: String

  /// Gives the body its stage, and afterwards checks that it went the whole way.
  @concurrent public func provideScope(
    for test: Test, testCase: Test.Case?, performing body: @Sendable @concurrent () async throws -> Void
  ) async throws {
    guard let name = RecordingName(name), let layout = EmulatedLayout(rawValue: name.layout) else {
      throw ReplayingError("\"\(self.name)\" is no name of a recording; write it as users/deactivate")
    }
    let mode = try RecordingMode.current
    let runner = ScenarioRunner.ofRepository
    let file = "recordings/\(name).jsonl"
    switch mode {
    case .replay:
      let recording = try Recording.read(name.url(in: recordings), within: recordings)
      try await runner.replay(recording, file: file) { try await $0.play(body) }
    case .live:
      try await runner.live(Scenario.named(name.name), layout: layout, pack: runner.pack(layout)) { try await $0.play(body) }
    case .record, .verify:
      let outcomes = OutcomeBox()
      let live = try await runner.record(
        name, scenario: Scenario.named(name.name), today: Date().formatted(.iso8601.year().month().day()), program: "syncroctl tests"
      ) { stage in
        try await OutcomeBox.$current.withValue(outcomes) { try await stage.play(body) }
        return outcomes.lines
      }
      if mode == .record {
        if let failure = live.failure { throw failure }
        try RecordingOutput(name.url(in: recordings), pseudonyms: nil).write(
          live.recording, blobs: live.recorder.draft.blobs, secrets: live.recorder.secrets)
        return
      }
      let expected = try Recording.read(name.url(in: recordings), within: recordings)
      for finding in Drift.compare(expected: expected, live: live.recording).findings { Issue.record("\(file): \(finding)") }
      if let failure = live.failure { throw failure }
    }
  }
}

extension Trait where Self == ReplayingTrait {
  /// Plays the test against a recording, `layout/scenario`.
  public static func replaying(_ name: String) -> Self { ReplayingTrait(name: name) }
}

/// Where the tests' stages come from.
enum RecordingMode: String, CaseIterable {
  case replay, live, record, verify

  static var current: RecordingMode {
    get throws {
      guard let word = ProcessInfo.processInfo.environment["SYNCROCTL_RECORDINGS"], !word.isEmpty else { return .replay }
      guard let mode = RecordingMode(rawValue: word) else {
        throw ReplayingError(
          "SYNCROCTL_RECORDINGS is \"\(word)\", and may be \(allCases.map(\.rawValue).joined(separator: ", "))")
      }
      return mode
    }
  }
}

/// A test that cannot be played.
public struct ReplayingError: Error, CustomStringConvertible {
  /// Why.
  public let description: String

  init(_ description: String) { self.description = description }
}

/// The repository's recordings.
public let recordings = repository.appending(path: "recordings")

extension ScenarioRunner {
  /// A runner on the repository's packs and examples.
  public static let ofRepository = ofRepository()

  /// The same on a console that differs by `change`, or with other packs.
  public static func ofRepository(
    selectors: URL = repository.appending(path: "selectors"),
    change: @escaping @Sendable (inout EmulatorConfiguration) -> Void = { _ in }
  ) -> ScenarioRunner {
    ScenarioRunner(
      selectors: selectors, examples: repository.appending(path: "docs/examples"),
      logger: Logger(label: "test", factory: { _ in SwiftLogNoOpLogHandler() }), change: change)
  }
}

extension ScenarioStage {
  @TaskLocal private static var playing: ScenarioStage?

  /// The stage of the test that is running.
  public static var current: ScenarioStage {
    get throws {
      guard let playing else { throw ReplayingError("the test has no stage: give it the trait .replaying(\"layout/scenario\")") }
      return playing
    }
  }

  func play(_ body: @Sendable () async throws -> Void) async throws {
    try await Self.$playing.withValue(self) { try await body() }
  }

  /// Goes through a scenario's flow, and notes what came of it for a recording.
  ///
  /// - Returns: what came of it, in lines.
  public func perform(_ scenario: String) async throws -> [String] {
    guard let scenario = Scenario.named(scenario) else { throw ReplayingError("there is no scenario \"\(scenario)\"") }
    let outcome = try await scenario.perform(on: self)
    OutcomeBox.current?.lines = outcome
    return outcome
  }
}
