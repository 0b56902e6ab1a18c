/// Which state of a page ends a navigation (specification, "Page load strategy").
public enum PageLoadStrategy: String, Sendable, Hashable, CaseIterable {
  /// None: a navigation ends when it has begun.
  case none
  /// The document has been read; pictures, styles and frames may still be on their way.
  case eager
  /// All has been loaded. What a remote end does when it is not told.
  case normal
}
