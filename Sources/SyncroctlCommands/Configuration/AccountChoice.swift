import Foundation
import Provisioning

/// The names of accounts.
enum AccountName {
  static let advice = "A name is letters, digits, dots, dashes and underscores, with a letter or digit at its start."

  /// Whether `text` can be one. It stands in command lines that are printed to be typed.
  static func isOne(_ text: String) -> Bool { text.wholeMatch(of: /[A-Za-z0-9][A-Za-z0-9._-]{0,63}/) != nil }
}

/// Which account of the configuration file counts.
enum AccountChoice: Sendable, Hashable {
  /// This one, and where it was said.
  case chosen(String, by: Way)
  /// The file has no accounts.
  case none
  /// The file has several, and nobody said which: never a guess.
  case open([String])

  /// How an account was chosen.
  enum Way: Sendable, Hashable {
    /// `--account` or the variable.
    case said(SettingPlace)
    /// By the file: as the default, or as its only account.
    case file
  }

  static let option = "--account"
  static let variable = "SYNCROCTL_ACCOUNT"

  /// Chooses.
  ///
  /// - Parameter said: what `--account` says.
  /// - Throws: ``UsageError`` for a name that the file does not have.
  init(said: String?, environment: [String: String], file: ConfigurationFile?) throws {
    let names = file?.names ?? []
    let variable = environment[Self.variable].flatMap { $0.isEmpty ? nil : $0 }
    if let name = said ?? variable {
      let place = said != nil ? SettingPlace.option(Self.option) : .variable(Self.variable)
      guard names.contains(name) else { throw Self.unknown(name, place, file, names) }
      self = .chosen(name, by: .said(place))
    } else if let name = file?.defaultAccount ?? (names.count == 1 ? names.first : nil) {
      self = .chosen(name, by: .file)
    } else {
      self = names.isEmpty ? .none : .open(names)
    }
  }

  private static func unknown(_ name: String, _ place: SettingPlace, _ file: ConfigurationFile?, _ names: [String]) -> UsageError {
    guard let file else {
      return UsageError(
        "\(place.text) is \(ShownText.quoted(name)), and there is no configuration file with accounts", "Write one: syncroctl config init")
    }
    guard !names.isEmpty else {
      return UsageError(
        "\(place.text) is \(ShownText.quoted(name)), and the configuration file \(file.url.path) has no accounts",
        "Write it under accounts (see docs/configuration.md), or leave \(place.text) out.")
    }
    return UsageError(
      "there is no account \(ShownText.quoted(name)) in \(file.url.path)\(NearestNames.question(for: name, among: names))",
      "It has: \(names.joined(separator: ", ")). \(place.text) named it.")
  }
}
