import ConsoleEmulator
import Foundation
import Secrets
import SelectorPacks
import Synchronization
import Technicians
import TestSupport
import Testing
import WebDriver

@testable import ConsolePages

/// Signing in with a recovery code.
@Suite struct RecoverySignInTests {
  /// Used in memory.
  private final class Used: RecoveryCodeLedger {
    private let count = Mutex(0)
    var used: Int { count.withLock { $0 } }
    func useFirst(of codes: [Secret], account: String) throws -> (position: Int, left: Int)? {
      count.withLock { count in
        guard count < codes.count else { return nil }
        count += 1
        return (count - 1, codes.count - count)
      }
    }
  }

  private static func credentials(_ test: EmulatedConsole, _ ledger: Used, codes: Bool = false) throws -> Credentials {
    Credentials(
      email: test.credentials.email, password: test.credentials.password, codes: codes ? test.credentials.codes : nil,
      recoveryCodes: try RecoveryCodes(
        secret: Secret(test.emulator.recoveryCodes.joined(separator: "\n"), label: "codes"), account: "a", ledger: ledger, report: { _ in })
    )
  }

  private static func left(_ test: EmulatedConsole) async throws -> [String] {
    try await test.state().people.first { $0.email == test.emulator.email }?.recoveryCodes ?? []
  }

  @Test(arguments: [
    (EmulatedLayout.technicians, EmulatedSkin.classic), (.users, .classic), (.technicians, .react), (.users, .react),
    (.technicians, .foreign), (.users, .foreign),
  ])
  func usesOneAndTheNextTheNext(_ layout: EmulatedLayout, _ skin: EmulatedSkin) async throws {
    try await withEmulatedConsole(
      layout, signedIn: false, pack: skin == .foreign ? try examplePack("werkhof-\(layout.rawValue)") : nil,
      configure: { $0.skin = skin }
    ) { test in
      let ledger = Used()
      for number in 1...2 {
        try await test.console.session.deleteAllCookies()
        // One-time codes that could be given are left alone: somebody has asked for this.
        let email = try await SignInPage(test.console).signIn(Self.credentials(test, ledger, codes: true))
        #expect(email.description == test.emulator.email)
        #expect(try await Self.left(test) == Array(test.emulator.recoveryCodes.dropFirst(number)))
        #expect(ledger.used == number)
      }
    }
  }

  @Test func oneThatIsRefusedIsNotFollowedByAnother() async throws {
    try await withEmulatedConsole(.users, signedIn: false) { test in
      let ledger = Used()
      let codes = try RecoveryCodes(
        secret: Secret("wrong-wrong\n" + test.emulator.recoveryCodes.joined(separator: "\n"), label: "codes"), account: "a", ledger: ledger,
        report: { _ in })
      let credentials = Credentials(
        email: test.credentials.email, password: test.credentials.password, codes: nil, recoveryCodes: codes)
      let error = try await #require(throws: ConsoleError.self) { try await SignInPage(test.console).signIn(credentials) }
      #expect(error.code == .notSignedIn)
      #expect(error.message == "the console did not accept the recovery code")
      #expect(error.details == ["it says: The recovery code is not valid."])
      #expect(!error.description.contains("wrong-wrong"))
      #expect(ledger.used == 1)
      #expect(try await Self.left(test).count == 10)
    }
  }

  @Test func usedUpOnesAreSaidAndNothingIsSent() async throws {
    try await withEmulatedConsole(.technicians, signedIn: false) { test in
      let ledger = Used()
      for _ in 1...10 { _ = try ledger.useFirst(of: test.emulator.recoveryCodes.map { Secret($0, label: "") }, account: "a") }
      let error = try await #require(throws: ConsoleError.self) {
        try await SignInPage(test.console).signIn(Self.credentials(test, ledger))
      }
      #expect(error.code == .notSignedIn)
      #expect(error.message == "the console asked for a recovery code, and all 10 have been used")
      #expect(try await test.requests().count { $0.method == "POST" } == 1)
    }
  }

  @Test(arguments: [Fault.Kind.status500Before, .status500After, .gatewayTimeout, .dropAfter])
  func aConsoleThatFailsIsNotGivenASecond(_ kind: Fault.Kind) async throws {
    try await withEmulatedConsole(.users, signedIn: false) { test in
      // As often as the browser itself tries.
      try await test.set(Fault(kind, method: "POST", path: "/users/two_factor_recovery", times: 4))
      let ledger = Used()
      let console = Console(
        address: test.console.address, pack: test.console.pack, session: test.console.session, patience: .seconds(2),
        clock: SessionClock(now: { .zero }, sleep: { _ in }))
      let outcome = await Result.catching { try await SignInPage(console).signIn(Self.credentials(test, ledger)) }
      #expect(ledger.used == 1)
      if kind == .status500Before {
        // The code still works on the console, and counts as used here all the same.
        guard case .failure(let error as ConsoleError) = outcome else {
          Issue.record("\(outcome)")
          return
        }
        #expect(error.message == "the console asked for another recovery code, and this run has used one")
        #expect(try await Self.left(test).count == 10)
      } else {
        #expect(try await Self.left(test) == Array(test.emulator.recoveryCodes.dropFirst()))
      }
    }
  }

  @Test func aPackThatDoesNotSayWhereIsRefusedBeforeAnythingIsTyped() async throws {
    var pack = try shippedPack(.users)
    pack.pages["recovery"] = nil
    try await withEmulatedConsole(.users, signedIn: false, pack: pack) { test in
      let ledger = Used()
      let error = try await #require(throws: ConsoleError.self) {
        try await SignInPage(test.console).signIn(Self.credentials(test, ledger))
      }
      #expect(error.message == "the selector pack does not say where a recovery code is typed")
      #expect(ledger.used == 0)
      #expect(try await test.requests().isEmpty)
    }
  }
}

extension Result where Failure == any Error {
  fileprivate static func catching(_ body: () async throws -> Success) async -> Self {
    do { return .success(try await body()) } catch { return .failure(error) }
  }
}
