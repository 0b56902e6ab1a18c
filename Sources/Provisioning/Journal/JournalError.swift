/// The journal cannot be read or written, or says that something must not be.
public struct JournalError: Error, Sendable, Hashable, CustomStringConvertible {
  /// The kinds.
  public enum Code: Sendable, Hashable {
    /// The file cannot be opened, read or written.
    case unusable
    /// An approval was spent by another run.
    case spent
    /// No such run.
    case unknownRun
    /// A run of this name has begun already: ask ``Journal/nextID(began:)`` for another.
    case taken
    /// The run has come to its end, and nothing more is to be written of it.
    case ended
  }
  /// The kind.
  public let code: Code
  /// What is wrong, and what to do.
  public let description: String

  /// An error; see the properties.
  public init(_ code: Code, _ description: String) {
    self.code = code
    self.description = description
  }
}
