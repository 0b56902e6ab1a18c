import Foundation
import Provisioning

/// Commands for secrets, as they are shown. They say where a secret is kept, which helps, and some people write the secret itself into one.
enum CommandText {
  /// What stands for a command that is better not shown.
  static let hidden = "(not shown: it may hold a secret)"

  /// For an error: in quotes, unless something in it looks like a secret by its form.
  static func quoted(_ command: String) -> String { holdsSecretWord(command) ? hidden : ShownText.quoted(command) }

  /// For a list of settings: shown unless something in it looks like a secret, or it only prints what stands in it.
  static func listed(_ command: String) -> String {
    holdsSecretWord(command) || printsItself(command) ? hidden : ShownText.plain(command)
  }

  /// Whether one of its programs is `echo` or the like, whose arguments would be the secret.
  private static func printsItself(_ command: String) -> Bool {
    command.contains("<<") || command.contains(/(^|[;|&({`'"]|\s)\s*(\S*\/)?(echo|printf|print)(\s|$)/)
  }

  /// Whether a word of it looks like a secret: by what stands before it, or by being one that nobody could remember.
  private static func holdsSecretWord(_ command: String) -> Bool {
    // name=value and name: value, --name value
    let named =
      /(?i)(pass(word|wd|phrase)?|pwd|secret|token|api[-_]?key|bearer|basic|session|auth(orization)?)["']?\s*(=|:(?!\/\/))\s*["']?[^\s"'$]/
    let option = /(?i)(^|\s)--?[a-z-]*(password|passwd|passphrase|pwd|secret|token|key|session|header|user)[a-z-]*\s+["']?[^\s"'$-]/
    // A user name and password in an address.
    let address = /:\/\/[^\s\/@]*:[^\s\/@]*@/
    // The user name and password of curl and its like.
    let user = /\s-u\s*["']?[^\s"'$]/
    if command.contains(named) || command.contains(option) || command.contains(user) || command.contains(address)
      || command.contains("otpauth")
    {
      return true
    }
    return command.split { !($0.isLetter || $0.isNumber || $0 == "+" || $0 == "_") }.contains { looksMade($0) }
  }

  /// Whether a word was made by a machine: long, and letters and digits mixed or no word in small letters.
  private static func looksMade(_ word: Substring) -> Bool {
    guard word.count >= 12 else { return false }
    let digits = word.count { $0.isNumber }
    let capitals = word.count { $0.isUppercase }
    return digits >= 2 || (capitals >= 3 && !word.contains("_")) || word.count >= 40
  }
}
