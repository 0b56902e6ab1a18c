import BrowserSupport
import ConsoleEmulator
import ConsolePages
import Logging
import TestSupport
import Testing
import WebDriver

@Suite struct UnreachableConsoleTests {
  @Test func saysThatNobodyAnswers() async throws {
    // The port of a console that has just ended.
    let address = try await withEmulator(EmulatorConfiguration(), logger: Logger(label: "test")) { $0.consoleURL }
    try await withBrowser { session in
      let console = Console(address: try ConsoleAddress(address), pack: try shippedPack(.technicians), session: session)
      let error = try await #require(throws: ConsoleError.self) { try await TechniciansPage(console).readAll() }
      #expect(error.code == .unreachable)
      #expect(error.message == "the console does not answer at \(address)")
      #expect(error.consequence == .nothing)
    }
  }

  @Test func saysThatItIsNotAConsole() async throws {
    try await withEmulatedConsole(.users, signedIn: false) { test in
      // The control port answers http, and is not a console.
      let stranger = Console(
        address: try ConsoleAddress(test.emulator.controlURL), pack: try shippedPack(.technicians), session: test.console.session,
        patience: .milliseconds(500))
      let error = try await #require(throws: ConsoleError.self) { try await SignInPage(stranger).signIn(test.credentials) }
      #expect(error.code == .unreachable)
      #expect(error.message == "the browser was given nothing that it can show for the sign-in page")
    }
  }

  @Test func typesNothingOnAnotherSite() async throws {
    try await withEmulatedConsole(.users, signedIn: false) { test in
      // The same page under another name of this machine is another site, though it looks the same.
      let elsewhere = test.emulator.consoleURL.replacing("127.0.0.1", with: "localhost")
      let console = Console(
        address: test.console.address, pack: test.console.pack, session: test.console.session, patience: .milliseconds(500))
      try await console.session.navigate(to: "\(elsewhere)/users/sign_in")
      let error = try await #require(throws: ConsoleError.self) { try await SignInPage(console).signInHere(test.credentials) }
      #expect(error.message == "the console led to another site instead of the sign-in page")
      let typed = try await test.console.session.execute(
        "return document.querySelector('#user_email').value + document.querySelector('#user_password').value", as: String.self)
      #expect(typed.isEmpty)
    }
  }
}
