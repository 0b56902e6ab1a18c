import ConsoleEmulator
import ConsolePages
import Foundation
import Secrets
import Synchronization
import Technicians
import TestSupport
import Testing

@Suite struct SignInPageTests {
  @Test(arguments: EmulatedLayout.allCases) func signsInWithACodeInFewCommands(layout: EmulatedLayout) async throws {
    try await withEmulatedConsole(layout, signedIn: false) { test in
      let before = test.commandCount()
      let email = try await SignInPage(test.console).signIn(test.credentials)
      #expect(email.description == test.emulator.email)
      #expect(test.commandCount() - before <= 8)
      #expect(try await test.mutations().map(\.action) == ["session.create"])
      // Signed in already: nothing is typed again.
      #expect(try await SignInPage(test.console).signIn(test.credentials) == email)
      #expect(try await test.mutations().count == 1)
    }
  }

  @Test func saysWhatTheConsoleSaysOfAWrongPassword() async throws {
    try await withEmulatedConsole(.technicians, signedIn: false) { test in
      let wrong = Credentials(email: test.credentials.email, password: Secret("Wrong-password-1", label: "password"), codes: nil)
      let error = try await #require(throws: ConsoleError.self) { try await SignInPage(test.console).signIn(wrong) }
      #expect(error.code == .notSignedIn)
      #expect(error.details == ["it says: Invalid Email or password."])
      #expect(!error.description.contains("Wrong-password-1"))
      #expect(try await test.mutations().isEmpty)
    }
  }

  @Test func saysThatACodeIsAskedForAndThereIsNone() async throws {
    try await withEmulatedConsole(.users, signedIn: false) { test in
      let without = Credentials(email: test.credentials.email, password: test.credentials.password, codes: nil)
      let error = try await #require(throws: ConsoleError.self) { try await SignInPage(test.console).signIn(without) }
      #expect(error.code == .notSignedIn)
      #expect(error.message == "the console asked for a one-time code and there is none to give")
    }
  }

  @Test func saysThatACodeIsNotAccepted() async throws {
    try await withEmulatedConsole(.users, signedIn: false) { test in
      let totp = try TOTP(secret: Secret("GEZDGNBVGY3TQOJQ", label: "totp"))
      let codes = ComputedCodes(totp: totp, account: "a", ledger: MemoryLedger())
      let wrong = Credentials(email: test.credentials.email, password: test.credentials.password, codes: codes)
      let error = try await #require(throws: ConsoleError.self) { try await SignInPage(test.console).signIn(wrong) }
      #expect(error.code == .notSignedIn)
      #expect(error.message == "the console did not accept the one-time code")
      #expect(error.details == ["it says: The authentication code is not valid."])
    }
  }

  @Test func noticesThatTheSessionHasExpired() async throws {
    let shared = SharedClock()
    try await withEmulatedConsole(
      .technicians,
      configure: {
        $0.idleTimeout = .seconds(60)
        $0.now = { shared.now }
      }
    ) { test in
      shared.advance(by: 3600)
      let error = try await #require(throws: ConsoleError.self) { try await TechniciansPage(test.console).readAll() }
      #expect(error.code == .notSignedIn)
      #expect(error.message == "the console asks to sign in again (on the way to the list of people)")
    }
  }
}

/// A clock that a test moves.
private final class SharedClock: Sendable {
  private let offset = Mutex(TimeInterval(0))
  var now: Date { Date().addingTimeInterval(offset.withLock { $0 }) }
  func advance(by seconds: TimeInterval) { offset.withLock { $0 += seconds } }
}
