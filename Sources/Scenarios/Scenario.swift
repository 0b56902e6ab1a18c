import ConsoleEmulator

/// A flow on an emulated console that is kept as a recording: what a page object, or the whole of a run, does on the wire.
///
/// The same code drives a real browser and a recording; see ``ScenarioRunner``.
public struct Scenario: Sendable {
  /// The name below the layout: `deactivate` of `users/deactivate`.
  public let name: String
  /// What it shows, for `recordings list`.
  public let about: String
  /// What the console must be like, beyond ``ScenarioRunner/emulator(_:layout:)``.
  let configure: @Sendable (inout EmulatorConfiguration) -> Void
  private let flow: @Sendable (ScenarioStage) async throws -> [String]

  init(
    _ name: String, _ about: String, configure: @escaping @Sendable (inout EmulatorConfiguration) -> Void = { _ in },
    flow: @escaping @Sendable (ScenarioStage) async throws -> [String]
  ) {
    self.name = name
    self.about = about
    self.configure = configure
    self.flow = flow
  }

  /// Goes through the flow on `stage`.
  ///
  /// - Returns: what came of it, in lines that a person reads: the same live and replayed.
  /// - Throws: What is not part of the flow. A refusal that the scenario is about is an outcome.
  public func perform(on stage: ScenarioStage) async throws -> [String] { try await flow(stage) }

  /// All scenarios, in the order in which they are shown. Each has a recording for either layout.
  public static let all: [Scenario] = signingIn + reading + changing + belongings + provisioning + wholeRuns

  /// A scenario by its name below the layout.
  public static func named(_ name: String) -> Scenario? { all.first { $0.name == name } }
}
