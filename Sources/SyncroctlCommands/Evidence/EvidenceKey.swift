import ArgumentParser
import Foundation
import Provisioning

/// `syncroctl evidence key`
struct EvidenceKey: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "key",
    abstract: "Prints the public key with which this machine's evidence is verified.",
    usage: "syncroctl evidence key [<options>]",
    discussion: """
      syncroctl evidence key
      syncroctl evidence key > machine.pub

      Keep it where whoever can change the evidence cannot change it. If this
      machine has no key yet, one is made in the state folder.
      """)

  /// The file in the state folder.
  static let fileName = "evidence.key"

  @OptionGroup var talk: TalkOptions

  func run() async throws {
    let file = try Configuration.load().stateFolder.appending(path: Self.fileName)
    let key: PublicKey
    do { key = try SigningKey.loadOrMake(at: file).publicKey } catch {
      throw Shortfall(status: .failed, description: error.description)
    }
    talk.talk.say("Fingerprint: \(key.fingerprint)")
    try StandardOutput.write("\(key)\n")
  }
}
