import Testing

@testable import ConsoleEmulator

@Suite struct UsersLayoutTests {
  private static func form(_ email: String, _ more: [(String, String)] = []) -> [(String, String)] {
    [("user[full_name]", "Eva Neu"), ("user[email]", email), ("user[global_admin]", "0"), ("user[security_group_ids][]", "")] + more
  }

  @Test func `the list has row buttons, and the disabled on a page of their own`() async throws {
    try await Console.runSignedIn(.users) { console in
      let page = try await console.browser.get("/users")
      #expect(page.body.contains("<th>Name</th><th>Email</th><th>Type</th><th>Groups</th><th></th>"))
      #expect(page.count(">Disable User</a>") == 25)
      #expect(page.body.contains(">+Add User</a>") && page.body.contains(">Show Disabled Users</a>"))
      let disabled = try await console.browser.get("/users?disabled=true")
      #expect(disabled.body.contains("Showing 1 to 3 of 3 users"))
      #expect(disabled.count(">Disable User</a>") == 0)
      #expect(disabled.count(">Details</a>") == 3)
    }
  }

  @Test func `a user is created, charged at once, disabled with a reason and brought back`() async throws {
    try await Console.runSignedIn(.users) { console in
      let new = try await console.browser.get("/users/new")
      #expect(new.body.contains("<strong>USD 37.07</strong>"))
      #expect(new.body.contains("id=\"user_send_password_email\" checked"))
      let password = try #require(new.body.firstMatch(of: /id="user_password" value="([^"]+)"/)?.output.1)
      let created = try await console.browser.submit(
        "/users",
        Self.form(
          "eva@acme.example",
          [("user[security_group_ids][]", "2"), ("user[password]", String(password)), ("user[bio]", "\nTwo\nlines")]))
      #expect(created.flash == "User was successfully created.")
      var eva = try #require(try await console.person("eva@acme.example"))
      #expect((eva.password, eva.groups, eva.bio) == (String(password), ["Technicians"], "Two\nlines"))
      #expect(try await console.state().charges.map(\.cents) == [3_707])

      let ask = try await console.browser.get("/users/\(eva.id)/disable")
      #expect(ask.element("bhv-user-email") == "eva@acme.example")
      #expect(ask.count("<option ") == 5)
      let blank = try await console.browser.post("/users/\(eva.id)/disable", [("user[disable_reason]", "")])
      #expect(blank.status == 422 && blank.body.contains("<span class=\"help-block\">can&#39;t be blank</span>"))
      let disabled = try await console.browser.submit("/users/\(eva.id)/disable", [("user[disable_reason]", "Role changed")])
      #expect(disabled.flash == "User was successfully disabled.")
      eva = try #require(try await console.person("eva@acme.example"))
      #expect(eva.status == "deactivated")

      let details = try await console.browser.get("/users/\(eva.id)")
      #expect(details.body.contains("id=\"user_disabled\" checked"))
      let back = try await console.browser.submit(
        "/users/\(eva.id)", Self.form("eva@acme.example", [("_method", "patch"), ("user[disabled]", "0"), ("user[bio]", "Two\r\nlines")]))
      #expect(back.flash == "User was successfully updated.")
      #expect(try await console.person("eva@acme.example")?.status == "active")
      #expect(
        try await console.mutations().map(\.action) == [
          "session.create", "technician.create", "technician.deactivate", "technician.update", "technician.reactivate",
        ])
    }
  }

  @Test func `the tick on the details disables too, but not oneself nor the last admin`() async throws {
    try await Console.runSignedIn(.users, { $0.technicians = 3 }) { console in
      let off = [("_method", "patch"), ("user[disabled]", "0"), ("user[disabled]", "1")]
      _ = try await console.browser.get("/users/5003")
      let other = try await console.browser.submit("/users/5003", Self.form("zoe.fairweather@acme.example", off))
      #expect(other.body.contains("This user is disabled"))
      let oneself = try await console.browser.post(
        "/users/5001", Self.form("robot@acme.example", off + [("user[global_admin]", "1")]))
      #expect((oneself.status, oneself.flash) == (422, "You cannot do that to your own account."))
      let demoted = try await console.browser.post("/users/5001/disable", [("user[disable_reason]", "Other")])
      #expect(demoted.flash == "You cannot do that to your own account.")
    }
  }

  @Test func `groups are made and changed`() async throws {
    try await Console.runSignedIn(.users) { console in
      let taken = try await console.browser.post("/groups", [("security_group[name]", "admins")])
      #expect(taken.status == 422 && taken.body.contains("Name has already been taken"))
      let created = try await console.browser.submit(
        "/groups", [("security_group[name]", "Field"), ("security_group[permission_ids][]", "1")])
      #expect(created.flash == "Security group was successfully created.")
      #expect(created.body.contains("<legend>Appointments</legend>") && created.count(" checked") == 1)
      let updated = try await console.browser.submit(
        "/groups/3",
        [("_method", "patch"), ("security_group[name]", "Field"), ("security_group[permission_ids][]", "2")])
      #expect(updated.flash == "Security group was successfully updated.")
      let list = try await console.browser.get("/groups")
      #expect(list.body.contains("<td><a href=\"/groups/3\">Field</a></td><td>0</td>"))
      #expect(try await console.mutations().map(\.action) == ["session.create", "group.create", "group.update"])
    }
  }

  @Test func `password and MFA are behind one's own password`() async throws {
    try await Console.runSignedIn(.users) { console in
      #expect(try await console.browser.post("/users/5003/reset_mfa", []).location == "/users/5003/security")
      let gate = try await console.browser.get("/users/5003/security")
      #expect(gate.body.contains("</abbr> Your password</label>"))
      let wrong = try await console.browser.post("/users/5003/security", [("user[current_password]", "no")])
      #expect((wrong.status, wrong.flash) == (422, "Invalid password."))
      let inside = try await console.browser.submit(
        "/users/5003/security", [("user[current_password]", console.emulator.password)])
      #expect(inside.body.contains(">Reset MFA</button>"))
      #expect(try await console.browser.submit("/users/5003/reset_mfa", []).flash == "MFA was successfully reset.")
      #expect(try await console.person("zoe.fairweather@acme.example")?.totpSecret == nil)
      console.clock.advance(601)
      #expect(try await console.browser.get("/users/5003/security").body.contains("Your password"))
    }
  }

  @Test func `the column that nobody knows of is a switch`() async throws {
    try await Console.runSignedIn(.users, { $0.showsLastSignIn = true }) { console in
      let page = try await console.browser.get("/users")
      #expect(page.body.contains("<th>Last Sign In</th>"))
    }
  }
}
