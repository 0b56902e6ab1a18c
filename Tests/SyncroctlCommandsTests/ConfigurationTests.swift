import Foundation
import Secrets
import TestSupport
import Testing

@testable import SyncroctlCommands

@Suite struct ConfigurationTests {
  private func load(
    _ yaml: String?, mode: Int = 0o600, _ environment: [String: String] = [:]
  ) throws -> Configuration {
    let home = FileManager.default.temporaryDirectory.appending(path: "home-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: home) }
    let folder = home.appending(path: ".config/syncroctl")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    if let yaml {
      let file = folder.appending(path: "config.yaml")
      try Data(yaml.utf8).write(to: file)
      try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: file.path)
    }
    return try Configuration.load(environment: environment.merging(["HOME": home.path]) { new, _ in new })
  }

  private static let whole = """
    console: https://acme.syncromsp.com
    layout: users
    account:
      email: robot@acme.com
      password: in the file
      totp: {command: pass show acme/totp}
    """

  private func value(_ setting: Configuration.SecretSetting?) -> String? {
    guard case .value(let secret) = setting else { return nil }
    return secret.reveal { $0 }
  }

  private func command(_ setting: Configuration.SecretSetting?) -> String? {
    guard case .command(let command) = setting else { return nil }
    return command
  }

  @Test func readsTheFile() throws {
    let configuration = try load(Self.whole)
    #expect(configuration.console == "https://acme.syncromsp.com")
    #expect(configuration.layout == "users")
    #expect(configuration.email == "robot@acme.com")
    #expect(value(configuration.password) == "in the file")
    #expect(command(configuration.totp) == "pass show acme/totp")
  }

  @Test func theRemoteEndIsReadFromTheFileAndTheEnvironmentStandsOverIt() throws {
    let file = Self.whole + "\nwebdriver: {url: 'https://a:b@grid.acme.com/wd/hub', token: {command: pass show grid}, ca: ca.pem}\n"
    let configuration = try load(file)
    #expect(configuration.webdriver?.reveal { $0 } == "https://a:b@grid.acme.com/wd/hub")
    #expect(command(configuration.webdriverToken) == "pass show grid")
    #expect(configuration.webdriverAuthorities == "ca.pem")
    let changed = try load(
      file, ["SYNCROCTL_WEBDRIVER": "http://127.0.0.1:4444", "SYNCROCTL_WEBDRIVER_TOKEN": "t", "SYNCROCTL_WEBDRIVER_CA": "other.pem"])
    #expect(changed.webdriver?.reveal { $0 } == "http://127.0.0.1:4444")
    #expect(value(changed.webdriverToken) == "t")
    #expect(changed.webdriverAuthorities == "other.pem")
  }

  @Test func aPasskeyAndRecoveryCodesAreReadLikeThePassword() throws {
    let file = Self.whole + "\n  passkey: {command: pass show acme/passkey}\n  recovery_codes: |\n    one\n    two\n"
    #expect(command(try load(file).passkey) == "pass show acme/passkey")
    #expect(value(try load(file).recoveryCodes) == "one\ntwo\n")
    let changed = try load(file, ["SYNCROCTL_PASSKEY": "{}", "SYNCROCTL_RECOVERY_CODES_COMMAND": "pass show acme/recovery"])
    #expect(value(changed.passkey) == "{}")
    #expect(command(changed.recoveryCodes) == "pass show acme/recovery")
  }

  @Test func ofSomeSecretsAllThatACommandPrintsIsTaken() async throws {
    let setting = Configuration.SecretSetting.command("printf 'one\\ntwo\\n'")
    #expect(try await setting.secret(label: "a", isWhole: true).reveal { $0 } == "one\ntwo\n")
    #expect(try await setting.secret(label: "a").reveal { $0 } == "one")
  }

  @Test func theTokenOfTheAPIIsReadLikeThePassword() throws {
    #expect(try load(Self.whole).apiToken == nil)
    let file = Self.whole + "\n  api_token: T-in-the-file\n  api_url: https://acme.syncromsp.com\n"
    #expect(value(try load(file).apiToken) == "T-in-the-file")
    #expect(try load(file).apiURL == "https://acme.syncromsp.com")
    let changed = try load(file, ["SYNCROCTL_API_TOKEN_COMMAND": "echo it", "SYNCROCTL_API_URL": "http://127.0.0.1:1"])
    #expect(command(changed.apiToken) == "echo it")
    #expect(changed.apiURL == "http://127.0.0.1:1")
    #expect(command(try load(Self.whole + "\n  api_token: {command: pass show acme/api}\n").apiToken) == "pass show acme/api")
  }

  @Test func theEnvironmentStandsOverTheFile() throws {
    let configuration = try load(
      Self.whole,
      [
        "SYNCROCTL_CONSOLE": "https://other.syncromsp.com", "SYNCROCTL_LAYOUT": "technicians", "SYNCROCTL_EMAIL": "ada@acme.com",
        "SYNCROCTL_PASSWORD_COMMAND": "echo it", "SYNCROCTL_TOTP_SECRET": "ABCD",
      ])
    #expect(configuration.console == "https://other.syncromsp.com")
    #expect(configuration.layout == "technicians")
    #expect(configuration.email == "ada@acme.com")
    #expect(command(configuration.password) == "echo it")
    #expect(value(configuration.totp) == "ABCD")
  }

  @Test func anEmptyVariableCountsAsNone() throws {
    let configuration = try load(Self.whole, ["SYNCROCTL_CONSOLE": "", "SYNCROCTL_PASSWORD": ""])
    #expect(configuration.console == "https://acme.syncromsp.com")
    #expect(value(configuration.password) == "in the file")
  }

  @Test func aSecretGoesBeforeTheCommandForIt() throws {
    let configuration = try load(nil, ["SYNCROCTL_PASSWORD": "this", "SYNCROCTL_PASSWORD_COMMAND": "echo that"])
    #expect(value(configuration.password) == "this")
  }

  @Test func noFileIsNoMistake() throws {
    let configuration = try load(nil)
    #expect(configuration.console == nil)
    #expect(configuration.password == nil)
  }

  @Test(arguments: [0o640, 0o604, 0o620, 0o602, 0o644]) func aFileThatOthersCanReadIsRefused(_ mode: Int) {
    let error = #expect(throws: UsageError.self) { try load(Self.whole, mode: mode) }
    #expect(error?.message.hasSuffix("can be read by others than its owner") == true)
    #expect(error?.advice.hasPrefix("Type: chmod 600 ") == true)
    #expect(error.map { "\($0)".contains("in the file") } == false)
  }

  @Test func aLinkToAPrivateFileIsFine() throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "link-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: folder) }
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    let (file, link) = (folder.appending(path: "real.yaml"), folder.appending(path: "link.yaml"))
    try Data(Self.whole.utf8).write(to: file)
    try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: file.path)
    try FileManager.default.createSymbolicLink(at: link, withDestinationURL: file)
    #expect(try Configuration.load(environment: ["HOME": folder.path, "SYNCROCTL_CONFIG": link.path]).email == "robot@acme.com")
  }

  @Test func aNamedFileThatIsMissingIsAMistake() {
    let error = #expect(throws: UsageError.self) { try load(nil, ["SYNCROCTL_CONFIG": "/nowhere/config.yaml"]) }
    #expect(error?.message == "the configuration file /nowhere/config.yaml cannot be read: No such file or directory")
  }

  @Test func aMistypedKeyIsNamed() {
    let error = #expect(throws: UsageError.self) { try load("account: {emial: robot@acme.com, password: canary-word}") }
    #expect(error?.message.hasSuffix("has a key that means nothing: \"emial\"") == true)
    #expect(error?.advice == "It may have: email, password, totp, passkey, recovery_codes, api_token, api_url.")
  }

  @Test(arguments: [
    "account: {password: [canary-word]}", "account: {password: {comand: canary-word}}", "account: canary-word", "{", "canary-word",
    "- canary-word",
  ]) func aFileThatCannotBeUnderstoodIsNotQuoted(_ yaml: String) {
    let error = #expect(throws: UsageError.self) { try load(yaml) }
    #expect(error.map { "\($0)".contains("canary-word") } == false)
  }

  @Test func theStateFolderIsWhereTheEnvironmentSays() throws {
    #expect(try load(nil, ["SYNCROCTL_STATE_DIR": "/a"]).stateFolder.path == "/a")
    #expect(try load(nil, ["XDG_STATE_HOME": "/b"]).stateFolder.path == "/b/syncroctl")
  }

  // MARK: Commands for secrets

  @Test func theFirstLineOfACommandIsTheSecret() async throws {
    let setting = Configuration.SecretSetting.command("printf 'first line\\nnotes\\n'")
    #expect(try await setting.secret(label: "account.password").reveal { $0 } == "first line")
  }

  @Test func aCommandThatFailsIsNamedAndItsOutputIsNot() async {
    let error = await #expect(throws: UsageError.self) {
      _ = try await Configuration.SecretSetting.command("printf 'canary-%s' word; exit 3").secret(label: "account.password")
    }
    #expect(error?.message == "the command for account.password failed (exited(3)): \"printf 'canary-%s' word; exit 3\"")
    #expect(error.map { "\($0)".contains("canary-word") } == false)
  }

  @Test(arguments: ["true", "printf '\\n\\n'"]) func aCommandThatPrintsNothingIsNamed(_ command: String) async {
    let error = await #expect(throws: UsageError.self) {
      _ = try await Configuration.SecretSetting.command(command).secret(label: "account.totp")
    }
    #expect(error?.message == "the command for account.totp printed nothing: \"\(command)\"")
  }

  @Test func aCommandThatPrintsWithoutEndIsStopped() async {
    let error = await #expect(throws: UsageError.self) {
      _ = try await Configuration.SecretSetting.command("yes").secret(label: "account.totp")
    }
    #expect(error?.message == "the command for account.totp could not be run: \"yes\"")
  }
}
