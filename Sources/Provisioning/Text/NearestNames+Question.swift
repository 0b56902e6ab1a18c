public import Spelling

/// Finds the names that somebody may have meant.
public typealias NearestNames = Spelling.NearestNames

extension Spelling.NearestNames {
  /// `; did you mean "helpdesk" or "helpdesks"?`, or nothing when no name is near.
  public static func question(for name: String, among names: some Sequence<String>) -> String {
    let near = nearest(to: name, among: names)
    guard !near.isEmpty else { return "" }
    return "; did you mean \(near.map { ShownText.quoted($0) }.joined(separator: " or "))?"
  }
}
