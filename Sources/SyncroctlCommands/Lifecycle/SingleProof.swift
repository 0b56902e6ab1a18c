import Provisioning
import Technicians

/// What became of one change, as it is printed.
struct SingleProof {
  let email: EmailAddress
  let report: ApplyReport
  /// What else there is to say, each under a word.
  var more: [(String, String)] = []

  func print(_ format: OutputFormat) throws { try format.print(text, csv: report.csv, json: report) }

  /// A fact a line.
  var text: String {
    let facts = report.summary.results.map { ($0.change.verb, "\($0.outcome.rawValue): \(ShownText.plain($0.detail, limit: 1000))") }
    let all = facts + seats + witness + more + places
    let width = all.map(\.0.count).max() ?? 0
    return ([email.description] + all.map { "  \(TextColumns.padded($0.0, to: width))  \($0.1)" }).joined(separator: "\n")
  }

  /// Nothing where they were not read.
  private var seats: [(String, String)] {
    let (before, after) = (report.seats.before, report.seatsNow)
    guard before.active > 0, before.active != after.active else { return [] }
    return [("seats", "\(before.active) -> \(after.active), \(before.monthlyCost)/month -> \(after.monthlyCost)/month")]
  }

  private var witness: [(String, String)] { (report.summary.results.last?.witness?.last).map { [("witness", $0)] } ?? [] }

  private var places: [(String, String)] {
    (report.evidence.map { [("evidence", $0)] } ?? []) + (report.run.map { [("report", "syncroctl report \($0)")] } ?? [])
  }
}
