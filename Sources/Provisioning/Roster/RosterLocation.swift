/// A line of a file that a person wrote.
public struct RosterLocation: Sendable, Hashable, Codable, CustomStringConvertible {
  /// The file, named as it was given.
  public let file: String
  /// The line, from 1.
  public let line: Int

  /// A line of a file.
  public init(file: String, line: Int) {
    self.file = file
    self.line = line
  }

  /// `team.yaml:14`
  public var description: String { "\(file):\(line)" }
}

extension RosterLocation {
  /// What stands in the place of a file where somebody asked on the command line.
  public static let commandLine = RosterLocation(file: "the command line", line: 1)
}
