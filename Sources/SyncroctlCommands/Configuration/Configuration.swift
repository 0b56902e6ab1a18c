import ConsolePages
import DriverProcess
import Foundation
import Provisioning
import Secrets
import Technicians

/// What is set for this run: options over the environment over the account's part of the configuration file over what the file says for all.
///
/// Secrets never come from arguments, which everybody on the machine can read.
struct Configuration: Sendable {
  /// What each setting came to, and where it was said.
  private let values: [Setting: Value]
  /// The account of the file that counts.
  let account: AccountChoice
  /// The configuration file, where there is one.
  let file: URL?
  /// The console that the account's own part of the file names.
  private let accountConsole: String?
  /// Where the one-time-code ledger, the journal and the looks of pages are kept.
  let stateFolder: URL

  /// A setting as it counts.
  struct Value: Sendable {
    let content: Content
    let place: SettingPlace

    enum Content: Sendable {
      case text(SettingText)
      case secret(SecretSetting)
    }
  }

  subscript(_ setting: Setting) -> Value? { values[setting] }

  private func text(_ setting: Setting) -> String? {
    guard case .text(let text)? = values[setting]?.content else { return nil }
    return text.all.first
  }

  private func secret(_ setting: Setting) -> SecretSetting? {
    guard case .secret(let secret)? = values[setting]?.content else { return nil }
    return secret
  }

  /// Where a setting was said, for an error: `--console`, `SYNCROCTL_CONSOLE`, `config.yaml:3`.
  func place(of setting: Setting) -> String { values[setting]?.place.text ?? "" }

  // MARK: The settings

  var console: String? { text(.console) }
  var layout: String? { text(.layout) }
  /// Files, in the order in which they are laid over the layout's pack.
  var selectors: [String] {
    guard case .text(let text)? = values[.selectors]?.content else { return [] }
    return text.all
  }
  var policy: String? { text(.policy) }
  /// Where evidence is kept.
  var evidence: String { text(.evidence) ?? "" }
  var email: String? { text(.email) }
  var password: SecretSetting? { secret(.password) }
  var totp: SecretSetting? { secret(.totp) }
  /// A passkey as JSON; see `Passkey`.
  var passkey: SecretSetting? { secret(.passkey) }
  /// Recovery codes, one a line.
  var recoveryCodes: SecretSetting? { secret(.recoveryCodes) }
  /// The token by which the console's API is asked as a second witness.
  var apiToken: SecretSetting? { secret(.apiToken) }
  /// Where the API is, if not at the console's own address.
  var apiURL: String? { text(.apiURL) }
  /// The remote end that browsers are had from; none is started here then. Its address may hold a user name and a password.
  var webdriver: Secret? { text(.webdriver).map { Secret($0, label: Setting.webdriver.key) } }
  var webdriverToken: SecretSetting? { secret(.webdriverToken) }
  /// A file with the certificates of the authorities that the remote end is trusted by.
  var webdriverAuthorities: String? { text(.webdriverAuthorities) }
  var webdriverCapabilities: String? { text(.webdriverCapabilities) }

  /// The browser that is started.
  ///
  /// - Throws: ``UsageError`` for a word that names none.
  func engine() throws -> Engine {
    guard let word = text(.engine) else { return .chromium }
    if let engine = Engine(rawValue: word) { return engine }
    let known = Engine.allCases.map(\.rawValue)
    throw UsageError(
      "there is no browser engine \(ShownText.quoted(word))\(NearestNames.question(for: word, among: known))",
      "There are: \(known.joined(separator: ", ")). It comes from \(place(of: .engine)).")
  }

  /// The name of the account that counts; `nil` where the file has none.
  var accountName: String? {
    if case .chosen(let name, _) = account { name } else { nil }
  }

  /// The same configuration, for a command that drives a console.
  ///
  /// - Throws: ``UsageError`` where the file has several accounts and nobody said which.
  func requiringAccount() throws -> Configuration {
    guard case .open(let names) = account else { return self }
    throw UsageError(
      "which account? \(file?.path ?? "") has \(names.count): \(names.joined(separator: ", "))",
      "Say --account \(names.first ?? ""), set SYNCROCTL_ACCOUNT, or write default_account into the file.")
  }
}

// MARK: - Accounts that must not mix

extension Configuration {
  /// Looks whether the secrets of an account would be typed on another console than its own: one that comes from the environment, or from
  /// an option that does not say the account as well.
  ///
  /// - Throws: ``UsageError`` that names the secret and both consoles.
  func refuseSecretsOfAnotherConsole() throws {
    guard case .chosen(let name, let way) = account, let accountConsole, let console,
      let own = try? ConsoleAddress(accountConsole), let address = try? ConsoleAddress(console), own != address
    else { return }
    // Whoever says both on one line means both.
    if case .option = self[.console]?.place, case .said(.option) = way { return }
    for setting in [Setting.password, .totp, .passkey, .recoveryCodes, .apiToken] {
      guard let place = self[setting]?.place, case .file(_, _, .some) = place else { continue }
      throw UsageError(
        "\(setting.key) of the account \(name) (\(place.text)) is for \(own.origin), and the console is \(address.origin)",
        """
        The console comes from \(self.place(of: .console)): leave that out, choose its account with --account, or set \
        \(setting.variable) as well.
        """)
    }
  }
}

// MARK: - Reading

extension Configuration {
  /// What options, environment and file say.
  ///
  /// - Parameters:
  ///   - options: groups of options that say settings.
  ///   - account: what `--account` says.
  ///   - readsFile: whether the configuration file counts.
  /// - Throws: ``UsageError`` where the file cannot be understood or can be read by others than its owner, there is no such account, or the
  ///   account that was said and the environment contradict each other.
  static func load(
    _ options: [any SaysSettings] = [], account: String? = nil, readsFile: Bool = true,
    environment: [String: String] = ProcessInfo.processInfo.environment
  ) throws -> Configuration {
    let file = readsFile ? try ConfigurationPlaces.file(environment).map { try ConfigurationFile.read($0) } : nil
    let choice = readsFile ? try AccountChoice(said: account, environment: environment, file: file) : .none
    let said = options.reduce(into: [:]) { $0.merge($1.said) { first, _ in first } }
    return try Configuration(said: said, environment: environment, file: file, account: choice)
  }

  /// Lays the layers over each other.
  ///
  /// - Throws: ``UsageError`` where the account that was said and the environment contradict each other.
  init(said: [Setting: SettingText], environment: [String: String], file: ConfigurationFile?, account: AccountChoice) throws {
    var parts: [ConfigurationFile.Part] = []
    if let file {
      if case .chosen(let name, let way) = account, let part = file.part(of: name) {
        if case .said(let place) = way { try part.refuseContradiction(said: said, environment: environment, place: place) }
        parts.append(part)
      }
      parts.append(file.common)
    }
    let layers = SettingLayers(said: said, environment: environment, parts: parts, standard: Self.standard(environment))
    var values: [Setting: Value] = [:]
    for setting in Setting.all {
      if setting.isSecret {
        values[setting] = layers.secret(setting).map { Value(content: .secret($0.setting), place: $0.place) }
      } else {
        values[setting] = layers.text(setting).map { Value(content: .text($0.text), place: $0.place) }
      }
    }
    (self.values, self.account, self.file) = (values, account, file?.url)
    accountConsole = parts.first?.account == nil ? nil : parts.first?.text(.console)
    stateFolder = ConfigurationPlaces.state(environment)
  }

  /// What is so if nobody says otherwise.
  private static func standard(_ environment: [String: String]) -> [Setting: SettingText] {
    var standard: [Setting: SettingText] = [.evidence: .one("runs"), .engine: .one(Engine.chromium.rawValue)]
    let policy = ApprovalPlaces.folder(environment).appending(path: "policy.yaml").path
    // A link that leads nowhere is a policy that cannot be read, not one that nobody wrote.
    var status = stat()
    if lstat(policy, &status) == 0 { standard[.policy] = .one(policy) }
    return standard
  }
}

extension ConfigurationFile.Part {
  /// What it says of a setting that is one text.
  fileprivate func text(_ setting: Setting) -> String? {
    guard case .text(let text)? = entries[setting]?.value else { return nil }
    return text.all.first
  }

  /// What is left in the shell from another account would send this account's password to that one's console, or the other way round.
  /// An account that was said and a variable that says something else cannot both be meant; an option settles it.
  fileprivate func refuseContradiction(
    said: [Setting: SettingText], environment: [String: String], place: SettingPlace
  ) throws {
    for setting in [Setting.console, .email] where said[setting] == nil {
      guard let variable = environment[setting.variable], !variable.isEmpty, let own = text(setting),
        let (theirs, ours) = Self.comparable(setting, variable, own), theirs != ours
      else { continue }
      throw UsageError(
        "\(setting.variable) is \(theirs), and the account \(account ?? "") (\(place.text)) has \(ours): which is meant?",
        "Unset \(setting.variable), or leave \(place.text) out.")
    }
  }

  /// Both as they compare; `nil` if one is no such thing, which is said where it is used.
  private static func comparable(_ setting: Setting, _ left: String, _ right: String) -> (String, String)? {
    switch setting.kind {
    case .address:
      guard let left = try? ConsoleAddress(left), let right = try? ConsoleAddress(right) else { return nil }
      return (left.origin, right.origin)
    default:
      guard let left = try? EmailAddress(left), let right = try? EmailAddress(right) else { return nil }
      return (left.comparable, right.comparable)
    }
  }
}

/// Where the configuration and what the program remembers are kept.
enum ConfigurationPlaces {
  /// The configuration file: the one that a variable names, or the usual one where it is there.
  static func file(_ environment: [String: String]) -> URL? {
    if let named = named(environment) { return named }
    let usual = usual(environment)
    // A link that leads nowhere is a file that cannot be read, not one that nobody wrote.
    var status = stat()
    return lstat(usual.path, &status) == 0 ? usual : nil
  }

  /// The file that is to be written: the one that a variable names, or the usual one.
  static func fileToWrite(_ environment: [String: String]) -> URL { named(environment) ?? usual(environment) }

  private static func named(_ environment: [String: String]) -> URL? {
    environment["SYNCROCTL_CONFIG"].map { URL(fileURLWithPath: $0) }
  }

  private static func usual(_ environment: [String: String]) -> URL {
    ApprovalPlaces.folder(environment).appending(path: "config.yaml")
  }

  /// The state folder, whether it is there or not.
  static func state(_ environment: [String: String]) -> URL {
    if let named = environment["SYNCROCTL_STATE_DIR"] { return URL(fileURLWithPath: named) }
    let home = URL(fileURLWithPath: environment["HOME"] ?? NSHomeDirectory())
    let state = environment["XDG_STATE_HOME"].map { URL(fileURLWithPath: $0) } ?? home.appending(path: ".local/state")
    return state.appending(path: "syncroctl")
  }
}
