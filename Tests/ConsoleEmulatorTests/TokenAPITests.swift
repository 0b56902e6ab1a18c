import Foundation
import Testing

@testable import ConsoleEmulator

/// The API behind tokens, and how it is made to lie and to fail.
@Suite struct TokenAPITests {
  /// Asks the API with the token of somebody.
  private static func ask(_ console: Console, _ path: String, as token: State.Token) async throws -> Browser.Reply {
    try await ask(console, "GET", path, as: token)
  }

  private static func ask(_ console: Console, _ method: String, _ path: String, as token: State.Token, body: String = "")
    async throws -> Browser.Reply
  {
    try await Browser(console.emulator.consoleURL).send(
      method, "/api/v1/\(path)", headers: ["Authorization: Bearer \(token.token)", "Content-Type: application/json"], body: body)
  }

  private static func json(_ reply: Browser.Reply) throws -> [String: Any] {
    try #require(try JSONSerialization.jsonObject(with: Data(reply.body.utf8)) as? [String: Any])
  }

  private static func token(_ state: State, where fits: (State.Person) -> Bool) throws -> State.Token {
    try #require(state.tokens.first { token in state.people.contains { $0.email == token.creator && fits($0) } })
  }

  /// The token of an active admin.
  private static func adminToken(_ state: State) throws -> State.Token { try token(state) { $0.kind == "admin" && $0.status == "active" } }

  @Test(arguments: EmulatedLayout.allCases) func `a token says whose it is, and a wrong one opens nothing`(_ layout: EmulatedLayout)
    async throws
  {
    try await Console.run(layout) { console in
      let state = try await console.state()
      let token = try Self.adminToken(state)
      let me = try Self.json(try await Self.ask(console, "me", as: token))
      #expect(me["user_email"] as? String == token.creator)
      #expect(me["subdomain"] as? String == "acme")
      #expect(me["admin"] as? Bool == true)
      let stranger = Browser(console.emulator.consoleURL)
      for path in ["me", "users", "users/5001", "tickets"] {
        #expect(try await stranger.get("/api/v1/\(path)").status == 401)
        #expect(try await stranger.get("/api/v1/\(path)", headers: ["Authorization: Bearer T0"]).status == 401)
        #expect(try await stranger.get("/api/v1/\(path)", headers: ["Authorization: Basic \(token.token)"]).status == 401)
      }
      #expect(try await stranger.send("PUT", "/api/v1/tickets/1", body: "{\"user_id\": 5001}").status == 401)
      #expect(try await console.mutations().isEmpty)
    }
  }

  @Test func `a token works on when its maker is deactivated`() async throws {
    try await Console.run(.users) { console in
      let token = try Self.token(try await console.state()) { $0.status == "deactivated" }
      #expect(try await Self.ask(console, "me", as: token).status == 200)
      #expect(try await Self.ask(console, "users", as: token).status == 200)
    }
  }

  @Test(arguments: [(EmulatedLayout.technicians, false), (.technicians, true), (.users, false), (.users, true)])
  func `people are listed by number and name, the disabled ones by a switch`(_ layout: EmulatedLayout, _ listsDisabled: Bool) async throws {
    try await Console.run(layout, { $0.apiListsDisabled = listsDisabled }) { console in
      let state = try await console.state()
      let token = try Self.adminToken(state)
      let users = try #require(try Self.json(try await Self.ask(console, "users", as: token))["users"] as? [[Any]])
      let expected = state.people.filter { listsDisabled || $0.status == "active" }
      #expect(users.map { $0[0] as? Int } == expected.map(\.id))
      #expect(users.map { $0[1] as? String } == expected.map(\.name))
      let gone = try #require(state.people.first { $0.status == "deactivated" })
      #expect(try await Self.ask(console, "users/\(gone.id)", as: token).status == (listsDisabled ? 200 : 404))
    }
  }

  @Test(arguments: EmulatedLayout.allCases) func `one person is told of without status and last sign-in`(_ layout: EmulatedLayout)
    async throws
  {
    try await Console.run(layout) { console in
      let state = try await console.state()
      let person = try #require(state.people.first { $0.status == "active" && $0.kind != "admin" })
      let told = try Self.json(try await Self.ask(console, "users/\(person.id)", as: try Self.adminToken(state)))
      #expect(told["id"] as? Int == person.id)
      #expect(told["email"] as? String == person.email)
      #expect(told["full_name"] as? String == person.name)
      #expect(told["admin"] as? Bool == false)
      #expect(Set(told.keys).isSubset(of: ["id", "email", "full_name", "admin", "group", "color", "created_at", "updated_at"]))
    }
  }

  @Test func `what is not there is 404, in the API's own form`() async throws {
    try await Console.run(.technicians) { console in
      let token = try Self.adminToken(try await console.state())
      for path in ["users/99", "users/x"] {
        let reply = try await Self.ask(console, path, as: token)
        #expect(reply.status == 404)
        #expect(try Self.json(reply)["success"] as? Bool == false)
        #expect(try Self.json(reply)["message"] as? [String] == ["Not found"])
      }
    }
  }

  @Test func `open tickets come in pages, and say how many there are`() async throws {
    try await Console.run(.technicians, { $0.technicians = 400 }) { console in
      let state = try await console.state()
      let token = try Self.adminToken(state)
      var numbers: [Int] = []
      var pages = 1
      var page = 1
      while page <= pages {
        let answer = try Self.json(try await Self.ask(console, "tickets?status=Not%20Closed&page=\(page)", as: token))
        pages = try #require((answer["meta"] as? [String: Any])?["total_pages"] as? Int)
        numbers += try #require(answer["tickets"] as? [[String: Any]]).compactMap { $0["id"] as? Int }
        page += 1
      }
      #expect(numbers == state.tickets.filter { $0.status != "Resolved" }.map(\.number))
      let holder = try #require(state.people.first { person in state.tickets.contains { $0.assignee == person.email } })
      let own = try Self.json(try await Self.ask(console, "tickets?user_id=\(holder.id)", as: token))
      #expect(
        try #require(own["tickets"] as? [[String: Any]]).compactMap { $0["id"] as? Int }
          == state.tickets.filter { $0.assignee == holder.email }.map(\.number).prefix(25).map { $0 })
    }
  }

  @Test func `a ticket is handed on, and that is written down`() async throws {
    try await Console.run(.technicians) { console in
      let state = try await console.state()
      let token = try Self.adminToken(state)
      let ticket = try #require(state.tickets.first)
      let other = try #require(state.people.first { $0.status == "active" && $0.email != ticket.assignee })
      let done = try await Self.ask(console, "PUT", "tickets/\(ticket.number)", as: token, body: "{\"user_id\": \(other.id)}")
      #expect(done.status == 200)
      let mutation = try #require(try await console.mutations().last)
      #expect(mutation.action == "ticket.assign")
      #expect(mutation.actor == token.creator)
      #expect(mutation.request == nil)
      #expect(mutation.answer?.status == 200)
      #expect(try await console.state().tickets.first?.assignee == other.email)

      let gone = try #require(state.people.first { $0.status == "deactivated" })
      let refused = try await Self.ask(console, "PUT", "tickets/\(ticket.number)", as: token, body: "{\"user_id\": \(gone.id)}")
      #expect(refused.status == 422)
      #expect(try Self.json(refused)["message"] as? [String] == ["Assignee is not an active technician"])
      #expect(try await Self.ask(console, "PUT", "tickets/\(ticket.number)", as: token, body: "user_id=1").status == 422)
      #expect(try await Self.ask(console, "PUT", "tickets/9999999", as: token, body: "{\"user_id\": 5001}").status == 404)
      #expect(try await console.mutations().count == 1)
    }
  }

  @Test func `a token may do what its maker may`() async throws {
    try await Console.run(.technicians) { console in
      let state = try await console.state()
      let token = try Self.token(state) { $0.kind != "admin" && $0.permissions?.contains("Tickets - Edit") == false }
      let reply = try await Self.ask(console, "PUT", "tickets/\(state.tickets[0].number)", as: token, body: "{\"user_id\": 5001}")
      #expect(reply.status == 403)
      #expect(try await console.mutations().isEmpty)
    }
  }

  @Test func `more than 180 requests in a minute are turned away until there is room`() async throws {
    try await Console.run(.users) { console in
      let token = try Self.adminToken(try await console.state())
      for number in 1...180 {
        if number == 61 { console.clock.advance(20) }
        #expect(try await Self.ask(console, "me", as: token).status == 200)
      }
      let refused = try await Self.ask(console, "me", as: token)
      #expect(refused.status == 429)
      #expect(refused.header("retry-after") == "40")
      console.clock.advance(39)
      #expect(try await Self.ask(console, "me", as: token).status == 429)
      console.clock.advance(1)
      for _ in 1...60 { #expect(try await Self.ask(console, "me", as: token).status == 200) }
      #expect(try await Self.ask(console, "me", as: token).status == 429)
    }
  }

  @Test func `faults strike the API where they name it, and the pages where they do not`() async throws {
    try await Console.run(.users) { console in
      let token = try Self.adminToken(try await console.state())
      try await console.set(Fault("GET /api/v1/users/* 500-before x2"))
      try await console.set(Fault("** maintenance"))
      try await console.set(Fault("PUT /api/v1/tickets/* 500-after"))
      try await console.set(Fault("/api/v1/me drop-before"))
      #expect(try await Self.ask(console, "users", as: token).status == 200)
      for status in [500, 500, 200] { #expect(try await Self.ask(console, "users/5001", as: token).status == status) }
      #expect(try await Self.ask(console, "me", as: token).status == 0)
      #expect(try await console.browser.get("/users/sign_in").status == 503)
      let state = try await console.state()
      let ticket = state.tickets[0].number
      let other = try #require(state.people.first { $0.status == "active" && $0.email != state.tickets[0].assignee }).id
      #expect(try await Self.ask(console, "PUT", "tickets/\(ticket)", as: token, body: "{\"user_id\": \(other)}").status == 500)
      #expect(try await console.mutations().map(\.action) == ["ticket.assign"])
      #expect(try await console.requests().count == 1)
      #expect(try await console.asked().map(\.path).suffix(2) == ["/api/v1/me", "/api/v1/tickets/\(ticket)"])
    }
  }

  @Test func `it lies where it is told to`() async throws {
    try await Console.run(
      .technicians,
      {
        $0.apiLies.hides = ["ada.marsh@acme.example"]
        $0.apiLies.invents = [7777: "No Body"]
      }
    ) { console in
      let state = try await console.state()
      let token = try Self.adminToken(state)
      let users = try #require(try Self.json(try await Self.ask(console, "users", as: token))["users"] as? [[Any]])
      let hidden = try #require(try await console.person("ada.marsh@acme.example"))
      #expect(!users.contains { $0[0] as? Int == hidden.id })
      #expect(users.contains { $0[0] as? Int == 7777 && $0[1] as? String == "No Body" })
      #expect(try await Self.ask(console, "users/\(hidden.id)", as: token).status == 404)
    }
    try await Console.run(
      .technicians,
      {
        $0.apiLies.emails = ["ada.marsh@acme.example": "x@acme.example"]
        $0.apiLies.names = ["ada.marsh@acme.example": "X"]
        $0.apiLies.admins = ["ada.marsh@acme.example": false]
      }
    ) { console in
      let state = try await console.state()
      let person = try #require(try await console.person("ada.marsh@acme.example"))
      let told = try Self.json(try await Self.ask(console, "users/\(person.id)", as: try Self.adminToken(state)))
      #expect(told["email"] as? String == "x@acme.example")
      #expect(told["full_name"] as? String == "X")
      #expect(told["admin"] as? Bool == false)
    }
  }
}
