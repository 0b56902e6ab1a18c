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
  /// Keeps the session between runs; `nil` where none is kept or used.
  var sessions: SessionStore?
  /// What was set; `nil` for a console that no setting is about.
  var configuration: Configuration?
}

extension ConsoleTarget {
  /// Whether nothing happens but in a recording.
  var isReplay: Bool { purpose.replayed != nil }

  /// What to say to have another console: of one with an account of its own, that account is chosen.
  func toChoose(_ console: String) -> String {
    configuration?.accountName == nil ? "Say --console \(console)" : "Say the account of \(console): --account NAME"
  }

  /// Who may approve what, and the limits.
  ///
  /// - Throws: ``RosterMistakes`` with everything that is wrong in the policy.
  func policy() throws -> PolicyOptions.Found {
    guard let configuration else { return PolicyOptions.Found(policy: .standard, file: nil) }
    return try PolicyOptions.read(configuration)
  }

  /// What options, environment and file say. Nothing is started.
  ///
  /// - Parameters:
  ///   - more: other options of the command that say settings.
  ///   - inputs: what the command was given besides its options, for a recording.
  static func resolve(
    _ options: ConsoleOptions, _ more: [any SaysSettings] = [], talk: Talk, inputs: CommandInputs = CommandInputs()
  ) async throws -> ConsoleTarget {
    let purpose = try options.browser.recording.purpose()
    if let (recording, file) = purpose.replayed { return try await replayed(recording, file, options, more, talk) }
    let configuration = try options.configuration(more)
    guard let address = configuration.console else {
      throw UsageError("which console?", "Say --console https://acme.syncromsp.com, or set SYNCROCTL_CONSOLE.")
    }
    let pack = try configuration.pack()
    let console: ConsoleAddress
    do { console = try ConsoleAddress(address) } catch {
      throw UsageError("\(error)", "It comes from \(configuration.place(of: .console)).")
    }
    try configuration.refuseSecretsOfAnotherConsole()
    guard let email = configuration.email, let passwordSetting = configuration.password else {
      throw UsageError(
        "there is no account to sign in with: \(configuration.email == nil ? "no email" : "no password")",
        """
        Set SYNCROCTL_EMAIL, and SYNCROCTL_PASSWORD or SYNCROCTL_PASSWORD_COMMAND (such as "pass show acme/password"), \
        or write a configuration file: syncroctl config init (see docs/configuration.md).
        """)
    }
    let account: EmailAddress
    do { account = try EmailAddress(email) } catch {
      throw UsageError("the account's email \(ShownText.quoted(email)) \(error)", "It comes from \(configuration.place(of: .email)).")
    }
    let password = try await passwordSetting.secret(label: "account.password")
    let second = try await SecondFactors.resolve(
      configuration, console: console, account: account, isRecovery: options.recoveryCode, talk)
    var secrets = [password] + second.secrets
    let store = SessionStore(folder: configuration.stateFolder, console: console, account: account, secrets: secrets)
    if options.noSession { store.forget() }
    let api = try await APISetting.resolve(configuration, console: console)
    if let api { secrets.append(api.token) }
    return ConsoleTarget(
      address: console, pack: pack,
      credentials: second.credentials(email: account, password: password),
      browser: try await options.browser.source(configuration, purpose: purpose), purpose: purpose,
      secrets: secrets + [configuration.webdriver].compactMap(\.self), totp: second.totp, inputs: inputs,
      shapes: purpose.isLive
        ? PageShapeFile(folder: configuration.stateFolder, console: console, layout: pack.layout, account: account) : nil,
      api: api, sessions: purpose.isLive && !options.noSession ? store : nil, configuration: configuration)
  }

  /// The console of a recording: all that is needed to know of it stands in the recording itself.
  static func replayed(
    _ recording: Recording, _ name: String, _ options: ConsoleOptions, _ more: [any SaysSettings], _ talk: Talk
  ) async throws -> ConsoleTarget {
    // Of a pack that is no shipped one the recording knows the name, and not where it is.
    let file = options.layout.flatMap { PackLibrary.isPath($0) ? $0 : nil }
    let said = options.console.map { _ in "--console" } ?? options.account.account.map { _ in "--account" }
    if let option = said ?? (file == nil ? options.layout.map { _ in "--layout" } : nil) {
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
    var target = try await replayed(
      recording, name, pack: pack, browser: options.browser.source(purpose: .replay(recording, file: name)), talk)
    // A recording is played back the same on every machine, whatever its configuration file says.
    target.configuration = try Configuration.load([options] + more, readsFile: false)
    return target
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
      credentials: Credentials(replaying: header.codes, as: try EmailAddress(header.account)),
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
    let sessions = sessions
    // Opened while the browser starts.
    let kept = sessions.map { sessions in Task.detached { sessions.read() } }
    let outcome: Result<Value, any Error>
    do {
      let result: Result<Value, any Error> = try await browser.withSession(
        logger: logger, observer: { counter.note($0) }, recorder: recording?.recorder
      ) { session in
        do {
          let signedIn = try await signIn(
            session, counter, recording?.uses, watch, talk, witness, kept: await kept?.value, isTraced: isTraced)
          let value: Result<Value, any Error>
          do { value = .success(try await body(signedIn)) } catch let error as ConsoleError { value = .failure(error) }
          await keepSession(session, talk)
          return value
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
