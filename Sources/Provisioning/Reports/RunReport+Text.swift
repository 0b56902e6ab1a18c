internal import Technicians

extension RunReport {
  /// The report for a terminal, without a line break at the end. Nothing in it can move the cursor.
  public var text: String {
    let width = facts.map(\.label.count).max() ?? 0
    let head = facts.flatMap { fact in
      fact.lines.enumerated().map { index, line in
        TextColumns.padded(index == 0 ? fact.label : "", to: width + 2) + ShownText.plain(line, limit: .max)
      }
    }
    var blocks = [head, [headline] + [caveat].compactMap { $0.map { ShownText.plain($0, limit: .max) } }, changeLines]
    if !tasks.isEmpty { blocks.append([tasks.text]) }
    blocks.append(refusals.map { "Refused by \(ShownText.plain($0.finding, limit: .max)) (\(ShownText.plain($0.lifted)))" })
    blocks.append(seatLines)
    blocks.append(remarks.map { "note: \(ShownText.plain($0, limit: .max))" })
    blocks.append([verification.map { "Verify with: \(ShownText.plain($0, limit: .max))" } ?? "No evidence was kept."])
    return blocks.filter { !$0.isEmpty }.map { $0.joined(separator: "\n") }.joined(separator: "\n\n")
  }

  private var changeLines: [String] {
    let rows = changes.map { item in
      ["\(item.number)", word(item), item.change.verb, ShownText.plain(item.whom), ShownText.plain(item.asked)]
    }
    return zip(TextColumns.lines(rows), changes).flatMap { line, item in
      var below = [item.change.detail, item.change.price].filter { !$0.isEmpty } + [item.detail]
      // A task says the same, and what to do.
      if item.task == nil { below += item.explanation }
      if item.outcome == .unknown { below += [item.advice].compactMap(\.self) }
      return [line] + below.map { "    \(ShownText.plain($0, limit: 1000))" }
    }
  }

  private var seatLines: [String] {
    guard let seats else { return [] }
    let (before, after) = (seats.before, seats.after)
    var lines = ["Seats \(WordList.grouped(before.active)) -> \(WordList.grouped(after.active))"]
    if before.active == after.active {
      lines.append("Cost  \(before.monthlyCost)/month, \(before.monthlyCost * 12)/year: unchanged")
    } else {
      lines.append("Cost  \(before.monthlyCost)/month -> \(after.monthlyCost)/month")
      lines.append("      \(before.monthlyCost * 12)/year -> \(after.monthlyCost * 12)/year")
    }
    return lines + seatRemarks.map { "      \($0)" }
  }

  /// What must be known to read the figures right.
  var seatRemarks: [String] {
    var lines: [String] = []
    if changes.contains(where: { $0.outcome == .done && $0.change.seatDelta < 0 }) {
      lines.append("a freed seat is paid until the billing cycle ends")
    }
    if uncountedSeats > 0 {
      lines.append("not counting \(WordList.count(uncountedSeats, "seat", "seats")) of which nobody knows")
    }
    if seats?.before.source == .listPrice { lines.append("at the list price; the contract may differ") }
    return lines
  }
}
