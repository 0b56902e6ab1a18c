public import Foundation
internal import Technicians

extension RunReport {
  /// One line of JSON a change, each with all that is known of it and of its run, for a log that takes one event a line.
  public func jsonLines() throws -> Data {
    let run = RunLine(self)
    return try changes.reduce(into: Data()) { data, item in data += try CanonicalJSON.line(ChangeLine(item, run)) }
  }
}

/// What each line says of the run.
private struct RunLine: Encodable {
  let id: RunID
  let console: String
  let layout: String
  let began: Date
  let ended: Date?
  let endedEarly: String?
  let isUnfinished: Bool
  let `operator`: String
  let host: String
  let signedInAs: EmailAddress
  let approvals: [UsedApproval]
  let planDigest: String
  let planAuthor: String
  let planMade: Date
  let packDigest: String
  let rosterDigests: [String]
  let changes: Int
  let evidence: String?

  init(_ report: RunReport) {
    let header = report.header
    (id, console, layout, began, ended) = (header.id, header.console, header.layout, header.began, report.ended)
    (endedEarly, isUnfinished) = (report.endedEarly, !report.hasEnded)
    (`operator`, host, signedInAs, approvals) = (header.operator, header.host, header.signedInAs, header.approvals)
    (planDigest, planAuthor, planMade) = (header.plan.digest, header.plan.author, header.plan.made)
    (packDigest, rosterDigests, changes) = (header.plan.pack, header.plan.roster, report.changes.count)
    evidence = report.evidence?.path ?? header.evidence
  }
}

private struct ChangeLine: Encodable {
  let run: RunLine
  let number: Int
  let change: String
  let email: EmailAddress?
  let name: String
  let summary: String
  let planned: Change
  let outcome: ChangeResult.Outcome
  let detail: String
  let explanation: [String]
  let values: [ValueChange]
  let before: Looked?
  let after: Looked?
  let roster: RosterLocation
  let monthlyDelta: Money?
  let began: Date?
  let seconds: Double?
  let commands: Int?
  let pictures: [String]
  let byHand: Bool?
  let task: ManualTask?

  init(_ item: ReportedChange, _ run: RunLine) {
    self.run = run
    (number, change, email, name) = (item.number, item.change.verb, item.change.email, item.change.name)
    (summary, planned, outcome, detail) = (item.change.summary, item.change, item.outcome, item.detail)
    (explanation, values, before, after) = (item.explanation, item.values, item.before, item.after)
    (roster, monthlyDelta, began) = (item.change.rosterLocation, item.change.monthlyDelta, item.began)
    // Not every JSON has a word for what is no number.
    seconds = item.seconds.flatMap { $0.isFinite ? $0 : nil }
    (commands, pictures) = (item.commands, item.pictures)
    (byHand, task) = (item.isByHand ? true : nil, item.task?.task)
  }
}
