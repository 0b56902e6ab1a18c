import ArgumentParser
import Foundation
import Provisioning
import Technicians

/// `syncroctl keys new`
struct KeysNew: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "new",
    abstract: "Makes a key to approve plans with, and prints the lines for the policy.",
    usage: "syncroctl keys new <email> [--folder <dir>]",
    discussion: """
      syncroctl keys new alice@acme.com

      The private key is kept in a file that only you can read, and that is never
      overwritten. Nobody else needs it. What is printed is public: send it to
      whoever keeps the policy, and read the fingerprint to each other.
      """)

  @Argument(help: "Your email, under which the policy knows you.")
  var email: String

  @Option(help: ArgumentHelp("Where to keep the key, if not in ~/.config/syncroctl/keys.", valueName: "dir"), completion: .directory)
  var folder: String?

  @OptionGroup var talk: TalkOptions

  func validate() throws {
    do { _ = try EmailAddress(email) } catch {
      throw ValidationError("\(ShownText.quoted(email)) is no email to name a key by: it \(error.description)")
    }
  }

  func run() throws {
    let key = try SigningKey(newFor: email)
    let place = folder.map { URL(fileURLWithPath: $0) } ?? ApprovalPlaces.keys()
    let file = place.appending(path: "\(email).key")
    try key.write(to: file)
    talk.talk.say("The private key is in \(file.path): keep it, and give it to nobody.\nInto the policy, under approvers:\n")
    try StandardOutput.write(key.policyLines(users: [Operator.name()]))
  }
}
