import ArgumentParser
import SelectorPacks

/// `syncroctl selectors show`
struct SelectorsShow: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show",
    abstract: "Prints the pack that is in effect, with the place that each entry comes from.",
    usage: "syncroctl selectors show [<name>] [<options>]",
    discussion: """
      syncroctl selectors show --layout users --selectors acme.yaml
      syncroctl selectors show technician.save --layout ./acme.yaml

      Without a name the output is a pack as well, which can be read again.
      """)

  @Argument(help: "A page, an entry such as technician.save, capabilities, list_price or blocks; all if not said.")
  var name: String?

  @OptionGroup var pack: PackOptions
  @OptionGroup var account: AccountOptions

  func run() throws {
    let pack = try Configuration.load([pack], account: account.account).requiringAccount().pack()
    try StandardOutput.write(try pack.text(of: name, place: SelectorFiles.shown))
  }
}
