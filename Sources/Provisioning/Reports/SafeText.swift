/// Text that others wrote, made fit to stand in HTML or XML.
enum SafeText {
  /// `text` with the characters of the markup escaped, and with those that cannot be seen, or turn the writing round, written out as
  /// `\u{202E}`. By code point: a quote with a combining mark behind it is one character with it, and would end an attribute all the same.
  static func marked(_ text: String) -> String {
    var escaped = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      switch scalar {
      case "<": escaped += "&lt;".unicodeScalars
      case ">": escaped += "&gt;".unicodeScalars
      case "&": escaped += "&amp;".unicodeScalars
      case "\"": escaped += "&quot;".unicodeScalars
      case "'": escaped += "&#39;".unicodeScalars
      case _ where isHidden(scalar): escaped += "\\u{\(String(scalar.value, radix: 16, uppercase: true))}".unicodeScalars
      default: escaped.append(scalar)
      }
    }
    return String(escaped)
  }

  /// What a reader does not see. Joiners are left: names in several scripts are written with them, and so are emoji.
  private static func isHidden(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x061C, 0x200B, 0x200E, 0x200F, 0x2060...0x2064, 0xFEFF, 0xFFFE, 0xFFFF: true
    default: ShownText.isUnsafe(scalar)
    }
  }
}
