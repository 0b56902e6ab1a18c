/// What is typed and clicked to get past a block.
public struct BlockAnswer: Sendable, Hashable {
  /// What can be typed. A pack says what it is, and never holds it.
  public enum Text: String, Sendable, CaseIterable {
    /// The password of whoever is signed in.
    case ownPassword = "own_password"
  }

  /// A field, and what it is filled with.
  public struct Filling: Sendable, Hashable {
    /// The field.
    public let element: String
    /// What is typed into it.
    public let text: Text
  }

  /// What is typed first; `nil` if there is only something to click.
  public let filling: Filling?
  /// The button.
  public let click: String

  /// The elements that it needs.
  var elements: [String] { [filling?.element, click].compactMap(\.self) }
}
