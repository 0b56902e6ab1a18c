import ArgumentParser
import Foundation
import Provisioning

/// Which policy.
struct PolicyOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Who may approve what: a YAML file. Also SYNCROCTL_POLICY, or ~/.config/syncroctl/policy.yaml. See docs/approval.md.",
      valueName: "file"))
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
    guard let file = file(environment) else { return Found(policy: .standard, file: nil) }
    return Found(policy: try PolicyReader.read(path: file), file: file)
  }

  private func file(_ environment: [String: String]) -> String? {
    if let policy { return policy }
    if let named = environment["SYNCROCTL_POLICY"], !named.isEmpty { return named }
    let usual = ApprovalPlaces.folder(environment).appending(path: "policy.yaml").path
    // A link that leads nowhere is a policy that cannot be read, not one that nobody wrote.
    var status = stat()
    return lstat(usual, &status) == 0 ? usual : nil
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
