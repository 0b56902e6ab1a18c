import Testing

@testable import ConsoleEmulator

@Suite struct SignInTests {
  @Test func `without a session one is sent to sign in, and comes back to where one wanted to go`() async throws {
    try await Console.run(.technicians) { console in
      let sent = try await console.browser.get("/technicians?page=2")
      #expect((sent.status, sent.location) == (302, "/users/sign_in"))
      let page = try await console.browser.get("/users/sign_in")
      #expect(page.flash == "You need to sign in before continuing.")
      #expect(sent.header("set-cookie")?.hasPrefix("_syncro_session=") == true)
      #expect(sent.header("set-cookie")?.hasSuffix("; Path=/; HttpOnly; SameSite=Lax") == true)
      let wrong = try await console.browser.post("/users/sign_in", [("user[email]", console.emulator.email), ("user[password]", "no")])
      #expect((wrong.status, wrong.flash) == (422, "Invalid Email or password."))
      #expect(wrong.body.contains("value=\"robot@acme.example\""))
      let asked = try await console.browser.submit(
        "/users/sign_in", [("user[email]", "ROBOT@acme.example"), ("user[password]", console.emulator.password)])
      #expect(asked.body.contains("</abbr> Authentication code</label>"))
      let before = await console.browser.cookie
      let code = try await console.browser.post("/users/two_factor_authentication", [("user[otp_attempt]", "000000")])
      #expect((code.status, code.flash) == (422, "The authentication code is not valid."))
      let inside = try await console.browser.submit("/users/two_factor_authentication", [("user[otp_attempt]", console.code())])
      #expect(inside.flash == "Signed in successfully.")
      #expect(inside.body.contains("Showing 26 to 50 of 57 technicians"))
      #expect(inside.body.contains("Provisioning Robot") && inside.body.contains("robot@acme.example"))
      #expect(await console.browser.cookie != before)
      let logged = try await console.mutations()
      #expect(logged.map(\.action) == ["session.create"])
      #expect(logged.first?.answer?.location == "/technicians?page=2")
    }
  }

  @Test func `a code counts once`() async throws {
    try await Console.runSignedIn(.users) { console in
      await console.browser.forgetCookie()
      let again = try await console.signIn()
      #expect(again.status == 422)
      console.clock.advance(30)
      _ = try await console.browser.submit("/users/two_factor_authentication", [("user[otp_attempt]", console.code())])
      #expect(try await console.browser.get("/users").status == 200)
    }
  }

  @Test func `an idle session ends`() async throws {
    try await Console.runSignedIn(.technicians, { $0.idleTimeout = .seconds(600) }) { console in
      console.clock.advance(600)
      let inTime = try await console.browser.get("/technicians")
      #expect(inTime.status == 200)
      console.clock.advance(601)
      #expect(try await console.browser.get("/technicians").location == "/users/sign_in")
      #expect(try await console.browser.get("/users/sign_in").flash == "Your session expired. Please sign in again to continue.")
      await console.browser.setCookie("_syncro_session=made-up")
      #expect(try await console.browser.get("/admin").location == "/users/sign_in")
    }
  }

  @Test func `ten wrong codes lock the account`() async throws {
    try await Console.run(.technicians) { console in
      _ = try await console.browser.get("/users/sign_in")
      _ = try await console.browser.submit(
        "/users/sign_in", [("user[email]", console.emulator.email), ("user[password]", console.emulator.password)])
      for _ in 1...10 { _ = try await console.browser.post("/users/two_factor_authentication", [("user[otp_attempt]", "x")]) }
      let right = try await console.browser.post("/users/two_factor_authentication", [("user[otp_attempt]", console.code())])
      #expect(right.flash == "Too many wrong authentication codes. Your account is locked; try again later.")
      #expect(try await console.mutations().isEmpty)
    }
  }

  @Test func `a post without the right token changes nothing`() async throws {
    try await Console.runSignedIn(.technicians) { console in
      let reply = try await console.browser.post("/technicians/5003/deactivate", [], token: "forged")
      #expect(reply.status == 422)
      #expect(reply.body.contains("The change you wanted was rejected."))
      #expect(try await console.mutations().count == 1)
    }
  }

  @Test func `somebody new changes the temporary password, and is no admin`() async throws {
    try await Console.runSignedIn(.technicians) { console in
      _ = try await console.browser.submit(
        "/technicians",
        [
          ("user[first_name]", "Eva"), ("user[last_name]", "Neu"), ("user[email]", "eva@acme.example"), ("user[role]", "technician"),
          ("user[password]", "Temporary-1234"),
        ])
      _ = try await console.browser.submit("/users/sign_out", [("_method", "delete")])
      let change = try await console.browser.submit(
        "/users/sign_in", [("user[email]", "eva@acme.example"), ("user[password]", "Temporary-1234")])
      #expect(change.body.contains("</abbr> New password</label>"))
      #expect(try await console.browser.get("/").location == "/users/password/edit")
      let same = try await console.browser.post(
        "/users/password",
        [("_method", "put"), ("user[password]", "Temporary-1234"), ("user[password_confirmation]", "Temporary-1234")])
      #expect(same.status == 422)
      let inside = try await console.browser.submit(
        "/users/password",
        [("_method", "put"), ("user[password]", "My-own-password-1"), ("user[password_confirmation]", "My-own-password-1")])
      #expect(inside.flash == "Signed in successfully.")
      #expect(!inside.body.contains("href=\"/admin\""))
      #expect(try await console.browser.get("/technicians").status == 403)
      #expect(
        try await console.mutations().map(\.action) == [
          "session.create", "technician.create", "session.destroy", "password.change", "session.create",
        ])
    }
  }
}
