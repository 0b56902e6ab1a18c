/// Where something stands in a file of a selector pack.
public struct PackPlace: Sendable, Hashable, CustomStringConvertible {
  /// The file's path, as it was named.
  public let file: String
  /// The line, from 1.
  public let line: Int
  /// The column, from 1.
  public let column: Int

  /// `acme.yaml:12:5`, as compilers write it and editors read it.
  public var description: String { "\(file):\(line):\(column)" }
}

extension PackPlace: Comparable {
  /// By file, line and column.
  public static func < (left: PackPlace, right: PackPlace) -> Bool {
    (left.file, left.line, left.column) < (right.file, right.line, right.column)
  }
}

/// A value with the place where it stands.
struct Placed<Value: Sendable>: Sendable {
  let value: Value
  let place: PackPlace
}
