import ConsolePages
import CurlTransport
import DriverProcess
import Foundation
import Logging
import Secrets
import SelectorPacks
import Synchronization
import Technicians
import WebDriver

/// A console that somebody is signed in to, for the time of one command.
struct SignedInConsole: Sendable {
  let console: Console
  /// Who is signed in, read from the page.
  let operatorEmail: EmailAddress
  /// Counts every WebDriver command.
  let counter: CommandCounter
}

/// Counts WebDriver commands, so that each operation can say what it cost.
final class CommandCounter: Sendable {
  private let total = Mutex(0)

  var count: Int { total.withLock { $0 } }

  func note(_ event: CommandEvent) { total.withLock { $0 += 1 } }
}

/// Where to sign in, and as whom.
struct ConsoleTarget: Sendable {
  let address: ConsoleAddress
  let pack: SelectorPack
  let credentials: Credentials
  let isHeaded: Bool
  let driver: DriverOptions
}

extension ConsoleTarget {
  /// What options, environment and file say. Nothing is started.
  static func resolve(_ options: ConsoleOptions) async throws -> ConsoleTarget {
    let configuration = try Configuration.load()
    guard let address = options.console ?? configuration.console else {
      throw UsageError(description: "which console? Say --console https://acme.syncromsp.com, or set SYNCROCTL_CONSOLE")
    }
    let pack = try options.pack(configuration)
    let console: ConsoleAddress
    do { console = try ConsoleAddress(address) } catch { throw UsageError(description: "\(error)") }
    guard let email = configuration.email, let password = configuration.password else {
      throw UsageError(
        description: """
          no account to sign in with. Set SYNCROCTL_EMAIL, and SYNCROCTL_PASSWORD or SYNCROCTL_PASSWORD_COMMAND \
          (such as "pass show acme/password"), or write ~/.config/syncroctl/config.yaml (see docs/live-console.md)
          """)
    }
    let account: EmailAddress
    do { account = try EmailAddress(email) } catch { throw UsageError(description: "the account's email \"\(email)\" \(error)") }
    var codes: (any CodeSource)? = TypedCodes.ifTerminal
    if let totp = configuration.totp {
      do {
        codes = ComputedCodes(
          totp: try TOTP(secret: try await totp.secret(label: "account.totp")), account: "\(console.origin) \(account.comparable)",
          ledger: FileCodeLedger(folder: configuration.stateFolder))
      } catch let error as TOTP.Malformed {
        throw UsageError(description: "\(error)")
      }
    }
    return ConsoleTarget(
      address: console, pack: pack,
      credentials: Credentials(email: account, password: try await password.secret(label: "account.password"), codes: codes),
      isHeaded: options.headed, driver: options.browser.driverOptions)
  }

  /// Starts driver and browser, signs in, runs `body`, and leaves no process and no folder behind, however it ends.
  func withConsole<Value: Sendable>(
    talk: Talk, logger: Logger, _ body: @Sendable (SignedInConsole) async throws -> Value
  ) async throws -> Value {
    try await DriverProcess.withDriver(driver, logger: logger) { running in
      let counter = CommandCounter()
      let transport = try CurlTransport(baseURL: running.url)
      let remote = RemoteEnd(transport: transport) { counter.note($0) }
      let capabilities = ChromiumCapabilities(running.chromium(headed: isHeaded))
      let session = try await Session.start(on: remote, alwaysMatch: capabilities.alwaysMatch)
      do {
        if let driver = session.capabilities.chromedriverVersion, let browser = session.capabilities.browserVersion {
          try DriverVersions.check(driverVersion: driver, browserVersion: browser)
        }
        let console = Console(address: address, pack: pack, session: session)
        talk.say("Signing in to \(address.host) (layout \(pack.layout)) as \(credentials.email)")
        let started = counter.count
        let email = try await SignInPage(console).signIn(credentials)
        talk.say("Signed in as \(email) (\(counter.count - started) commands)")
        let value = try await body(SignedInConsole(console: console, operatorEmail: email, counter: counter))
        try? await Self.end(session)
        return value
      } catch {
        try? await Self.end(session)
        throw error
      }
    }
  }

  /// Ends the session although the task may be cancelled.
  private static func end(_ session: Session) async throws {
    try await Task { try await session.delete() }.value
  }
}

/// One-time codes typed by a person, for accounts whose secret is not known here.
struct TypedCodes: CodeSource {
  var isImmediate: Bool { false }

  /// Only where there is a person to ask.
  static var ifTerminal: TypedCodes? { isatty(STDIN_FILENO) == 1 && StandardError.isTerminal ? TypedCodes() : nil }

  func next() async throws -> (code: Secret, used: @Sendable () throws -> Void) {
    StandardError.write("One-time code: ")
    let line = readLine(strippingNewline: true) ?? ""
    return (Secret(line.filter { !$0.isWhitespace }, label: "account.code"), {})
  }
}
