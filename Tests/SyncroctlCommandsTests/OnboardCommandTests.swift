import ConsoleEmulator
import Dispatch
import Foundation
import Synchronization
import TestSupport
import Testing

/// Somebody new: who is made, with which rights, how they get in, and where their first password does not go.
@Suite struct OnboardCommandTests {
  private static let email = "nina.park@acme.example"
  private static let arguments = ["onboard", email, "--name", "Nina Park"]

  private func roster(_ layout: EmulatedLayout, _ program: Program) throws -> String {
    try program.file(
      "team.yaml",
      """
      version: 1
      roles:
        \(layout == .users ? "Technicians: existing" : "helpdesk: [Tickets/*, Invoices/List/Search]")
      technicians:
        - { email: alex.kim@acme.example, name: Alex Kim, role: \(layout == .users ? "Technicians" : "helpdesk") }
      """)
  }

  private func rights(_ layout: EmulatedLayout) -> [String] {
    layout == .users ? ["--group", "Technicians"] : ["--grant", "Tickets/Edit", "--grant", "Invoices/List/Search"]
  }

  @Test(arguments: EmulatedLayout.allCases) func aRoleOfTheRosterIsGiven(_ layout: EmulatedLayout) async throws {
    try await Emulated.run(layout) { emulated in
      let role = layout == .users ? "Technicians" : "helpdesk"
      let command = Self.arguments + ["--role", role, "--roster", try roster(layout, emulated.program)]
      let seats = try await emulated.state().seats.active

      let dry = try await emulated.program.run(command + ["--dry-run"], emulated.environment())
      #expect(dry.status == 0, "\(dry.talk)")
      #expect(dry.talk.contains("+ create \(Self.email) (Nina Park): \(role) ("), "\(dry.talk)")
      #expect(dry.talk.contains("    seats \(seats) -> \(seats + 1), "))
      #expect(dry.talk.contains("is not in ") && dry.talk.contains("the console mails them"))
      if layout == .technicians { #expect(dry.talk.contains("    Invoices: List/Search\n")) }
      #expect(try await emulated.changes().isEmpty)

      let run = try await emulated.program.run(command + ["--yes"], emulated.environment(admin: 1))
      #expect(run.status == 0, "\(run.talk)")
      #expect(run.output.hasPrefix("\(Self.email)\n  create    done: created, read back (id "), "\(run.output)")
      #expect(run.output.contains("  seats     \(seats) -> \(seats + 1), "))
      let person = try #require(try await emulated.state().person(Self.email))
      #expect(person.name == "Nina Park")
      switch layout {
      case .users: #expect(person.groups == ["Technicians"])
      case .technicians:
        let all = try await emulated.state().permissions.map { $0.replacing(" - ", with: "/", maxReplacements: 1) }
        #expect(person.permissionNames == Set(all.filter { $0.hasPrefix("Tickets/") } + ["Invoices/List/Search"]))
      }
      let create = try #require(try await emulated.changes().first)
      #expect(create.action == "technician.create" && create.changes["invitation"] != nil)

      let again = try await emulated.program.run(command + ["--yes"], emulated.environment(admin: 2))
      #expect(again.status == 0, "\(again.talk)")
      #expect(again.talk.contains("Nothing to do for \(Self.email): it is so already."))
      #expect(try await emulated.changes().count { $0.action == "technician.create" } == 1)
    }
  }

  @Test func theSameAsSomebodyWhoIsThere() async throws {
    try await Emulated.run(.technicians) { emulated in
      let other = try #require(try await emulated.state().person("alex.kim@acme.example"))
      let run = try await emulated.program.run(Self.arguments + ["--like", other.email, "--yes"], emulated.environment())
      #expect(run.status == 0, "\(run.talk)")
      #expect(try #require(try await emulated.state().person(Self.email)).permissionNames == other.permissionNames)
    }
  }

  @Test func whatCannotBeIsSaidAndNothingIsChanged() async throws {
    try await Emulated.run(.technicians) { emulated in
      let state = try await emulated.state()
      let away = try #require(state.people.first { $0.status == "deactivated" && $0.kind != "admin" })
      let there = try #require(state.people.first { $0.status == "active" && $0.kind != "admin" })
      let team = try roster(.technicians, emulated.program)
      let place = ["SYNCROCTL_STATE_DIR": emulated.program.folder.appending(path: "state").path]
      let refusals: [(arguments: [String], status: Int32, says: String)] = [
        (["onboard", away.email, "--name", away.name], 1, "Let them in again: syncroctl reactivate \(away.email)"),
        (["onboard", there.email, "--name", "Somebody Else"], 1, "\(there.email) has an account already"),
        (Self.arguments + ["--role", "helpdsek", "--roster", team], 64, "has no role \"helpdsek\"; did you mean \"helpdesk\"?"),
        (Self.arguments + ["--grant", "Tickets/Edti"], 64, "did you mean \"Tickets/Edit\""),
        (Self.arguments + ["--show-password"], 64, "there is no terminal to show a password on"),
        (
          ["onboard", "alex.kim@acme.example", "--name", "Alexander Kim", "--role", "helpdesk", "--roster", team], 64,
          "team.yaml:5 says otherwise of alex.kim@acme.example"
        ),
        (Self.arguments + ["--role", "helpdesk"], 64, "which roster is the role in?"),
        (Self.arguments + ["--admin", "--grant", "Tickets/Edit"], 64, "say the rights in one way"),
        (Self.arguments + ["--password-to", "cat", "--record", "x.jsonl"], 64, "is not recorded, played back or compared"),
      ]
      for refusal in refusals {
        let run = try await emulated.program.run(refusal.arguments + ["--yes"], emulated.environment().merging(place) { $1 })
        #expect(run.status == refusal.status, "\(refusal.arguments): \(run.talk)")
        #expect(run.talk.contains(refusal.says), "\(run.talk)")
        #expect(run.talk.contains("Nothing was changed."), "\(run.talk)")
      }
      #expect(try await emulated.changes().isEmpty)
    }
  }

  // MARK: The first password

  /// It signs in, and is nowhere else: trace, log, pictures, journal, evidence, results.
  @Test(arguments: EmulatedLayout.allCases) func theFirstPasswordGoesToTheCommandAndNowhereElse(_ layout: EmulatedLayout) async throws {
    let began = Date()
    let outside = FileManager.default.temporaryDirectory.appending(path: "first-\(UUID().uuidString.prefix(8))")
    defer { try? FileManager.default.removeItem(at: outside) }
    try await Emulated.run(layout) { emulated in
      let place = ["SYNCROCTL_STATE_DIR": emulated.program.folder.appending(path: "state").path]
      let run = try await emulated.program.run(
        Self.arguments + rights(layout)
          + ["--password-to", "tee \(outside.path)", "--yes", "--verbose", "--trace", "trace.json", "--format", "json"],
        emulated.environment().merging(place) { $1 })
      #expect(run.status == 0, "\(run.lastLines)")
      let given = try String(contentsOf: outside, encoding: .utf8)
      let password = String(given.dropLast())
      #expect(given.hasSuffix("\n") && password.count >= 12 && !password.contains("\n"))
      #expect(try await emulated.state().person(Self.email)?.password == password)
      let create = try #require(try await emulated.changes().first)
      #expect(create.changes["invitation"] == nil)

      _ = try emulated.program.file("run.log", run.talk + run.output)
      let report = try await emulated.program.run(["report", "latest", "--format", "html", "-o", "report.html"], place, browses: false)
      #expect(report.status == 0, "\(report.talk)")
      var canary = Canary()
      try canary.take(try await emulated.state(), robot: "robot@acme.example", moments: began...Date())
      #expect(canary.kinds.contains("temporary password"))
      let found = try canary.found(below: emulated.program.folder)
      #expect(found.files > 10)
      #expect(found.hits == [])

      // It opens the account, which has to change it first; another does not.
      for (word, says) in [
        (password, "the console wants this account to change its temporary password first"),
        (password + "x", "the console did not accept the email and password"),
      ] {
        let signIn = try await emulated.program.run(
          ["technicians", "list"],
          emulated.environment().merging(["SYNCROCTL_EMAIL": Self.email, "SYNCROCTL_PASSWORD": word, "SYNCROCTL_TOTP_SECRET": ""]) { $1 })
        #expect(signIn.status == 5)
        #expect(signIn.talk.contains(says), "\(signIn.talk)")
      }
    }
  }

  @Test func aCommandThatFailsIsToldAndTheAccountStays() async throws {
    try await Emulated.run(.technicians) { emulated in
      let run = try await emulated.program.run(Self.arguments + ["--password-to", "cat; exit 3", "--yes"], emulated.environment())
      #expect(run.status == 8, "\(run.talk)")
      #expect(run.talk.contains("error: \(Self.email) has an account, and nobody was told its first password: the command failed"))
      #expect(run.talk.contains("The account stays."))
      let person = try #require(try await emulated.state().person(Self.email))
      #expect(person.status == "active")
      #expect(!(run.talk + run.output).contains(try #require(person.password)))
    }
  }

  @Test func onATerminalItIsShownThereAndInNoStream() async throws {
    try await Emulated.run(.users) { emulated in
      let run = try await emulated.program.runOnTerminal(Self.arguments + ["--show-password", "--yes"], emulated.environment())
      #expect(run.status == 0, "\(run.talk)")
      let password = try #require(try await emulated.state().person(Self.email)?.password)
      #expect(run.output.contains("First password of \(Self.email): \(password)"))
      let streams = try ["stream.out", "stream.err"].map {
        try String(contentsOf: emulated.program.folder.appending(path: $0), encoding: .utf8)
      }
      #expect(streams.allSatisfy { !$0.isEmpty && !$0.contains(password) })
    }
  }

  // MARK: Killed

  /// Killed the moment the account is there: the same typed again makes no second one, and gives it the rights that it still lacks.
  @Test(arguments: EmulatedLayout.allCases) func killedAndTypedAgainNothingIsDoneTwice(_ layout: EmulatedLayout) async throws {
    let isArmed = Mutex(false)
    let isMade = DispatchSemaphore(value: 0)
    let configure: (inout EmulatorConfiguration) -> Void = { configuration in
      configuration.onMutation = { _ in if isArmed.withLock({ $0 }) { isMade.signal() } }
    }
    try await Emulated.run(layout, configure) { emulated in
      let place = ["SYNCROCTL_STATE_DIR": emulated.program.folder.appending(path: "state").path]
      let command = Self.arguments + rights(layout) + ["--yes"]
      let killed = try await emulated.program.watch(command, emulated.environment().merging(place) { $1 }) { line, send in
        guard line.hasPrefix("+ create") else { return }
        isArmed.withLock { $0 = true }
        _ = isMade.wait(timeout: .now() + 60)
        send(SIGKILL)
      }
      #expect(killed.status == 1000 + SIGKILL, "\(killed.talk)")
      #expect(try await emulated.changes().count { $0.action == "technician.create" } == 1)

      let again = try await emulated.program.run(command, emulated.environment(admin: 1).merging(place) { $1 })
      #expect(again.status == 0, "\(again.talk)")
      #expect(again.talk.contains("began this and did not come to its end: going on with it"))
      let changes = try await emulated.changes()
      #expect(changes.count { $0.action == "technician.create" } == 1)
      let person = try #require(try await emulated.state().person(Self.email))
      switch layout {
      case .users: #expect(person.groups == ["Technicians"])
      case .technicians: #expect(person.permissionNames == ["Tickets/Edit", "Invoices/List/Search"])
      }
      let third = try await emulated.program.run(command, emulated.environment(admin: 2).merging(place) { $1 })
      #expect(third.status == 0, "\(third.talk)")
      #expect(third.talk.contains("Nothing to do for \(Self.email): it is so already."))
      #expect(try await emulated.changes().count == changes.count)
    }
  }
}
