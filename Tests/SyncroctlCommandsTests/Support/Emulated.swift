import ConsoleEmulator
import Foundation
import Logging
import TestSupport
import Testing

/// A program and an emulated console for it, whose own state a test can ask for.
struct Emulated: Sendable {
  let program: Program
  let layout: EmulatedLayout
  let emulator: RunningEmulator

  static func run<Value: Sendable>(
    _ layout: EmulatedLayout, _ change: (inout EmulatorConfiguration) -> Void = { _ in },
    _ body: @Sendable (Emulated) async throws -> Value
  ) async throws -> Value {
    var configuration = EmulatorConfiguration()
    configuration.layout = layout
    change(&configuration)
    return try await withEmulator(configuration, logger: Logger(label: "test", factory: { _ in SwiftLogNoOpLogHandler() })) { emulator in
      try await Program.inPlace { program in
        try await body(Emulated(program: program, layout: layout, emulator: emulator))
      }
    }
  }

  func state() async throws -> EmulatedState { try await Control.get(emulator.controlURL + "/state") }

  /// What was changed besides people signing in and out.
  func changes() async throws -> [EmulatedMutation] {
    let all: [EmulatedMutation] = try await Control.get(emulator.controlURL + "/mutations")
    return all.filter { !$0.action.hasPrefix("session.") }
  }

  /// What to set to sign in as the robot, or as another admin: a one-time code serves once, so that each run after the first would
  /// have to wait for the next code.
  func environment(admin: Int = 0) async throws -> [String: String] {
    let admins = try await state().people.filter { $0.kind == "admin" && $0.status == "active" }
    let person = try #require(admins.dropFirst(admin).first)
    var variables = [
      "SYNCROCTL_CONSOLE": emulator.consoleURL, "SYNCROCTL_LAYOUT": layout.rawValue, "SYNCROCTL_EMAIL": person.email,
      "SYNCROCTL_PASSWORD": try #require(person.password),
    ]
    // There is none on a console that asks for no codes.
    variables["SYNCROCTL_TOTP_SECRET"] = person.totpSecret
    return variables
  }

  /// Runs a command, signed in as an admin.
  func syncroctl(_ arguments: String..., admin: Int = 0, with more: [String: String] = [:]) async throws -> Program.Run {
    try await program.run(arguments, environment(admin: admin).merging(more) { _, new in new })
  }
}
