import Foundation
import Provisioning
import Technicians

/// What became of a plan, as it is printed.
struct ApplyReport: Encodable, Sendable {
  let summary: RunSummary
  let seats: SeatForecast
  /// Where the evidence is, as a person may type it.
  let evidence: String?
  /// What the run is called; `nil` for a replay.
  var run: RunID?
  /// What is left for a person; `nil` if nothing is.
  var tasks: TaskList?

  private enum CodingKeys: CodingKey { case run, results, seconds, endedEarly, seatsBefore, seatsAfter, evidence, tasks }

  func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encodeIfPresent(run, forKey: .run)
    try container.encode(summary.results, forKey: .results)
    try container.encode(summary.seconds, forKey: .seconds)
    try container.encodeIfPresent(summary.endedEarly, forKey: .endedEarly)
    try container.encode(seats.before, forKey: .seatsBefore)
    try container.encode(seatsNow, forKey: .seatsAfter)
    try container.encodeIfPresent(evidence, forKey: .evidence)
    try container.encodeIfPresent(tasks, forKey: .tasks)
  }

  /// Seats after what was really done, which may be less than what was planned.
  var seatsNow: SeatUsage {
    let taken = summary.results.filter { $0.outcome == .done }.reduce(0) { $0 + $1.change.seatDelta }
    return SeatUsage(active: seats.before.active + taken, pricePerMonth: seats.before.pricePerMonth, source: seats.before.source)
  }

  /// `Seats 57 -> 59 · 7,353.00 USD/month -> 7,611.00 USD/month (+258.00 USD/month)`, on lines short enough for a narrow terminal.
  var seatLines: String {
    let (before, after) = (seats.before, seatsNow)
    var lines = ["Seats    \(before.active) -> \(after.active)"]
    let difference = Money(cents: after.monthlyCost.cents - before.monthlyCost.cents, currency: before.monthlyCost.currency)
    lines.append(
      difference.cents == 0
        ? "Cost     \(before.monthlyCost)/month, unchanged"
        : "Cost     \(before.monthlyCost)/month -> \(after.monthlyCost)/month")
    if difference.cents != 0 { lines.append("         \(difference.signed)/month") }
    if summary.results.contains(where: { $0.outcome == .done && $0.change.seatDelta < 0 }) {
      lines.append("         a freed seat is paid until the billing cycle ends")
    }
    if before.source == .listPrice { lines.append("         at the list price; your contract may differ") }
    return lines.joined(separator: "\n")
  }

  var text: String {
    let said = summary.results.flatMap { result in (result.witness ?? []).map { "\(result.change.whom): \($0)" } }
    let blocks: [String?] = [
      summary.results.isEmpty ? nil : table.text, said.isEmpty ? nil : said.joined(separator: "\n"), tasks?.text, seatLines,
    ]
    return blocks.compactMap(\.self).joined(separator: "\n\n")
  }

  private var table: Table {
    Table(
      headings: ["change", "who", "outcome", "detail", "price", "row"],
      rows: summary.results.map {
        [
          $0.change.verb, $0.change.whom, $0.outcome.rawValue, $0.detail, $0.change.price,
          $0.change.rosterLocation == .commandLine ? "" : "\($0.change.rosterLocation)",
        ]
      })
  }

  var csv: Table {
    Table(
      headings: ["change", "who", "outcome", "detail", "per_month", "currency", "commands", "seconds", "row"],
      rows: summary.results.map { result in
        let money = result.change.monthlyDelta
        return [
          result.change.verb, result.change.email?.description ?? result.change.name, result.outcome.rawValue, result.detail,
          money?.plain ?? "", money?.currency ?? "", "\(result.commands)", "\((result.seconds * 1000).rounded() / 1000)",
          result.change.rosterLocation == .commandLine ? "" : "\(result.change.rosterLocation)",
        ]
      })
  }

  /// `Done: 3 of 3 in 7.4 s. Evidence: runs/2026-11-23T14-31-07Z`
  var doneLine: String {
    let done = summary.count(.done) + summary.count(.unchanged)
    return "Done: \(done) of \(summary.results.count) in \(ProgressLines.seconds(summary.seconds))."
      + (evidence.map { " Evidence: \($0)" } ?? "")
  }
}

extension Money {
  /// `-129.00`: a number for programs.
  var plain: String {
    let fraction = cents.magnitude % 100
    return "\(cents < 0 ? "-" : "")\(cents.magnitude / 100).\(fraction < 10 ? "0" : "")\(fraction)"
  }
}
