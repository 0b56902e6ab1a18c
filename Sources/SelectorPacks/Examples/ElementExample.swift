/// A piece of HTML that an element of a pack is to be found in, or not. For `syncroctl selectors test` alone: no flow looks at it, it is
/// never sent to a console's browser, and it is no part of a digest.
public struct ElementExample: Sendable, Hashable {
  /// The piece. It is what stands inside the element or the row that the element stands in.
  public let html: String
  /// Whether the element is to be found in it.
  public let matches: Bool
  /// Where it stands.
  public let place: PackPlace
}

extension ElementExample {
  /// Reads `examples` of an element.
  static func read(_ tree: PackTree) -> [ElementExample] {
    guard let fields = tree.fields(["matches", "not"]) else { return [] }
    return ["matches", "not"].flatMap { key in
      (fields[key]?.items() ?? []).compactMap { item in
        item.word().map { ElementExample(html: $0, matches: key == "matches", place: item.place) }
      }
    }
  }
}
