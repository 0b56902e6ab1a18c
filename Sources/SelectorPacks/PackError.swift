/// A selector pack cannot be read, or lacks something. Nothing has been done on the console.
public struct PackError: Error, Sendable, Hashable, CustomStringConvertible {
  /// The kinds of error.
  public enum Code: Sendable, Hashable {
    /// No file for that layout or at that path.
    case notFound
    /// The file is not a selector pack.
    case malformed
    /// A flow needs an element, page or path that the pack does not have.
    case missing
  }

  /// The kind.
  public let code: Code
  /// What is wrong and where, and what to do.
  public let description: String

  init(_ code: Code, _ description: String) {
    self.code = code
    self.description = description
  }

  /// What is wrong in the files that were read: all of it.
  init(_ problems: [PackProblem]) {
    let lines = problems.sorted { $0.place < $1.place }.map(\.description)
    self.init(
      .malformed,
      lines.count == 1 ? lines[0] : (["\(lines.count) mistakes in selector packs"] + lines.map { "  \($0)" }).joined(separator: "\n"))
  }
}
