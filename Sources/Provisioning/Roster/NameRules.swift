internal import Technicians

/// What may be a name: of a person, or of a role, which is a group's name on some consoles.
///
/// Quotes and angle brackets are names like any other; escaping is the business of whoever shows them.
public enum NameRules {
  /// The most characters (Unicode scalars): what a framework's default text column holds.
  public static let longest = 255

  /// What is wrong with `text`, worded to follow the field, or `nil`.
  public static func mistake(in text: String) -> String? {
    if let bad = text.unicodeScalars.first(where: ShownText.isUnsafe) {
      return "holds a control character (U+\(hexadecimal(bad)))"
    }
    let spaced = PersonName.spacedOnce(text)
    if spaced.isEmpty { return "is empty" }
    let length = spaced.unicodeScalars.count
    return length > longest ? "is \(WordList.grouped(length)) characters long; the most is \(longest)" : nil
  }

  private static func hexadecimal(_ scalar: Unicode.Scalar) -> String {
    let digits = String(scalar.value, radix: 16, uppercase: true)
    return String(repeating: "0", count: max(0, 4 - digits.count)) + digits
  }
}
