import ConsolePages
import Foundation
import Logging
import Provisioning
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
  let browser: BrowserSource
}

extension ConsoleTarget {
  /// What options, environment and file say. Nothing is started.
  static func resolve(_ options: ConsoleOptions, talk: Talk) async throws -> ConsoleTarget {
    let configuration = try Configuration.load()
    guard let address = options.console ?? configuration.console else {
      throw UsageError("which console?", "Say --console https://acme.syncromsp.com, or set SYNCROCTL_CONSOLE.")
    }
    let pack = try options.pack(configuration)
    let console: ConsoleAddress
    do { console = try ConsoleAddress(address) } catch {
      throw UsageError("\(error)", "It comes from \(options.console == nil ? "SYNCROCTL_CONSOLE or the configuration file" : "--console").")
    }
    guard let email = configuration.email, let password = configuration.password else {
      throw UsageError(
        "there is no account to sign in with: \(configuration.email == nil ? "no email" : "no password")",
        """
        Set SYNCROCTL_EMAIL, and SYNCROCTL_PASSWORD or SYNCROCTL_PASSWORD_COMMAND (such as "pass show acme/password"), \
        or write ~/.config/syncroctl/config.yaml (see docs/live-console.md).
        """)
    }
    let account: EmailAddress
    do { account = try EmailAddress(email) } catch {
      throw UsageError("the account's email \(ShownText.quoted(email)) \(error)", "Put SYNCROCTL_EMAIL or account.email right.")
    }
    var codes: (any CodeSource)? = TypedCodes.ifTerminal
    if let totp = configuration.totp {
      do {
        codes = ComputedCodes(
          totp: try TOTP(secret: try await totp.secret(label: "account.totp")), account: "\(console.origin) \(account.comparable)",
          ledger: StateLedger(folder: configuration.stateFolder),
          wait: { duration in
            let seconds = Int((Double(duration.components.seconds) + Double(duration.components.attoseconds) * 1e-18).rounded(.up))
            talk.say("The current one-time code has been used: waiting \(seconds) s for the next")
            try await Task.sleep(for: duration)
          })
      } catch let error as TOTP.Malformed {
        throw UsageError("\(error)", "Put SYNCROCTL_TOTP_SECRET, SYNCROCTL_TOTP_COMMAND or account.totp right.")
      }
    }
    return ConsoleTarget(
      address: console, pack: pack,
      credentials: Credentials(email: account, password: try await password.secret(label: "account.password"), codes: codes),
      browser: try await options.browser.source(configuration))
  }

  /// Starts driver and browser, signs in, runs `body`, and leaves no process and no folder behind, however it ends.
  func withConsole<Value: Sendable>(
    talk: Talk, logger: Logger, _ body: @Sendable (SignedInConsole) async throws -> Value
  ) async throws -> Value {
    // What the console said stays what it is, even if the driver should die as well; only what driver or browser said may be better
    // explained by that death.
    let counter = CommandCounter()
    let result: Result<Value, any Error> = try await browser.withSession(logger: logger, observer: { counter.note($0) }) { session in
      do {
        return .success(try await body(signIn(session, counter, talk)))
      } catch  where error is WebDriverError || error is TransportError {
        throw error
      } catch {
        return .failure(error)
      }
    }
    return try result.get()
  }

  private func signIn(_ session: Session, _ counter: CommandCounter, _ talk: Talk) async throws -> SignedInConsole {
    let console = Console(address: address, pack: pack, session: session)
    talk.say("Signing in to \(address.host) (layout \(pack.layout)) as \(credentials.email)")
    let started = counter.count
    let email = try await SignInPage(console).signIn(credentials)
    talk.say("Signed in as \(email) (\(counter.count - started) commands)")
    return SignedInConsole(console: console, operatorEmail: email, counter: counter)
  }
}

/// One-time codes typed by a person, for accounts whose secret is not known here.
struct TypedCodes: CodeSource {
  var isImmediate: Bool { false }

  /// Only where there is a person to ask.
  static var ifTerminal: TypedCodes? { Question.isPossible ? TypedCodes() : nil }

  func next() async throws -> (code: Secret, used: @Sendable () throws -> Void) {
    StandardError.write("One-time code: ")
    let line = try await Question.line()
    return (Secret(line.filter { !$0.isWhitespace }, label: "account.code"), {})
  }
}

/// The ledger of used one-time codes in the state folder. A folder that cannot be written to is said in words that help: without the
/// ledger the next run could use a code twice, which consoles count as an attack.
struct StateLedger: CodeLedger {
  let folder: URL

  func lastStep(account: String) throws -> Int64? { try FileCodeLedger(folder: folder).lastStep(account: account) }

  func use(step: Int64, account: String) throws {
    do {
      try FileCodeLedger(folder: folder).use(step: step, account: account)
    } catch {
      throw UsageError(
        "which one-time code was used cannot be written down in \(folder.path)",
        "Make the folder writable, or name another with SYNCROCTL_STATE_DIR.")
    }
  }
}
