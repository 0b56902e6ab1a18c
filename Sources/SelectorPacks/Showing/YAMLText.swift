/// Writes values as YAML that the packs' own reader takes.
enum YAMLText {
  private static let reserved: Set<String> = ["null", "true", "false", "yes", "no", "on", "off"]

  /// A text as a scalar: plain where nothing in it has a meaning of its own.
  static func scalar(_ text: String) -> String {
    let isPlain = text.wholeMatch(of: /[A-Za-z\/._](?:[A-Za-z0-9 _.\/-]*[A-Za-z0-9_.\/-])?/) != nil
    if isPlain, !reserved.contains(text.lowercased()), text != "." { return text }
    guard text.unicodeScalars.contains(where: { $0.value < 0x20 || $0.value == 0x7F }) else {
      return "'\(text.replacing("'", with: "''"))'"
    }
    var out = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": out += "\\\""
      case "\\": out += "\\\\"
      case "\n": out += "\\n"
      case "\t": out += "\\t"
      case _ where scalar.value < 0x20 || scalar.value == 0x7F:
        let hex = String(scalar.value, radix: 16)
        out += "\\x\(hex.count == 1 ? "0" : "")\(hex)"
      default: out.unicodeScalars.append(scalar)
      }
    }
    return "\"\(out)\""
  }

  /// One word as itself, several as a list.
  static func words(_ words: [String]) -> String { words.count == 1 ? scalar(words[0]) : list(words) }

  static func list(_ words: [String]) -> String { "[\(words.map(scalar).joined(separator: ", "))]" }

  /// A mapping on one line.
  static func mapping(_ members: [(String, String)]) -> String {
    "{ \(members.map { "\($0): \($1)" }.joined(separator: ", ")) }"
  }
}
