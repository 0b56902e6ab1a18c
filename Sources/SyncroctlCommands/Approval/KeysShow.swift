import ArgumentParser
import Foundation
import Provisioning

/// `syncroctl keys show`
struct KeysShow: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show",
    abstract: "Prints the public half of a key: the lines for the policy.",
    usage: "syncroctl keys show <file>",
    discussion: """
      syncroctl keys show ~/.config/syncroctl/keys/alice@acme.com.key

      Nothing that it prints is secret.
      """)

  @Argument(help: "The file that syncroctl keys new made.", completion: .file())
  var file: String

  func run() throws {
    try StandardOutput.write(try SigningKey.read(URL(fileURLWithPath: file)).policyLines(users: [Operator.name()]))
  }
}
