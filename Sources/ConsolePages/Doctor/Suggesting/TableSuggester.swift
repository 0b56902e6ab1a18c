import SelectorPacks
import WebDriver

/// Finds what a table, or columns of it, that the pack does not find may be now.
struct TableSuggester {
  let likeness: Likeness
  let inventory: PageInventory
  /// The table's name on its page.
  let name: String
  let selector: TableSelector
  /// Words that the page uses for values of columns, by column.
  var words: [String: [String]] = [:]

  /// - Parameter isFound: whether the table itself was found, and only columns are missing.
  func suggestions(isFound: Bool, known: String) -> [Suggestion] {
    let tables = inventory.tables.filter { $0.shown && (isFound ? $0.known == known : $0.known == nil) && !$0.headings.isEmpty }
    let ways = ThingCandidates(inventory: inventory)
    return Suggestion.best(
      tables.compactMap { table in
        let (columns, score) = matched(table)
        let candidates = isFound ? selector.element.candidates : ways.candidates(for: table)
        guard !candidates.isEmpty, columns[selector.key] != nil else { return nil }
        var entry = selector
        entry.element.candidates = candidates
        if !isFound { entry.element.within = nil }
        for (key, column) in selector.columns {
          if let heading = columns[key], !column.headings.isEmpty {
            let known = column.headings.contains(heading) ? column.headings : [heading] + column.headings
            let headings = known.filter { $0 == heading || !table.headings.contains($0) }
            entry.columns[key] = TableSelector.Column(TableColumn(.heading(headings), column.column.value), isOptional: column.isOptional)
          }
        }
        return (
          what: "the table with \(table.headings.filter { !$0.isEmpty }.map { "\"\($0)\"" }.joined(separator: ", "))", likeness: score,
          entry: .table(entry), yaml: entry.yaml(named: name)
        )
      })
  }

  /// The heading for each column, the surest first, each heading once; and how much the table is what is looked for.
  func matched(_ table: PageInventory.Table) -> (columns: [String: String], score: Double) {
    var pairs: [(key: String, heading: String, score: Double)] = []
    for (key, column) in selector.columns {
      for (index, heading) in table.headings.enumerated() where !heading.isEmpty {
        let cells = table.sample.compactMap { index < $0.count ? $0[index] : nil }
        let score = max(
          column.headings.map { likeness($0, heading) }.max() ?? 0, 0.8 * likeness(key, heading), Self.shape(key, cells, words[key] ?? []))
        pairs.append((key, heading, score))
      }
    }
    var columns: [String: String] = [:]
    var total = 0.0
    for pair in pairs.sorted(by: { ($1.score, $0.key, $0.heading) < ($0.score, $1.key, $1.heading) })
    where pair.score >= 0.4 && columns[pair.key] == nil && !columns.values.contains(pair.heading) {
      columns[pair.key] = pair.heading
      total += pair.score
    }
    let needed = selector.columns.filter { !$0.value.isOptional }.keys
    let missing = needed.filter { columns[$0] == nil }.count
    return (columns, missing == needed.count ? 0 : max(0, total / Double(max(1, columns.count)) - 0.2 * Double(missing)))
  }

  /// What the cells look like: addresses, times, or words that are known for the column.
  private static func shape(_ key: String, _ cells: [String], _ words: [String]) -> Double {
    let full = cells.filter { !$0.isEmpty }
    guard !full.isEmpty else { return 0 }
    func all(_ fits: (String) -> Bool) -> Bool { full.allSatisfy(fits) }
    if key.contains("email"), all({ $0.wholeMatch(of: /[^\s@]+@[^\s@]+/) != nil }) { return 0.9 }
    if !words.isEmpty, all({ cell in words.contains { $0.lowercased() == cell.lowercased() } }) { return 0.85 }
    if key.contains("last"), all({ $0.contains(/\d{4}-\d\d-\d\d|\d\d:\d\d/) || $0.lowercased() == "never" }) { return 0.7 }
    return 0
  }
}
