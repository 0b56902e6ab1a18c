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

  public var description: String { full }

  /// The two parts, for a console that asks for them: as they are known, else split after the first word.
  ///
  /// `nil` when the name is a single word, since both fields are required there.
  public var parts: (first: String, last: String)? {
    if let first, let last { return first.isEmpty || last.isEmpty ? nil : (first, last) }
    guard let space = full.firstIndex(of: " ") else { return nil }
    let rest = String(full[full.index(after: space)...].drop(while: \.isWhitespace))
    return rest.isEmpty ? nil : (String(full[..<space]), rest)
  }
}
