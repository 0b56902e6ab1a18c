import Foundation
import Secrets

@testable import SyncroctlCommands

/// A home with a configuration file, and nothing else in its environment.
struct ConfigurationHome {
  let folder: URL

  var file: URL { folder.appending(path: ".config/syncroctl/config.yaml") }

  /// Runs `body` in a home of its own, gone afterwards.
  static func with<Value>(_ yaml: String? = nil, _ body: (ConfigurationHome) throws -> Value) throws -> Value {
    let home = ConfigurationHome(folder: FileManager.default.temporaryDirectory.appending(path: "home-\(UUID().uuidString)"))
    defer { try? FileManager.default.removeItem(at: home.folder) }
    try FileManager.default.createDirectory(at: home.file.deletingLastPathComponent(), withIntermediateDirectories: true)
    if let yaml { try home.write(yaml) }
    return try body(home)
  }

  func write(_ yaml: String) throws {
    try Data(yaml.utf8).write(to: file)
    try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: file.path)
  }

  /// A file beside the configuration.
  func write(_ name: String, _ text: String) throws {
    try Data(text.utf8).write(to: file.deletingLastPathComponent().appending(path: name))
  }

  func environment(_ more: [String: String] = [:]) -> [String: String] { more.merging(["HOME": folder.path]) { own, _ in own } }

  func load(
    _ said: [Setting: SettingText] = [:], account: String? = nil, _ more: [String: String] = [:]
  ) throws -> Configuration {
    try Configuration.load([Said(said: said)], account: account, environment: environment(more))
  }

  private struct Said: SaysSettings {
    let said: [Setting: SettingText]
  }
}

extension Configuration {
  /// What a setting came to, for comparing: a text, the texts of a list, `command:` and a command. Reveals secrets of tests.
  func plain(_ setting: Setting) -> String? {
    switch self[setting]?.content {
    case nil: nil
    case .text(let text): text.all.joined(separator: "|")
    case .secret(.value(let secret)): secret.reveal { $0 }
    case .secret(.command(let command)): "command:\(command)"
    }
  }
}
