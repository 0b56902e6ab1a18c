import ConsoleEmulator
import Foundation
import TestSupport
import Testing

/// `permissions grant`, `permissions revoke`, `reactivate`: what the console itself holds afterwards, and what is printed.
@Suite struct LifecycleCommandTests {
  private static let email = "alex.kim@acme.example"

  @Test func grantsAndRevokesPermissions() async throws {
    try await Emulated.run(.technicians) { emulated in
      let before = try #require(try await emulated.state().person(Self.email)).permissionNames
      let held = try #require(before.sorted().first)

      let dry = try await emulated.syncroctl("permissions", "grant", Self.email, "Invoices/Create", "--dry-run")
      #expect(dry.status == 0, "\(dry.talk)")
      #expect(dry.talk.contains("~ permissions \(Self.email) (Alex Kim): + Invoices/Create\n"))
      #expect(dry.talk.hasSuffix("Dry run: nothing was changed.\n"))
      #expect(try await emulated.changes().isEmpty)

      let granted = try await emulated.syncroctl("permissions", "grant", Self.email, "Invoices/Create", held, "--yes", admin: 1)
      #expect(granted.status == 0, "\(granted.talk)")
      #expect(granted.output.hasPrefix("\(Self.email)\n  permissions  done: 1 of 1 changed, read back\n"), "\(granted.output)")
      #expect(try #require(try await emulated.state().person(Self.email)).permissionNames == before.union(["Invoices/Create"]))

      let revoked = try await emulated.syncroctl(
        "permissions", "revoke", Self.email, "Invoices/Create", held, "--yes", "--format", "csv", admin: 2)
      #expect(revoked.status == 0, "\(revoked.talk)")
      #expect(revoked.output.contains("permissions,\(Self.email),done,"))
      #expect(try #require(try await emulated.state().person(Self.email)).permissionNames == before.subtracting([held]))
      #expect(try await emulated.changes().map(\.action) == ["permissions.update", "permissions.update"])

      let group = try await emulated.syncroctl("permissions", "grant", Self.email, "--group", "x", "--yes", admin: 3)
      #expect(group.status == 64)
      #expect(
        group.lastLines.hasSuffix(
          """
          error: this console has no security groups
          Nothing was changed. Say permissions, such as Invoices/Create, instead of --group. (exit 64)
          """))
    }
  }

  @Test func putsIntoGroupsAndTakesOut() async throws {
    try await Emulated.run(.users) { emulated in
      let run = try await emulated.syncroctl("permissions", "grant", Self.email, "--group", "Admins", "--yes")
      #expect(run.status == 0, "\(run.talk)")
      let again = try await emulated.syncroctl("permissions", "grant", Self.email, "--group", "Admins", "--yes", admin: 1)
      #expect(again.status == 0)
      #expect(again.output.hasPrefix("\(Self.email)\n  groups    unchanged: already as wanted\n"), "\(again.output)")
      let out = try await emulated.syncroctl("permissions", "revoke", Self.email, "--group", "Technicians", "--yes", admin: 2)
      #expect(out.status == 0, "\(out.talk)")
      #expect(try #require(try await emulated.state().person(Self.email)).groups == ["Admins"])
      #expect(try await emulated.changes().count == 2)
    }
  }

  @Test func whatIsMistypedIsSaidBeforeAnythingIsStarted() async throws {
    try await Program.inPlace { program in
      for (arguments, says) in [
        (["permissions", "grant", Self.email], "which permissions? Say Area/Action, or --group NAME on a console with security groups"),
        (["permissions", "grant", Self.email, "Tickets"], "a permission is written Area/Action"),
        (["permissions", "revoke", Self.email, "Tickets/Edit", "--group", "x"], "say permissions or --group, and not both"),
        (["reset-mfa", Self.email, "--break-glass", " "], "--break-glass wants a reason: it is written down"),
      ] {
        let run = try await program.run(arguments, browses: false)
        #expect(run.status == 64)
        #expect(run.talk.contains(says), "\(run.talk)")
        #expect(run.talk.contains("Nothing was changed."))
      }
    }
  }

  @Test(arguments: EmulatedLayout.allCases) func reactivates(_ layout: EmulatedLayout) async throws {
    try await Emulated.run(layout) { emulated in
      let before = try await emulated.state()
      let person = try #require(before.people.first { $0.status == "deactivated" && $0.kind != "admin" })
      let run = try await emulated.syncroctl("reactivate", person.email, "--yes", "--format", "json")
      #expect(run.status == 0, "\(run.talk)")
      let seats = before.seats.active
      #expect(run.talk.contains("    seats \(seats) -> \(seats + 1), "), "\(run.talk)")
      struct Report: Decodable {
        struct Seats: Decodable { let active: Int }
        let seatsBefore: Seats
        let seatsAfter: Seats
      }
      let report = try run.json(as: Report.self)
      #expect(report.seatsBefore.active == seats && report.seatsAfter.active == seats + 1)
      #expect(try await emulated.state().person(person.email)?.status == "active")
      let again = try await emulated.syncroctl("reactivate", person.email, "--yes", admin: 1)
      #expect(again.status == 0)
      #expect(again.talk.hasSuffix("Nothing to do for \(person.email): it is so already.\n"))
      #expect(try await emulated.changes().count == 1)
    }
  }
}
