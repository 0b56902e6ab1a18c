import Testing

@testable import ConsoleEmulator

@Suite struct TechniciansLayoutTests {
  private static func draft(_ email: String, last: String = "Neu", role: String = "technician") -> [(String, String)] {
    [
      ("user[first_name]", "Eva"), ("user[last_name]", last), ("user[email]", email), ("user[role]", role),
      ("user[send_invitation]", "0"), ("user[send_invitation]", "1"),
    ]
  }

  @Test func `the list has pages, a search and the deactivated behind a link`() async throws {
    try await Console.runSignedIn(.technicians) { console in
      let first = try await console.browser.get("/technicians")
      #expect(first.body.contains("<th>Name</th><th>Email</th><th>Role</th><th>Status</th><th>Last login</th>"))
      #expect(first.count("<tr id=\"technician_") == 25)
      #expect(first.body.contains("Showing 1 to 25 of 57 technicians"))
      #expect(first.body.contains("<a rel=\"next\" href=\"/technicians?page=2\">Next</a>"))
      #expect(first.body.contains("&lt;b&gt;Bobby&lt;/b&gt; &quot;Tables&quot; &amp; Sons") && !first.body.contains("<b>Bobby"))
      let last = try await console.browser.get("/technicians?page=3")
      #expect(last.count("<tr id=\"technician_") == 7)
      #expect(last.body.contains("<li class=\"next disabled\">"))
      let all = try await console.browser.get("/technicians?status=all&query=Garcia")
      #expect(all.count("<tr id=\"technician_") == 3)
      #expect(all.body.contains("class=\"deactivated\""))
      #expect(try await console.browser.get("/technicians?query=%C5%82ukasz").count("<tr id=\"technician_") == 1)
      let nobody = try await console.browser.get("/technicians?query=%22%3E%3Cscript%3E")
      #expect(nobody.body.contains("Nothing to show") && nobody.body.contains("value=\"&quot;&gt;&lt;script&gt;\""))
      #expect(try await console.browser.get("/users").status == 404)
    }
  }

  @Test func `a mark behind a quote does not end an attribute`() async throws {
    try await Console.runSignedIn(.technicians) { console in
      let page = try await console.browser.submit("/technicians", Self.draft("eva@acme.example", last: "\"\u{301} autofocus x=\"\u{301}"))
      #expect(page.body.contains("value=\"&quot;\u{301} autofocus x=&quot;\u{301}\""))
    }
  }

  @Test func `a new technician starts with the limited set, and costs a seat`() async throws {
    try await Console.runSignedIn(.technicians) { console in
      let page = try await console.browser.submit("/technicians", Self.draft("eva@acme.example"))
      #expect(page.flash == "Technician was successfully created.")
      #expect(page.count("bhv-permission\"") == PermissionCatalogue.all.count)
      #expect(page.body.contains("<fieldset class=\"permission-area\"><legend>Tickets</legend>"))
      let eva = try await console.person("eva@acme.example")
      #expect(
        eva?.permissions == [
          "Assets - List/Search", "Assets - View Details", "Customers - List/Search", "Customers - View Detail",
          "Tickets - List/Search", "Tickets - View Details",
        ])
      let state = try await console.state()
      #expect((state.seats.active, state.seats.priceCents) == (58, 12_900))
      #expect(state.charges.map(\.cents) == [12_900])
      let logged = try await console.mutations().last
      #expect((logged?.action, logged?.target, logged?.actor) == ("technician.create", "eva@acme.example", "robot@acme.example"))
      #expect((logged?.answer?.status, logged?.answer?.location) == (302, "/technicians/5061"))
    }
  }

  @Test func `a form with mistakes comes back as it was, and changes nothing`() async throws {
    try await Console.runSignedIn(.technicians) { console in
      let reply = try await console.browser.post(
        "/technicians",
        [
          ("user[first_name]", String(repeating: "x", count: 256)), ("user[last_name]", ""), ("user[email]", "Ada.Marsh@acme.example"),
          ("user[role]", "admin"), ("user[send_invitation]", "0"),
        ])
      #expect((reply.status, reply.flash) == (422, "Please review the problems below:"))
      for text in [
        "First name is too long (maximum is 255 characters)", "Last name can&#39;t be blank", "Email address has already been taken",
        "Password can&#39;t be blank unless an invitation is sent", "value=\"Ada.Marsh@acme.example\"",
        "value=\"admin\" name=\"user[role]\" id=\"user_role_admin\" checked",
        "<span class=\"help-block\">has already been taken</span>",
      ] { #expect(reply.body.contains(text), "\(text)") }
      #expect(try await console.mutations().count == 1)
    }
  }

  @Test func `permissions are what is ticked`() async throws {
    try await Console.runSignedIn(.technicians) { console in
      let page = try await console.browser.submit(
        "/technicians/5003/permissions",
        [("_method", "patch"), ("user[permission_ids][]", ""), ("user[permission_ids][]", "1"), ("user[permission_ids][]", "999")])
      #expect(page.flash == "Permissions were successfully updated.")
      #expect(page.body.contains("name=\"user[permission_ids][]\" id=\"user_permission_ids_1\" checked> View All"))
      #expect(try await console.person("zoe.fairweather@acme.example")?.permissions == ["Appointments - View All"])
      _ = try await console.browser.submit(
        "/technicians/5003/permissions", [("_method", "patch"), ("user[permission_ids][]", "1")])
      #expect(try await console.mutations().count == 2)
      let admin = try await console.browser.get("/technicians/5002")
      #expect(admin.count(" checked disabled>") == PermissionCatalogue.all.count)
    }
  }

  @Test func `a deactivated technician cannot sign in and keeps tickets and tokens`() async throws {
    try await Console.runSignedIn(.technicians) { console in
      let before = try await console.state()
      let zapier = try #require(before.tokens.first { $0.integration == "Zapier" })
      let person = try #require(before.people.first { $0.email == zapier.creator })
      let page = try await console.browser.submit("/technicians/\(person.id)/deactivate", [])
      #expect(page.flash == "Technician was successfully deactivated.")
      #expect(page.body.contains("This technician is deactivated"))
      #expect(page.body.contains(">Reactivate</button>"))
      let after = try await console.state()
      #expect(after.tickets.filter { $0.assignee == person.email }.count == before.tickets.filter { $0.assignee == person.email }.count)
      #expect(after.seats.active == before.seats.active - 1)
      #expect(after.charges.last?.cents == 0)
      let other = Browser(console.emulator.consoleURL)
      _ = try await other.get("/users/sign_in")
      let refused = try await other.post("/users/sign_in", [("user[email]", person.email), ("user[password]", person.password)])
      #expect(refused.status == 422)
      #expect(try await other.get("/api/v1/me", headers: ["Authorization: Bearer \(zapier.token)"]).status == 200)
      let deleted = try await console.browser.submit("/api_tokens/\(zapier.id)", [("_method", "delete")])
      #expect(deleted.flash == "API token was successfully deleted.")
      #expect(try await other.get("/api/v1/me", headers: ["Authorization: Bearer \(zapier.token)"]).status == 401)
      let again = try await console.browser.submit("/technicians/\(person.id)/reactivate", [])
      #expect(again.flash == "Technician was successfully reactivated.")
    }
  }

  @Test func `nobody deactivates or demotes themselves, and the last admin stays`() async throws {
    try await Console.runSignedIn(.technicians, { $0.technicians = 3 }) { console in
      let oneself = try await console.browser.submit("/technicians/5001/deactivate", [])
      #expect(oneself.flash == "You cannot do that to your own account.")
      let demoted = try await console.browser.post(
        "/technicians/5001",
        [
          ("_method", "patch"), ("user[first_name]", "A"), ("user[last_name]", "B"), ("user[email]", "robot@acme.example"),
          ("user[role]", "technician"),
        ])
      #expect((demoted.status, demoted.flash) == (422, "You cannot do that to your own account."))
      #expect(try await console.mutations().count == 1)
    }
  }

  @Test func `a ticket is handed on`() async throws {
    try await Console.runSignedIn(.technicians) { console in
      let state = try await console.state()
      let left = try #require(state.people.first { $0.status == "deactivated" })
      let list = try await console.browser.get("/tickets?assignee=\(left.id)&status=open")
      let open = state.tickets.filter { $0.assignee == left.email && $0.status != "Resolved" }
      #expect(list.count("<tr id=\"ticket_") == open.count)
      let ticket = try #require(open.first)
      let page = try await console.browser.submit("/tickets/\(ticket.number)", [("_method", "patch"), ("ticket[assignee_id]", "5002")])
      #expect(page.flash == "Ticket was successfully updated.")
      #expect(page.body.contains("<option value=\"5002\" selected>Ada Marsh</option>"))
      #expect(try await console.state().tickets.first { $0.number == ticket.number }?.assignee == "ada.marsh@acme.example")
    }
  }

  @Test func `a button can be renamed, and the catalogue cut`() async throws {
    try await Console.runSignedIn(
      .technicians,
      {
        $0.wording["technician.deactivate"] = "Turn <off>"
        $0.permissions = 3
        $0.showsLastSignIn = false
      }
    ) { console in
      let page = try await console.browser.get("/technicians/5003")
      #expect(page.body.contains(">Turn &lt;off&gt;</button>"))
      #expect(page.count("bhv-permission\"") == 3)
      let list = try await console.browser.get("/technicians")
      #expect(!list.body.contains("Last login"))
    }
  }

  @Test func `ten thousand technicians are listed`() async throws {
    try await Console.runSignedIn(.technicians, { $0.technicians = 10_000 }) { console in
      let page = try await console.browser.get("/technicians?page=380")
      #expect(page.body.contains("Showing 9476 to 9500 of 9500 technicians"))
    }
  }
}
