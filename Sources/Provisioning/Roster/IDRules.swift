/// What may be the console's number for a person: the digits that stand in the address of their page.
enum IDRules {
  /// The most digits that a number of 64 bits has.
  static let longest = 20

  /// What is wrong with `text`, worded to follow it, or `nil`.
  static func mistake(in text: String) -> String? {
    guard isDigits(text) else { return "is no number; write the digits that stand in the address of the person's page" }
    // Octal to YAML, and another address to the console: not guessed at.
    if text.utf8.first == UInt8(ascii: "0") { return "begins with 0; write the digits that stand in the address of the person's page" }
    return text.utf8.count > longest ? "is longer than \(longest) digits" : nil
  }

  /// Whether `text` is one ASCII digit or more, and nothing else.
  static func isDigits(_ text: String) -> Bool {
    !text.isEmpty && text.utf8.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
  }
}
