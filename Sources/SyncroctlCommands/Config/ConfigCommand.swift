import ArgumentParser

/// `syncroctl config`
struct ConfigCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "config",
    abstract: "The configuration file: writes a first one, shows what counts, looks whether it is right.",
    usage: "syncroctl config <subcommand>",
    discussion: """
      syncroctl config init
      syncroctl config check
      syncroctl config show --account globex

      No browser is started, and nothing is sent to a console.
      See docs/configuration.md.
      """,
    subcommands: [ConfigInit.self, ConfigCheck.self, ConfigShow.self])
}

/// What can be said of a configuration that is only looked at.
struct SettingOptions: ParsableArguments {
  @Option(help: ArgumentHelp("The console's address, such as https://acme.syncromsp.com. Also SYNCROCTL_CONSOLE.", valueName: "url"))
  var console: String?

  @OptionGroup var account: AccountOptions
  @OptionGroup var packs: PackOptions
  @OptionGroup var policy: PolicyOptions
}

extension SettingOptions: SaysSettings {
  var said: [Setting: SettingText] {
    var said = packs.said.merging(policy.said) { first, _ in first }
    said.say(.console, console)
    return said
  }
}
