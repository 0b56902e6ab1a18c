internal import Technicians

/// Tells a console that was read whole from one that was not. What is missing from a list is not gone.
enum Completeness {
  /// - Throws: ``PlanningError/console(_:)`` when the list has nobody, or not the account that is signed in.
  static func check(_ snapshot: ConsoleSnapshot, _ console: ConsoleIndex) throws(PlanningError) {
    guard !snapshot.technicians.isEmpty else {
      throw .unclear(
        "the console at \(snapshot.address) showed a list of people with nobody in it",
        "\(snapshot.signedInAs) is signed in there, so the list was not read whole. \(advice)")
    }
    guard console[snapshot.signedInAs] != nil else {
      throw .unclear(
        "\(snapshot.signedInAs) is signed in at \(snapshot.address) and not in its list of \(people(snapshot.technicians.count))",
        "So the list was not read whole, and whoever is missing from it is not gone. \(advice)")
    }
  }

  private static let advice = "Try again; if it stays so, look at the page of people."

  private static func people(_ count: Int) -> String { WordList.count(count, "person", "people") }
}
