import Foundation

/// A question before something is changed.
enum Question {
  /// Asks on the terminal; `assumeYes` answers for scripts.
  ///
  /// - Throws: ``UsageError`` where nobody can be asked; ``Reported`` after a no.
  static func confirm(_ question: String, assumeYes: Bool) throws {
    if assumeYes { return }
    guard isatty(STDIN_FILENO) == 1, StandardError.isTerminal else {
      throw UsageError(description: "there is no terminal to ask \"\(question)\" on. Nothing was changed. Say --yes to go ahead")
    }
    StandardError.write("\(question) [y/N] ")
    let answer = readLine(strippingNewline: true)?.lowercased() ?? ""
    guard answer == "y" || answer == "yes" else {
      StandardError.write("Nothing was changed.\n")
      throw Reported(status: .failed)
    }
  }
}
