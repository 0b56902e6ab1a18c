/// Makes text out of a file or a page fit to be shown on a terminal: nothing in it can move the cursor or turn the writing round.
public enum ShownText {
  /// `text` with control characters, line separators and direction overrides written out as `\u{1B}`, and cut after `limit` characters.
  public static func plain(_ text: String, limit: Int = 255) -> String {
    let safe = text.unicodeScalars.contains(where: isUnsafe) ? escaped(text) : text
    // Counting characters is slow, and there are never more of them than bytes.
    guard safe.utf8.count > limit else { return safe }
    return safe.count > limit ? "\(safe.prefix(limit))..." : safe
  }

  /// `text` made plain, in double quotes.
  public static func quoted(_ text: String, limit: Int = 80) -> String { "\"\(plain(text, limit: limit))\"" }

  /// Whether a terminal may act on the character instead of showing it.
  static func isUnsafe(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x20...0x7E: false
    case 0x202A...0x202E, 0x2066...0x2069: true
    default: [.control, .lineSeparator, .paragraphSeparator].contains(scalar.properties.generalCategory)
    }
  }

  private static func escaped(_ text: String) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      if isUnsafe(scalar) {
        result += "\\u{\(String(scalar.value, radix: 16, uppercase: true))}"
      } else {
        result.unicodeScalars.append(scalar)
      }
    }
    return result
  }
}
