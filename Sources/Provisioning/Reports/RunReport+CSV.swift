internal import Technicians

extension RunReport {
  /// One row a change, with the run in front, so that the reports of several runs can be laid under each other.
  public var csv: String {
    let headings = [
      "run", "console", "operator", "signed_in_as", "approved_by", "plan_digest", "run_ended", "number", "change", "email", "name",
      "detail",
      "outcome", "what_happened", "before", "wanted", "after", "roster", "per_month", "currency", "began", "seconds", "commands",
      "pictures",
    ]
    return CSVText.text([headings] + changes.map { runFields + Self.changeFields($0) + Self.measured($0) })
  }

  private var runFields: [String] {
    let approvers = header.approvals.map(\.approver).joined(separator: "; ")
    return [
      header.id.description, header.console, header.operator, header.signedInAs.description, approvers, header.plan.digest,
      ended.map { ShownTime.text($0) } ?? "",
    ]
  }

  private static func changeFields(_ item: ReportedChange) -> [String] {
    let change = item.change
    let detail = ([change.detail] + change.itemised).filter { !$0.isEmpty }.joined(separator: "; ")
    let happened = ([item.detail] + item.explanation).joined(separator: "; ")
    return [
      "\(item.number)", change.verb, change.email?.description ?? "", change.name, detail, item.outcome.rawValue, happened,
      item.line(\.before), item.line(\.wanted), item.line(\.after), change.rosterLocation.description,
    ]
  }

  private static func measured(_ item: ReportedChange) -> [String] {
    let money = item.change.monthlyDelta
    return [
      money?.amount ?? "", money?.currency ?? "", item.began.map { ShownTime.text($0) } ?? "",
      item.seconds.map { "\(($0 * 1000).rounded() / 1000)" } ?? "", item.commands.map(String.init) ?? "",
      item.pictures.joined(separator: "; "),
    ]
  }
}

extension Money {
  /// `-129.00`: a number for programs.
  var amount: String {
    let fraction = cents.magnitude % 100
    return "\(cents < 0 ? "-" : "")\(cents.magnitude / 100).\(fraction < 10 ? "0" : "")\(fraction)"
  }
}
