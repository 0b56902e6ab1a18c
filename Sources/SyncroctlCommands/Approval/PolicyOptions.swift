import ArgumentParser
import Foundation
import Provisioning

/// Which policy.
struct PolicyOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Who may approve what: a YAML file. Also SYNCROCTL_POLICY, or ~/.config/syncroctl/policy.yaml. See docs/approval.md.",
      valueName: "file"), completion: .file())
  var policy: String?

  /// The policy that counts, and where it was found; `nil` for the one that holds where there is no file.
  struct Found: Sendable {
    let policy: Policy
    let file: String?
  }

  /// Reads the policy. A file that is named and is not there is a mistake, and never a reason to go on without one.
  ///
  /// - Throws: ``RosterMistakes`` with everything that is wrong in it.
  func read(environment: [String: String] = ProcessInfo.processInfo.environment) throws -> Found {
    try Self.read(try Configuration.load([self], environment: environment).requiringAccount())
  }

  /// The policy that a configuration names.
  static func read(_ configuration: Configuration) throws -> Found {
    guard let file = configuration.policy else { return Found(policy: .standard, file: nil) }
    return Found(policy: try PolicyReader.read(path: file), file: file)
  }
}

extension PolicyOptions: SaysSettings {
  var said: [Setting: SettingText] {
    var said: [Setting: SettingText] = [:]
    said.say(.policy, policy)
    return said
  }
}

/// Where policy and keys are kept if nobody says otherwise.
enum ApprovalPlaces {
  /// `~/.config/syncroctl`
  static func folder(_ environment: [String: String] = ProcessInfo.processInfo.environment) -> URL {
    let home = URL(fileURLWithPath: environment["HOME"] ?? NSHomeDirectory())
    let folder = environment["XDG_CONFIG_HOME"].map { URL(fileURLWithPath: $0) } ?? home.appending(path: ".config")
    return folder.appending(path: "syncroctl")
  }

  /// `~/.config/syncroctl/keys`
  static func keys(_ environment: [String: String] = ProcessInfo.processInfo.environment) -> URL {
    folder(environment).appending(path: "keys")
  }
}
