import ConsoleEmulator
import Foundation
import TestSupport
import Testing

/// The commands that change one person: what the console itself holds afterwards, what is said, and what is kept as evidence.
@Suite struct ChangingCommandsTests {
  private static let strangeName = #"O'Hara "Q" <script>alert(1)</script> & 李"#

  @Test(arguments: EmulatedLayout.allCases) func addsSomebody(_ layout: EmulatedLayout) async throws {
    try await Emulated.run(layout) { emulated in
      let email = "q.ohara@acme.example"
      let held = layout == .users ? ["--group", "Technicians"] : ["--grant", "Tickets/Edit", "--grant", "Invoices/List/Search"]
      let arguments = ["technicians", "add", email, "--name", Self.strangeName] + held

      if layout == .users {
        let dry = try await emulated.program.run(arguments + ["--dry-run"], emulated.environment())
        #expect(dry.status == 0)
        #expect(dry.talk.hasSuffix("Dry run: nothing was changed.\n"))
        #expect(try await emulated.changes().isEmpty)
        #expect(!FileManager.default.fileExists(atPath: emulated.program.evidence.path))
      }

      let run = try await emulated.program.run(arguments + ["--yes"], emulated.environment(admin: 1))
      #expect(run.status == 0)
      #expect(run.talk.contains("1/1 create  \(email)  created, read back (id "))
      let person = try #require(try await emulated.state().person(email))
      #expect(person.name == Self.strangeName)
      switch layout {
      case .users: #expect(person.groups == ["Technicians"])
      case .technicians: #expect(person.permissionNames == ["Tickets/Edit", "Invoices/List/Search"])
      }
      let kept = try #require(try FileManager.default.contentsOfDirectory(atPath: emulated.program.evidence.path).first)
      let files = try FileManager.default.contentsOfDirectory(atPath: emulated.program.evidence.appending(path: kept).path)
      #expect(Set(files).isSuperset(of: ["plan.json", "results.json", "summary.json", "001-create-q.ohara@acme.example-after.png"]))

      guard layout == .technicians else { return }
      let again = try await emulated.program.run(arguments + ["--yes"], emulated.environment(admin: 2))
      #expect(again.status == 1)
      #expect(again.lastLines.contains("error: \(email) has an account already: "))
      #expect(again.lastLines.hasSuffix("Nothing was changed. Look: syncroctl technicians show \(email) (exit 1)"))
    }
  }

  @Test func namesThatTheConsoleDoesNotHaveAreNotGuessed() async throws {
    try await Emulated.run(.technicians) { emulated in
      let run = try await emulated.syncroctl(
        "technicians", "add", "new@acme.example", "--name", "New One", "--grant", "Tickets/Edti", "--grant", "Nothing/Like It", "--yes")
      #expect(run.status == 64)
      #expect(run.lastLines.contains("error: the console has no permission \"Tickets/Edti\"; did you mean \"Tickets/Edit\""))
      #expect(
        run.lastLines.hasSuffix(
          """
          the console has no permission "Nothing/Like It"
          Nothing was changed. See them all: syncroctl technicians permissions robot@acme.example (exit 64)
          """))
      let group = try await emulated.syncroctl("technicians", "permissions", "alex.kim@acme.example", "--join", "x", "--yes", admin: 1)
      #expect(group.status == 64)
      #expect(group.lastLines.contains("error: this console has no security groups"))
      #expect(try await emulated.changes().isEmpty)
      // A folder into which nothing came is taken away again.
      #expect(!FileManager.default.fileExists(atPath: emulated.program.evidence.path))
    }
  }

  @Test func grantsAndRevokes() async throws {
    try await Emulated.run(.technicians) { emulated in
      let email = "alex.kim@acme.example"
      let before = try #require(try await emulated.state().person(email)).permissionNames
      let revoked = try #require(before.sorted().first)
      let run = try await emulated.syncroctl(
        "technicians", "permissions", email, "--grant", "Invoices/Create", "--revoke", revoked, "--yes")
      #expect(run.status == 0)
      #expect(
        try #require(try await emulated.state().person(email)).permissionNames == before.union(["Invoices/Create"]).subtracting([revoked]))

      let list = try await emulated.syncroctl("technicians", "permissions", email, "--format", "csv", admin: 1)
      #expect(list.output.contains("yes,Invoices,Create\r\n"))

      let same = try await emulated.syncroctl("technicians", "permissions", email, "--grant", "Invoices/Create", "--yes", admin: 2)
      #expect(same.status == 0)
      #expect(same.talk.contains("already as wanted"))
    }
  }

  @Test func joinsAndLeaves() async throws {
    try await Emulated.run(.users) { emulated in
      let email = "alex.kim@acme.example"
      let run = try await emulated.syncroctl("technicians", "permissions", email, "--join", "Admins", "--leave", "Technicians", "--yes")
      #expect(run.status == 0)
      #expect(try #require(try await emulated.state().person(email)).groups == ["Admins"])
      #expect(try await emulated.changes().map(\.target) == [email])
    }
  }

  @Test(arguments: EmulatedLayout.allCases) func deactivatesAndReactivates(_ layout: EmulatedLayout) async throws {
    try await Emulated.run(layout) { emulated in
      let email = "samuel.lopez@acme.example"
      let off = try await emulated.syncroctl("technicians", "deactivate", email, "--yes")
      #expect(off.status == 0)
      #expect(off.talk.contains("deactivated, read back"))
      #expect(off.talk.contains("Their API tokens keep working until they are deleted"))
      #expect(try await emulated.state().person(email)?.status == "deactivated")

      if layout == .users {
        let again = try await emulated.syncroctl("technicians", "deactivate", email, "--yes", admin: 1)
        #expect(again.status == 0)
        #expect(again.talk.hasSuffix("Nothing to do for \(email): it is so already.\n"))
      }

      let on = try await emulated.syncroctl("technicians", "reactivate", email, "--yes", admin: 2)
      #expect(on.status == 0)
      #expect(try await emulated.state().person(email)?.status == "active")
      #expect(try await emulated.changes().count == 2)
    }
  }

  @Test func nobodyDeactivatesThemselves() async throws {
    try await Emulated.run(.technicians) { emulated in
      let run = try await emulated.syncroctl("technicians", "deactivate", emulated.emulator.email, "--yes")
      #expect(run.status == 3)
      #expect(
        run.lastLines.hasSuffix(
          """
          error: robot@acme.example is signed in here, and nobody deactivates themselves
          Nothing was changed. Sign in as another admin to do this. (exit 3)
          """))
      #expect(try await emulated.changes().isEmpty)
    }
  }

  @Test func withoutATerminalNothingIsDoneUnasked() async throws {
    try await Emulated.run(.users) { emulated in
      let run = try await emulated.syncroctl("technicians", "deactivate", "alex.kim@acme.example")
      #expect(run.status == 64)
      #expect(
        run.lastLines.hasSuffix(
          """
          error: there is no terminal to ask "Go ahead?" on
          Nothing was changed. To go ahead without being asked: syncroctl technicians deactivate alex.kim@acme.example --yes (exit 64)
          """))
      #expect(try await emulated.changes().isEmpty)
    }
  }
}
