import Foundation
import Technicians

@testable import Provisioning

/// Runs for the tests of reports: small, with every outcome, and with names that mean harm.
enum ReportsSample {
  static let began = Date(timeIntervalSince1970: 1_795_444_267)

  static func moment(_ seconds: Double) -> Date { began.addingTimeInterval(seconds) }

  static func permission(_ text: String) -> Permission { Permission(text) ?? Permission(area: text, action: text) }

  static func person(
    _ email: String, _ name: String, id: String? = nil, line: Int, action: Change.Action, price: Int? = nil
  ) throws -> Change {
    Change(
      subject: .person(id: id.map(TechnicianID.init), email: try EmailAddress(email), name: PersonName(full: name)), action: action,
      rosterLocation: RosterLocation(file: "team.yaml", line: line), monthlyDelta: price.map { Money(cents: $0) })
  }

  /// A creation, a change of permissions, a promotion and a deactivation.
  static func changes() throws -> [Change] {
    [
      try person(
        "nina.park@acme.example", "Nina Park", line: 14,
        action: .create(
          kind: .technician, role: "helpdesk", permissions: ["Tickets/List/Search", "Tickets/Edit"].map(permission), groups: []),
        price: 12900),
      try person(
        "omar.said@acme.example", "Omar Said", id: "5102", line: 15,
        action: .permissions(add: [permission("Invoices/Create")], remove: [permission("Tickets/Delete")])),
      try person(
        "mei.dawson@acme.example", "Mei Dawson", id: "5103", line: 16,
        action: .update(email: nil, name: nil, kind: Replacement(old: .technician, new: .admin))),
      try person(
        "lee.wong@acme.example", "Lee Wong", id: "5104", line: 17,
        action: .deactivate(lastSignIn: .at(Date(timeIntervalSince1970: 1_782_000_000))), price: -12900),
    ]
  }

  static func facts() throws -> [PlanFact] {
    [
      PlanFact(person: nil, email: try EmailAddress("nina.park@acme.example")),
      PlanFact(
        person: try SampleConsole.technician(
          "omar.said@acme.example", "Omar Said", id: "5102", permissions: SampleConsole.permissions("Tickets/Edit", "Tickets/Delete")),
        email: try EmailAddress("omar.said@acme.example")),
      PlanFact(
        person: try SampleConsole.technician("mei.dawson@acme.example", "Mei Dawson", id: "5103"),
        email: try EmailAddress("mei.dawson@acme.example")),
      PlanFact(
        person: try SampleConsole.technician("lee.wong@acme.example", "Lee Wong", id: "5104"),
        email: try EmailAddress("lee.wong@acme.example")),
    ]
  }

  static func plan(_ changes: [Change], facts: [PlanFact], notes: [String] = [], ignored: Int = 0) throws -> PlanFile {
    let usage = SeatUsage(active: 41, pricePerMonth: Money(cents: 12900), source: .console)
    let plan = Plan(
      basis: Plan.Basis(
        address: "acme.example", layout: "technicians", signedInAs: try EmailAddress("robot@acme.example"), rosterFile: "team.yaml",
        people: 43, roles: 5),
      changes: changes, unchanged: 39,
      notInRoster: [try SampleConsole.technician("contractor@acme.example", "Some Contractor", id: "5199")],
      seats: SeatForecast(usage: usage, changes: changes), facts: facts, ignored: ignored,
      protectedPeople: [try EmailAddress("breakglass@acme.example")], notes: notes)
    return try PlanFile(
      made: moment(-3600), expires: moment(82800), author: "alice", console: "https://acme.example",
      pack: String(repeating: "a", count: 64),
      roster: [String(repeating: "b", count: 64)], limits: GuardSettings(),
      verdicts: [
        .ok(.deactivations, "1 deactivation (limit 2)"), .refused(.adminPromotion, "mei.dawson@acme.example would become an admin", []),
      ], plan: plan)
  }

  static func header(_ plan: PlanFile, approvals: [UsedApproval] = [], evidence: String? = "/runs/it's here") throws -> RunHeader {
    RunHeader(
      id: RunID(began: began), console: "https://acme.example", layout: "technicians", signedInAs: try EmailAddress("robot@acme.example"),
      operator: "alice", host: "ops-1", process: 4711, began: began, plan: plan, approvals: approvals, evidence: evidence)
  }

  static let approval = UsedApproval(
    id: "1", approver: "bob@acme.example", lifts: [.adminPromotion], given: moment(-600), expires: moment(85800))

  static func result(
    _ change: Change, _ outcome: ChangeResult.Outcome, _ detail: String, technician: Technician? = nil, at second: Double = 0,
    pictures: [String] = [], explanation: [String]? = nil
  ) -> ChangeResult {
    ChangeResult(
      change: change, outcome: outcome, detail: detail, technician: technician, group: nil, commands: outcome == .notReached ? 0 : 9,
      seconds: outcome == .notReached ? 0 : 1.25, began: moment(second), pictures: pictures, explanation: explanation, cause: nil)
  }

  /// A run that has ended, with every way in which a change can.
  static func ended() throws -> JournalledRun {
    let changes = try changes()
    let results = [
      result(
        changes[0], .done, "created, read back (id 5127)",
        technician: try SampleConsole.technician(
          "nina.park@acme.example", "Nina Park", id: "5127",
          permissions: SampleConsole.permissions("Tickets/List/Search", "Tickets/Edit")), at: 1),
      result(
        changes[1], .failed, "on a fresh page they differ: + Tickets/Delete",
        technician: try SampleConsole.technician(
          "omar.said@acme.example", "Omar Said", id: "5102",
          permissions: SampleConsole.permissions("Tickets/Edit", "Tickets/Delete", "Invoices/Create")), at: 3,
        explanation: ["on a fresh page they differ: + Tickets/Delete", "the page stands at /technicians/5102"]),
      result(changes[2], .unknown, "saved, and the page did not come back", at: 5),
      result(changes[3], .notReached, "not reached: interrupted"),
    ]
    var run = JournalledRun(
      header: try header(
        try plan(changes, facts: try facts(), notes: ["the console offers 2 permissions that no role names"], ignored: 3),
        approvals: [approval]))
    for (index, result) in results.enumerated() { run.steps[index + 1] = .ended(result) }
    run.ended = moment(7.4)
    run.summary = RunSummary(results: results, seconds: 7.4, endedEarly: "interrupted")
    return run
  }

  /// A run that was cut off: the first change done, the second under way.
  static func cutOff() throws -> JournalledRun {
    let changes = try changes()
    var run = JournalledRun(header: try header(try plan(changes, facts: try facts()), evidence: nil))
    run.steps[1] = .ended(result(changes[0], .done, "created, read back (id 5127)", at: 1))
    let looked = try SampleConsole.technician(
      "omar.said@acme.example", "Omar Said", id: "5102", permissions: SampleConsole.permissions("Tickets/Delete"))
    run.steps[2] = .intended(Looked(person: looked), at: moment(3))
    return run
  }

  /// A run of one change whose every text means harm.
  static let evil = "Bobby \"'>\u{301}<script>alert(1)</script>&amp;\u{202E}gpj.exe\u{200F} ]]>\u{0}\u{1B}[2J"

  static func hostile() throws -> JournalledRun {
    let change = Change(
      subject: .person(id: nil, email: try EmailAddress("o'hara&co@acme.example"), name: PersonName(full: evil)), action: .reactivate,
      rosterLocation: RosterLocation(file: "te<a>m\".yaml", line: 1), monthlyDelta: Money(cents: 12900))
    var run = JournalledRun(header: try header(try plan([change], facts: [], notes: [evil]), evidence: evil))
    run.steps[1] = .ended(
      result(change, .failed, evil, pictures: ["../../etc/passwd", "001-before.png", evil], explanation: [evil, evil]))
    run.ended = moment(2)
    run.summary = RunSummary(results: [], seconds: .nan, endedEarly: evil)
    return run
  }
}
