import ConsoleEmulator
import ConsolePages
import Synchronization
import Technicians
import TestSupport
import Testing
import WebDriver

/// What the pages make of a console that draws its forms and tables by script, beyond the flows that `RobustnessTests` try.
@Suite struct IslandTests {
  @Test(arguments: EmulatedLayout.allCases) func whatCannotBeFetchedIsOpened(layout: EmulatedLayout) async throws {
    try await withEmulatedConsole(
      layout,
      configure: {
        $0.skin = .react
        $0.technicians = 110
      }
    ) { test in
      let notes = Mutex<[String]>([])
      let note: @Sendable (String) -> Void = { text in notes.withLock { $0.append(text) } }
      let people = try await TechniciansPage(test.console).readAll(note: note)
      #expect(Set(people.map(\.email.description)) == Set(try await test.state().people.map(\.email)))
      let readings = try await TechnicianPages(test.console).read(Array(people.prefix(6)), note: note)
      #expect(readings.map(\.technician.email) == people.prefix(6).map(\.email))
      #expect(
        notes.withLock { $0 }.map { $0.prefix { $0 != "," } } == [
          "The list cannot be read inside the browser", "People's pages cannot be read inside the browser",
        ])
    }
  }

  @Test(arguments: EmulatedLayout.allCases) func permissionsAreReadWhole(layout: EmulatedLayout) async throws {
    try await withEmulatedConsole(layout, configure: { $0.skin = .react }) { test in
      let state = try await test.state()
      let person = try #require(state.people.last { $0.kind == "technician" && $0.status == "active" })
      let page = TechnicianPage(test.console, id: TechnicianID(rawValue: "\(person.id)"))
      let read = try await page.read(expecting: EmailAddress(person.email)).technician
      #expect(layout == .users || read.permissions.map { Set($0.map(\.description)) } == person.permissionNames)
      #expect(layout == .technicians || read.groups == Set(person.groups ?? []))
    }
  }

  @Test(arguments: EmulatedLayout.allCases) func belongingsAreRead(layout: EmulatedLayout) async throws {
    try await withEmulatedConsole(layout, configure: { $0.skin = .react }) { test in
      let state = try await test.state()
      #expect(try await SeatsPage(test.console).read()?.active == state.seats.active)
      #expect(try await APITokensPage(test.console).readAll().map(\.name.isEmpty) == state.tokens.map(\.name.isEmpty))
      let ticket = try #require(state.tickets.first { $0.status != "Resolved" && $0.assignee != nil })
      let owner = try #require(ticket.assignee.flatMap { state.person($0) })
      let pages = TicketsPage(test.console)
      #expect(try await pages.open(assignedTo: TechnicianID(rawValue: "\(owner.id)")).contains { $0.number == "\(ticket.number)" })
      let heir = try #require(try await TechniciansPage(test.console).find(EmailAddress("maria.garcia@acme.example")))
      try await pages.reassign("\(ticket.number)", from: TechnicianID(rawValue: "\(owner.id)"), to: heir)
      #expect(try await test.state().tickets.first { $0.number == ticket.number }?.assignee == "maria.garcia@acme.example")
    }
  }

  @Test func groupsAreMadeAndChanged() async throws {
    try await withEmulatedConsole(.users, configure: { $0.skin = .react }) { test in
      let pages = GroupsPage(test.console)
      let permission = Permission(area: "Tickets", action: "Delete")
      let id = try await pages.create(name: "Night Shift", permissions: [permission])
      _ = try await pages.read(id: id, expecting: "Night Shift")
      try await pages.setPermissions([permission: false, Permission(area: "Tickets", action: "Edit"): true], of: "Night Shift")
      #expect(try await test.state().groups.first { $0.name == "Night Shift" }?.permissions == ["Tickets - Edit"])
    }
  }
}
