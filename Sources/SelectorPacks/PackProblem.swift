/// Something that is wrong with a pack, or looks so.
public struct PackProblem: Sendable, Hashable, CustomStringConvertible {
  /// How much it matters.
  public enum Severity: String, Sendable, Hashable {
    /// The pack is not read, or a flow could not be carried out with it.
    case error
    /// It can be read, and may not be what was meant.
    case warning
  }

  /// How much it matters.
  public let severity: Severity
  /// Where it is.
  public let place: PackPlace
  /// What of the pack it is about: `pages.technician.elements.save[0]`. Empty for the file as a whole.
  public let name: String
  /// What is wrong.
  public let reason: String

  init(_ severity: Severity = .error, at place: PackPlace, _ name: String, _ reason: String) {
    self.severity = severity
    self.place = place
    self.name = name
    self.reason = reason
  }

  /// In one line: `acme.yaml:12:5: pages.technician.elements.save[0].css: is empty`.
  public var description: String { name.isEmpty ? "\(place): \(reason)" : "\(place): \(name): \(reason)" }
}

/// Takes problems down while packs are read.
final class ProblemLog {
  private(set) var problems: [PackProblem] = []

  func add(_ problem: PackProblem) { problems.append(problem) }
}
