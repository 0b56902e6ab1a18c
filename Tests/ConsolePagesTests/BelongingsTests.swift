import ConsoleEmulator
import ConsolePages
import Technicians
import TestSupport
import Testing

/// What stays when somebody leaves: tokens, tickets, seats.
@Suite struct BelongingsTests {
  @Test(arguments: EmulatedLayout.allCases) func readsAndDeletesTokens(layout: EmulatedLayout) async throws {
    try await withEmulatedConsole(layout) { test in
      let page = APITokensPage(test.console)
      let tokens = try await page.readAll()
      let state = try await test.state()
      #expect(tokens.count == state.tokens.count)
      #expect(tokens.map(\.creatorEmail?.description) == state.tokens.map(\.creator))
      #expect(tokens.contains { $0.name.isEmpty })
      let nameless = try #require(tokens.first { $0.name.isEmpty })
      try await page.delete(nameless)
      #expect(try await page.readAll().count == tokens.count - 1)
      #expect(try await test.mutations().map(\.action) == ["session.create", "token.delete"])
      // It is gone, so there is no row left to click in.
      await #expect(throws: ConsoleError.self) { try await page.delete(nameless) }
      #expect(try await test.mutations().count == 2)
    }
  }

  @Test(arguments: EmulatedLayout.allCases) func readsAndReassignsTickets(layout: EmulatedLayout) async throws {
    try await withEmulatedConsole(layout) { test in
      let state = try await test.state()
      let ticket = try #require(state.tickets.first { $0.status != "Resolved" && $0.assignee != nil })
      let owner = try #require(ticket.assignee.flatMap { state.person($0) })
      let page = TicketsPage(test.console)
      let open = try await page.open(assignedTo: TechnicianID(rawValue: "\(owner.id)"))
      #expect(open.contains { $0.number == "\(ticket.number)" })
      #expect(open.allSatisfy { $0.assignee == owner.name })
      // The other Maria Garcia: only the number tells them apart.
      let heir = try #require(try await TechniciansPage(test.console).find(EmailAddress("maria.garcia@acme.example")))
      // As if the list had shown somebody else's ticket.
      await #expect {
        try await page.reassign("\(ticket.number)", from: TechnicianID(rawValue: "987654"), to: heir)
      } throws: {
        ($0 as? ConsoleError)?.code == .pageNotRecognised
      }
      #expect(try await test.state().tickets.first { $0.number == ticket.number }?.assignee == owner.email)
      try await page.reassign("\(ticket.number)", from: TechnicianID(rawValue: "\(owner.id)"), to: heir)
      #expect(try await test.state().tickets.first { $0.number == ticket.number }?.assignee == "maria.garcia@acme.example")
    }
  }

  @Test(arguments: EmulatedLayout.allCases) func readsSeatsAndTheirPrice(layout: EmulatedLayout) async throws {
    try await withEmulatedConsole(layout) { test in
      let seats = try #require(try await SeatsPage(test.console).read())
      let truth = try await test.state().seats
      #expect(seats.active == truth.active)
      #expect(seats.pricePerMonth.cents == truth.priceCents)
      #expect(seats.source == .console)
    }
  }
}
