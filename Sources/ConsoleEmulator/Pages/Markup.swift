/// A piece of the console's own HTML as a tree. It reads what the templates write and nothing else: every attribute value is quoted, and every
/// element that is not void is closed.
indirect enum Markup: Equatable {
  case element(String, attributes: [String: String], children: [Markup])
  case text(String)

  /// Reads the element that begins at `start` in `html`.
  ///
  /// - Returns: the element, and where it ends; `nil` where `html` is not as the templates write it.
  static func element(in html: Substring, at start: Substring.Index) -> (element: Markup, end: Substring.Index)? {
    var reader = Reader(rest: html[start...])
    guard let element = reader.element() else { return nil }
    return (element, reader.rest.startIndex)
  }

  private struct Reader {
    var rest: Substring

    private static let void: Set<String> = ["input", "br", "hr", "img", "link", "meta"]

    mutating func element() -> Markup? {
      guard takes("<") else { return nil }
      let tag = word()
      guard let attributes = attributes() else { return nil }
      var children: [Markup] = []
      guard !Self.void.contains(tag) else { return .element(tag, attributes: attributes, children: []) }
      while !rest.hasPrefix("</") {
        if rest.hasPrefix("<") {
          guard let child = element() else { return nil }
          children.append(child)
        } else {
          guard let end = rest.firstIndex(of: "<") else { return nil }
          let text = Self.decoded(rest[..<end])
          if !text.allSatisfy(\.isNewline) { children.append(.text(text)) }
          rest = rest[end...]
        }
      }
      guard takes("</\(tag)>") else { return nil }
      return .element(tag, attributes: attributes, children: children)
    }

    private mutating func attributes() -> [String: String]? {
      var attributes: [String: String] = [:]
      while true {
        rest = rest.drop { $0.isWhitespace }
        if takes(">") { return attributes }
        let name = word()
        guard !name.isEmpty else { return nil }
        attributes[name] = ""
        guard takes("=") else { continue }
        guard takes("\""), let end = rest.firstIndex(of: "\"") else { return nil }
        attributes[name] = Self.decoded(rest[..<end])
        rest = rest[end...].dropFirst()
      }
    }

    private mutating func word() -> String {
      let word = rest.prefix { $0.isLetter || $0.isNumber || $0 == "-" || $0 == "_" }
      rest = rest[word.endIndex...]
      return String(word)
    }

    private mutating func takes(_ text: String) -> Bool {
      guard rest.hasPrefix(text) else { return false }
      rest = rest.dropFirst(text.count)
      return true
    }

    private static func decoded(_ text: Substring) -> String {
      guard text.contains("&") else { return String(text) }
      return [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&amp;", "&")]
        .reduce(String(text)) { $0.replacing($1.0, with: $1.1) }
    }
  }
}

extension Markup: Encodable {
  /// An element is `[tag, attributes, children]`, a text a string.
  func encode(to encoder: any Encoder) throws {
    switch self {
    case .text(let text):
      var container = encoder.singleValueContainer()
      try container.encode(text)
    case .element(let tag, let attributes, let children):
      var container = encoder.unkeyedContainer()
      try container.encode(tag)
      try container.encode(attributes)
      try container.encode(children)
    }
  }
}
