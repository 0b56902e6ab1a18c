public import ConsoleEmulator
import ConsolePages
public import DriverProcess
public import Foundation
public import Logging
public import Recordings
import Secrets
public import SelectorPacks
import Technicians
import WebDriver

/// Plays scenarios: on an emulated console in a real browser, or out of their recordings.
public struct ScenarioRunner: Sendable {
  /// The folder of selector packs.
  let selectors: URL
  /// The folder of example rosters.
  let examples: URL
  /// Which browser to take.
  let driver: DriverOptions
  let logger: Logger
  /// What is otherwise about the emulated console than a scenario wants it: for trying out what a changed console does.
  let change: @Sendable (inout EmulatorConfiguration) -> Void
  /// How long a page may take to show what is expected.
  let patience: Duration

  /// A runner; see the properties.
  ///
  /// - Parameters:
  ///   - selectors: the folder of selector packs.
  ///   - examples: the folder of example rosters.
  ///   - driver: which browser to take, for what is live.
  ///   - logger: is told what driver and browser do.
  ///   - patience: how long a page may take to show what is expected, live.
  ///   - change: what is to be otherwise about the emulated console than a scenario wants it.
  public init(
    selectors: URL, examples: URL, driver: DriverOptions = DriverOptions(), logger: Logger, patience: Duration = .seconds(10),
    change: @escaping @Sendable (inout EmulatorConfiguration) -> Void = { _ in }
  ) {
    self.selectors = selectors
    self.examples = examples
    self.driver = driver
    self.logger = logger
    self.patience = patience
    self.change = change
  }

  /// The selector pack of a layout.
  ///
  /// - Throws: ``PackError``.
  public func pack(_ layout: EmulatedLayout) throws -> SelectorPack { try PackLibrary.pack(layout: layout.rawValue, in: selectors) }

  /// The emulated console that a scenario starts from: sixty people, at a moment that stands still.
  func emulator(_ scenario: Scenario?, layout: EmulatedLayout, clock: ScenarioClock) -> EmulatorConfiguration {
    var configuration = EmulatorConfiguration()
    configuration.layout = layout
    configuration.now = { clock.now }
    scenario?.configure(&configuration)
    change(&configuration)
    return configuration
  }

  // MARK: - Live

  /// Starts an emulated console and a browser for the time of `body`.
  ///
  /// - Parameters:
  ///   - scenario: the scenario whose console it is to be; `nil` for the usual one.
  ///   - layout: the layout.
  ///   - recorder: records the session, and is told of the secrets beforehand.
  public func live<Value: Sendable>(
    _ scenario: Scenario?, layout: EmulatedLayout, pack: SelectorPack, recorder: (@Sendable (String) -> Recorder)? = nil,
    _ body: @Sendable (ScenarioStage) async throws -> Value
  ) async throws -> Value {
    let clock = ScenarioClock()
    let configuration = emulator(scenario, layout: layout, clock: clock)
    return try await withEmulator(configuration, logger: logger) { emulator in
      let totp = try TOTP(secret: Secret(emulator.totpSecret, label: "account.totp"))
      let codes = ComputedCodes(
        totp: totp, account: emulator.email, ledger: ScenarioLedger(), now: { clock.now }, wait: { clock.advance(by: $0) })
      let credentials = Credentials(
        email: try EmailAddress(emulator.email), password: Secret(emulator.password, label: "account.password"), codes: codes)
      let recorder = recorder?(emulator.consoleURL)
      recorder?.secrets.add(contentsOf: [credentials.password, Secret(emulator.totpSecret, label: "account.totp")])
      return try await DriverProcess.withSession(driver, logger: logger, transport: { recorder?.recording($0) ?? $0 }) { session in
        let console = Console(address: try ConsoleAddress(emulator.consoleURL), pack: pack, session: session, patience: patience)
        return try await body(
          ScenarioStage(
            console: console, credentials: credentials, layout: layout, clock: clock, examples: examples, control: emulator.controlURL))
      }
    }
  }

  // MARK: - Replayed

  /// Plays `body` against a recording.
  ///
  /// - Parameters:
  ///   - recording: the recording.
  ///   - file: what it is called in errors.
  /// - Throws: ``StaleRecording``; what `body` throws; ``ReplayMismatch`` or ``ReplayLeftover`` if it went another way than recorded.
  public func replay<Value: Sendable>(
    _ recording: Recording, file: String, _ body: @Sendable (ScenarioStage) async throws -> Value
  ) async throws -> Value {
    guard let layout = EmulatedLayout(rawValue: recording.header.layout) else {
      throw ScenarioBroken("\(file) is of the layout \"\(recording.header.layout)\", which no emulated console has")
    }
    let pack = try pack(layout)
    try StaleRecording.check(recording.header, file: file, pack: pack)
    let replay = Replay(recording, file: file)
    let session = try await Session.start(on: replay.remoteEnd(), alwaysMatch: [:])
    let credentials = Credentials(replaying: recording.header.codes, as: try EmailAddress(recording.header.account))
    let stage = ScenarioStage(
      console: Console(address: try ConsoleAddress(recording.header.console), pack: pack, session: session), credentials: credentials,
      layout: layout, clock: ScenarioClock(), examples: examples, control: nil)
    let value: Value
    do {
      value = try await body(stage)
    } catch {
      // That the flow has left its recording explains whatever came of it.
      throw replay.failure ?? error
    }
    try await session.delete()
    try replay.finish()
    return value
  }

  /// Plays a scenario against its recording, and compares what came of it.
  ///
  /// - Throws: See ``replay(_:file:_:)``; ``OutcomeDiffers``.
  public func replay(_ scenario: Scenario, _ recording: Recording, file: String) async throws {
    let outcome = try await replay(recording, file: file) { try await scenario.perform(on: $0) }
    guard outcome == recording.end.outcome else {
      throw OutcomeDiffers(file: file, expected: recording.end.outcome, found: outcome, recordAgain: recording.header.recordAgain)
    }
  }
}

/// A recording that is not to be trusted any more.
public struct StaleRecording: Error, Sendable, Hashable, CustomStringConvertible {
  /// The recording.
  public let file: String
  /// Why.
  public let reasons: [Staleness]

  /// - Throws: ``StaleRecording`` if what the flow uses of the pack, or a script, has changed since.
  public static func check(_ header: RecordingHeader, file: String, pack: SelectorPack) throws(StaleRecording) {
    let reasons = header.staleness(packDigest: pack.digest, digests: pack.digests(of: Set(header.pack.uses.keys))).filter(\.isFailure)
    if !reasons.isEmpty { throw StaleRecording(file: file, reasons: reasons) }
  }

  /// For people.
  public var description: String { reasons.map { "the recording \(file) is stale: \($0)" }.joined(separator: "\n") }
}

/// A replay that came to another end than its recording, although every command was the same.
public struct OutcomeDiffers: Error, Sendable, Hashable, CustomStringConvertible {
  /// The recording.
  public let file: String
  /// What it says.
  public let expected: [String]
  /// What came of it.
  public let found: [String]
  /// What to type to record it anew.
  public let recordAgain: String

  /// For people.
  public var description: String {
    """
    the commands were the recorded ones, and what came of them is not (\(file))
      expected: \(expected.joined(separator: "\n            "))
      came:     \(found.joined(separator: "\n            "))
    If it is right as it is now, record it anew: \(recordAgain)
    """
  }
}
