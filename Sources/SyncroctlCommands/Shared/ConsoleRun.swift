import ConsolePages
import Foundation
import Logging
import Provisioning
import Recordings
import Scenarios
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
  /// Who is asked besides the pages; `nil` where nobody is.
  var witness: (any Witness)?

  /// Reads what the console holds. Whole lists are held against what the witness knows.
  func reader(_ progress: @escaping @Sendable (String) -> Void = { _ in }) -> SnapshotReader {
    SnapshotReader(console, signedInAs: operatorEmail, witness: witness, progress: progress)
  }
}

/// Counts WebDriver commands, so that each operation can say what it cost.
final class CommandCounter: Sendable {
  private let total = Mutex(0)
  private let afterEach = RunHooks.current.afterCommand

  var count: Int { total.withLock { $0 } }

  func note(_ event: CommandEvent) {
    let number = total.withLock { total in
      total += 1
      return total
    }
    afterEach?(number)
  }
}

/// Where to sign in, and as whom.
struct ConsoleTarget: Sendable {
  let address: ConsoleAddress
  let pack: SelectorPack
  let credentials: Credentials
  let browser: BrowserSource
  /// Whether the session is recorded, played back or compared.
  var purpose = SessionPurpose.live
  /// What a recording must be searched for.
  var secrets: [Secret] = []
  /// What computes the one-time codes, where that is done here.
  var totp: TOTP?
  /// What the command was given besides its options.
  var inputs = CommandInputs()
  /// How the pages looked before; `nil` where nothing is compared: a recording is to hold no more than the flow.
  var shapes: PageShapeFile?
  /// Where the second witness is asked; `nil` where none is.
  var api: APISetting?
}

extension ConsoleTarget {
  /// Whether nothing happens but in a recording.
  var isReplay: Bool { purpose.replayed != nil }

  /// What options, environment and file say. Nothing is started.
  ///
  /// - Parameter inputs: what the command was given besides its options, for a recording.
  static func resolve(_ options: ConsoleOptions, talk: Talk, inputs: CommandInputs = CommandInputs()) async throws -> ConsoleTarget {
    let purpose = try options.browser.recording.purpose()
    if let (recording, file) = purpose.replayed { return try await replayed(recording, file, options, talk) }
    let configuration = try Configuration.load()
    guard let address = options.console ?? configuration.console else {
      throw UsageError("which console?", "Say --console https://acme.syncromsp.com, or set SYNCROCTL_CONSOLE.")
    }
    let pack = try options.pack(configuration)
    let console: ConsoleAddress
    do { console = try ConsoleAddress(address) } catch {
      throw UsageError("\(error)", "It comes from \(options.console == nil ? "SYNCROCTL_CONSOLE or the configuration file" : "--console").")
    }
    guard let email = configuration.email, let passwordSetting = configuration.password else {
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
    let password = try await passwordSetting.secret(label: "account.password")
    var secrets = [password]
    var codes: (any CodeSource)? = TypedCodes.ifTerminal
    var computing: TOTP?
    if let setting = configuration.totp {
      let secret = try await setting.secret(label: "account.totp")
      secrets.append(secret)
      do {
        let totp = try TOTP(secret: secret)
        computing = totp
        codes = ComputedCodes(
          totp: totp, account: "\(console.origin) \(account.comparable)",
          ledger: StateLedger(folder: configuration.stateFolder),
          wait: { duration in
            let seconds = Int((Double(duration.components.seconds) + Double(duration.components.attoseconds) * 1e-18).rounded(.up))
            talk.say("The current one-time code has been used: waiting \(seconds) s for the next")
            try await Task.sleep(for: duration)
          })
      } catch {
        throw UsageError("\(error)", "Put SYNCROCTL_TOTP_SECRET, SYNCROCTL_TOTP_COMMAND or account.totp right.")
      }
    }
    let api = try await APISetting.resolve(configuration, console: console)
    if let api { secrets.append(api.token) }
    return ConsoleTarget(
      address: console, pack: pack,
      credentials: Credentials(email: account, password: password, codes: codes),
      browser: try await options.browser.source(configuration, purpose: purpose), purpose: purpose,
      secrets: secrets + [configuration.webdriver].compactMap(\.self), totp: computing, inputs: inputs,
      shapes: purpose.isLive ? PageShapeFile(folder: configuration.stateFolder, console: console, layout: pack.layout) : nil,
      api: api)
  }

  /// The console of a recording: all that is needed to know of it stands in the recording itself.
  static func replayed(_ recording: Recording, _ name: String, _ options: ConsoleOptions, _ talk: Talk) async throws -> ConsoleTarget {
    // Of a pack that is no shipped one the recording knows the name, and not where it is.
    let file = options.layout.flatMap { PackLibrary.isPath($0) ? $0 : nil }
    if let option = options.console.map({ _ in "--console" }) ?? (file == nil ? options.layout.map { _ in "--layout" } : nil) {
      throw UsageError("\(option) is said, and the recording says it already", "Leave it out.")
    }
    let layout = recording.header.layout
    let shipped = try Shipped.folder("selectors")
    guard file != nil || PackLibrary.layouts(in: shipped).contains(layout) else {
      throw UsageError(
        "the recording is of the layout \(layout), which is not a shipped one",
        "Type the command itself with --replay, and name its pack: --layout FILE.")
    }
    let pack = try PackLibrary.pack(
      layout: file ?? layout, in: shipped, overrides: options.selectors.map { URL(fileURLWithPath: $0) })
    guard pack.layout == layout else {
      throw UsageError("the recording is of the layout \(layout), and \(file ?? "") is of \(pack.layout)", "Name the pack of that layout.")
    }
    return try await replayed(recording, name, pack: pack, browser: options.browser.source(purpose: .replay(recording, file: name)), talk)
  }

  /// The same with a pack.
  static func replayed(
    _ recording: Recording, _ file: String, pack: SelectorPack, browser: BrowserSource, _ talk: Talk
  ) throws -> ConsoleTarget {
    try StaleRecording.check(recording.header, file: file, pack: pack)
    let header = recording.header
    talk.say("Replaying \(file), recorded \(header.recorded): no browser is started, and nothing is changed")
    return ConsoleTarget(
      address: try ConsoleAddress(header.console), pack: pack,
      credentials: Credentials(
        email: try EmailAddress(header.account), password: Secret("replayed", label: "account.password"),
        codes: header.codes == .none ? nil : PlaceholderCodes(isImmediate: header.codes == .computed)),
      browser: browser, purpose: .replay(recording, file: file))
  }

  /// Starts driver and browser, signs in, runs `body`, and leaves no process and no folder behind, however it ends.
  func withConsole<Value: Sendable>(
    talk: Talk, logger: Logger, _ body: @Sendable (SignedInConsole) async throws -> Value
  ) async throws -> Value {
    // What the console said stays what it is, even if the driver should die as well; only what driver or browser said may be better
    // explained by that death.
    let counter = CommandCounter()
    if case .replayed(let replay) = browser.kind { return try await play(replay, counter, talk, logger, body) }
    let witness = try await witness(talk, logger)
    let recording = CommandRecording(self)
    let watch = shapes?.watch()
    defer { if let watch { shapes?.finish(watch, talk) } }
    // A recording holds the same programs whether somebody looked on or not.
    let isTraced = recording == nil && (browser.trace != nil || logger.logLevel <= .debug)
    let outcome: Result<Value, any Error>
    do {
      let result: Result<Value, any Error> = try await browser.withSession(
        logger: logger, observer: { counter.note($0) }, recorder: recording?.recorder
      ) { session in
        do {
          return .success(try await body(signIn(session, counter, recording?.uses, watch, talk, witness, isTraced: isTraced)))
        } catch  where error is WebDriverError || error is TransportError {
          throw error
        } catch {
          return .failure(error)
        }
      }
      outcome = result
    } catch {
      outcome = .failure(error)
    }
    guard let recording else { return try outcome.get() }
    return try Self.finish(recording, outcome, talk)
  }

  /// The same out of a recording. A body that fails leaves lines over, which is no news; one that succeeds must have asked for everything.
  private func play<Value: Sendable>(
    _ replay: Replay, _ counter: CommandCounter, _ talk: Talk, _ logger: Logger, _ body: @Sendable (SignedInConsole) async throws -> Value
  ) async throws -> Value {
    try await browser.withSession(logger: logger, observer: { counter.note($0) }) { session in
      let value: Value
      do {
        value = try await body(signIn(session, counter, nil, nil, talk))
      } catch {
        // That the flow has left its recording explains whatever came of it.
        throw replay.failure ?? error
      }
      try await session.delete()
      try replay.finish()
      return value
    }
  }

  /// What the command did and said stays what it is; a recording that could not be made, and a console that has changed, are said besides.
  private static func finish<Value>(_ recording: CommandRecording, _ outcome: Result<Value, any Error>, _ talk: Talk) throws -> Value {
    do {
      let value = try outcome.get()
      try recording.finish(nil, talk: talk)
      return value
    } catch let error as ConsoleHasChanged {
      throw error
    } catch {
      guard case .failure(let failure) = outcome else { throw error }
      do {
        try recording.finish(failure, talk: talk)
      } catch let changed as ConsoleHasChanged {
        // It explains the failure.
        throw changed
      } catch {
        StandardError.write("The session was not recorded: \(error)\n")
      }
      throw failure
    }
  }

  /// Whoever is asked besides the pages. Has said already by whose leave it tells: without that no browser is started.
  private func witness(_ talk: Talk, _ logger: Logger) async throws -> (any Witness)? {
    guard let api else {
      logger.debug("no second witness is asked: there is no API token (see docs/witness.md)")
      return nil
    }
    let witness = try await APIWitness(api)
    talk.say("Second witness: \(witness.introduction)")
    return witness
  }

  private func signIn(
    _ session: Session, _ counter: CommandCounter, _ uses: PackUses?, _ watch: PageWatch?, _ talk: Talk, _ witness: (any Witness)? = nil,
    isTraced: Bool = false
  ) async throws -> SignedInConsole {
    var pack = pack
    pack.uses = uses
    let console = Console(
      address: address, pack: pack, session: session, watch: watch, tellsChoices: isTraced, note: { talk.say($0) })
    talk.say("Signing in to \(address.host) (layout \(pack.layout)) as \(credentials.email)")
    let started = counter.count
    let email = try await SignInPage(console).signIn(credentials)
    talk.say("Signed in as \(email) (\(counter.count - started) commands)")
    return SignedInConsole(console: console, operatorEmail: email, counter: counter, witness: witness)
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
