import ArgumentParser
import Provisioning

/// `syncroctl keys`
struct Keys: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "The keys that plans are approved with.",
    usage: "syncroctl keys <subcommand>",
    discussion: """
      syncroctl keys new alice@acme.com
      syncroctl keys show ~/.config/syncroctl/keys/alice@acme.com.key

      A key stays with the person whose it is; the line that these commands print
      goes into the policy. See docs/approval.md.
      """,
    subcommands: [KeysNew.self, KeysShow.self])
}

extension SigningKey {
  /// What to put into the policy, under `approvers`.
  func policyLines(users: [String]) -> String {
    let list = users.map { ShownText.quoted($0) }.joined(separator: ", ")
    return """
      # \(publicKey.fingerprint)
      \(name):
        key: "\(publicKey)"
        users: [\(list)]

      """
  }
}
