/// All that was seen of changes, before it is decided what has changed.
struct DriftEvidence: Sendable {
  /// A change, with what decides whether it is one of its own.
  struct Change: Sendable {
    var finding: DriftFinding
    /// The same for the same change, wherever it was seen.
    let key: String
    /// Whether only ways to tell the element by its place in the markup are concerned: those may follow from its having moved.
    var isOfMarkup = false
    /// The table whose row was not found: that may follow from another heading.
    var table: String?
    var scenarios: [String] = []
  }

  private(set) var changes: [Change] = []
  var places = Places()

  var isEmpty: Bool { changes.isEmpty && places.isEmpty }

  /// Adds a change, unless it is known.
  mutating func add(_ change: Change) {
    if let index = changes.firstIndex(where: { $0.key == change.key }) {
      changes[index].scenarios += change.scenarios.filter { !changes[index].scenarios.contains($0) }
    } else {
      changes.append(change)
    }
  }

  mutating func add(_ other: DriftEvidence, of scenario: String) {
    for change in other.changes {
      var tagged = change
      tagged.scenarios = [scenario]
      add(tagged)
    }
    places.add(other.places, of: scenario)
  }

  /// What has changed: what follows from something else is left out.
  var resolved: [Change] {
    let moved = places.resolved
    let movedElements = Set(moved.compactMap(\.finding.element))
    let tables = Set(changes.filter { $0.finding.kind == .headings }.compactMap(\.finding.element))
    let own = changes.filter { change in
      if let element = change.finding.element, change.isOfMarkup, movedElements.contains(element) { return false }
      if let table = change.table, tables.contains(table) { return false }
      return true
    }
    // In the order in which scenarios and lines were come to; what is seen at one line in the order of its kind and name.
    let order = scenarioOrder
    func place(_ change: Change) -> (Int, Int, String, String) {
      let scenario = change.scenarios.first.flatMap { order[$0] } ?? 0
      return (scenario, change.finding.line, change.finding.element ?? "", change.key)
    }
    return (own + moved).sorted { place($0) < place($1) }
  }

  private var scenarioOrder: [String: Int] {
    var order: [String: Int] = [:]
    for scenario in places.scenarios where order[scenario] == nil { order[scenario] = order.count }
    return order
  }
}
