import ConsolePages
import Foundation
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
  }

  private mutating func read(_ url: URL) throws {
    let attributes: [FileAttributeKey: Any]
    let text: String
    do {
      attributes = try FileManager.default.attributesOfItem(atPath: url.path)
      text = try String(contentsOf: url, encoding: .utf8)
    } catch {
      throw UsageError(description: "the configuration file \(url.path) cannot be read: \(error.localizedDescription)")
    }
    if let mode = (attributes[.posixPermissions] as? NSNumber)?.intValue, mode & 0o077 != 0 {
      throw UsageError(
        description: "the configuration file \(url.path) can be read by others than its owner. Type: chmod 600 \(url.path)")
    }
    let file: ConfigurationFile
    do {
      file = try YAMLDecoder().decode(ConfigurationFile.self, from: text)
    } catch {
      // The parser's own text may quote the file, and with it a password.
      throw UsageError(description: "the configuration file \(url.path) is not as docs/live-console.md says")
    }
    console = file.console
    layout = file.layout
    email = file.account?.email
    password = file.account?.password?.setting(label: "account.password")
    totp = file.account?.totp?.setting(label: "account.totp")
  }
}

/// The form of `~/.config/syncroctl/config.yaml`.
private struct ConfigurationFile: Decodable {
  let console: String?
  let layout: String?
  let account: Account?

  struct Account: Decodable {
    let email: String?
    let password: SecretText?
    let totp: SecretText?
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
      let result = try await Subprocess.run(
        .name("sh"), arguments: ["-c", command], output: .string(limit: 64 * 1024), error: .discarded)
      guard result.terminationStatus.isSuccess else {
        throw UsageError(description: "the command for \(label) failed: \(command)")
      }
      let line = result.standardOutput.split(whereSeparator: \.isNewline).first.map(String.init) ?? ""
      guard !line.isEmpty else { throw UsageError(description: "the command for \(label) printed nothing: \(command)") }
      return Secret(line, label: label)
    }
  }
}
