import ConsoleEmulator
import Foundation
import TestSupport
import Testing

/// A roster becomes technicians: plan, apply, plan again; and the demo.
@Suite struct RosterCommandsTests {
  private static let examples = repository.appending(path: "docs/examples")

  struct Summary: Decodable {
    struct Result: Decodable {
      let outcome: String
      let commands: Int
    }
    struct Seats: Decodable { let active: Int }
    let results: [Result]
    let seatsBefore: Seats?
    let seatsAfter: Seats?
  }

  private func expectAsTheExampleSays(_ emulated: Emulated) async throws {
    let state = try await emulated.state()
    let helpdesk = Set(state.permissions.filter { $0.hasPrefix("Tickets - ") }.map { $0.replacing(" - ", with: "/", maxReplacements: 1) })
      .union(["Ticket Comments/New", "Customers/List/Search", "Customers/View Detail", "Assets/List/Search", "Assets/View Details"])
    for email in ["nina.park@acme.example", "alex.kim@acme.example"] {
      let person = try #require(state.person(email))
      #expect(person.status == "active")
      switch emulated.layout {
      case .technicians: #expect(person.permissionNames == helpdesk)
      case .users: #expect(person.groups == ["helpdesk"])
      }
    }
    if emulated.layout == .users {
      let group = try #require(state.groups.first { $0.name == "helpdesk" })
      #expect(Set(group.permissions.map { $0.replacing(" - ", with: "/", maxReplacements: 1) }) == helpdesk)
    }
    #expect(state.person("ines.garcon@acme.example")?.name == "Inès Garçon")
    #expect(state.person("samuel.lopez@acme.example")?.status == "deactivated")
  }

  @Test(arguments: EmulatedLayout.allCases) func planApplyPlan(_ layout: EmulatedLayout) async throws {
    try await Emulated.run(layout) { emulated in
      let roster = Self.examples.appending(path: "roster.yaml").path
      let seats = try await emulated.state().seats.active
      let first = try await emulated.syncroctl("plan", roster)
      #expect(first.status == 2)
      #expect(first.talk.hasSuffix("Next: syncroctl apply \(roster)\n"))
      #expect(first.output.contains("\n+ create"))
      #expect(first.output.contains("\nSeats \(seats) -> \(seats + 2) · "))
      #expect(!first.output.contains("Read "))

      if layout == .users {
        let dry = try await emulated.syncroctl("apply", roster, "--dry-run", "--format", "csv", admin: 1)
        #expect(dry.status == 0)
        #expect(dry.output.hasPrefix("change,email,name,detail,per_month,currency\r\n"))
        #expect(try await emulated.changes().isEmpty)
      }

      let apply = try await emulated.syncroctl("apply", roster, "--yes", "--format", "json", admin: 2)
      #expect(apply.status == 0)
      let summary = try apply.json(as: Summary.self)
      #expect(summary.results.allSatisfy { $0.outcome == "done" && $0.commands > 0 })
      #expect(summary.seatsBefore?.active == seats)
      #expect(summary.seatsAfter?.active == seats + 2)
      let count = summary.results.count
      #expect(apply.talk.contains("\n\(count)/\(count) deactivate"))
      #expect(apply.talk.contains("\nDone: \(count) of \(count) in "))
      #expect(try await emulated.state().seats.active == seats + 2)
      try await expectAsTheExampleSays(emulated)

      let last = try await emulated.syncroctl("plan", roster, admin: 3)
      #expect(last.status == 0)
      #expect(last.output.contains("\nNothing to do: the console is as the roster says.\n"))
    }
  }

  @Test func appliesARosterInCSV() async throws {
    try await Emulated.run(.technicians) { emulated in
      let roster = try emulated.program.file(
        "team.csv", "email,first_name,last_name,role\r\nzoe.roy@acme.example,Zoë,\"Roy, Jr.\",billing\r\n")
      let roles = try emulated.program.file("roles.yaml", "roles: {billing: [Invoices/Create, Payments/Create]}\n")
      let run = try await emulated.syncroctl("apply", roster, "--roles", roles, "--yes")
      #expect(run.status == 0)
      let person = try #require(try await emulated.state().person("zoe.roy@acme.example"))
      #expect(person.name == "Zoë Roy, Jr.")
      #expect(person.permissionNames == ["Invoices/Create", "Payments/Create"])
      #expect(run.output.contains("\nSeats    57 -> 58\n"))
    }
  }

  @Test func aGuardStopsEverything() async throws {
    try await Emulated.run(.users) { emulated in
      let people = try await emulated.state().people.filter { $0.kind == "technician" && $0.status == "active" }.prefix(3)
      let rows = people.map { "  - {email: \($0.email), name: \"\($0.name)\", state: deactivated}" }
      let roster = try emulated.program.file("team.yaml", "technicians:\n" + rows.joined(separator: "\n") + "\n")
      let run = try await emulated.syncroctl("apply", roster, "--yes")
      #expect(run.status == 3)
      #expect(run.talk.contains("error: a guard refused the plan; nothing was changed\n  deactivations: 3 deactivations, the limit is 2\n"))
      #expect(run.talk.hasSuffix("\n(exit 3)\n"))
      #expect(try await emulated.changes().isEmpty)
      let plan = try await emulated.syncroctl("plan", roster, admin: 1)
      #expect(plan.status == 3)
      #expect(plan.output.contains("\n- deactivate"))
    }
  }

  @Test(arguments: EmulatedLayout.allCases) func theDemoRuns(_ layout: EmulatedLayout) async throws {
    try await Program.inPlace { program in
      let state = ["SYNCROCTL_STATE_DIR": program.folder.appending(path: "state").path]
      let run = try await program.run(["demo", "--layout", layout.rawValue], state)
      #expect(run.status == 0)
      #expect(run.output.contains("\nNothing to do: the console is as the roster says.\n"))
      #expect(run.output.contains("\nSeats    57 -> 59\n"))
      let kept = try #require(try FileManager.default.contentsOfDirectory(atPath: program.evidence.path).first)
      let folder = program.evidence.appending(path: kept)
      let summary = try JSONDecoder().decode(Summary.self, from: Data(contentsOf: folder.appending(path: "summary.json")))
      #expect(summary.results.map(\.outcome).allSatisfy { $0 == "done" })
      #expect(summary.results.count >= 6)
      let mode = try FileManager.default.attributesOfItem(atPath: folder.path)[.posixPermissions] as? NSNumber
      #expect(mode?.intValue == 0o700)
      // What the demo says to try next.
      let report = try await program.run(["report", kept], state, browses: false)
      #expect(report.status == 0, "\(report.talk)")
      let verified = try await program.run(["evidence", "verify", folder.path], state, browses: false)
      #expect(verified.status == 0, "\(verified.output)")
    }
  }
}
