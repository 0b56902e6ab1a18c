import ConsoleEmulator
import Testing

/// What stands in the way of the console's pages, and how a person clears it away.
@Suite struct BlockedPagesTests {
  private func block(_ block: EmulatedBlock, _ console: Console) async throws {
    let reply = try await Browser(console.emulator.controlURL).send("POST", "/blocks", body: "[\"\(block.rawValue)\"]")
    #expect(reply.status == 201)
  }

  private func shown(_ reply: Browser.Reply) -> Bool { !reply.body.contains("??") && !reply.body.contains("{{") }

  @Test(arguments: EmulatedLayout.allCases) func `single sign-on leaves no field for a password`(_ layout: EmulatedLayout) async throws {
    try await Console.run(layout, { $0.blocks = [.sso] }) { console in
      let page = try await console.browser.get("/users/sign_in")
      #expect(page.body.contains("Sign in with SSO") && !page.body.contains("type=\"password\"") && shown(page))
      let sent = try await console.browser.post(
        "/users/sign_in", [("user[email]", console.emulator.email), ("user[password]", console.emulator.password)])
      #expect((sent.status, sent.location) == (302, "/users/sign_in"))
    }
  }

  @Test func `or refuses a right password`() async throws {
    try await Console.run(.technicians, { $0.blocks = [.ssoRefusal] }) { console in
      _ = try await console.browser.get("/users/sign_in")
      let sent = try await console.browser.post(
        "/users/sign_in", [("user[email]", console.emulator.email), ("user[password]", console.emulator.password)])
      #expect(sent.status == 422)
      #expect(sent.flash == "Your organization requires single sign-on (SSO). Please sign in with SSO.")
    }
  }

  @Test func `an address that is not on the list gets one page for all`() async throws {
    try await Console.runSignedIn(.users) { console in
      try await block(.ipAllowList, console)
      for path in ["/", "/users", "/users/sign_in"] {
        let page = try await console.browser.get(path)
        #expect(page.status == 403 && page.body.contains("Your IP address is not allowed") && shown(page), "\(path)")
      }
    }
  }

  @Test func `a failed payment leaves the page of charges`() async throws {
    try await Console.runSignedIn(.technicians) { console in
      try await block(.failedPayment, console)
      for path in ["/admin", "/technicians", "/technicians/new", "/api_tokens"] {
        let page = try await console.browser.get(path)
        #expect(page.body.contains("Your last payment failed") && shown(page), "\(path)")
      }
      for path in ["/subscription", "/tickets", "/"] {
        #expect(try await !console.browser.get(path).body.contains("Your last payment failed"), "\(path)")
      }
    }
  }

  @Test(arguments: [EmulatedBlock.lockScreen, .ownPassword]) func `forms are not taken`(_ what: EmulatedBlock) async throws {
    try await Console.runSignedIn(.technicians) { console in
      let token = try await console.browser.get("/technicians/5003").body.firstMatch(of: /csrf-token" content="([^"]*)"/)
      try await block(what, console)
      _ = try await console.browser.post("/technicians/5003/deactivate", [], token: token.map { String($0.output.1) })
      #expect(try await console.mutations().allSatisfy { $0.action.hasPrefix("session.") })
      let page = try await console.browser.get("/technicians")
      #expect(page.body.contains(what == .lockScreen ? "Your screen is locked" : "Confirm your password") && shown(page))
      // A wrong answer leaves it there, a right one does not.
      let (path, field, right) =
        what == .lockScreen ? ("/unlock", "pin", "1234") : ("/users/confirm_password", "user[current_password]", console.emulator.password)
      for (answer, isThere) in [("nonsense", true), (right, false)] {
        _ = try await console.browser.get("/technicians")
        _ = try await console.browser.post(path, [(field, answer)])
        let body = try await console.browser.get("/technicians").body
        #expect((body.contains("Your screen is locked") || body.contains("Confirm your password")) == isThere)
      }
    }
  }

  @Test func `a notice lies over every page until it is acknowledged`() async throws {
    try await Console.runSignedIn(.users) { console in
      try await block(.notice, console)
      #expect(try await console.browser.get("/users").body.contains("I acknowledge"))
      _ = try await console.browser.post("/announcements/acknowledge", [])
      #expect(try await !console.browser.get("/users").body.contains("I acknowledge"))
    }
  }

  @Test func `a second factor and a new password come before everything else`() async throws {
    try await Console.runSignedIn(.technicians) { console in
      try await block(.mfaSetup, console)
      #expect(try await console.browser.get("/technicians").location == "/users/two_factor_setup")
      let page = try await console.browser.get("/users/two_factor_setup")
      #expect(page.body.contains("Set up two-factor authentication") && !page.body.contains("bhv-account-email") && shown(page))
      _ = try await console.browser.post("/users/two_factor_setup", [("user[otp_attempt]", "123456")])
      #expect(try await console.browser.get("/technicians").status == 200)
      try await block(.newPassword, console)
      #expect(try await console.browser.get("/technicians").location == "/users/password/edit")
      _ = try await console.browser.get("/users/password/edit")
      let chosen = "Quite-another-1-word"
      _ = try await console.browser.post(
        "/users/password", [("_method", "put"), ("user[password]", chosen), ("user[password_confirmation]", chosen)])
      #expect(try await console.browser.get("/technicians").status == 200)
    }
  }

  @Test func `a fault puts something in the way before or after`() throws {
    for text in ["POST /technicians/* block=lock-screen", "GET #2 block-after=notice"] { #expect(try Fault(text).description == text) }
    #expect(throws: Fault.Malformed.self) { try Fault("block=wall") }
  }
}
