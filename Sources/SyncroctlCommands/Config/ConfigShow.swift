import ArgumentParser
import Foundation
import Provisioning

/// `syncroctl config show`
struct ConfigShow: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show",
    abstract: "Prints what counts, setting by setting, and where each was said. Never a secret.",
    usage: "syncroctl config show [<options>]",
    discussion: """
      syncroctl config show
      syncroctl config show --account globex --format json

      Of a secret it says whether there is one, or the command that it comes from.
      Options that say settings count as in any other command.
      """)

  @OptionGroup var options: SettingOptions

  @Option(help: "How to print.")
  var format: OutputFormat = .table

  func run() throws {
    let configuration = try Configuration.load([options], account: options.account.account).requiringAccount()
    let list = SettingList(configuration)
    try format.print(list.text, csv: list.csv, json: list)
  }
}

/// A configuration as it is printed.
struct SettingList: Encodable {
  /// The account of the file that counts.
  let account: String?
  /// The configuration file.
  let file: String?
  let stateFolder: String
  let settings: [Row]

  /// A setting as it is printed.
  struct Row: Encodable {
    let setting: String
    let state: State
    /// What it came to; the command of a secret, and never the secret.
    let value: String?
    let source: String?
    let place: String?

    enum State: String, Encodable {
      case set, command, unset
    }

    init(_ setting: Setting, _ value: Configuration.Value?) {
      self.setting = setting.key
      (source, place) = (value?.place.layer, value?.place.text)
      switch value?.content {
      case nil: (state, self.value) = (.unset, nil)
      case .secret(.value): (state, self.value) = (.set, nil)
      case .secret(.command(let command)): (state, self.value) = (.command, CommandText.listed(command))
      case .text(let text): (state, self.value) = (.set, text.all.map { Self.shown($0, setting) }.joined(separator: ", "))
      }
    }

    private static func shown(_ text: String, _ setting: Setting) -> String {
      switch setting.kind {
      case .address, .serviceAddress: AddressText.shown(text)
      default: ShownText.plain(text)
      }
    }

    /// The cells of the table.
    var cells: [String] {
      let words =
        switch state {
        case .set: value ?? "set"
        case .command: "command: \(value ?? "")"
        case .unset: "unset"
        }
      return [setting, words, place ?? ""]
    }
  }

  init(_ configuration: Configuration) {
    account = configuration.accountName
    file = configuration.file?.path
    stateFolder = configuration.stateFolder.path
    settings = Setting.all.map { Row($0, configuration[$0]) }
  }

  /// For people.
  var text: String {
    let places = [["file", file ?? "none: syncroctl config init", ""], ["account", account ?? "none", ""], ["state", stateFolder, ""]]
    return Table(headings: ["setting", "value", "from"], rows: places + settings.map(\.cells)).text
  }

  /// For programs.
  var csv: Table {
    Table(
      headings: ["setting", "state", "value", "source", "place"],
      rows: settings.map { [$0.setting, $0.state.rawValue, $0.value ?? "", $0.source ?? "", $0.place ?? ""] })
  }
}

/// Addresses as they are shown: without the user name, password and token that one may hold.
enum AddressText {
  static func shown(_ text: String) -> String {
    guard var parts = URLComponents(string: text.contains("://") ? text : "https://\(text)"),
      parts.host?.wholeMatch(of: /[A-Za-z0-9.:\[\]-]+/) != nil, parts.path.wholeMatch(of: /[A-Za-z0-9._\/-]*/) != nil
    else { return "(not shown: it is no address)" }
    let isAll = parts.user == nil && parts.password == nil && parts.query == nil && parts.fragment == nil
    (parts.user, parts.password, parts.query, parts.fragment) = (nil, nil, nil, nil)
    let shown = ShownText.plain(parts.string ?? "")
    return isAll ? shown : "\(shown) (and more that is not shown)"
  }
}
