import ConsoleEmulator
import ConsolePages
import Foundation
public import Recordings
import SelectorPacks
import Synchronization
import Technicians

extension ScenarioRunner {
  /// A scenario that was played live.
  public struct LiveRun: Sendable {
    /// What passed over the wire, up to where the flow came.
    public let recording: Recording
    /// Has seen the secrets and the blobs.
    public let recorder: Recorder
    /// Why the flow did not come to its end.
    public let failure: (any Error)?
  }

  /// Plays `body` live and records it. What it throws is kept: see ``LiveRun/failure``.
  ///
  /// - Parameters:
  ///   - name: the recording's name.
  ///   - today: the day in UTC, `2026-11-24`.
  ///   - program: what records.
  ///   - artifacts: what is kept of what a person could see.
  ///   - body: the flow; answers what came of it.
  ///   - afterwards: looks at what has become of console and browser; is not recorded.
  /// - Throws: An error only where there is nothing to show: no emulator, no browser.
  public func record(
    _ name: RecordingName, scenario: Scenario?, today: String, program: String, artifacts: ArtifactPolicy = ArtifactPolicy(),
    _ body: @Sendable (ScenarioStage) async throws -> [String],
    afterwards: @Sendable (ScenarioStage) async throws -> Void = { _ in }
  ) async throws -> LiveRun {
    guard let layout = EmulatedLayout(rawValue: name.layout) else {
      throw ScenarioBroken("no emulated console has the layout \(name.layout)")
    }
    var pack = try pack(layout)
    let uses = PackUses()
    pack.uses = uses
    let made = Mutex<(recorder: Recorder, origin: String)?>(nil)
    let account = Mutex("")
    let outcome: Result<[String], any Error>
    do {
      outcome = .success(
        try await live(
          scenario, layout: layout, pack: pack,
          recorder: { origin in
            let recorder = Recorder(console: origin, artifacts: artifacts)
            made.withLock { $0 = (recorder, origin) }
            return recorder
          },
          { stage in
            account.withLock { $0 = stage.credentials.email.description }
            let outcome = try await body(stage)
            let recorder = made.withLock { $0?.recorder }
            recorder?.pause()
            try await afterwards(stage)
            recorder?.goOn()
            return outcome
          }))
    } catch {
      outcome = .failure(error)
    }
    guard let (recorder, origin) = made.withLock({ $0 }), !recorder.draft.steps.isEmpty else {
      _ = try outcome.get()
      throw ScenarioBroken("nothing passed over the wire")
    }
    let circumstances = Recorder.Circumstances(
      subject: .scenario("\(name)"), today: today, program: program, console: origin, layout: name.layout,
      account: account.withLock { $0 }, codes: .computed,
      pack: RecordingHeader.Pack(digest: pack.digest, uses: pack.digests(of: uses.names)), clock: ScenarioClock.start,
      seed: Int(EmulatorConfiguration().seed), hasPseudonyms: false)
    switch outcome {
    case .success(let lines):
      return LiveRun(recording: recorder.recording(circumstances, outcome: lines), recorder: recorder, failure: nil)
    case .failure(let error):
      return LiveRun(recording: recorder.recording(circumstances, outcome: ["failed: \(error)"]), recorder: recorder, failure: error)
    }
  }
}
