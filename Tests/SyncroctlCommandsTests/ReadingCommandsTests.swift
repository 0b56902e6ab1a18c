import ConsoleEmulator
import Foundation
import TestSupport
import Testing

/// The commands that change nothing, as a person runs them, in front of an emulated console and with a real browser.
@Suite struct ReadingCommandsTests {
  struct Listed: Decodable {
    struct Name: Decodable { let full: String }
    let email: String
    let name: Name
    let kind: String
    let status: String
    let lastSignIn: String
    let permissions: [String]?
    let groups: [String]?
  }

  @Test(arguments: EmulatedLayout.allCases) func listsEverybody(_ layout: EmulatedLayout) async throws {
    try await Emulated.run(layout) { emulated in
      let state = try await emulated.state()
      let run = try await emulated.syncroctl("technicians", "list", "--format", "json")
      #expect(run.status == 0)
      let listed = try run.json(as: [Listed].self)
      #expect(listed.count == 60)
      #expect(Set(listed.map(\.email)) == Set(state.people.map(\.email)))
      for person in listed {
        let truth = try #require(state.person(person.email))
        #expect(person.name.full == truth.name)
        #expect(person.kind == truth.kind)
        #expect(person.status == truth.status)
        #expect(person.permissions == nil && person.groups == nil)
        switch layout {
        case .technicians: #expect(person.lastSignIn == "never" || person.lastSignIn.hasSuffix("Z"))
        case .users: #expect(person.lastSignIn == "not shown")
        }
      }
      #expect(run.talk.contains("Signing in to 127.0.0.1:"))
      #expect(try await emulated.changes().isEmpty)

      guard layout == .users else { return }
      let quiet = try await emulated.syncroctl("technicians", "list", "--format", "csv", "--status", "deactivated", "--quiet", admin: 1)
      #expect(quiet.talk == "")
      let rows = quiet.output.components(separatedBy: "\r\n")
      #expect(rows.first == "email,name,kind,status,last sign-in,id")
      #expect(
        Set(rows.dropFirst().dropLast().map { $0.components(separatedBy: ",")[0] })
          == Set(state.people.filter { $0.status == "deactivated" }.map(\.email)))
    }
  }

  @Test(arguments: EmulatedLayout.allCases) func listsPermissionsOnRequest(_ layout: EmulatedLayout) async throws {
    try await Emulated.run(layout) {
      $0.technicians = 12
    } _: { emulated in
      let run = try await emulated.syncroctl("technicians", "list", "--permissions", "--format", "json")
      let state = try await emulated.state()
      for person in try run.json(as: [Listed].self) where person.kind == "technician" {
        let truth = try #require(state.person(person.email))
        switch layout {
        case .technicians: #expect(Set(try #require(person.permissions)) == truth.permissionNames)
        case .users: #expect(Set(try #require(person.groups)) == Set(truth.groups ?? []))
        }
      }
    }
  }

  @Test(arguments: EmulatedLayout.allCases) func showsOnePerson(_ layout: EmulatedLayout) async throws {
    try await Emulated.run(layout) { emulated in
      let truth = try #require(try await emulated.state().person("alex.kim@acme.example"))
      let run = try await emulated.syncroctl("technicians", "show", "Alex.Kim@acme.example")
      #expect(run.status == 0)
      let lines = run.output.split(separator: "\n").map(String.init)
      #expect(lines.first == "Alex Kim <alex.kim@acme.example>, technician, active")
      switch layout {
      case .technicians: #expect(lines.contains("\(truth.permissionNames.count) permissions"))
      case .users: #expect(lines.contains("groups: \((truth.groups ?? []).sorted().joined(separator: ", "))"))
      }

      guard layout == .users else { return }
      let missing = try await emulated.syncroctl("technicians", "show", "nobody@acme.example", admin: 1)
      #expect(missing.status == 1)
      #expect(missing.output == "")
      #expect(
        missing.lastLines.hasSuffix(
          """
          error: nobody on \(emulated.emulator.consoleURL.dropFirst("http://".count)) has the email nobody@acme.example
          Nothing was changed. See who is there: syncroctl technicians list (exit 1)
          """))
    }
  }

  @Test(arguments: EmulatedLayout.allCases) func saysWhatSeatsCost(_ layout: EmulatedLayout) async throws {
    struct Report: Decodable {
      struct Money: Decodable { let cents: Int }
      let activeSeats: Int
      let neverSignedIn: Int?
      let monthlyCost: Money
      let yearlyCost: Money
    }
    try await Emulated.run(layout) { emulated in
      let seats = try await emulated.state().seats
      let run = try await emulated.syncroctl("seats", "--format", "json")
      #expect(run.status == 0)
      let report = try run.json(as: Report.self)
      #expect(report.activeSeats == seats.active)
      #expect(report.monthlyCost.cents == seats.active * seats.priceCents)
      #expect(report.yearlyCost.cents == seats.active * seats.priceCents * 12)

      // Where the console does not show last sign-ins, nobody is said to have signed in.
      #expect((report.neverSignedIn == nil) == (layout == .users))
      guard layout == .users else { return }
      let table = try await emulated.syncroctl("seats", admin: 1)
      #expect(table.output.contains("never signed in   not shown\n"))
      #expect(table.output.split(separator: "\n").allSatisfy { $0.count <= 60 })
    }
  }
}
