/// Writes a text so that YAML reads the same text back, without quotes where that is safe under any version of YAML.
enum YAMLScalar {
  /// Marks that mean nothing to YAML inside a word, even between brackets.
  private static let harmlessMarks = Set(" @.-_/'()+&*".unicodeScalars)
  /// What some loader takes for a truth value or for nothing.
  private static let words: Set<String> = ["y", "n", "yes", "no", "true", "false", "on", "off", "null"]

  /// `text` as a scalar on one line.
  static func written(_ text: String) -> String { isPlain(text) ? text : quoted(text) }

  /// `text` in double quotes, whatever it is: for what looks like a number.
  static func quoted(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": result += "\\\""
      case "\\": result += "\\\\"
      case _ where isShown(scalar): result.unicodeScalars.append(scalar)
      default: result += escaped(scalar)
      }
    }
    return result + "\""
  }

  /// `text` for a comment: nothing in it ends the line, and nothing is there that a file of YAML may not hold.
  static func comment(_ text: String) -> String {
    text.unicodeScalars.reduce(into: "") { result, scalar in
      if isShown(scalar) { result.unicodeScalars.append(scalar) } else { result += escaped(scalar) }
    }
  }

  private static func isPlain(_ text: String) -> Bool {
    guard let first = text.unicodeScalars.first, let last = text.unicodeScalars.last, isLetter(first), last != " " else { return false }
    guard !words.contains(text.lowercased()), PlainScalar.kind(of: text) == nil else { return false }
    return text.unicodeScalars.allSatisfy { isLetter($0) || ("0"..."9").contains($0) || harmlessMarks.contains($0) }
  }

  private static func isLetter(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter, .nonspacingMark, .spacingMark: true
    default: false
    }
  }

  /// Whether the character stands in a file as itself: everything that can be seen, and the two joiners that emoji and scripts need.
  private static func isShown(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate, .unassigned: scalar.value == 0x200C || scalar.value == 0x200D
    case .spaceSeparator: scalar == " "
    default: true
    }
  }

  /// `\u00A0`, `\U000E0067`
  private static func escaped(_ scalar: Unicode.Scalar) -> String {
    let digits = String(scalar.value, radix: 16, uppercase: true)
    let width = scalar.value > 0xFFFF ? 8 : 4
    return (width == 8 ? "\\U" : "\\u") + String(repeating: "0", count: width - digits.count) + digits
  }
}
