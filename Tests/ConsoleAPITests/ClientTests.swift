import ConsoleAPI
import CurlTransport
import Technicians
import Testing

/// What the client makes of answers, and how often it asks.
@Suite struct ClientTests {
  private static func id(_ number: Int) -> TechnicianID { TechnicianID(rawValue: "\(number)") }

  /// The error that a question ends with.
  private static func error<T>(_ work: () async throws -> T) async throws -> APIError {
    try #require(await #expect(throws: APIError.self) { _ = try await work() })
  }

  // MARK: Reading

  @Test func `what is not known is passed over`() async throws {
    let body =
      #"{"id": 7, "email": "a@acme.example", "full_name": "A B", "admin": false, "color": null, "group": "Technicians", "new": {"x": [1.5]}}"#
    let user = try #require(try await APIClient.scripted(ScriptedTransport([.json(body)])).user(id: Self.id(7)))
    #expect(user.email == (try EmailAddress("a@acme.example")))
    #expect(user.name == "A B")
    #expect(!user.isAdmin)
    #expect(user.color == nil)
    #expect(user.group == "Technicians")
    #expect(user.createdAt == nil)
  }

  @Test(arguments: [
    ("{}", "lacks user_id, user_email"), (#"{"user_id": 5}"#, "lacks user_email"), ("[]", "lacks an object"),
    (sampleMe.replacing("true", with: "1"), "lacks admin as true or false"),
    (sampleMe.replacing("robot@acme.example", with: "robot"), "lacks user_email as an email address"), ("<html>", "lacks JSON"),
    ("", "lacks JSON"),
    (#"{"user_id": 5001, "#, "lacks JSON"),
  ])
  func `what is missing is named`(_ body: String, _ text: String) async throws {
    let client = try APIClient.scripted(ScriptedTransport([.json(body)]))
    let error = try await Self.error { try await client.me() }
    #expect(error.code == .malformed)
    #expect(error.message.contains(text), "\(error)")
  }

  @Test func `the list of people is pairs, in as many pages as the answer speaks of`() async throws {
    let one = ScriptedTransport([.json(#"{"users": [[1, "Joe Doe"], [2, "Zoë, \"Z\""]]}"#)])
    #expect(try await APIClient.scripted(one).users().map(\.name) == ["Joe Doe", "Zoë, \"Z\""])
    #expect(one.requests.map(\.url) == ["https://acme.example/api/v1/users"])
    let two = ScriptedTransport([
      .json(#"{"users": [[1, "A"]], "meta": {"total_pages": 2}}"#), .json(#"{"users": [[2, "B"]], "meta": {"total_pages": 2}}"#),
    ])
    #expect(try await APIClient.scripted(two).users().map(\.id.rawValue) == ["1", "2"])
    #expect(two.requests.map(\.url).last == "https://acme.example/api/v1/users?page=2")
    for body in [#"{"users": [["1", "A"]]}"#, #"{"users": [[1]]}"#, #"{"users": [{"id": 1}]}"#, #"{"users": {}}"#] {
      let client = try APIClient.scripted(ScriptedTransport([.json(body)]))
      #expect(try await Self.error { try await client.users() }.code == .malformed)
    }
    let endless = try APIClient.scripted(ScriptedTransport([.json(#"{"users": [], "meta": {"total_pages": 99999999}}"#)]))
    #expect(try await Self.error { try await endless.users() }.code == .malformed)
  }

  @Test func `nobody of that number is nil, and another number is no answer`() async throws {
    let none = ScriptedTransport([.json(#"{"success": false, "message": ["Not found"]}"#, status: 404)])
    #expect(try await APIClient.scripted(none).user(id: Self.id(7)) == nil)
    let other = ScriptedTransport([.json(#"{"id": 8, "email": "a@acme.example", "full_name": "A", "admin": false}"#)])
    let client = try APIClient.scripted(other)
    #expect(try await Self.error { try await client.user(id: Self.id(7)) }.message.contains("it tells of 8"))
    #expect(try await Self.error { try await client.user(id: TechnicianID(rawValue: "../me")) }.code == .badAddress)
  }

  @Test func `open tickets are read to the last page, each once`() async throws {
    func page(_ ids: [Int]) -> ScriptedTransport.Step {
      let tickets = ids.map { #"{"id": \#($0), "number": \#($0), "subject": "S", "status": "New", "user_id": 7}"# }
      return .json(#"{"tickets": [\#(tickets.joined(separator: ","))], "meta": {"total_pages": 3}}"#)
    }
    let transport = ScriptedTransport([page([1, 2]), page([2, 3]), page([4])])
    let tickets = try await APIClient.scripted(transport).openTickets(of: Self.id(7))
    #expect(tickets.map(\.id) == [1, 2, 3, 4])
    #expect(tickets[0].assignee == Self.id(7))
    #expect(
      transport.requests.map(\.url) == (1...3).map { "https://acme.example/api/v1/tickets?user_id=7&status=Not%20Closed&page=\($0)" })
  }

  // MARK: Failing

  @Test func `too many requests are waited for, as long as the console says, and not for ever`() async throws {
    let time = FakeTime()
    let tooMany = ScriptedTransport.Step.json("slow down", status: 429, headers: [HTTPField("Retry-After", "17")])
    let transport = ScriptedTransport([tooMany, .json("", status: 429), .json(sampleMe)])
    _ = try await APIClient.scripted(transport, time).me()
    #expect(time.sleeps == [.seconds(17), .seconds(60)])
    let always = ScriptedTransport([tooMany])
    let client = try APIClient.scripted(always)
    #expect(try await Self.error { try await client.me() }.code == .tooMany)
    #expect(always.requests.count == 3)
    let long = FakeTime()
    let unheard = ScriptedTransport([.json("", status: 429, headers: [HTTPField("Retry-After", "99999999")]), .json(sampleMe)])
    _ = try await APIClient.scripted(unheard, long).me()
    #expect(long.sleeps == [.seconds(300)])
  }

  @Test(arguments: [
    ScriptedTransport.Step.json("<h1>500</h1>", status: 500), .json("", status: 503), .error(.timedOut), .error(.lost), .error(.refused),
  ])
  func `a question is asked again, twice`(_ failure: ScriptedTransport.Step) async throws {
    let transport = ScriptedTransport([failure, failure, .json(sampleMe)])
    let time = FakeTime()
    #expect(try await APIClient.scripted(transport, time).me().subdomain == "acme")
    #expect(time.sleeps == [.seconds(1), .seconds(4)])
    let always = ScriptedTransport([failure])
    let client = try APIClient.scripted(always)
    let error = try await Self.error { try await client.me() }
    #expect([.failed, .unreachable].contains(error.code))
    #expect(always.requests.count == 3)
  }

  @Test(arguments: [
    (401, APIError.Code.unauthorized), (403, .forbidden), (422, .refused), (400, .refused), (301, .redirected), (302, .redirected),
    (404, .notFound),
  ])
  func `an answer that stays the same is asked for once`(_ status: Int, _ code: APIError.Code) async throws {
    let body = #"{"success": false, "message": ["No way\u001b[2J", "T5ecret-token is wrong"]}"#
    let transport = ScriptedTransport([
      .json(body, status: status, headers: [HTTPField("Location", "https://elsewhere.example/T5ecret-token")])
    ])
    let client = try APIClient.scripted(transport)
    let error = try await Self.error { try await client.me() }
    #expect(error.code == code)
    #expect(transport.requests.count == 1)
    #expect(!error.description.contains("T5ecret"))
    #expect(!error.description.contains("\u{1b}"))
    if code == .redirected {
      #expect(error.details == ["it names https://elsewhere.example/{{secret:account.api_token}}"])
    } else {
      #expect(error.details.first == "it says: No way [2J")
    }
  }

  // MARK: Changing

  @Test(arguments: [(#", "user_id": 8"#, "8"), (#", "user_id": null"#, "nobody"), ("", "nobody")])
  func `tickets that are not said to be theirs are nobody's to give away`(_ other: String, _ holder: String) async throws {
    let transport = ScriptedTransport([
      .json(#"{"tickets": [{"id": 1, "status": "New", "user_id": 7}, {"id": 2, "status": "New"\#(other)}], "meta": {"total_pages": 1}}"#)
    ])
    let client = try APIClient.scripted(transport)
    let error = try await Self.error { try await client.openTickets(of: Self.id(7)) }
    #expect(error.code == .malformed)
    #expect("\(error)".contains("ticket 2 is with \(holder)"), "\(error)")
  }

  @Test func `a ticket is handed on once, and the answer looked at`() async throws {
    let transport = ScriptedTransport([.json(#"{"ticket": {"id": 5, "status": "New", "user_id": 7}}"#)])
    let ticket = try await APIClient.scripted(transport).assign(ticket: 5, to: Self.id(7))
    #expect(ticket.assignee == Self.id(7))
    #expect(transport.requests.map(\.method) == [.put])
    #expect(transport.requests.map(\.url) == ["https://acme.example/api/v1/tickets/5"])
    #expect(transport.requests[0].body.map { String(decoding: $0, as: UTF8.self) } == #"{"user_id":7}"#)
    let refused = ScriptedTransport([.json(#"{"success": false, "message": ["No such user"]}"#, status: 422)])
    let client = try APIClient.scripted(refused)
    let error = try await Self.error { try await client.assign(ticket: 5, to: Self.id(7)) }
    #expect(error.code == .refused)
    #expect(error.details == ["it says: No such user"])
  }

  @Test(arguments: [
    ScriptedTransport.Step.json("", status: 500), .json("", status: 504), .json("<html>"), .json("{}"), .error(.timedOut), .error(.lost),
    .error(.tooLarge), .json(#"{"ticket": {"id": 5, "status": "New", "user_id": 8}}"#),
  ])
  func `a change whose outcome is not known is not sent again`(_ step: ScriptedTransport.Step) async throws {
    let transport = ScriptedTransport([step])
    let client = try APIClient.scripted(transport)
    let error = try await Self.error { try await client.assign(ticket: 5, to: Self.id(7)) }
    #expect(error.code == .outcomeUnknown, "\(error)")
    #expect(transport.requests.count == 1)
  }

  @Test(arguments: [(ScriptedTransport.Step.json("", status: 429), APIError.Code.tooMany), (.error(.refused), .unreachable)])
  func `a change that was not taken is not sent again either, and said not to be done`(
    _ step: ScriptedTransport.Step, _ code: APIError.Code
  ) async throws {
    let transport = ScriptedTransport([step])
    let client = try APIClient.scripted(transport)
    #expect(try await Self.error { try await client.assign(ticket: 5, to: Self.id(7)) }.code == code)
    #expect(transport.requests.count == 1)
  }
}
