import ConsoleAPI
import ConsoleEmulator
import CurlTransport
import Foundation
import Logging
import Secrets
import Synchronization
import Technicians
import TestSupport
import Testing

/// The client and the emulated console, which share no code.
@Suite struct EmulatorTests {
  private static func withClient(
    _ layout: EmulatedLayout, _ time: FakeTime = FakeTime(), _ change: (inout EmulatorConfiguration) -> Void = { _ in },
    _ body: @Sendable (APIClient, EmulatedState, RunningEmulator) async throws -> Void
  ) async throws {
    var configuration = EmulatorConfiguration()
    configuration.layout = layout
    let start = Date(timeIntervalSince1970: 1_795_420_800)
    configuration.now = { start.addingTimeInterval(Double(time.now.components.seconds)) }
    change(&configuration)
    try await withEmulator(configuration, logger: Logger(label: "test", factory: { _ in SwiftLogNoOpLogHandler() })) { emulator in
      let state: EmulatedState = try await Control.get(emulator.controlURL + "/state")
      let token = try #require(state.tokens.first { state.person($0.creator)?.kind == "admin" })
      let client = APIClient(
        try APIAddress(emulator.consoleURL), token: Secret(token.token, label: "account.api_token"), clock: time.clock)
      try await body(client, state, emulator)
    }
  }

  @Test(arguments: EmulatedLayout.allCases) func `what the client reads is what the console holds`(_ layout: EmulatedLayout) async throws {
    try await Self.withClient(layout) { client, state, _ in
      #expect(try await client.me().subdomain == "acme")
      let active = state.people.filter { $0.status == "active" }
      let users = try await client.users()
      #expect(users == active.map { APIListedUser(id: TechnicianID(rawValue: "\($0.id)"), name: $0.name) })
      let person = try #require(active.last)
      let user = try #require(try await client.user(id: TechnicianID(rawValue: "\(person.id)")))
      #expect(user.email.description == person.email)
      #expect(user.name == person.name)
      #expect(user.isAdmin == (person.kind == "admin"))
      #expect(try await client.user(id: TechnicianID(rawValue: "99")) == nil)
    }
  }

  @Test func `a ticket is handed on`() async throws {
    try await Self.withClient(.users, FakeTime(), { $0.technicians = 300 }) { client, state, emulator in
      let holder = try #require(state.people.first { person in state.tickets.contains { $0.assignee == person.email } })
      let id = TechnicianID(rawValue: "\(holder.id)")
      let open = try await client.openTickets(of: id)
      #expect(open.map(\.id) == state.tickets.filter { $0.assignee == holder.email && $0.status != "Resolved" }.map(\.number))
      let ticket = try #require(open.first)
      let other = try #require(state.people.first { $0.status == "active" && $0.email != holder.email })
      #expect(try await client.assign(ticket: ticket.id, to: TechnicianID(rawValue: "\(other.id)")).id == ticket.id)
      let mutations: [EmulatedMutation] = try await Control.get(emulator.controlURL + "/mutations")
      #expect(mutations.map(\.action) == ["ticket.assign"])
      #expect(try await client.openTickets(of: id).count == open.count - 1)
    }
  }

  @Test func `the client never meets the console's limit`() async throws {
    let time = FakeTime()
    try await Self.withClient(.users, time) { client, _, _ in
      for _ in 0..<400 { _ = try await client.me() }
    }
    // No minute was slept through: that is what the console's limit would have cost.
    #expect(time.sleeps.allSatisfy { $0 < .seconds(1) })
  }

  @Test func `faults of the API are lived through`() async throws {
    let faults = [Fault(.status500Before, path: "/api/v1/me", times: 2), Fault(.tooMany, path: "/api/v1/users")]
    try await Self.withClient(.users, FakeTime(), { $0.faults = faults }) { client, _, _ throws in
      #expect(try await client.me().subdomain == "acme")
      #expect(try await client.users().count > 2)
    }
  }
}
