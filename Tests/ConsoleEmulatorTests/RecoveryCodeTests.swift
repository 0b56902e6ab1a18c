import Testing

@testable import ConsoleEmulator

@Suite struct RecoveryCodeTests {
  private static let path = "/users/two_factor_recovery"

  private static func withPassword(_ console: Console) async throws -> Browser.Reply {
    _ = try await console.browser.get("/users/sign_in")
    return try await console.browser.submit(
      "/users/sign_in", [("user[email]", console.emulator.email), ("user[password]", console.emulator.password)])
  }

  @Test(arguments: EmulatedLayout.allCases) func `each works once, whichever it is`(_ layout: EmulatedLayout) async throws {
    try await Console.run(layout) { console in
      let codes = console.emulator.recoveryCodes
      #expect(codes.count == 10 && Set(codes).count == 10)
      let asked = try await Self.withPassword(console)
      #expect(asked.body.contains("href=\"\(Self.path)\""))
      let page = try await console.browser.get(Self.path)
      #expect(page.body.contains("</abbr> Recovery code</label>"))
      let wrong = try await console.browser.post(Self.path, [("user[recovery_code]", "wrong-wrong")])
      #expect((wrong.status, wrong.flash) == (422, "The recovery code is not valid."))
      let inside = try await console.browser.submit(Self.path, [("user[recovery_code]", " \(codes[3].uppercased()) ")])
      #expect(inside.flash == "Signed in successfully.")

      await console.browser.forgetCookie()
      _ = try await Self.withPassword(console)
      _ = try await console.browser.get(Self.path)
      let again = try await console.browser.post(Self.path, [("user[recovery_code]", codes[3])])
      #expect(again.status == 422)
      let other = try await console.browser.submit(Self.path, [("user[recovery_code]", codes[0])])
      #expect(other.flash == "Signed in successfully.")
    }
  }

  @Test func `nobody gets to it without the password, and wrong ones are counted`() async throws {
    try await Console.run(.users) { console in
      _ = try await console.browser.get("/users/sign_in")
      #expect(try await console.browser.get(Self.path).location == "/users/sign_in")
      _ = try await Self.withPassword(console)
      _ = try await console.browser.get(Self.path)
      for _ in 1...10 { _ = try await console.browser.post(Self.path, [("user[recovery_code]", "wrong-wrong")]) }
      let right = try await console.browser.post(Self.path, [("user[recovery_code]", console.emulator.recoveryCodes[0])])
      #expect(right.flash == "Too many wrong authentication codes. Your account is locked; try again later.")
    }
  }

  @Test func `without any second factor there are none`() async throws {
    try await Console.run(.users, { $0.asksForCodes = false }) { console in
      #expect(console.emulator.recoveryCodes.isEmpty)
    }
  }
}
