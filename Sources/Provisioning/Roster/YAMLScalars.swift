internal import Yams

extension Node {
  /// The line, from 1.
  var line: Int { mark?.line ?? 1 }

  /// Whether nothing was written, or `~`.
  var isBlank: Bool {
    guard let scalar, scalar.style == .plain || scalar.style == .any else { return false }
    return scalar.string.isEmpty || scalar.string == "~"
  }

  /// What it is, worded to follow "is".
  var shape: String {
    switch self {
    case .mapping: "a mapping"
    case .sequence: "a list"
    case .alias: "an alias"
    case .scalar(let scalar): isBlank ? "empty" : scalar.style == .plain ? PlainScalar.kind(of: scalar.string) ?? "a text" : "a text"
    }
  }

  /// The node as a text. A plain `No`, `007` or `null` means something else to YAML, and is not guessed at.
  var asText: TreeText {
    guard let scalar else { return .other("is \(shape), where a text belongs") }
    if isBlank { return .blank }
    guard scalar.style == .plain, let kind = PlainScalar.kind(of: scalar.string) else { return .text(scalar.string) }
    return .bare(kind, scalar.string)
  }
}

/// Tells what YAML 1.1 takes a word without quotes for (yaml.org/type: bool, null, int, float, timestamp).
enum PlainScalar {
  private static let truths: Set<String> = ["yes", "no", "true", "false", "on", "off"]

  /// `a number`, `a yes/no value`, `null` or `a date`; `nil` for a text.
  static func kind(of word: String) -> String? {
    guard let first = word.utf8.first, word.utf8.count <= 64 else { return nil }
    if first < UInt8(ascii: "A") { return isDate(word) ? "a date" : isNumber(word) ? "a number" : nil }
    guard word.utf8.count <= 5 else { return nil }
    let folded = word.lowercased()
    let isUniform = word == folded || word == folded.uppercased() || word == folded.prefix(1).uppercased() + folded.dropFirst()
    guard isUniform else { return nil }
    return truths.contains(folded) ? "a yes/no value" : folded == "null" ? "null" : nil
  }

  private static func isNumber(_ word: String) -> Bool {
    let unsigned = word.drop { $0 == "+" || $0 == "-" }.replacing("_", with: "")
    if Double(unsigned) != nil { return unsigned.first != "i" && unsigned.first != "n" }
    let digits = unsigned.dropFirst(2)
    if unsigned.hasPrefix("0o") { return Int(digits, radix: 8) != nil }
    if unsigned.hasPrefix("0b") { return Int(digits, radix: 2) != nil }
    return [".inf", ".nan"].contains(unsigned.lowercased())
  }

  private static func isDate(_ word: String) -> Bool {
    let parts = word.prefix(10).split(separator: "-", omittingEmptySubsequences: false)
    return parts.count == 3 && parts.map(\.count) == [4, 2, 2] && parts.allSatisfy { $0.allSatisfy { $0.isASCII && $0.isNumber } }
  }
}

extension String {
  /// The text without the white space around it.
  var trimmed: String {
    guard let first = first, let last = last, first.isWhitespace || last.isWhitespace else { return self }
    return String(drop(while: \.isWhitespace).reversed().drop(while: \.isWhitespace).reversed())
  }
}
