import WebDriver

/// Compares what two looks know of one element that the first of them found.
struct ElementComparison {
  let name: String
  let query: Look.Query
  let was: LookAnswer.Report
  let now: LookAnswer.Report
  let line: Int

  /// What has changed of the ways to tell the element.
  ///
  /// - Parameter isWanted: whether the flow cannot do without it. Of any other element that is gone nothing is said: it is data.
  func change(isWanted: Bool) -> DriftEvidence.Change? {
    if now.isFound {
      if !lost.isEmpty || !gained.isEmpty { return candidates() }
      // Found by as little as before, yet it was enough then.
      return nil
    }
    guard isWanted else { return nil }
    switch now.problem {
    // What it stands in is not there: that is said of its own.
    case "outer": return nil
    case "row", "rows": return row()
    case "many": return finding(.ambiguous, now: "\(total) elements", "\(counts) where there was one")
    default:
      let isHidden = now.hidden.contains { $0 > 0 }
      return finding(
        .missing, now: isHidden ? "hidden" : "nothing", isHidden ? "\(told(lost)); it is there, but hidden" : "\(told(lost)); \(alone)")
    }
  }

  private var indices: Range<Int> { 0..<min(query.candidates.count, was.counts.count, now.counts.count) }
  private var lost: [Int] { indices.filter { was.counts[$0] > 0 && now.counts[$0] == 0 } }
  private var gained: [Int] { query.takesFirst ? [] : indices.filter { was.counts[$0] == 0 && now.counts[$0] > 0 } }
  private var still: [Int] { indices.filter { was.counts[$0] > 0 && now.counts[$0] > 0 } }
  private var total: Int { now.counts.max() ?? 0 }

  private func described(_ index: Int) -> String { query.candidates[index].description }

  private var alone: String { query.candidates.count == 1 ? "there is no other way to tell it" : "nothing else finds it" }

  private static func elements(_ count: Int) -> String { count == 0 ? "none" : Narrator.counted(count, "element") }

  private func told(_ changed: [Int]) -> String {
    changed.map { index in
      let (old, new) = (was.counts[index], now.counts[index])
      return "\(described(index)) matched \(Self.elements(old)) and matches \(Self.elements(new)) now"
    }.joined(separator: "; ")
  }

  private var counts: String {
    indices.filter { now.counts[$0] > 0 }
      .map { "\(described($0)) matches \(Self.elements(now.counts[$0]))" }.joined(separator: " and ")
  }

  private func candidates() -> DriftEvidence.Change {
    var parts: [String] = []
    if !lost.isEmpty { parts.append(told(lost)) }
    if !gained.isEmpty { parts.append(told(gained)) }
    if !lost.isEmpty, !still.isEmpty {
      parts.append("\(still.map(described).joined(separator: " and ")) still \(still.count == 1 ? "does" : "do")")
    }
    let isOfWords = !lost.isEmpty && lost.allSatisfy { query.candidates[$0].goesByWords }
    let isOfMarkup = gained.isEmpty && lost.allSatisfy { !query.candidates[$0].goesByWords }
    if isOfWords, gained.isEmpty { parts.append("so its words have changed") }
    var change = finding(
      .candidate, now: (still + gained).sorted().map(described).joined(separator: " and "), parts.joined(separator: "; "))
    change.isOfMarkup = isOfMarkup
    return change
  }

  private func row() -> DriftEvidence.Change {
    let cells = query.cells.joined(separator: " and ")
    let table = query.table ?? "the table"
    let what = now.problem == "row" ? "no row" : "more than one row"
    let finding = DriftFinding(
      kind: .row, element: name, page: page, was: "one row", now: what, line: line,
      sentence: "\(name): \(what) of \(table) has \(cells) now")
    return DriftEvidence.Change(finding: finding, key: "row|\(name)", table: query.table)
  }

  private var page: String { String(name.prefix { $0 != "." }) }

  private func finding(_ kind: DriftFinding.Kind, now: String, _ sentence: String) -> DriftEvidence.Change {
    let was = indices.filter { self.was.counts[$0] > 0 }.map(described).joined(separator: " and ")
    let finding = DriftFinding(
      kind: kind, element: name, page: page, was: was, now: now.isEmpty ? "nothing" : now, line: line, sentence: "\(name): \(sentence)")
    // One element, one finding: that it is found by less here and not at all there is the same change.
    return DriftEvidence.Change(finding: finding, key: "element|\(name)")
  }
}
