import ConsoleEmulator
import ConsolePages
import Foundation
import Secrets
import TestSupport
import Testing

@testable import SyncroctlCommands

/// What the program does with passkeys and recovery codes, from one run to the next, and what it leaves behind of them: nothing.
@Suite struct SecondFactorTests {
  /// The robot without any second factor, and one state folder for all runs.
  private static func environment(_ emulated: Emulated, _ more: [String: String]) -> [String: String] {
    let emulator = emulated.emulator
    let base = [
      "SYNCROCTL_CONSOLE": emulator.consoleURL, "SYNCROCTL_LAYOUT": emulated.layout.rawValue, "SYNCROCTL_EMAIL": emulator.email,
      "SYNCROCTL_PASSWORD": emulator.password, "SYNCROCTL_STATE_DIR": emulated.program.folder.appending(path: "state").path,
    ]
    return base.merging(more) { _, new in new }
  }

  private static func codes(_ emulated: Emulated) throws -> [String: String] {
    let file = try emulated.program.file("recovery.txt", emulated.emulator.recoveryCodes.joined(separator: "\n") + "\n")
    return environment(emulated, ["SYNCROCTL_RECOVERY_CODES_COMMAND": "cat \(file)"])
  }

  private static func left(_ emulated: Emulated) async throws -> [String] {
    try await emulated.state().people.first { $0.email == emulated.emulator.email }?.recoveryCodes ?? []
  }

  private static func expectNoSecret(_ emulated: Emulated, kinds: Set<String>, but own: String? = nil) throws {
    if let own { try FileManager.default.removeItem(at: emulated.program.folder.appending(path: own)) }
    var canary = Canary()
    canary.take(emulated.emulator)
    #expect(canary.kinds.isSuperset(of: kinds))
    let found = try canary.found(below: emulated.program.folder)
    #expect(found.files > 2)
    #expect(found.hits == [])
  }

  @Test(arguments: EmulatedLayout.allCases) func aPasskeyFromRunToRun(_ layout: EmulatedLayout) async throws {
    try await Emulated.run(
      layout,
      {
        $0.asksForPasskey = true
        $0.asksForCodes = false
        $0.robotPassword = Canary.password
      }
    ) { emulated in
      let environment = Self.environment(
        emulated, ["SYNCROCTL_PASSKEY_COMMAND": "printf '%s' \"$KEY\"", "KEY": emulated.emulator.passkey ?? ""])
      let first = try await emulated.program.run(
        ["technicians", "list", "--verbose", "--record", "run.jsonl", "--trace", "trace.json"], environment)
      #expect(first.status == 0, "\(first.lastLines)")
      _ = try emulated.program.file("run.log", first.talk + first.output)
      let second = try await emulated.program.run(["technicians", "list"], environment)
      #expect(second.status == 0, "\(second.lastLines)")
      let robot = try await emulated.state().people.first { $0.email == emulated.emulator.email }
      #expect(robot?.passkeySignCount == 17)

      let replayed = try await emulated.program.run(["recordings", "replay", "run.jsonl"], browses: false)
      #expect(replayed.status == 0, "\(replayed.talk)")
      let shown = try await emulated.program.run(["recordings", "show", "run.jsonl"], browses: false)
      #expect(shown.output.contains("with a passkey"))
      #expect(shown.output.contains("lends it a passkey"))
      try Self.expectNoSecret(emulated, kinds: ["password", "passkey", "passkey's private key", "recovery code"])

      // A state folder that was lost: the count falls, and the console takes the passkey for a copy.
      let lost = try await emulated.program.run(
        ["technicians", "list"], environment.merging(["SYNCROCTL_STATE_DIR": emulated.program.folder.appending(path: "other").path]) { $1 })
      #expect(lost.status == 5)
      #expect(lost.talk.contains("error: the console did not accept the passkey\n  it says: Your passkey was not accepted.\n"))
      #expect(lost.talk.contains("see docs/live-console.md"))
    }
  }

  @Test func anEngineThatCannotBeLentAPasskeySaysSo() async throws {
    try await Emulated.run(
      .users,
      {
        $0.asksForPasskey = true
        $0.asksForCodes = false
      }
    ) { emulated in
      let environment = Self.environment(emulated, ["SYNCROCTL_PASSKEY": emulated.emulator.passkey ?? ""])
      let run = try await emulated.program.run(["technicians", "list", "--engine", "firefox"], environment)
      #expect(run.status == 5)
      #expect(run.talk.contains("error: this browser cannot be lent a passkey\n"))
      #expect(run.talk.contains("Nothing was changed. Only Chromium can: leave out --engine"))
    }
  }

  @Test func aPasskeyOfAnotherSiteStartsNoBrowser() async throws {
    try await Emulated.run(.users, { $0.asksForPasskey = true }) { emulated in
      let environment = Self.environment(
        emulated,
        [
          "SYNCROCTL_PASSKEY": emulated.emulator.passkey ?? "",
          "SYNCROCTL_CONSOLE": emulated.emulator.consoleURL.replacing("localhost", with: "127.0.0.1"),
        ])
      let run = try await emulated.program.run(["technicians", "list"], environment, browses: false)
      #expect(run.status == 64)
      #expect(run.talk.contains("error: the passkey is for \"localhost\", and the console is 127.0.0.1:"))
      let wrong = try await emulated.program.run(
        ["technicians", "list"], environment.merging(["SYNCROCTL_PASSKEY": "geheim"]) { $1 }, browses: false)
      #expect(wrong.status == 64)
      #expect(wrong.talk.contains("error: the passkey is not a JSON object with credentialId, rpId and privateKey\n"))
      #expect(!wrong.talk.contains("geheim"))
    }
  }

  @Test func recoveryCodesAreUsedInOrderFromRunToRun() async throws {
    try await Emulated.run(.users, { $0.robotPassword = Canary.password }) { emulated in
      let environment = try Self.codes(emulated)
      let first = try await emulated.program.run(
        ["technicians", "list", "--verbose", "--record", "run.jsonl", "--trace", "trace.json"], environment)
      #expect(first.status == 0, "\(first.lastLines)")
      #expect(first.talk.contains("Recovery code 1 of 10 used; 9 left: make new ones soon\n"))
      _ = try emulated.program.file("run.log", first.talk + first.output)
      let quiet = try await emulated.program.run(["technicians", "list", "--quiet"], environment)
      #expect(quiet.status == 0)
      #expect(quiet.talk == "Recovery code 2 of 10 used; 8 left: make new ones soon\n")
      #expect(try await Self.left(emulated) == Array(emulated.emulator.recoveryCodes.dropFirst(2)))

      let replayed = try await emulated.program.run(["recordings", "replay", "run.jsonl"], browses: false)
      #expect(replayed.status == 0, "\(replayed.talk)")
      try Self.expectNoSecret(emulated, kinds: ["password", "recovery code"], but: "recovery.txt")
    }
  }

  /// Killed between the moment at which a code counts as used and the one at which the console has it.
  @Test func aKilledSignInDoesNotUseACodeTwice() async throws {
    try await Emulated.run(.technicians) { emulated in
      let environment = try Self.codes(emulated)
      let killed = try await emulated.program.watch(["technicians", "list"], environment) { line, send in
        if line.hasPrefix("Recovery code 1 of 10 used") { send(SIGKILL) }
      }
      #expect(killed.status == 1000 + SIGKILL)
      // The guardian takes browser and profile away.
      while !Leftovers.folders(in: emulated.program.temporary).isEmpty
        || !Leftovers.processes(mentioning: emulated.program.folder.path).isEmpty
      {
        await Task.yield()
      }
      let next = try await emulated.program.run(["technicians", "list"], environment)
      #expect(next.status == 0, "\(next.lastLines)")
      #expect(next.talk.contains("Recovery code 2 of 10 used; 8 left: make new ones soon\n"))
      #expect(try await Self.left(emulated).contains(emulated.emulator.recoveryCodes[1]) == false)
    }
  }

  @Test func recoveryCodesAreLeftAloneWhereThereIsAnotherFactorUnlessAskedFor() async throws {
    try await Emulated.run(.users) { emulated in
      let environment = try Self.codes(emulated).merging(["SYNCROCTL_TOTP_SECRET": emulated.emulator.totpSecret]) { $1 }
      let usual = try await emulated.program.run(["technicians", "list"], environment)
      #expect(usual.status == 0, "\(usual.lastLines)")
      #expect(!usual.talk.contains("Recovery code"))
      let asked = try await emulated.program.run(["technicians", "list", "--recovery-code"], environment)
      #expect(asked.status == 0, "\(asked.lastLines)")
      #expect(asked.talk.contains("Recovery code 1 of 10 used"))
      let without = try await emulated.program.run(
        ["technicians", "list", "--recovery-code"], environment.merging(["SYNCROCTL_RECOVERY_CODES_COMMAND": ""]) { $1 }, browses: false)
      #expect(without.status == 64)
      #expect(without.talk.contains("error: --recovery-code is said, and there are no recovery codes\n"))
    }
  }

  // MARK: - A code typed at a prompt

  @Test(arguments: [
    (0.0, "00:00:30Z, 30 s"), (29.2, "00:00:30Z, 1 s"), (30, "00:01:00Z, 30 s"), (86_399, "00:00:00Z, 1 s"),
  ])
  func thePromptSaysByWhenACodeHasToBeTyped(_ seconds: TimeInterval, _ says: String) {
    #expect(TypedCodes.question(at: Date(timeIntervalSince1970: seconds)) == "One-time code (this one ends \(says)): ")
  }

  @Test func aTypedCodeMayHaveBlanksAndMustNotBeMissing() async throws {
    let typed = TypedCodes(now: { Date(timeIntervalSince1970: 0) }, ask: { _ in " 123 456 " })
    #expect(try await typed.next().code.reveal { $0 } == "123456")
    let nothing = TypedCodes(now: { Date(timeIntervalSince1970: 0) }, ask: { _ in "" })
    let error = try await #require(throws: ConsoleError.self) { _ = try await nothing.next() }
    #expect(error.code == .notSignedIn)
    #expect(error.message == "no one-time code was typed")
  }
}
