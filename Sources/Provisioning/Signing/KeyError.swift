/// A key that cannot be had, read or kept. Nothing was changed.
public struct KeyError: Error, Sendable, Hashable, CustomStringConvertible {
  /// The kinds.
  public enum Code: Sendable, Hashable, CaseIterable {
    /// There is no such file.
    case missing
    /// There is a file already, and no key is ever overwritten.
    case exists
    /// Others than the owner can read or write the file.
    case readableByOthers
    /// The file belongs to somebody else.
    case notOwned
    /// The file holds no key, or not the whole of one.
    case damaged
    /// The file cannot be read or written.
    case unusable
    /// Nothing can have that name.
    case badName
  }
  /// The kind.
  public let code: Code
  /// What is wrong, and what to do.
  public let description: String

  init(_ code: Code, _ message: String, _ advice: String? = nil) {
    self.code = code
    description = "\(message)\nNothing was changed.\(advice.map { " \($0)" } ?? "")"
  }
}
