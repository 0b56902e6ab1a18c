/// One thing on one kind of page that is otherwise than it was: what a console's own developers do between two days.
public struct Mutant: Sendable, Hashable, Codable {
  /// What is done to it.
  public enum Kind: String, Sendable, CaseIterable, Codable {
    /// It has other words: a button's text, a field's label, a column's heading.
    case renamed
    /// It has another id, name, class and test id.
    case unhooked
    /// It stands at the end of the page's content, outside of the form or row that it belonged to.
    case moved
    /// A second one like it stands behind it.
    case doubled
    /// It is not displayed.
    case hidden
    /// It is not there.
    case removed
  }

  /// What is done.
  public let kind: Kind
  /// A regular expression that the page's path matches.
  public let path: String
  /// CSS of what it is done to; all that match are.
  public let css: String

  /// A mutant; see the properties.
  public init(_ kind: Kind, path: String, css: String) {
    self.kind = kind
    self.path = path
    self.css = css
  }
}
