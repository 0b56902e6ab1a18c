/// How a text of the page is compared. White space is squeezed first, there and here: runs of it count as one space, none at the ends.
public struct TextMatch: Sendable, Hashable, CustomStringConvertible {
  private enum Way: Hashable { case exactly, containing, matching(flags: String) }
  private let way: Way
  private let text: String

  /// The whole text.
  public static func exactly(_ text: String) -> TextMatch { TextMatch(way: .exactly, text: text) }
  /// A part of the text.
  public static func containing(_ text: String) -> TextMatch { TextMatch(way: .containing, text: text) }
  /// A regular expression as JavaScript writes them; `flags` as there: `i` where case does not count.
  public static func matching(_ pattern: String, flags: String = "") -> TextMatch { TextMatch(way: .matching(flags: flags), text: pattern) }

  /// For people.
  public var description: String {
    switch way {
    case .exactly: "\"\(text)\""
    case .containing: "containing \"\(text)\""
    case .matching(let flags): "matching /\(text)/\(flags)"
    }
  }

  var json: JSONValue {
    switch way {
    case .exactly: ["exactly": .string(text)]
    case .containing: ["containing": .string(text)]
    case .matching(let flags): ["matching": .string(text), "flags": .string(flags)]
    }
  }
}
