import ConsolePages
import Foundation
import Provisioning
import Secrets
import Subprocess
import Technicians
import Yams

/// What is set outside the command line: the environment over the configuration file. Secrets never come from arguments, which
/// everybody on the machine can read.
struct Configuration: Sendable {
  var console: String?
  var layout: String?
  var email: String?
  var password: SecretSetting?
  var totp: SecretSetting?
  /// The token by which the console's API is asked as a second witness.
  var apiToken: SecretSetting?
  /// Where the API is, if not at the console's own address.
  var apiURL: String?
  /// The remote end that browsers are had from; none is started here then.
  var webdriver: Secret?
  var webdriverToken: SecretSetting?
  /// A file with the certificates of the authorities that the remote end is trusted by.
  var webdriverAuthorities: String?
  /// Where the one-time-code ledger is kept.
  var stateFolder: URL

  /// Where a secret comes from.
  enum SecretSetting: Sendable {
    case value(Secret)
    /// A shell command that prints it, such as `pass show acme/password`.
    case command(String)
  }

  /// Reads environment and file.
  ///
  /// - Throws: ``UsageError`` where the file cannot be understood, or can be read by others than its owner.
  static func load(environment: [String: String] = ProcessInfo.processInfo.environment) throws -> Configuration {
    let home = URL(fileURLWithPath: environment["HOME"] ?? NSHomeDirectory())
    let folder = environment["XDG_CONFIG_HOME"].map { URL(fileURLWithPath: $0) } ?? home.appending(path: ".config")
    let state = environment["XDG_STATE_HOME"].map { URL(fileURLWithPath: $0) } ?? home.appending(path: ".local/state")
    var configuration = Configuration(
      stateFolder: environment["SYNCROCTL_STATE_DIR"].map { URL(fileURLWithPath: $0) } ?? state.appending(path: "syncroctl"))
    let named = environment["SYNCROCTL_CONFIG"].map { URL(fileURLWithPath: $0) }
    let file = named ?? folder.appending(path: "syncroctl/config.yaml")
    if named != nil || FileManager.default.fileExists(atPath: file.path) { try configuration.read(file) }
    configuration.read(environment)
    return configuration
  }

  private mutating func read(_ environment: [String: String]) {
    func value(_ name: String) -> String? { environment["SYNCROCTL_\(name)"].flatMap { $0.isEmpty ? nil : $0 } }
    func secret(_ name: String, command: String, label: String) -> SecretSetting? {
      value(name).map { .value(Secret($0, label: label)) } ?? value(command).map { .command($0) }
    }
    console = value("CONSOLE") ?? console
    layout = value("LAYOUT") ?? layout
    email = value("EMAIL") ?? email
    password = secret("PASSWORD", command: "PASSWORD_COMMAND", label: "account.password") ?? password
    totp = secret("TOTP_SECRET", command: "TOTP_COMMAND", label: "account.totp") ?? totp
    apiToken = secret("API_TOKEN", command: "API_TOKEN_COMMAND", label: "account.api_token") ?? apiToken
    apiURL = value("API_URL") ?? apiURL
    // An address may hold a user name and a password.
    webdriver = value("WEBDRIVER").map { Secret($0, label: "webdriver.url") } ?? webdriver
    webdriverToken = secret("WEBDRIVER_TOKEN", command: "WEBDRIVER_TOKEN_COMMAND", label: "webdriver.token") ?? webdriverToken
    webdriverAuthorities = value("WEBDRIVER_CA") ?? webdriverAuthorities
  }

  private mutating func read(_ url: URL) throws {
    let text = try Self.privateText(url)
    let file: ConfigurationFile
    do {
      file = try YAMLDecoder().decode(ConfigurationFile.self, from: text)
    } catch {
      if let unknown = ConfigurationFile.UnknownKey(error) {
        throw UsageError(
          "the configuration file \(url.path) has a key that means nothing: \(ShownText.quoted(unknown.key))",
          "It may have: \(unknown.known.joined(separator: ", ")).")
      }
      // The parser's own text may quote the file, and with it a password.
      throw UsageError(
        "the configuration file \(url.path) cannot be understood",
        "It has console, layout, account with email, password, totp, api_token and api_url, and webdriver with url, token and ca; see docs/live-console.md."
      )
    }
    console = file.console
    layout = file.layout
    email = file.account?.email
    password = file.account?.password?.setting(label: "account.password")
    totp = file.account?.totp?.setting(label: "account.totp")
    apiToken = file.account?.apiToken?.setting(label: "account.api_token")
    apiURL = file.account?.apiURL
    webdriver = file.webdriver?.url.map { Secret($0, label: "webdriver.url") }
    webdriverToken = file.webdriver?.token?.setting(label: "webdriver.token")
    webdriverAuthorities = file.webdriver?.ca
  }

  /// The text of a file that nobody but its owner can read. Looked at once it is open, so that no other file can take its place between.
  private static func privateText(_ url: URL) throws -> String {
    let file = open(url.path, O_RDONLY | O_CLOEXEC)
    guard file >= 0 else {
      throw UsageError(
        "the configuration file \(url.path) cannot be read: \(String(cString: strerror(errno)))", "Put SYNCROCTL_CONFIG or the file right.")
    }
    let handle = FileHandle(fileDescriptor: file, closeOnDealloc: true)
    var status = stat()
    if fstat(file, &status) == 0, status.st_mode & 0o077 != 0 {
      throw UsageError(
        "the configuration file \(url.path) can be read by others than its owner", "Type: chmod 600 \(ShellWords.quoted(url.path))")
    }
    guard let data = try? handle.readToEnd() ?? Data(), let text = String(data: data, encoding: .utf8) else {
      throw UsageError("the configuration file \(url.path) is not a text in UTF-8", "Write it anew; see docs/live-console.md.")
    }
    return text
  }
}

/// The form of `~/.config/syncroctl/config.yaml`.
private struct ConfigurationFile: Decodable {
  let console: String?
  let layout: String?
  let account: Account?
  let webdriver: RemoteEnd?

  struct RemoteEnd: Decodable {
    let url: String?
    let token: SecretText?
    let ca: String?

    private enum CodingKeys: String, CodingKey, CaseIterable { case url, token, ca }

    init(from decoder: any Decoder) throws {
      try UnknownKey.check(decoder, CodingKeys.allCases.map(\.rawValue))
      let container = try decoder.container(keyedBy: CodingKeys.self)
      url = try container.decodeIfPresent(String.self, forKey: .url)
      token = try container.decodeIfPresent(SecretText.self, forKey: .token)
      ca = try container.decodeIfPresent(String.self, forKey: .ca)
    }
  }

  struct Account: Decodable {
    let email: String?
    let password: SecretText?
    let totp: SecretText?
    let apiToken: SecretText?
    let apiURL: String?

    private enum CodingKeys: String, CodingKey, CaseIterable {
      case email, password, totp
      case apiToken = "api_token"
      case apiURL = "api_url"
    }

    init(from decoder: any Decoder) throws {
      try UnknownKey.check(decoder, CodingKeys.allCases.map(\.rawValue))
      let container = try decoder.container(keyedBy: CodingKeys.self)
      email = try container.decodeIfPresent(String.self, forKey: .email)
      password = try container.decodeIfPresent(SecretText.self, forKey: .password)
      totp = try container.decodeIfPresent(SecretText.self, forKey: .totp)
      apiToken = try container.decodeIfPresent(SecretText.self, forKey: .apiToken)
      apiURL = try container.decodeIfPresent(String.self, forKey: .apiURL)
    }
  }

  private enum CodingKeys: String, CodingKey, CaseIterable { case console, layout, account, webdriver }

  init(from decoder: any Decoder) throws {
    try UnknownKey.check(decoder, CodingKeys.allCases.map(\.rawValue))
    let container = try decoder.container(keyedBy: CodingKeys.self)
    console = try container.decodeIfPresent(String.self, forKey: .console)
    layout = try container.decodeIfPresent(String.self, forKey: .layout)
    account = try container.decodeIfPresent(Account.self, forKey: .account)
    webdriver = try container.decodeIfPresent(RemoteEnd.self, forKey: .webdriver)
  }

  /// A mistyped key that would be passed over in silence. Keys are no secrets, so it is named.
  struct UnknownKey: Error {
    let key: String
    let known: [String]

    init(key: String, known: [String]) { (self.key, self.known) = (key, known) }

    /// The parser wraps what is thrown while it decodes.
    init?(_ error: any Error) {
      if let unknown = error as? UnknownKey {
        self = unknown
      } else if case .dataCorrupted(let context) = error as? DecodingError, let unknown = context.underlyingError as? UnknownKey {
        self = unknown
      } else {
        return nil
      }
    }

    static func check(_ decoder: any Decoder, _ known: [String]) throws {
      let container = try decoder.container(keyedBy: AnyKey.self)
      for key in container.allKeys.map(\.stringValue).sorted() where !known.contains(key) { throw UnknownKey(key: key, known: known) }
    }
  }

  private struct AnyKey: CodingKey {
    let stringValue: String
    var intValue: Int? { nil }
    init?(stringValue: String) { self.stringValue = stringValue }
    init?(intValue: Int) { nil }
  }

  /// Either the text itself, or `{ command: … }`.
  struct SecretText: Decodable {
    let text: String?
    let command: String?

    enum CodingKeys: CodingKey { case command }

    init(from decoder: any Decoder) throws {
      if let container = try? decoder.container(keyedBy: CodingKeys.self) {
        command = try container.decode(String.self, forKey: .command)
        text = nil
      } else {
        text = try decoder.singleValueContainer().decode(String.self)
        command = nil
      }
    }

    func setting(label: String) -> Configuration.SecretSetting? {
      command.map { .command($0) } ?? text.map { .value(Secret($0, label: label)) }
    }
  }
}

extension Configuration.SecretSetting {
  /// The secret itself.
  ///
  /// - Throws: ``UsageError`` if its command fails or prints nothing. What the command printed is not shown.
  func secret(label: String) async throws -> Secret {
    switch self {
    case .value(let secret): return secret
    case .command(let command):
      let shown = ShownText.quoted(command)
      let advice = "Try it in a shell: its first line has to be the secret."
      let line: String
      do {
        let result = try await Subprocess.run(
          .name("sh"), arguments: ["-c", command], output: .string(limit: 64 * 1024), error: .discarded)
        guard result.terminationStatus.isSuccess else {
          throw UsageError("the command for \(label) failed (\(result.terminationStatus)): \(shown)", advice)
        }
        line = result.standardOutput.split(whereSeparator: \.isNewline).first.map(String.init) ?? ""
      } catch is SubprocessError {
        // Its text says what could not be run or read, never what was read.
        throw UsageError("the command for \(label) could not be run: \(shown)", advice)
      }
      guard !line.isEmpty else { throw UsageError("the command for \(label) printed nothing: \(shown)", advice) }
      return Secret(line, label: label)
    }
  }
}
