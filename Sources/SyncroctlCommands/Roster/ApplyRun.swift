import Foundation
import Provisioning
import Technicians

/// Applies a plan with a line a change.
struct ApplyRun {
  let signedIn: SignedInConsole
  let evidence: Evidence?
  let talk: Talk

  /// - Throws: ``Shortfall`` if what became of it could not be written down; what was done is said then.
  func apply(_ plan: Plan, reason: String?) async throws -> ApplyReport {
    try evidence?.folder.write(plan: plan)
    let undertaking = Undertaking.current
    undertaking.begin(plan.changes)
    let lines = ProgressLines(plan.changes)
    let counter = signedIn.counter
    let applier = Applier(signedIn.console, evidence: evidence?.folder, commandCount: { counter.count })
    let summary: RunSummary
    do {
      summary = try await applier.apply(plan, deactivationReason: reason) { [talk] result, number in
        undertaking.note(result)
        talk.say(lines.line(result, number: number))
      }
      try evidence?.folder.write(summary: summary)
    } catch {
      let standing = undertaking.standing
      throw Shortfall(
        status: standing.done < standing.total ? .partly : .failed,
        description: "the evidence could not be written: \(error)\n\(standing.sentence) The rest: \(standing.again)")
    }
    let report = ApplyReport(summary: summary, seats: plan.seats, evidence: evidence?.shown)
    if !plan.isEmpty { talk.say(report.doneLine) }
    return report
  }
}

/// A line for each change as it ends, in columns that are known beforehand.
struct ProgressLines {
  private let total: Int
  private let verbWidth: Int
  private let whomWidth: Int
  /// What most details fit into; a longer one pushes its own line only.
  private static let detailWidth = 30
  private static let widestWhom = 40

  init(_ changes: [Change]) {
    total = changes.count
    verbWidth = changes.map { $0.verb.count }.max() ?? 0
    whomWidth = min(changes.map { TextColumns.width(of: $0.whom) }.max() ?? 0, Self.widestWhom)
  }

  /// `1/3 create      nina.park@acme.com   created, read back (id 5127)     3.1 s  11 commands`
  func line(_ result: ChangeResult, number: Int) -> String {
    let count = "\(number)"
    let head =
      String(repeating: " ", count: max(0, "\(total)".count - count.count)) + "\(count)/\(total) "
      + TextColumns.padded(result.change.verb, to: verbWidth) + "  " + TextColumns.padded(result.change.whom, to: whomWidth) + "  "
    let detail = ShownText.plain(result.detail)
    guard result.commands > 0 else { return head + detail }
    let seconds = Self.seconds(result.seconds)
    return head + TextColumns.padded(detail, to: Self.detailWidth) + String(repeating: " ", count: max(2, 8 - seconds.count)) + seconds
      + (result.commands < 10 ? "   " : "  ") + "\(result.commands) commands"
  }

  /// `3.1 s`, whatever the machine's language.
  static func seconds(_ value: Double) -> String {
    let tenths = Int((value * 10).rounded())
    return "\(tenths / 10).\(tenths % 10) s"
  }
}

extension Change {
  /// The person by email, or the group by name.
  var whom: String { email?.description ?? ShownText.plain(name) }
}

/// What became of a plan, as it is printed.
struct ApplyReport: Encodable, Sendable {
  let summary: RunSummary
  let seats: SeatForecast
  /// Where the evidence is, as a person may type it.
  let evidence: String?

  private enum CodingKeys: CodingKey { case results, seconds, endedEarly, seatsBefore, seatsAfter, evidence }

  func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(summary.results, forKey: .results)
    try container.encode(summary.seconds, forKey: .seconds)
    try container.encodeIfPresent(summary.endedEarly, forKey: .endedEarly)
    try container.encode(seats.before, forKey: .seatsBefore)
    try container.encode(seatsNow, forKey: .seatsAfter)
    try container.encodeIfPresent(evidence, forKey: .evidence)
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

  var text: String { summary.results.isEmpty ? seatLines : table.text + "\n\n" + seatLines }

  private var table: Table {
    Table(
      headings: ["change", "who", "outcome", "detail", "price", "commands"],
      rows: summary.results.map {
        [$0.change.verb, $0.change.whom, $0.outcome.rawValue, $0.detail, $0.change.price, "\($0.commands)"]
      })
  }

  var csv: Table {
    Table(
      headings: ["change", "who", "outcome", "detail", "per_month", "currency", "commands", "seconds"],
      rows: summary.results.map { result in
        let money = result.change.monthlyDelta
        return [
          result.change.verb, result.change.email?.description ?? result.change.name, result.outcome.rawValue, result.detail,
          money?.plain ?? "", money?.currency ?? "", "\(result.commands)", "\((result.seconds * 1000).rounded() / 1000)",
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

/// A run that did not do all that it set out to do. What it did has been printed; this says what is left and what to type.
struct Shortfall: Error, CustomStringConvertible {
  let status: ExitStatus
  let description: String
}

extension RunSummary {
  /// - Throws: ``Shortfall`` unless everything is as wanted.
  func requireSuccess(again: String) throws {
    if let shortfall = shortfall(again: again) { throw shortfall }
  }

  /// What went wrong: of the first all that is known, of the others a line.
  private var problems: [String] {
    let wrong = results.filter { $0.outcome == .unknown || $0.outcome == .failed }
    return wrong.enumerated().flatMap { index, result in
      let lines = index == 0 ? result.explanation ?? [result.detail] : [result.detail]
      let shown = lines.map { ShownText.plain($0, limit: 1000) }
      return ["  \(result.change.verb) \(result.change.whom): \(shown.first ?? "")"] + shown.dropFirst().map { "    \($0)" }
    }
  }

  /// The exit code where nothing was done: that of what was in the way of everything, if it was one and the same thing.
  private var commonCause: ExitStatus {
    let causes = Set(results.filter { $0.outcome == .failed }.map(\.cause))
    return switch causes.count == 1 ? causes.first ?? nil : nil {
    case .pageNotRecognised: .pageNotRecognised
    case .notSignedIn: .notSignedIn
    case nil: .failed
    }
  }

  /// What is left, worst first: what nobody knows, what failed, what was not reached.
  func shortfall(again: String) -> Shortfall? {
    let (unknown, failed, notReached) = (count(.unknown), count(.failed), count(.notReached))
    guard unknown + failed + notReached > 0 else { return nil }
    let total = results.count
    let finished = count(.done) + count(.unchanged)
    var head: [String] = []
    if unknown > 0 { head.append("what came of \(unknown) of \(total) is not known") }
    if failed > 0 { head.append("\(failed) of \(total) failed") }
    if notReached > 0 { head.append("\(notReached) of \(total) not reached (\(endedEarly ?? "ended early"))") }
    let details = problems
    let status: ExitStatus
    let advice: String
    if unknown > 0 {
      status = .outcomeUnknown
      advice = "Look at the console first. Then, it looks before it acts: \(again)"
    } else if count(.done) > 0 {
      status = .partly
      advice = failed > 0 ? "Put that right; the rest: \(again)" : "The rest: \(again)"
    } else if failed > 0 {
      status = commonCause
      advice = "Put that right, then: \(again)"
    } else {
      status = endedEarly == "interrupted" ? .interrupted : .failed
      advice = "Start over with: \(again)"
    }
    // A page that was not recognised was not touched.
    let isUntouched = count(.done) == 0 && unknown == 0 && results.allSatisfy { $0.outcome != .failed || $0.cause != nil }
    let standing = isUntouched ? "Nothing was changed." : "\(finished) of \(total) done, which stay done."
    return Shortfall(
      status: status, description: ([head.joined(separator: ", ")] + details + ["\(standing) \(advice)"]).joined(separator: "\n"))
  }
}
