/// Something that can be set outside the program, by one name in every layer.
///
/// A new setting is a line in this file: the file's reader, the environment, `syncroctl config show` and `check`, and the tests of the layers
/// go by ``all``.
struct Setting: Sendable, Hashable {
  /// Where it stands in the configuration file: `account.email`.
  let key: String
  /// The variable without its prefix: `EMAIL`.
  private let word: String
  /// The variable with the command for it, without its prefix; `nil` where it is no secret.
  private let commandWord: String?
  /// The option that says it; `nil` where none does. A secret never has one: everybody on the machine can read arguments.
  let option: String?
  let kind: Kind
  /// What it is, for people.
  let about: String
  /// Of a secret: whether all that its command prints is the secret, and not the first line alone.
  let isWhole: Bool

  /// What stands in a setting.
  enum Kind: Sendable, Hashable {
    /// The address of a console, without a path.
    case address
    /// The name of a shipped layout, or the path of a pack.
    case layout
    /// Files, in the order in which they are laid over each other.
    case files
    /// A file that is read.
    case file
    /// The same. A relative path that is not found beside the configuration file is taken from the working folder.
    case looseFile
    /// A folder that is written to, made where there is none.
    case folder
    /// The word for a browser engine.
    case engine
    case email
    /// The address of an API or a remote end, shown without what it may hold besides scheme, host, port and path.
    case serviceAddress
    /// A text that is never shown, or a command that prints it.
    case secret
  }

  private init(
    _ key: String, _ word: String, command: String? = nil, option: String? = nil, _ kind: Kind, _ about: String,
    isWhole: Bool = false
  ) {
    self.isWhole = isWhole
    (self.key, self.word, commandWord) = (key, word, command)
    (self.option, self.kind, self.about) = (option, kind, about)
  }

  /// What every variable of this program begins with.
  static let prefix = "SYNCROCTL_"

  var variable: String { Self.prefix + word }
  var commandVariable: String? { commandWord.map { Self.prefix + $0 } }
  var isSecret: Bool { kind == .secret }

  /// The parts of the key.
  var path: [String] { key.split(separator: ".").map(String.init) }
}

extension Setting {
  static let console = Setting("console", "CONSOLE", option: "--console", .address, "the console's address")
  static let layout = Setting("layout", "LAYOUT", option: "--layout", .layout, "technicians, users, or the path of a pack of your own")
  static let selectors = Setting(
    "selectors", "SELECTORS", option: "--selectors", .files, "files that override elements of the layout's pack")
  static let policy = Setting("policy", "POLICY", option: "--policy", .file, "who may approve what, and the limits")
  static let evidence = Setting("evidence", "EVIDENCE", option: "--evidence", .folder, "where pictures and results are kept")
  static let engine = Setting(
    "engine", "ENGINE", option: "--engine", .engine, "the browser that is started")

  static let email = Setting("account.email", "EMAIL", .email, "the email of the account that signs in")
  static let password = Setting("account.password", "PASSWORD", command: "PASSWORD_COMMAND", .secret, "its password")
  static let totp = Setting(
    "account.totp", "TOTP_SECRET", command: "TOTP_COMMAND", .secret, "the secret behind its one-time codes; asked for if not set")
  static let passkey = Setting(
    "account.passkey", "PASSKEY", command: "PASSKEY_COMMAND", .secret, "a passkey as JSON, where the console asks for one", isWhole: true)
  static let recoveryCodes = Setting(
    "account.recovery_codes", "RECOVERY_CODES", command: "RECOVERY_CODES_COMMAND", .secret,
    "recovery codes, one a line, for when nothing else works", isWhole: true)
  static let apiToken = Setting(
    "account.api_token", "API_TOKEN", command: "API_TOKEN_COMMAND", .secret, "an API token, for a second witness; not needed")
  static let apiURL = Setting("account.api_url", "API_URL", .serviceAddress, "where the API is, if not at the console's address")

  static let webdriver = Setting(
    "webdriver.url", "WEBDRIVER", option: "--webdriver", .serviceAddress, "a remote end that browsers are had from; none is started then")
  static let webdriverToken = Setting(
    "webdriver.token", "WEBDRIVER_TOKEN", command: "WEBDRIVER_TOKEN_COMMAND", .secret, "what the remote end is shown")
  static let webdriverAuthorities = Setting(
    "webdriver.ca", "WEBDRIVER_CA", option: "--webdriver-ca", .looseFile, "the authorities that it is trusted by, in PEM")
  static let webdriverCapabilities = Setting(
    "webdriver.capabilities", "WEBDRIVER_CAPABILITIES", option: "--webdriver-capabilities", .file, "what it is asked for, in JSON")

  /// All of them, in the order in which they are shown.
  static let all: [Setting] = [
    console, layout, selectors, policy, evidence, engine, email, password, totp, passkey, recoveryCodes, apiToken, apiURL,
    webdriver, webdriverToken, webdriverAuthorities, webdriverCapabilities,
  ]
}

/// Options that say settings.
protocol SaysSettings {
  /// What was said on the command line. Never a secret.
  var said: [Setting: SettingText] { get }
}

/// A setting as it was written.
enum SettingText: Sendable, Hashable {
  case one(String)
  case several([String])

  /// The texts, one or more.
  var all: [String] {
    switch self {
    case .one(let text): [text]
    case .several(let texts): texts
    }
  }
}

extension [Setting: SettingText] {
  /// Nothing for an option that was not given.
  mutating func say(_ setting: Setting, _ text: String?) {
    if let text { self[setting] = .one(text) }
  }
}
