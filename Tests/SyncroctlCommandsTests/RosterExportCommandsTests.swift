import ConsoleEmulator
import Foundation
import TestSupport
import Testing

/// The first day: a roster is made of the console as it stands, and from then on tells what was changed there by hand.
@Suite struct RosterExportCommandsTests {
  struct Drift: Decodable {
    struct Finding: Decodable {
      let kind: String
      let severity: String
      let subject: String
      let text: String
      let added: [String]
      let removed: [String]
    }
    let at: String
    let console: String
    let findings: [Finding]
  }

  @Test(arguments: EmulatedLayout.allCases) func exportPlanDrift(_ layout: EmulatedLayout) async throws {
    try await Emulated.run(layout) {
      $0.technicians = 20
    } _: { emulated in
      let file = emulated.program.folder.appending(path: "team.yaml")
      let export = try await emulated.syncroctl("roster", "export", "-o", file.path)
      #expect(export.status == 0)
      #expect(export.output == "")
      #expect(export.talk.contains("; a plan of it has nothing to do\n"))
      #expect(export.talk.hasSuffix("Written to \(file.path). Next: syncroctl plan \(file.path)\n"))
      let mode = try FileManager.default.attributesOfItem(atPath: file.path)[.posixPermissions] as? NSNumber
      #expect(mode?.intValue == 0o600)
      let text = try String(contentsOf: file, encoding: .utf8)
      let state = try await emulated.state()
      for person in state.people where person.status == "active" { #expect(text.contains(person.email)) }
      for person in state.people where person.status != "active" { #expect(!text.contains(person.email)) }
      #expect(try await emulated.changes().isEmpty)

      let check = try await emulated.program.run(["roster", "check", file.path], browses: false)
      #expect(check.status == 0)
      #expect(check.output.hasPrefix("\(file.path): "))
      #expect(check.output.contains(" admins), "))

      let plan = try await emulated.syncroctl("plan", file.path, admin: 1)
      #expect(plan.status == 0)
      #expect(plan.output.contains("\nNothing to do: the console is as the roster says.\n"))

      let none = try await emulated.syncroctl("drift", file.path, admin: 2)
      #expect(none.status == 0)
      #expect(none.output == "")
      #expect(none.talk.contains("\nNo drift: "))
    }
  }

  @Test(arguments: EmulatedLayout.allCases) func driftAfterAChangeByHand(_ layout: EmulatedLayout) async throws {
    try await Emulated.run(layout) {
      $0.technicians = 20
    } _: { emulated in
      let file = emulated.program.folder.appending(path: "team.yaml").path
      #expect(try await emulated.syncroctl("roster", "export", "-o", file, "--quiet").talk == "")
      let text = try String(contentsOfFile: file, encoding: .utf8)
      let email = try #require(
        try await emulated.state().people.first { person in
          person.kind == "technician" && person.status == "active"
            && text.split(separator: "\n").contains { $0.contains("email: \(person.email),") }
        }
      ).email
      let person = try #require(try await emulated.state().person(email))
      let arguments: [String]
      let (added, removed): (String, String)
      switch layout {
      case .technicians:
        let offered = try await emulated.state().permissions.map { $0.replacing(" - ", with: "/", maxReplacements: 1) }
        removed = try #require(person.permissionNames.sorted().first)
        added = try #require(offered.first { !person.permissionNames.contains($0) })
        arguments = ["--grant", added, "--revoke", removed]
      case .users:
        removed = try #require(person.groups?.first)
        added = removed == "Admins" ? "Technicians" : "Admins"
        arguments = ["--join", added, "--leave", removed]
      }
      let change = try await emulated.program.run(
        ["technicians", "permissions", email] + arguments + ["--yes"], emulated.environment(admin: 1))
      #expect(change.status == 0)

      let drift = try await emulated.syncroctl("drift", file, "--format", "json", "--quiet", admin: 2)
      #expect(drift.status == 2)
      #expect(drift.talk == "")
      let found = try drift.json(as: Drift.self)
      #expect(found.at.hasSuffix("Z"))
      #expect("http://\(found.console)" == emulated.emulator.consoleURL)
      #expect(found.findings.count == 1)
      let finding = try #require(found.findings.first)
      #expect(finding.kind == "permissions" && finding.severity == "high" && finding.subject == email)
      #expect(finding.added == [added] && finding.removed == [removed])
    }
  }

  @Test func aFileThatIsThereStays() async throws {
    try await Emulated.run(.users) {
      $0.technicians = 6
    } _: { emulated in
      let file = try emulated.program.file("team.yaml", "mine\n", mode: 0o644)
      let refused = try await emulated.program.run(["roster", "export", "-o", file], browses: false)
      #expect(refused.status == 64)
      #expect(
        refused.talk == """
          error: \(file) is there already
          Nothing was changed. Name another file, or write over it with --force. (exit 64)

          """)
      #expect(try String(contentsOfFile: file, encoding: .utf8) == "mine\n")

      let printed = try await emulated.syncroctl("roster", "export", "--existing-groups", "--with-deactivated", "--quiet")
      #expect(printed.status == 0)
      #expect(printed.output.contains(": existing\n"))

      let forced = try await emulated.syncroctl("roster", "export", "-o", file, "--force", admin: 1)
      #expect(forced.status == 0)
      #expect(try String(contentsOfFile: file, encoding: .utf8).contains("\ntechnicians:\n"))
      let mode = try FileManager.default.attributesOfItem(atPath: file)[.posixPermissions] as? NSNumber
      #expect(mode?.intValue == 0o600)
      #expect(try FileManager.default.contentsOfDirectory(atPath: emulated.program.folder.path).filter { $0.hasSuffix(".tmp") } == [])
    }
  }

  @Test func aRosterIsCheckedWithoutAConsole() async throws {
    try await Program.inPlace { program in
      let good = try await program.run(
        ["roster", "check", repository.appending(path: "docs/examples/roster.yaml").path], browses: false)
      #expect(good.status == 0)
      #expect(good.output.hasSuffix("docs/examples/roster.yaml: 6 people (1 deactivated), 3 roles\n"))
      let csv = try await program.run(
        [
          "roster", "check", repository.appending(path: "docs/examples/roster.csv").path, "--roles",
          repository.appending(path: "docs/examples/roles.yaml").path,
        ], browses: false)
      #expect(csv.status == 0)
      let file = try program.file("bad.yaml", "technicians:\n  - {email: x, name: A B, role: r}\n  - {email: a@b.example, name: A B}\n")
      let bad = try await program.run(["roster", "check", file], browses: false)
      #expect(bad.status == 64)
      #expect(bad.output == "")
      #expect(bad.talk.hasPrefix("error: \(file) has 3 mistakes; nothing was done\n"))
    }
  }

  @Test func nowhereToWriteIsFoundOutBeforeABrowserIsStarted() async throws {
    try await Program.inPlace { program in
      let folder = try await program.run(["roster", "export", "-o", program.folder.path, "--force"], browses: false)
      #expect(folder.status == 64)
      #expect(folder.talk.contains(" is a folder\n"))
      let nowhere = try await program.run(["roster", "export", "-o", "missing/team.yaml"], browses: false)
      #expect(nowhere.status == 64)
      #expect(nowhere.talk.contains("error: missing/team.yaml cannot be written: No such file or directory\n"))
      let force = try await program.run(["roster", "export", "--force"], browses: false)
      #expect(force.status == 64)
    }
  }
}
