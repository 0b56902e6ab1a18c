import ArgumentParser
import Foundation
import Provisioning

/// `syncroctl config check`
struct ConfigCheck: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Looks whether everything that is set is right, and says all that is not.",
    usage: "syncroctl config check [<options>]",
    discussion: """
      syncroctl config check
      syncroctl config check --account globex --run-commands

      All accounts of the configuration file are looked at, unless one is named. It
      reads the files that are named, looks for driver and browser, and for folders
      that can be written to. Commands for secrets are run with --run-commands alone,
      since a password store may ask for something; what they print is not shown.

      Exit code 0: all is right. 64: something is not, and each is named with the
      line or variable that it stands in.
      """)

  @OptionGroup var options: SettingOptions

  @Flag(help: "Run the commands for secrets too, and look whether each prints one.")
  var runCommands = false

  @OptionGroup var talk: TalkOptions

  func run() async throws {
    let environment = ProcessInfo.processInfo.environment
    let shipped = try Shipped.folder("selectors")
    let file = try ConfigurationPlaces.file(environment).map { try ConfigurationFile.read($0) }
    let chosen = try AccountChoice(said: options.account.account, environment: environment, file: file)
    var checker = ConfigurationChecker(environment: environment, shipped: shipped, runsCommands: runCommands)
    checker.checkPlaces(file)
    var lines: [String] = []
    for choice in Self.choices(chosen, file) {
      let configuration = try Configuration(said: options.said, environment: environment, file: file, account: choice)
      await checker.check(configuration)
      lines.append(Self.line(configuration))
    }
    for note in checker.notes { talk.talk.say("note: \(note)") }
    if let error = checker.error { throw error }
    try StandardOutput.write(lines.joined(separator: "\n") + "\n")
  }

  /// What is looked at: the account that is named, or all that there are.
  private static func choices(_ chosen: AccountChoice, _ file: ConfigurationFile?) -> [AccountChoice] {
    if case .chosen(_, .said) = chosen { return [chosen] }
    let names = file?.names ?? []
    return names.isEmpty ? [chosen] : names.map { .chosen($0, by: .file) }
  }

  /// `acme: https://acme.syncromsp.com, layout users, robot@acme.com: all is right`
  private static func line(_ configuration: Configuration) -> String {
    let facts = [
      configuration.console.map { AddressText.shown($0) }, configuration.layout.map { "layout \(ShownText.plain($0))" },
      configuration.email.map { ShownText.plain($0) },
    ]
    let name = configuration.accountName.map { "\($0): " } ?? ""
    return "\(name)\(facts.compactMap(\.self).joined(separator: ", ")): all is right"
  }
}
