import Testing

@testable import ConsoleEmulator

/// What each fault does to a request, and what it leaves.
@Suite struct FaultTests {
  /// A form of each layout that changes somebody, and what the console calls the change.
  private static func deactivation(_ layout: EmulatedLayout) -> (path: String, fields: [(String, String)]) {
    switch layout {
    case .technicians: ("/technicians/5003/deactivate", [])
    case .users: ("/users/5003/disable", [("user[disable_reason]", "Other")])
    }
  }

  private static func list(_ layout: EmulatedLayout) -> String { layout == .technicians ? "/technicians" : "/users" }

  /// What a browser would show: nothing where the connection is closed.
  private static func post(_ console: Console, _ path: String, _ fields: [(String, String)]) async -> Browser.Reply {
    (try? await console.browser.post(path, fields)) ?? Browser.Reply(status: 0, headers: [], body: "")
  }

  private static let outages: [(kind: Fault.Kind, status: Int, text: String, done: Bool)] = [
    (.status500Before, 500, "<h1>We&#39;re sorry, but something went wrong.</h1>", false),
    (.status500After, 500, "<title>We&#39;re sorry, but something went wrong (500)</title>", true),
    (.tooMany, 429, "Retry later", false),
    (.maintenance, 503, "<h1>Syncro is down for maintenance.</h1>", false),
    (.badGateway, 502, "<h1>502 Bad Gateway</h1>", false),
    (.gatewayTimeout, 504, "<h1>504 Gateway Time-out</h1>", true),
    (.dropBefore, 0, "", false),
    (.dropAfter, 0, "", true),
    (.emptyAnswer, 200, "", false),
    (.emptyAnswerAfter, 200, "", true),
  ]

  @Test(arguments: EmulatedLayout.allCases, outages.indices)
  func `an outage does what its name says to a form, once`(_ layout: EmulatedLayout, _ index: Int) async throws {
    let outage = Self.outages[index]
    let (path, fields) = Self.deactivation(layout)
    try await Console.runSignedIn(layout) { console in
      _ = try await console.browser.get(Self.list(layout))
      try await console.set(Fault(outage.kind, method: "POST", path: path))
      let reply = await Self.post(console, path, fields)
      #expect(reply.status == outage.status)
      if outage.text.isEmpty { #expect(reply.body == "") } else { #expect(reply.body.contains(outage.text)) }
      #expect(!reply.body.contains("??") && !reply.body.contains("{{") && !reply.body.contains("navbar"))
      let request = try await console.requests().last
      #expect((request?.method, request?.path) == ("POST", path))
      #expect((request?.status, request?.fault) == (outage.status == 0 ? nil : outage.status, outage.kind.name))
      let logged = try await console.mutations().dropFirst()
      #expect(logged.map(\.action) == (outage.done ? ["technician.deactivate"] : []))
      #expect(logged.first?.request == (outage.done ? request?.n : nil))
      // The log has what the client was told, and not what it would have been told.
      #expect(logged.first?.answer?.status == (outage.done && outage.status != 0 ? outage.status : nil))
      #expect(try await console.faults().first?.struck == request.map { [$0.n] })
      if !outage.done {
        #expect(await Self.post(console, path, fields).status == 302)
        #expect(try await console.mutations().count == 2)
      }
    }
  }

  @Test(arguments: EmulatedLayout.allCases, outages.indices)
  func `an outage strikes a page that is only read`(_ layout: EmulatedLayout, _ index: Int) async throws {
    let outage = Self.outages[index]
    try await Console.runSignedIn(layout) { console in
      try await console.set(Fault(outage.kind))
      let reply = try? await console.browser.get(Self.list(layout))
      #expect((reply?.status ?? 0) == outage.status)
      if !outage.text.isEmpty { #expect(reply?.body.contains(outage.text) == true) }
      #expect(try await console.browser.get(Self.list(layout)).status == 200)
      #expect(try await console.mutations().count == 1)
    }
  }

  @Test(arguments: [(Fault.Kind.tooMany, "30"), (.maintenance, "120")])
  func `an overloaded console says when to come back`(_ kind: Fault.Kind, _ seconds: String) async throws {
    try await Console.runSignedIn(.technicians) { console in
      try await console.set(Fault(kind))
      #expect(try await console.browser.get("/technicians").header("retry-after") == seconds)
    }
  }

  @Test func `what broke after it was done leaves no message for the next page`() async throws {
    try await Console.runSignedIn(.technicians) { console in
      try await console.set(Fault(.status500After, method: "POST"))
      _ = await Self.post(console, "/technicians/5003/deactivate", [])
      let page = try await console.browser.get("/technicians/5003")
      #expect(page.flash == nil)
      #expect(page.body.contains("This technician is deactivated"))
    }
  }

  @Test(arguments: EmulatedLayout.allCases)
  func `a session that has ended leads to sign in and back`(_ layout: EmulatedLayout) async throws {
    let (path, fields) = Self.deactivation(layout)
    try await Console.runSignedIn(layout) { console in
      try await console.set(Fault(.endSession, method: "GET", path: Self.list(layout)))
      let sent = try await console.browser.get(Self.list(layout))
      #expect((sent.status, sent.location) == (302, "/users/sign_in"))
      let page = try await console.browser.get("/users/sign_in")
      #expect(page.flash == "Your session expired. Please sign in again to continue.")
      console.clock.advance(30)
      _ = try await console.browser.submit(
        "/users/sign_in", [("user[email]", console.emulator.email), ("user[password]", console.emulator.password)])
      let back = try await console.browser.post("/users/two_factor_authentication", [("user[otp_attempt]", console.code())])
      #expect(back.location == Self.list(layout))
      _ = try await console.browser.get(Self.list(layout))
      try await console.set(Fault(.endSession, method: "POST"))
      let post = await Self.post(console, path, fields)
      #expect((post.status, post.location) == (302, "/users/sign_in"))
      #expect(try await console.mutations().map(\.action) == ["session.create", "session.create"])
    }
  }

  @Test(arguments: EmulatedLayout.allCases)
  func `the code is asked for again, and one goes on`(_ layout: EmulatedLayout) async throws {
    let (path, fields) = Self.deactivation(layout)
    try await Console.runSignedIn(layout) { console in
      try await console.set(Fault(.askCodeAgain, method: "GET", path: Self.list(layout)))
      #expect(try await console.browser.get(Self.list(layout) + "?page=2").location == "/users/two_factor_authentication")
      _ = try await console.browser.get("/users/two_factor_authentication")
      console.clock.advance(30)
      let on = try await console.browser.post("/users/two_factor_authentication", [("user[otp_attempt]", console.code())])
      #expect(on.location == Self.list(layout) + "?page=2")
      _ = try await console.browser.get(Self.list(layout))
      try await console.set(Fault(.askCodeAgain, method: "POST"))
      #expect(await Self.post(console, path, fields).location == "/users/two_factor_authentication")
      #expect(try await console.mutations().map(\.action) == ["session.create", "session.create"])
    }
  }

  @Test(arguments: EmulatedLayout.allCases) func `a dialog opens once, after a form on the page behind it`(_ layout: EmulatedLayout)
    async throws
  {
    let (path, fields) = Self.deactivation(layout)
    let notice = "<body data-notice=\"Syncro will be down for maintenance tonight.\">"
    try await Console.runSignedIn(layout) { console in
      try await console.set(Fault(.dialog, method: "GET"))
      #expect(try await console.browser.get(Self.list(layout)).body.contains(notice))
      #expect(!(try await console.browser.get(Self.list(layout)).body.contains("data-notice")))
      try await console.set(Fault(.dialog, method: "POST"))
      let after = await Self.post(console, path, fields)
      #expect(try await console.browser.get(after.location ?? "").body.contains(notice))
      #expect(try await console.mutations().count == 2)
    }
  }

  private static let forms: [(layout: EmulatedLayout, path: String, fields: [(String, String)], shown: String)] = [
    (
      .technicians, "/technicians",
      [
        ("user[first_name]", "Eva"), ("user[last_name]", "Neu"), ("user[email]", "eva@acme.example"), ("user[role]", "technician"),
        ("user[send_invitation]", "1"),
      ], "value=\"eva@acme.example\""
    ),
    (
      .technicians, "/technicians/5003",
      [
        ("_method", "patch"), ("user[first_name]", "Zoe"), ("user[last_name]", "Neu"), ("user[email]", "zoe@acme.example"),
        ("user[role]", "technician"),
      ], "value=\"zoe@acme.example\""
    ),
    (.technicians, "/technicians/5003/permissions", [("_method", "patch"), ("user[permission_ids][]", "1")], "bhv-permissions-form"),
    (.technicians, "/technicians/5003/deactivate", [], "bhv-deactivate"),
    (.technicians, "/tickets/1001", [("_method", "patch"), ("ticket[assignee_id]", "5002")], "bhv-ticket-form"),
    (.technicians, "/api_tokens/301", [("_method", "delete")], "api_token_301"),
    (
      .users, "/users", [("user[full_name]", "Eva Neu"), ("user[email]", "eva@acme.example"), ("user[password]", "Temporary-1234")],
      "value=\"eva@acme.example\""
    ),
    (
      .users, "/users/5003", [("_method", "patch"), ("user[full_name]", "Zoe Neu"), ("user[email]", "zoe@acme.example")],
      "value=\"zoe@acme.example\""
    ),
    (.users, "/users/5003/disable", [("user[disable_reason]", "Other")], "bhv-confirm-disable"),
    (.users, "/groups", [("security_group[name]", "New")], "bhv-group-form"),
    (.users, "/groups/2", [("_method", "patch"), ("security_group[name]", "New")], "bhv-group-form"),
  ]

  @Test(arguments: forms.indices) func `a refused form comes back with an error, and nothing is done`(_ index: Int) async throws {
    let form = Self.forms[index]
    try await Console.runSignedIn(form.layout) { console in
      // Pages that are only read have no form to come back.
      try await console.set(Fault(.validation))
      #expect(try await console.browser.get(Self.list(form.layout)).status == 200)
      let before = try await console.state()
      let reply = try await console.browser.submit(form.path, form.fields)
      #expect(reply.body.contains("Your changes could not be saved. Please try again.") || reply.body.contains("could not be saved</span>"))
      #expect(reply.body.contains("alert-danger") && reply.body.contains(form.shown))
      #expect(try await console.mutations().count == 1)
      #expect(try await console.state().people.map(\.email) == before.people.map(\.email))
      _ = try await console.browser.submit(form.path, form.fields)
      #expect(try await console.mutations().count == 2)
    }
  }

  @Test func `what is slow has done nothing yet, or all`() async throws {
    let waiting = try await Console.runSignedIn(.technicians) { console in
      try await console.set(Fault(.slow(.seconds(600)), method: "POST", path: "/technicians/5003/deactivate"))
      try await console.set(Fault(.slowAfter(.seconds(600)), method: "POST", path: "/technicians/5004/deactivate"))
      let other = Browser(console.emulator.consoleURL)
      await other.setCookie(await console.browser.cookie ?? "")
      _ = try await other.get("/technicians")
      let waiting = [
        Task { _ = try? await console.browser.post("/technicians/5003/deactivate", []) },
        Task { _ = try? await other.post("/technicians/5004/deactivate", []) },
      ]
      // Both are on their way once the log has them; neither is answered before the console ends.
      while try await console.requests().count(where: { $0.fault != nil }) < 2 {}
      while try await console.mutations().count < 2 {}
      #expect(try await console.mutations().dropFirst().map(\.target) == [console.state().people[3].email])
      #expect(try await console.requests().filter { $0.fault != nil }.allSatisfy { $0.status == nil })
      return waiting
    }
    for task in waiting { await task.value }
  }

  @Test(arguments: ["/technicians/5003/deactivate", "/api/v1/tickets"]) func `what is held happens once faults are taken back`(
    _ path: String
  ) async throws {
    try await Console.runSignedIn(.technicians) { console in
      _ = try await console.browser.get("/technicians")
      try await console.set(Fault(.held, path: path))
      let isAPI = path.hasPrefix("/api/")
      let waiting = Task { isAPI ? try await console.browser.get(path).status : try await console.browser.post(path, []).status }
      while try await console.faults()[0].struck.isEmpty {}
      #expect(try await console.mutations().count == 1)
      _ = try await Browser(console.emulator.controlURL).send("DELETE", "/faults")
      #expect(try await waiting.value == (isAPI ? 401 : 302))
      #expect(try await console.mutations().count == (isAPI ? 1 : 2))
    }
  }

  @Test func `a fault that is short is soon over`() async throws {
    try await Console.runSignedIn(.technicians) { console in
      for kind in [Fault.Kind.slow(.milliseconds(1)), .slowAfter(.milliseconds(1))] {
        try await console.set(Fault(kind))
        #expect(try await console.browser.get("/technicians").status == 200)
      }
      #expect(try await console.faults().map(\.struck.count) == [1, 1])
    }
  }
}
