/// Finds the names that somebody may have meant.
public enum NearestNames {
  /// The longest name that is compared; the work grows with the product of the lengths, and nobody mistypes a page.
  static let longestCompared = 80

  /// The names nearest to `name`, best first, `limit` at the most. Names that differ in more than a third of their letters are left out.
  ///
  /// Case is ignored. Names at the same distance keep the order of `names`.
  public static func nearest(to name: String, among names: some Sequence<String>, limit: Int = 3) -> [String] {
    let wanted = Array(name.lowercased())
    guard wanted.count <= longestCompared else { return [] }
    let reach = max(1, wanted.count / 3)
    var found: [(name: String, distance: Int)] = []
    for candidate in names {
      let letters = Array(candidate.lowercased())
      guard letters.count <= longestCompared, abs(letters.count - wanted.count) <= reach else { continue }
      let distance = distance(wanted, letters)
      if distance <= reach { found.append((candidate, distance)) }
    }
    let ordered = found.enumerated().sorted { ($0.element.distance, $0.offset) < ($1.element.distance, $1.offset) }
    return ordered.prefix(limit).map(\.element.name)
  }

  /// How many letters must be put in, taken out, replaced or swapped with their neighbour to turn one text into the other
  /// (Damerau-Levenshtein in its restricted form: no letter takes part in two edits).
  static func distance(_ left: [Character], _ right: [Character]) -> Int {
    guard !left.isEmpty else { return right.count }
    guard !right.isEmpty else { return left.count }
    var beforeLast: [Int] = []
    var last = Array(0...right.count)
    for i in 1...left.count {
      var row = [i]
      row.reserveCapacity(right.count + 1)
      for j in 1...right.count {
        let replaced = last[j - 1] + (left[i - 1] == right[j - 1] ? 0 : 1)
        var best = min(last[j] + 1, row[j - 1] + 1, replaced)
        if i > 1, j > 1, left[i - 1] == right[j - 2], left[i - 2] == right[j - 1] {
          best = min(best, beforeLast[j - 2] + 1)
        }
        row.append(best)
      }
      (beforeLast, last) = (last, row)
    }
    return last[right.count]
  }
}
