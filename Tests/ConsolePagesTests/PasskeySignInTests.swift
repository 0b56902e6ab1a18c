import BrowserSupport
import ConsoleEmulator
import Foundation
import Logging
import Secrets
import SelectorPacks
import Synchronization
import Technicians
import TestSupport
import Testing
import WebDriver

@testable import ConsolePages

/// Signing in with a passkey, in a browser that is lent one.
@Suite struct PasskeySignInTests {
  /// Counts in memory, and can be told to forget.
  private final class Counts: PasskeyLedger {
    private let given = Mutex(0)
    func next(passkey: String, atLeast least: Int) throws -> Int {
      given.withLock { given in
        defer { given += FilePasskeyLedger.stride }
        return max(given, least)
      }
    }
  }

  private final class Commands: Sendable {
    private let names = Mutex<[String]>([])
    private let found = Mutex<[Bool]>([])
    var all: [String] { names.withLock { $0 } }
    /// For each look at what is to be clicked, whether it was still there once the form was filled in: an island may have drawn it anew.
    var foundButtons: [Bool] { found.withLock { $0 } }
    func add(_ name: String) { names.withLock { $0.append(name) } }

    func take(_ answer: WireResponse) {
      struct Answer: Decodable {
        struct Page: Decodable {
          struct Element: Decodable { let node: [String: String]? }
          let `case`: String?
          let elements: [String: Element]?
        }
        let value: Page
      }
      guard let page = try? JSONDecoder().decode(Answer.self, from: Data(answer.body)).value else { return }
      guard let button = ["form": "sign_in.submit", "passkey": "mfa.passkey"][page.case ?? ""] else { return }
      found.withLock { $0.append(page.elements?[button]?.node != nil) }
    }
  }

  /// Notes the commands' names, and can refuse one as a driver does that has never heard of it.
  private struct Noting: Transport {
    let next: any Transport
    let commands: Commands
    var refused: String?

    func send(_ request: WireRequest) async throws -> WireResponse {
      commands.add(request.command)
      guard request.command == refused else {
        let answer = try await next.send(request)
        commands.take(answer)
        return answer
      }
      return WireResponse(status: 404, body: Array(#"{"value":{"error":"unknown command","message":"no","stacktrace":""}}"#.utf8))
    }

    func mark(page: String, step: String) { next.mark(page: page, step: step) }
  }

  private static func passkey(_ json: String?, _ ledger: any PasskeyLedger = Counts()) throws -> Passkey {
    try Passkey(secret: Secret(try #require(json), label: Passkey.keyLabel), ledger: ledger)
  }

  private static func credentials(_ test: EmulatedConsole, _ passkey: Passkey?, codes: Bool = false) -> Credentials {
    Credentials(
      email: test.credentials.email, password: test.credentials.password, codes: codes ? test.credentials.codes : nil, passkey: passkey)
  }

  /// Ends the session that the browser has, and leaves the browser.
  private static func forget(_ test: EmulatedConsole) async throws { try await test.console.session.deleteAllCookies() }

  private static func count(_ test: EmulatedConsole) async throws -> Int? {
    try await test.state().people.first { $0.email == test.emulator.email }?.passkeySignCount
  }

  @Test(arguments: [
    (EmulatedLayout.technicians, EmulatedSkin.classic), (.users, .classic), (.technicians, .react), (.users, .react),
    (.technicians, .foreign), (.users, .foreign),
  ])
  func signsInAndTakesThePasskeyBack(_ layout: EmulatedLayout, _ skin: EmulatedSkin) async throws {
    let commands = Commands()
    try await withEmulatedConsole(
      layout, signedIn: false, pack: skin == .foreign ? try examplePack("werkhof-\(layout.rawValue)") : nil,
      transport: { Noting(next: $0, commands: commands) },
      configure: {
        $0.skin = skin
        $0.asksForPasskey = true
        $0.asksForCodes = false
      }
    ) { test in
      let (before, begun) = (test.commandCount(), commands.all.count)
      let email = try await SignInPage(test.console).signIn(Self.credentials(test, try Self.passkey(test.emulator.passkey)))
      #expect(email.description == test.emulator.email)
      let sent = commands.all.dropFirst(begun)
      #expect(
        sent.filter { !$0.hasPrefix("execute") } == [
          "addVirtualAuthenticator", "addCredential", "navigateTo", "elementClick", "elementClick", "removeVirtualAuthenticator",
        ])
      // What an island has drawn anew while the form was being filled in is looked for once more; how often that is, is up to chance.
      let lookedAgain = commands.foundButtons.count { !$0 }
      #expect(commands.foundButtons.count - lookedAgain == 2)
      #expect(skin == .react || lookedAgain == 0)
      #expect(test.commandCount() - before - lookedAgain <= 9, "\(sent)")
      #expect(try await test.mutations().map(\.action) == ["session.create"])
      #expect(try await Self.count(test) == 1)
    }
  }

  @Test func theCountGrowsFromSignInToSignInAndOneThatFallsIsRefused() async throws {
    try await withEmulatedConsole(
      .users, signedIn: false,
      configure: {
        $0.asksForPasskey = true
        $0.asksForCodes = false
      }
    ) { test in
      let passkey = try Self.passkey(test.emulator.passkey)
      for expected in [1, 17] {
        try await Self.forget(test)
        _ = try await SignInPage(test.console).signIn(Self.credentials(test, passkey))
        #expect(try await Self.count(test) == expected)
      }
      // A ledger that was lost.
      try await Self.forget(test)
      let error = try await #require(throws: ConsoleError.self) {
        try await SignInPage(test.console).signIn(Self.credentials(test, try Self.passkey(test.emulator.passkey)))
      }
      #expect(error.code == .notSignedIn)
      #expect(error.message == "the console did not accept the passkey")
      #expect(error.details == ["it says: Your passkey was not accepted."])
      #expect(error.advice?.contains("its count may have fallen behind") == true)
      #expect(try await Self.count(test) == 17)
    }
  }

  @Test func aPasskeyWithAnotherKeyIsRefused() async throws {
    let other = try await withEmulator(seed: 2) { $0.passkey }
    try await withEmulatedConsole(
      .technicians, signedIn: false,
      configure: {
        $0.asksForPasskey = true
        $0.asksForCodes = false
      }
    ) { test in
      let own = try #require(test.emulator.passkey)
      let key = try #require(other?.firstMatch(of: /"privateKey":"([^"]+)"/)?.1)
      let forged = own.replacing(/"privateKey":"[^"]+"/, with: "\"privateKey\":\"\(key)\"")
      #expect(forged != own)
      let error = try await #require(throws: ConsoleError.self) {
        try await SignInPage(test.console).signIn(Self.credentials(test, try Self.passkey(forged)))
      }
      #expect(error.message == "the console did not accept the passkey")
      #expect(!error.description.contains(key))
      #expect(try await test.mutations().isEmpty)

      // One that the console has never seen: the browser finds none to use, and the page says so.
      let unknown = try await #require(throws: ConsoleError.self) {
        try await SignInPage(test.console).signIn(Self.credentials(test, try Self.passkey(other)))
      }
      #expect(unknown.code == .notSignedIn)
      #expect(unknown.details == ["it says: Your passkey could not be used."])
    }
  }

  @Test func whereACodeWouldDoThePasskeyIsStillUsed() async throws {
    try await withEmulatedConsole(.users, signedIn: false, configure: { $0.asksForPasskey = true }) { test in
      _ = try await SignInPage(test.console).signIn(Self.credentials(test, try Self.passkey(test.emulator.passkey), codes: true))
      #expect(try await Self.count(test) == 1)
      // And a code without one.
      try await Self.forget(test)
      _ = try await SignInPage(test.console).signIn(Self.credentials(test, nil, codes: true))
      #expect(try await Self.count(test) == 1)
    }
  }

  @Test func aCodeIsGivenWhereThatAloneIsAskedFor() async throws {
    let json = try await withEmulator(seed: 1) { $0.passkey }
    try await withEmulatedConsole(.users, signedIn: false) { test in
      _ = try await SignInPage(test.console).signIn(Self.credentials(test, try Self.passkey(json), codes: true))
      #expect(try await test.mutations().map(\.action) == ["session.create"])
    }
  }

  @Test(arguments: [false, true]) func saysThatAPasskeyIsAskedForAndThereIsNone(hasCodes: Bool) async throws {
    try await withEmulatedConsole(
      .users, signedIn: false, patience: .seconds(hasCodes ? 2 : 10),
      configure: {
        $0.asksForPasskey = true
        $0.asksForCodes = false
      }
    ) { test in
      let totp = try TOTP(secret: Secret("GEZDGNBVGY3TQOJQ", label: "totp"))
      let codes = hasCodes ? ComputedCodes(totp: totp, account: "a", ledger: MemoryLedger()) : nil
      let without = Credentials(email: test.credentials.email, password: test.credentials.password, codes: codes)
      let error = try await #require(throws: ConsoleError.self) { try await SignInPage(test.console).signIn(without) }
      #expect(error.code == .notSignedIn)
      #expect(error.message == "the console asked for a passkey and there is none to give")
      #expect(error.advice?.hasPrefix("Set SYNCROCTL_PASSKEY_COMMAND") == true)
    }
  }

  @Test(arguments: [false, true]) func aBrowserThatCannotSaysSoOrDoesWithout(hasCodes: Bool) async throws {
    let commands = Commands()
    try await withEmulatedConsole(
      .users, signedIn: false, transport: { Noting(next: $0, commands: commands, refused: "addVirtualAuthenticator") },
      configure: { $0.asksForPasskey = true }
    ) { test in
      let credentials = Self.credentials(test, try Self.passkey(test.emulator.passkey), codes: hasCodes)
      guard !hasCodes else {
        // The page offers both: what cannot be done is not pressed.
        #expect(try await SignInPage(test.console).signIn(credentials) == test.credentials.email)
        #expect(try await Self.count(test) == 0)
        return
      }
      let error = try await #require(throws: ConsoleError.self) { try await SignInPage(test.console).signIn(credentials) }
      #expect(error.code == .notSignedIn)
      #expect(error.message == "this browser cannot be lent a passkey")
      #expect(error.details == ["its driver says: unknown command"])
      #expect(!commands.all.contains("navigateTo"))
    }
  }
}

/// The sign-in details of a console that asks for a passkey.
private func withEmulator<Value: Sendable>(seed: UInt64, _ body: @Sendable (RunningEmulator) throws -> Value) async throws -> Value {
  var configuration = EmulatorConfiguration()
  configuration.asksForPasskey = true
  configuration.seed = seed
  return try await withEmulator(configuration, logger: Logger(label: "test", factory: { _ in SwiftLogNoOpLogHandler() })) { try body($0) }
}
