/// Where a setting was said.
enum SettingPlace: Sendable, Hashable {
  case option(String)
  case variable(String)
  /// A line of the configuration file; `account` where it stands in that account's part.
  case file(path: String, line: Int, account: String?)
  /// Nowhere: it is so if nobody says otherwise.
  case standard

  /// For people: `--console`, `SYNCROCTL_CONSOLE`, `/home/ada/.config/syncroctl/config.yaml:3`.
  var text: String {
    switch self {
    case .option(let name), .variable(let name): name
    case .file(let path, let line, _): "\(path):\(line)"
    case .standard: "default"
    }
  }

  /// For programs: the layer.
  var layer: String {
    switch self {
    case .option: "flag"
    case .variable: "variable"
    case .file(_, _, .some): "account"
    case .file: "file"
    case .standard: "default"
    }
  }
}
