/// Text in a CSS selector.
enum CSSEscaping {
  /// `text` as an identifier, as `CSS.escape` writes it (CSSOM, "serialize an identifier"). Good inside a quoted string, too.
  static func identifier(_ text: String) -> String {
    var out = ""
    let scalars = Array(text.unicodeScalars)
    for (index, scalar) in scalars.enumerated() {
      let isDigit = ("0"..."9").contains(scalar)
      let leads = index == 0 || (index == 1 && scalars[0] == "-")
      switch scalar {
      case "\0": out.unicodeScalars.append("\u{FFFD}")
      case "\u{1}"..."\u{1F}", "\u{7F}",
        _ where isDigit && leads:
        out += "\\" + String(scalar.value, radix: 16) + " "
      case "-" where scalars.count == 1: out += "\\-"
      case "\u{80}"..., "-", "_", "0"..."9", "a"..."z", "A"..."Z": out.unicodeScalars.append(scalar)
      default:
        out += "\\"
        out.unicodeScalars.append(scalar)
      }
    }
    return out
  }
}
