/// Where elements stood and stand: in what, and before and after which others.
struct Places: Sendable {
  /// Two elements that have changed their order.
  private struct Flip: Sendable {
    let first: String
    let second: String
    let line: Int
    var scenarios: [String]
  }

  /// An element that stands in something else than it did.
  private struct Shift: Sendable, Hashable {
    let element: String
    let was: String?
    let now: String?
    let line: Int
    var scenarios: [String]
  }

  /// The first stood before the second, and stands after it now.
  private var flips: [Flip] = []
  private var shifts: [Shift] = []
  /// What elements stand in that stand where they stood, by page and name of what they stand in.
  private var settled: Set<[String]> = []
  /// Elements that are typed into or chosen in: where it cannot be told which of two has moved, one of these.
  private var fields: Set<String> = []
  /// All scenarios that were added, in order.
  private(set) var scenarios: [String] = []

  var isEmpty: Bool { flips.isEmpty && shifts.isEmpty }

  /// Takes in two answers to one look.
  mutating func compare(_ old: LookAnswer, _ new: LookAnswer, fields: Set<String>, line: Int) {
    guard let oldOrder = old.order, let newOrder = new.order else { return }
    self.fields.formUnion(fields)
    let common = Set(oldOrder).intersection(newOrder).filter { old.elements[$0]?.isFound == true && new.elements[$0]?.isFound == true }
    for element in oldOrder where common.contains(element) {
      let (was, now) = (old.elements[element]?.inside, new.elements[element]?.inside)
      if was == now {
        settled.insert([Self.page(element), was ?? ""])
      } else if !shifts.contains(where: { $0.element == element }) {
        shifts.append(Shift(element: element, was: was, now: now, line: line, scenarios: []))
      }
    }
    let positions = Dictionary(newOrder.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
    let names = oldOrder.filter(common.contains)
    for (index, first) in names.enumerated() {
      for second in names[(index + 1)...] {
        guard let before = positions[first], let after = positions[second], before > after else { continue }
        // Two names for one element.
        if let alias = old.elements[first]?.alias, alias == old.elements[second]?.alias { continue }
        add(Flip(first: first, second: second, line: line, scenarios: []))
      }
    }
  }

  mutating func add(_ other: Places, of scenario: String) {
    scenarios.append(scenario)
    settled.formUnion(other.settled)
    fields.formUnion(other.fields)
    for var shift in other.shifts {
      if let index = shifts.firstIndex(where: { $0.element == shift.element }) {
        shifts[index].scenarios.append(scenario)
      } else {
        shift.scenarios = [scenario]
        shifts.append(shift)
      }
    }
    for var flip in other.flips {
      flip.scenarios = [scenario]
      add(flip)
    }
  }

  private mutating func add(_ flip: Flip) {
    if let index = flips.firstIndex(where: { $0.first == flip.first && $0.second == flip.second }) {
      flips[index].scenarios += flip.scenarios
    } else {
      flips.append(flip)
    }
  }

  private static func page(_ element: String) -> String { String(element.prefix { $0 != "." }) }

  // MARK: - What has changed

  /// The elements that have moved, as few as explain all that was seen, and what has another name.
  var resolved: [DriftEvidence.Change] {
    let renamed = renamedSections
    let shifted = shifts.filter { shift in !renamed.contains { $0.contains(shift) } }
    let certain = Set(shifted.map(\.element))
    let open = flips.filter { !certain.contains($0.first) && !certain.contains($0.second) }
    let guessed = smallestCover(open)
    return renamed.map(section) + shifted.map(moved)
      + guessed.sorted().compactMap { element in moved(element, others: certain.union(guessed)) }
  }

  /// Elements that all went from one name to another, of which none stayed under the old and none was under the new: what they stand in is
  /// called otherwise, and they have not moved.
  private var renamedSections: [[Shift]] {
    let groups = Dictionary(grouping: shifts) { [Self.page($0.element), $0.was ?? "", $0.now ?? ""] }
    return groups.filter { isRenaming($0.key, $0.value) }.sorted { $0.key.lexicographicallyPrecedes($1.key) }.map(\.value)
  }

  private func isRenaming(_ names: [String], _ group: [Shift]) -> Bool {
    let (page, was, now) = (names[0], names[1], names[2])
    guard group.count > 1, !was.isEmpty, !now.isEmpty, !settled.contains([page, was]), !settled.contains([page, now]) else { return false }
    return !shifts.contains { Self.page($0.element) == page && $0.was == was && $0.now != now }
  }

  private func section(_ group: [Shift]) -> DriftEvidence.Change {
    let (was, now) = (group.first?.was ?? "", group.first?.now ?? "")
    let page = group.first.map { Self.page($0.element) }
    let finding = DriftFinding(
      kind: .section, page: page, was: was, now: now, line: group.map(\.line).min() ?? 0,
      sentence: "\(page ?? ""): what was called \"\(was)\" is called \"\(now)\" now")
    return DriftEvidence.Change(
      finding: finding, key: "section|\(page ?? "")|\(was)|\(now)", scenarios: inOrder(group.flatMap(\.scenarios)))
  }

  private func moved(_ shift: Shift) -> DriftEvidence.Change {
    func told(_ name: String?) -> String { name.map { "in \"\($0)\"" } ?? "outside of everything that has a name" }
    let finding = DriftFinding(
      kind: .moved, element: shift.element, page: Self.page(shift.element), was: told(shift.was), now: told(shift.now), line: shift.line,
      sentence: "\(shift.element): has moved; it stood \(told(shift.was)) and stands \(told(shift.now)) now")
    let also = flips.filter { $0.first == shift.element || $0.second == shift.element }.flatMap(\.scenarios)
    return DriftEvidence.Change(finding: finding, key: "moved|\(shift.element)", scenarios: inOrder(shift.scenarios + also))
  }

  private func moved(_ element: String, others: Set<String>) -> DriftEvidence.Change? {
    let own = flips.filter { $0.first == element || $0.second == element }
    // Told against one that has kept its place, if there is one.
    func isSettled(_ flip: Flip) -> Bool { !others.contains(flip.first == element ? flip.second : flip.first) }
    guard let flip = own.first(where: isSettled) ?? own.first else { return nil }
    let other = flip.first == element ? flip.second : flip.first
    let (was, now) = flip.first == element ? ("before", "after") : ("after", "before")
    let finding = DriftFinding(
      kind: .moved, element: element, page: Self.page(element), was: "\(was) \(other)", now: "\(now) \(other)", line: flip.line,
      sentence: "\(element): has moved; it stood \(was) \(other) and stands \(now) it now")
    return DriftEvidence.Change(finding: finding, key: "moved|\(element)", scenarios: inOrder(own.flatMap(\.scenarios)))
  }

  private func inOrder(_ found: [String]) -> [String] {
    let found = Set(found)
    return scenarios.filter(found.contains)
  }

  // MARK: - The fewest elements

  /// The fewest elements of which every flip has one.
  private func smallestCover(_ flips: [Flip]) -> Set<String> {
    var degrees: [String: Int] = [:]
    for name in flips.flatMap({ [$0.first, $0.second] }) { degrees[name, default: 0] += 1 }
    // The one that is taken first where both would do.
    func rank(_ name: String) -> (Int, Int, String) { (-(degrees[name] ?? 0), fields.contains(name) ? 0 : 1, name) }
    let pairs = flips.map { rank($0.first) < rank($0.second) ? ($0.first, $0.second) : ($0.second, $0.first) }
      .sorted { rank($0.0) < rank($1.0) }

    let mostOfOne = degrees.values.max() ?? 0
    func cover(_ open: [(String, String)], _ budget: Int) -> Set<String>? {
      guard let (one, other) = open.first else { return [] }
      // Each takes at most as many with it as it has: where that is too little, nothing need be tried.
      guard budget > 0, open.count <= budget * mostOfOne else { return nil }
      for name in [one, other] {
        if let rest = cover(open.filter { $0.0 != name && $0.1 != name }, budget - 1) { return rest.union([name]) }
      }
      return nil
    }
    for budget in 0...Self.mostMoved {
      if let found = cover(pairs, budget) { return found }
    }
    // So much has moved that the fewest are not worth their search.
    return greedyCover(pairs)
  }

  private static let mostMoved = 10

  private func greedyCover(_ pairs: [(String, String)]) -> Set<String> {
    var open = pairs
    var taken: Set<String> = []
    while !open.isEmpty {
      var degrees: [String: Int] = [:]
      for name in open.flatMap({ [$0.0, $0.1] }) { degrees[name, default: 0] += 1 }
      guard let most = degrees.min(by: { (-$0.value, $0.key) < (-$1.value, $1.key) })?.key else { break }
      taken.insert(most)
      open.removeAll { $0.0 == most || $0.1 == most }
    }
    return taken
  }
}
