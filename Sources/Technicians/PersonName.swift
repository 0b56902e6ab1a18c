/// A technician's name. One layout of the console keeps two fields, the other keeps one (console facts, section 1).
public struct PersonName: Sendable, Hashable, Codable, CustomStringConvertible {
  /// The first name, where it is known by itself.
  public let first: String?
  /// The last name, where it is known by itself.
  public let last: String?
  /// The whole name as one text.
  public let full: String

  /// A name known in two parts.
  public init(first: String, last: String) {
    self.first = first
    self.last = last
    self.full = last.isEmpty ? first : first.isEmpty ? last : "\(first) \(last)"
  }

  /// A name known only as a whole.
  public init(full: String) {
    self.first = nil
    self.last = nil
    self.full = full
  }

  /// The whole name.
  public var description: String { full }

  /// The two parts, for a console that asks for them: as they are known, else split after the first word.
  ///
  /// `nil` when the name is a single word, since both fields are required there.
  public var parts: (first: String, last: String)? {
    if let first, let last { return first.isEmpty || last.isEmpty ? nil : (first, last) }
    let words = Self.spacedOnce(full)
    guard let space = words.firstIndex(of: " ") else { return nil }
    return (String(words[..<space]), String(words[words.index(after: space)...]))
  }

  /// Whether both names read the same, however each is split and spaced: a page folds runs of white space, and so must a comparison.
  public func readsLike(_ other: PersonName) -> Bool { Self.spacedOnce(full) == Self.spacedOnce(other.full) }

  /// `text` with one space between its words and none around them.
  public static func spacedOnce(_ text: String) -> String {
    isSpacedOnce(text) ? text : text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }

  /// Whether that can be told from the bytes alone, as it can for most names: no white space but single spaces between ASCII words.
  private static func isSpacedOnce(_ text: String) -> Bool {
    let space = UInt8(ascii: " ")
    var previous = space
    for byte in text.utf8 {
      guard byte >= space, byte < 0x7F, byte != space || previous != space else { return false }
      previous = byte
    }
    return previous != space
  }
}
