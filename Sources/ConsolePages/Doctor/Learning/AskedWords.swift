/// What a person is asked to point at, in words.
struct AskedWords: Sendable {
  private let words: [String: String]

  /// - Parameter text: a line for each entry, `technician.save = the button that saves`; lines that begin with `#` are remarks.
  init(_ text: String) {
    let lines = text.split(separator: "\n").filter { !$0.hasPrefix("#") }
    let pairs = lines.compactMap { line in
      line.firstRange(of: " = ").map { (String(line[..<$0.lowerBound]), String(line[$0.upperBound...])) }
    }
    words = Dictionary(pairs) { first, _ in first }
  }

  /// Those that ship with the tool.
  static let shipped = AskedWords(String(decoding: PackageResources.asked_txt, as: UTF8.self))

  /// The words for an entry by its whole name; `nil` for one that is never asked for.
  subscript(_ name: String) -> String? { words[name] }
}
