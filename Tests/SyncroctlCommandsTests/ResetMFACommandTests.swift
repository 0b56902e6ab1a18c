import ConsoleEmulator
import Foundation
import TestSupport
import Testing

/// `reset-mfa`: what the console itself holds afterwards, what is refused, and what becomes of it where the pack knows no such page.
@Suite struct ResetMFACommandTests {
  @Test func theSecondFactorIsGoneAndThatIsReadBack() async throws {
    try await Emulated.run(.users) { emulated in
      let person = try #require(
        try await emulated.state().people.first { $0.status == "active" && $0.kind != "admin" && $0.totpSecret != nil })
      let dry = try await emulated.syncroctl("reset-mfa", person.email, "--dry-run")
      #expect(dry.status == 0, "\(dry.talk)")
      #expect(
        dry.talk.contains("~ reset MFA \(person.email) (\(person.name)): another is set up at the next sign-in\n    technician, active, "))
      #expect(try await emulated.changes().isEmpty)

      let run = try await emulated.syncroctl("reset-mfa", person.email, "--yes", admin: 1)
      #expect(run.status == 0, "\(run.talk)")
      #expect(run.output.hasPrefix("\(person.email)\n  reset MFA  done: second factor reset, read back\n"), "\(run.output)")
      #expect(run.talk.contains("it was answered, as the selector pack says"))
      let changes = try await emulated.changes()
      #expect(changes.map(\.action) == ["mfa.reset"])
      #expect(changes.map(\.target) == [person.email])
      let after = try #require(try await emulated.state().person(person.email))
      #expect(after.totpSecret == nil)
      #expect(after.password == person.password)
      // Nobody else's.
      #expect(try await emulated.state().people.count { $0.totpSecret == nil } == 1)

      let again = try await emulated.syncroctl("reset-mfa", person.email, "--yes", "--format", "json", admin: 2)
      #expect(again.status == 0, "\(again.talk)")
      #expect(again.output.contains("\"detail\" : \"no second factor is set up\""))
      #expect(again.output.contains("\"secondFactor\" : \"not set up\""))
      #expect(try await emulated.changes().count == 1)
    }
  }

  @Test func whatMustNotBeIsRefusedAndNothingIsChanged() async throws {
    try await Emulated.run(.users) { emulated in
      let state = try await emulated.state()
      let person = try #require(state.people.first { $0.status == "active" && $0.kind != "admin" })
      let admin = try #require(state.people.last { $0.status == "active" && $0.kind == "admin" })
      let policy = try emulated.program.file("policy.yaml", "version: 1\nprotect: [\(person.email)]\n")
      let place = ["SYNCROCTL_STATE_DIR": emulated.program.folder.appending(path: "state").path]
      let refusals = [
        (["robot@acme.example"], Int32(3), "robot@acme.example is signed in here, and would be left without a second factor"),
        ([admin.email], 3, "\(admin.email) is an admin: until they set up another second factor"),
        ([person.email, "--policy", policy], 3, "a guard refused (protected): \(person.email) would lose their second factor"),
        (["nobody@acme.example"], 1, "nobody on "),
      ]
      for (number, (arguments, status, says)) in refusals.enumerated() {
        let run = try await emulated.program.run(
          ["reset-mfa"] + arguments + ["--yes"], emulated.environment(admin: number).merging(place) { $1 })
        #expect(run.status == status, "\(run.talk)")
        #expect(run.talk.contains(says), "\(run.talk)")
        #expect(run.talk.contains("Nothing was changed."))
      }
      #expect(try await emulated.changes().isEmpty)

      let meant = try await emulated.syncroctl(
        "reset-mfa", person.email, "--policy", policy, "--break-glass", "lost on a train", "--yes", with: place)
      #expect(meant.status == 0, "\(meant.talk)")
      let sure = try await emulated.syncroctl("reset-mfa", admin.email, "--admin", "--yes", with: place)
      #expect(sure.status == 0, "\(sure.talk)")
      #expect(try await emulated.changes().map(\.target) == [person.email, admin.email])
      let page = try await emulated.program.run(["runs", "--format", "json"], place, browses: false)
      #expect(page.status == 0)
      let plans = try FileManager.default.subpathsOfDirectory(atPath: emulated.program.evidence.path).filter { $0.hasSuffix("plan.json") }
      let texts = try plans.map { try String(contentsOf: emulated.program.evidence.appending(path: $0), encoding: .utf8) }
      #expect(texts.contains { $0.contains("Break glass, although the policy protects \(person.email): lost on a train") })
    }
  }

  /// An error page comes in answer to the click, or none at all: a fresh page tells what came of it, and nothing is clicked twice.
  @Test(arguments: [Fault.Kind.status500After, .dropAfter]) func aLostAnswerIsSettledByLooking(_ fault: Fault.Kind) async throws {
    try await Emulated.run(.users, { $0.faults = [Fault(fault, method: "POST", path: "/users/*/reset_mfa")] }) { emulated in
      let person = try #require(try await emulated.state().people.first { $0.status == "active" && $0.kind != "admin" })
      let run = try await emulated.syncroctl("reset-mfa", person.email, "--yes")
      #expect(run.status == 0, "\(run.talk)")
      #expect(run.output.contains("done: second factor reset, read back"))
      #expect(try await emulated.changes().map(\.action) == ["mfa.reset"])
    }
  }

  @Test func whereThePackKnowsNoSuchPageItIsAPersonsTask() async throws {
    try await Emulated.run(.technicians) { emulated in
      let person = try #require(try await emulated.state().people.first { $0.status == "active" && $0.kind != "admin" })
      let run = try await emulated.syncroctl("reset-mfa", person.email, "--yes")
      #expect(run.status == 6, "\(run.talk)")
      #expect(run.output.contains("Task 1: reset MFA \(person.email)"))
      #expect(run.output.contains("It shows \(person.email). If it shows somebody else, stop"))
      #expect(run.output.contains("No second factor is set up"))
      #expect(run.talk.contains("the selector pack knows no page on which the second factor of \(person.email) is reset"))
      #expect(run.talk.contains("Nothing was changed."))
      #expect(try await emulated.changes().isEmpty)
    }
  }
}
