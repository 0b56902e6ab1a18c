import ConsoleAPI
import ConsolePages
import CurlTransport
import DriverProcess
import Foundation
import Provisioning
import Secrets
import SelectorPacks
import Technicians

/// Looks whether settings are right, and takes down what is not. Starts no browser and sends nothing anywhere.
struct ConfigurationChecker {
  let environment: [String: String]
  /// The packs that ship with the program.
  let shipped: URL
  /// Whether the commands for secrets are run.
  let runsCommands: Bool

  private var mistakes: [Mistake] = []
  /// What is no mistake, and may not be meant.
  private(set) var notes: [String] = []
  /// Each command is run once, whoever's it is.
  private var printed: [String: Result<Secret, any Error>] = [:]
  private var unrun = 0

  /// What is not right, where it stands, and what to do about it.
  struct Mistake: Hashable {
    let place: String
    let setting: String
    let message: String
    let advice: String
  }

  init(environment: [String: String], shipped: URL, runsCommands: Bool) {
    (self.environment, self.shipped, self.runsCommands) = (environment, shipped, runsCommands)
  }

  /// All that is not right; `nil` if nothing is.
  var error: UsageError? {
    guard !mistakes.isEmpty else { return nil }
    let lines = mistakes.flatMap { mistake in
      let head = [mistake.place, mistake.setting].filter { !$0.isEmpty }.joined(separator: "  ")
      let message = mistake.message.split(separator: "\n").map { "      \(ShownText.plain(String($0), limit: 400))" }
      return ["  \(head)"] + message + ["      \(mistake.advice)"]
    }
    let count = mistakes.count == 1 ? "1 setting is not right" : "\(mistakes.count) settings are not right"
    return UsageError("\(count)\n\(lines.joined(separator: "\n"))", "Put that right, and look again: syncroctl config check")
  }

  private mutating func mistake(_ place: String, _ setting: String, _ message: String, _ advice: String) {
    let mistake = Mistake(place: place, setting: setting, message: message, advice: advice)
    // What all accounts share is wrong once.
    if !mistakes.contains(mistake) { mistakes.append(mistake) }
  }

  private mutating func mistake(_ setting: Setting, _ configuration: Configuration, _ message: String, _ advice: String) {
    mistake(configuration.place(of: setting), setting.key, message, advice)
  }

  // MARK: Places

  /// The folder of the configuration file, and the state folder.
  mutating func checkPlaces(_ file: ConfigurationFile?) {
    if let file {
      let folder = file.url.resolvingSymlinksInPath().deletingLastPathComponent()
      var status = stat()
      // Of a folder with the sticky bit nobody takes another's file away.
      if stat(folder.path, &status) == 0, status.st_mode & 0o022 != 0, status.st_mode & 0o1000 == 0 {
        mistake(
          folder.path, "", "others than its owner can put another file in the place of the configuration",
          "Type: chmod go-w \(ShellWords.quoted(folder.path))")
      }
    } else {
      notes.append("there is no configuration file; the environment alone counts. To write one: syncroctl config init")
    }
    let state = ConfigurationPlaces.state(environment)
    if let problem = Self.problem(writing: state) {
      mistake(state.path, "", "the state folder \(problem)", "Make it writable, or name another with SYNCROCTL_STATE_DIR.")
    }
  }

  /// Why nothing can be written to a folder, or to the one that it would be made in.
  private static func problem(writing folder: URL) -> String? {
    var place = folder.standardizedFileURL
    var isFolder: ObjCBool = false
    while !FileManager.default.fileExists(atPath: place.path, isDirectory: &isFolder), place.path != "/" {
      place.deleteLastPathComponent()
    }
    if !isFolder.boolValue {
      return place.path == folder.standardizedFileURL.path ? "is no folder" : "cannot be made: \(place.path) is no folder"
    }
    guard access(place.path, W_OK | X_OK) != 0 else { return nil }
    return place.path == folder.standardizedFileURL.path ? "cannot be written to" : "cannot be made in \(place.path)"
  }

  // MARK: Settings

  /// Everything that counts for one account.
  mutating func check(_ configuration: Configuration) async {
    checkConsole(configuration)
    checkPack(configuration)
    checkPolicy(configuration)
    checkEvidence(configuration)
    await checkAccount(configuration)
    await checkBrowser(configuration)
  }

  /// Says that something is not set that nothing works without.
  private mutating func lacks(_ setting: Setting, _ configuration: Configuration) {
    let whose = configuration.accountName.map { "the account \($0)" } ?? "it"
    let place = configuration.file?.path ?? ""
    let option = setting.option.map { ", or say \($0)" } ?? ""
    mistake(
      place, setting.key, "\(whose) has no \(setting.key): \(setting.about)", "Write it into the file, set \(setting.variable)\(option).")
  }

  private mutating func checkConsole(_ configuration: Configuration) {
    guard let console = configuration.console else { return lacks(.console, configuration) }
    do {
      _ = try ConsoleAddress(console)
      try configuration.refuseSecretsOfAnotherConsole()
    } catch let error as UsageError {
      mistake(.console, configuration, error.message, error.advice)
    } catch {
      mistake(.console, configuration, "\(error)", "Write it as https://acme.syncromsp.com.")
    }
  }

  private mutating func checkPack(_ configuration: Configuration) {
    guard let layout = configuration.layout else { return lacks(.layout, configuration) }
    do {
      _ = try PackLibrary.pack(
        layout: layout, in: shipped, overrides: configuration.selectors.map { URL(fileURLWithPath: $0) })
    } catch {
      let setting: Setting = configuration.selectors.isEmpty || !Self.isPack(layout, shipped) ? .layout : .selectors
      mistake(setting, configuration, "\(error)", "See docs/packs.md, or look at it with: syncroctl selectors lint")
    }
  }

  /// Whether the layout alone is one, so that it is an override that is not right.
  private static func isPack(_ layout: String, _ shipped: URL) -> Bool {
    (try? PackLibrary.pack(layout: layout, in: shipped)) != nil
  }

  private mutating func checkPolicy(_ configuration: Configuration) {
    do { _ = try PolicyOptions.read(configuration) } catch {
      mistake(.policy, configuration, "\(error)", "See docs/approval.md.")
    }
  }

  private mutating func checkEvidence(_ configuration: Configuration) {
    // The default is a folder of wherever a command is typed, which is not here.
    guard case .standard? = configuration[.evidence]?.place else {
      let folder = URL(fileURLWithPath: configuration.evidence)
      if let problem = Self.problem(writing: folder) {
        mistake(.evidence, configuration, "the folder \(folder.path) \(problem)", "Name another.")
      }
      return
    }
  }

  private mutating func checkAccount(_ configuration: Configuration) async {
    if let email = configuration.email {
      do { _ = try EmailAddress(email) } catch { mistake(.email, configuration, "\(ShownText.quoted(email)) \(error)", "Put it right.") }
    } else {
      lacks(.email, configuration)
    }
    if let setting = configuration.password {
      _ = await secret(.password, setting, configuration)
    } else {
      lacks(.password, configuration)
    }
    if let setting = configuration.totp {
      if let secret = await secret(.totp, setting, configuration) {
        do { _ = try TOTP(secret: secret) } catch {
          mistake(.totp, configuration, "\(error)", "Take it from the console, where it is shown beside the QR code.")
        }
      }
    } else {
      notes.append("\(configuration.accountName.map { "\($0): " } ?? "")account.totp is not set: each one-time code is asked for")
    }
    if let setting = configuration.passkey, let secret = await secret(.passkey, setting, configuration) {
      do { _ = try Passkey(secret: secret, ledger: FilePasskeyLedger(folder: configuration.stateFolder)) } catch {
        mistake(.passkey, configuration, "\(error)", "docs/live-console.md says how one is had.")
      }
    }
    if let setting = configuration.recoveryCodes, let secret = await secret(.recoveryCodes, setting, configuration) {
      do {
        _ = try RecoveryCodes(
          secret: secret, account: "", ledger: FileRecoveryCodeLedger(folder: configuration.stateFolder), report: { _ in })
      } catch { mistake(.recoveryCodes, configuration, "\(error)", "Give one a line, as the console showed them.") }
    }
    await checkAPI(configuration)
  }

  private mutating func checkAPI(_ configuration: Configuration) async {
    guard let setting = configuration.apiToken else {
      if configuration.apiURL != nil {
        mistake(.apiURL, configuration, "there is an address of the API and no token", "Set account.api_token as well, or leave both out.")
      }
      return
    }
    if let secret = await secret(.apiToken, setting, configuration), !APISetting.isToken(secret) {
      mistake(.apiToken, configuration, "the API token holds characters that no token has", "Make another, at the console's API tokens.")
    }
    guard let url = configuration.apiURL else { return }
    do { _ = try APIAddress(url) } catch { mistake(.apiURL, configuration, error.message, error.advice ?? "Put it right.") }
  }

  private mutating func checkBrowser(_ configuration: Configuration) async {
    guard let address = configuration.webdriver else {
      do {
        var options = DriverOptions(engine: try configuration.engine(), environment: environment)
        options.variablePrefix = Setting.prefix
        _ = try Programs.find(options)
      } catch let error as DriverError {
        mistake("", Setting.engine.key, error.message, "Or have one from a remote end: docs/remote-ends.md.")
      } catch let error as UsageError {
        mistake(.engine, configuration, error.message, error.advice)
      } catch {
        mistake("", Setting.engine.key, "\(error)", "See docs/engines.md.")
      }
      return
    }
    do {
      _ = try address.reveal { try CurlTransport(baseURL: $0, client: CurlClient()) }
    } catch let error as CurlError {
      mistake(.webdriver, configuration, "the address of the remote end is of no use: \(error.detail)", "See docs/remote-ends.md.")
    } catch {
      mistake(.webdriver, configuration, "the address of the remote end is of no use", "See docs/remote-ends.md.")
    }
    if let setting = configuration.webdriverToken { _ = await secret(.webdriverToken, setting, configuration) }
    if let file = configuration.webdriverAuthorities, !FileManager.default.isReadableFile(atPath: file) {
      mistake(.webdriverAuthorities, configuration, "the file of authorities \(file) cannot be read", "Name the file that it is in.")
    }
    if let file = configuration.webdriverCapabilities {
      do { try RemoteBrowser.check(capabilities: file) } catch let error as UsageError {
        mistake(.webdriverCapabilities, configuration, error.message, error.advice)
      } catch {
        mistake(.webdriverCapabilities, configuration, "\(error)", "See docs/remote-ends.md.")
      }
    }
    if case .standard? = configuration[.engine]?.place { return }
    notes.append("engine (\(configuration.place(of: .engine))) is of no use: webdriver.url has browsers started elsewhere")
  }

  // MARK: Secrets

  /// The secret, where it is known or its command may be run.
  private mutating func secret(
    _ setting: Setting, _ source: Configuration.SecretSetting, _ configuration: Configuration
  ) async -> Secret? {
    let result: Result<Secret, any Error>
    switch source {
    case .value(let secret): return secret
    case .command(let command):
      guard runsCommands else {
        noteUnrun()
        return nil
      }
      if let known = printed[command] {
        result = known
      } else {
        do { result = .success(try await source.secret(label: setting.key, isWhole: setting.isWhole)) } catch { result = .failure(error) }
        printed[command] = result
      }
    }
    switch result {
    case .success(let secret): return secret
    case .failure(let error as UsageError): mistake(setting, configuration, error.message, error.advice)
    case .failure(let error): mistake(setting, configuration, "\(error)", "Try it in a shell: its first line has to be the secret.")
    }
    return nil
  }

  /// One note for all of them.
  private mutating func noteUnrun() {
    func note(_ count: Int) -> String {
      "\(count) \(count == 1 ? "command for a secret was" : "commands for secrets were") not run; to run them: syncroctl config check --run-commands"
    }
    notes.removeAll { $0 == note(unrun) }
    unrun += 1
    notes.append(note(unrun))
  }
}
