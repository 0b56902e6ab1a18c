import Foundation
import Technicians
import Testing

@testable import Provisioning

@Suite struct ReportsTests {
  private func ended() throws -> RunReport { RunReport(try ReportsSample.ended(), evidence: nil) }
  private func cutOff() throws -> RunReport { RunReport(try ReportsSample.cutOff(), evidence: nil) }

  @Test func tellsARunAsATable() throws {
    let report = try ended()
    let text = report.text.replacing(report.header.plan.digest, with: "DIGEST")
    #expect(
      text == """
        Run           2026-11-23T14-31-07Z
        Console       https://acme.example
                      layout technicians
        Began         2026-11-23 14:31:07Z
        Ended         2026-11-23 14:31:14Z (after 7.4 s)
        Started by    alice on ops-1
        Signed in as  robot@acme.example
        Approved by   bob@acme.example, 2026-11-23 14:21:07Z
                      lifting admin-promotion
                      good until 2026-11-24 14:21:07Z
        Plan made by  alice, 2026-11-23 13:31:07Z
                      good until 2026-11-24 13:31:07Z
        Roster        team.yaml
        Plan digest   DIGEST

        1 of 4 changes done: 1 of unknown outcome, 1 failed and 1 not reached
        This run ended early: interrupted.

        1  done         create       nina.park@acme.example   team.yaml:14
            helpdesk (2 permissions)
            +129.00 USD/month
            created, read back (id 5127)
        2  failed       permissions  omar.said@acme.example   team.yaml:15
            + Invoices/Create  - Tickets/Delete
            on a fresh page they differ: + Tickets/Delete
            the page stands at /technicians/5102
        3  unknown      update       mei.dawson@acme.example  team.yaml:16
            technician -> admin
            saved, and the page did not come back
            Look at the console first: it may have been done, wholly or in part.
        4  not reached  deactivate   lee.wong@acme.example    team.yaml:17
            last sign-in 2026-06-21
            -129.00 USD/month from the cycle's end
            not reached: interrupted

        Refused by admin-promotion: mei.dawson@acme.example would become an admin (lifted by bob@acme.example)

        Seats 41 -> 42
        Cost  5,289.00 USD/month -> 5,418.00 USD/month
              63,468.00 USD/year -> 65,016.00 USD/year

        note: the console offers 2 permissions that no role names
        note: 1 active person is not in the roster, and left alone: contractor@acme.example
        note: Protected by the roster: breakglass@acme.example
        note: 3 people left out of account, as the roster says
        note: 39 people of the roster needed no change

        Verify with: syncroctl evidence verify '/runs/it'\\''s here'
        """)
  }

  @Test func aRunThatWasCutOffIsNotTakenForOneThatEnded() throws {
    let report = try cutOff()
    #expect(report.headline == "1 of 4 changes done: 1 of unknown outcome and 2 not begun")
    #expect(report.caveat == "This run has not come to its end: it was cut off, or is still under way.")
    #expect(report.changes.map(\.outcome) == [.done, .unknown, .notReached, .notReached])
    #expect(report.changes[1].detail == "begun 2026-11-23 14:31:10Z, and no outcome was written down")
    #expect(report.changes[2].detail == "not begun when the journal was last written")
    // What was looked at just before counts more than what the plan rests on: there Tickets/Edit was held as well.
    #expect(report.changes[1].before?.person?.permissions == SampleConsole.permissions("Tickets/Delete"))
    #expect(report.text.contains("\nEnded         no end is written down\n"))
    #expect(report.text.contains("\n3  not begun  update       mei.dawson@acme.example  team.yaml:16\n"))
    #expect(report.text.contains("\nRefused by admin-promotion: mei.dawson@acme.example would become an admin (no approval lifts it)\n"))
    #expect(report.text.hasSuffix("\nNo evidence was kept."))
    #expect(!report.isWhole)
  }

  @Test func aStepThatWasNotedInTheSummaryAloneCounts() throws {
    var run = try ReportsSample.ended()
    run.steps = [4: .intended(Looked(), at: ReportsSample.moment(6))]
    #expect(RunReport(run, evidence: nil).changes.map(\.outcome) == [.done, .failed, .unknown, .notReached])
    run.summary = nil
    #expect(RunReport(run, evidence: nil).changes.map(\.outcome) == [.notReached, .notReached, .notReached, .unknown])
    #expect(RunReport(run, evidence: nil).changes[0].detail == "not reached")
  }

  @Test func saysEachValueBeforeAsWantedAndAsReadBack() throws {
    let changes = try ended().changes
    #expect(
      changes[0].values == [
        ValueChange(name: "account", before: "none", wanted: "active", after: "active"),
        ValueChange(name: "name", before: "none", wanted: "Nina Park", after: "Nina Park"),
        ValueChange(name: "kind", before: "none", wanted: "technician", after: "technician"),
        ValueChange(name: "permissions", before: "none", wanted: "2 permissions", after: "2 permissions"),
      ])
    #expect(
      changes[1].values == [
        ValueChange(name: "permission Invoices/Create", before: "no", wanted: "yes", after: "yes"),
        ValueChange(name: "permission Tickets/Delete", before: "yes", wanted: "no", after: "yes"),
      ])
    #expect(changes[1].values.map(\.isAsWanted) == [true, false])
    #expect(changes[2].values == [ValueChange(name: "kind", before: "technician", wanted: "admin", after: nil)])
    #expect(changes[3].values == [ValueChange(name: "account", before: "active", wanted: "deactivated", after: nil)])
  }

  @Test func saysTheValuesOfGroupsAndMemberships() throws {
    let lookup = { (text: String) in ReportsSample.permission(text) }
    let group = Change(
      subject: .group(id: "7", name: "helpdesk"), action: .updateGroup(add: [lookup("Tickets/Edit")], remove: []),
      rosterLocation: .commandLine)
    let member = try ReportsSample.person("a@acme.example", "A B", id: "1", line: 3, action: .groups(add: ["helpdesk"], remove: ["old"]))
    let facts = [
      PlanFact(group: SecurityGroup(id: "7", name: "helpdesk", permissions: []), name: "helpdesk"),
      PlanFact(
        person: try SampleConsole.technician("a@acme.example", "A B", id: "1", groups: ["old"]), email: try EmailAddress("a@acme.example")),
    ]
    var run = JournalledRun(header: try ReportsSample.header(try ReportsSample.plan([group, member], facts: facts)))
    run.steps[2] = .ended(
      ReportsSample.result(
        member, .done, "moved", technician: try SampleConsole.technician("a@acme.example", "A B", id: "1", groups: ["helpdesk"])))
    let report = RunReport(run, evidence: nil)
    #expect(report.changes[0].values == [ValueChange(name: "permission Tickets/Edit", before: "no", wanted: "yes", after: nil)])
    #expect(report.changes[0].asked == "the command line")
    #expect(
      report.changes[1].values == [
        ValueChange(name: "member of helpdesk", before: "no", wanted: "yes", after: "yes"),
        ValueChange(name: "member of old", before: "yes", wanted: "no", after: "no"),
      ])
  }

  @Test func countsOnlySeatsThatAreKnownToHaveChanged() throws {
    #expect(try ended().seats?.after.active == 42)
    var run = try ReportsSample.ended()
    let leaver = try ReportsSample.changes()[3]
    run.steps[4] = .ended(ReportsSample.result(leaver, .unknown, "clicked"))
    var report = RunReport(run, evidence: nil)
    #expect(report.seats?.after.active == 42)
    #expect(report.seatRemarks == ["not counting 1 seat of which nobody knows"])
    run.steps[4] = .ended(ReportsSample.result(leaver, .done, "deactivated, read back"))
    report = RunReport(run, evidence: nil)
    #expect(report.seats?.after.active == 41)
    #expect(report.seatRemarks == ["a freed seat is paid until the billing cycle ends"])
    #expect(report.text.contains("\nCost  5,289.00 USD/month, 63,468.00 USD/year: unchanged\n"))
  }

  @Test func aSingleChangeHasNoSeatsToTellOf() throws {
    let change = try ReportsSample.changes()[3]
    let plan = Plan.single(change, address: "acme.example", layout: "users", signedInAs: try EmailAddress("robot@acme.example"))
    let file = try PlanFile(
      made: ReportsSample.began, expires: ReportsSample.began, author: "alice", console: "https://acme.example", pack: "", roster: [],
      limits: GuardSettings(), verdicts: [], plan: plan)
    let report = RunReport(JournalledRun(header: try ReportsSample.header(file)), evidence: nil)
    #expect(report.seats == nil)
    #expect(!report.text.contains("Seats"))
  }

  // MARK: For machines

  @Test func csvHasOneRowAChange() throws {
    let report = try cutOff()
    let rows = report.csv.replacing(report.header.plan.digest, with: "DIGEST").components(separatedBy: "\r\n")
    #expect(rows.count == 6)
    #expect(
      rows[0]
        == "run,console,operator,signed_in_as,approved_by,plan_digest,run_ended,number,change,email,name,detail,outcome,what_happened,"
        + "before,wanted,after,roster,per_month,currency,began,seconds,commands,pictures")
    #expect(
      rows[2] == "2026-11-23T14-31-07Z,https://acme.example,alice,robot@acme.example,,DIGEST,,2,permissions,omar.said@acme.example,"
        + "Omar Said,'+ Invoices/Create  - Tickets/Delete,unknown,\"begun 2026-11-23 14:31:10Z, and no outcome was written down\","
        + "permission Invoices/Create: no; permission Tickets/Delete: yes,permission Invoices/Create: yes; permission Tickets/Delete: no,"
        + ",team.yaml:15,,,2026-11-23 14:31:10Z,,,")
    #expect(rows[4].hasSuffix(",account: active,account: deactivated,,team.yaml:17,-129.00,USD,,,,"))
  }

  @Test func jsonLinesHoldEverythingOfAChange() throws {
    struct Line: Decodable {
      struct Run: Decodable {
        let id: RunID
        let ended: Date?
        let isUnfinished: Bool
        let approvals: [UsedApproval]
        let changes: Int
      }
      let run: Run
      let number: Int
      let email: EmailAddress?
      let outcome: ChangeResult.Outcome
      let planned: Change
      let before: Looked?
      let after: Looked?
      let values: [ValueChange]
      let roster: RosterLocation
    }
    let report = try ended()
    let lines = try report.jsonLines().split(separator: UInt8(ascii: "\n")).map { try CanonicalJSON.decode(Line.self, from: Data($0)) }
    #expect(lines.count == 4)
    for (line, change) in zip(lines, report.changes) {
      #expect(line.run.id == report.header.id && line.run.ended == report.ended?.wholeSeconds && !line.run.isUnfinished)
      #expect(line.run.approvals == [ReportsSample.approval] && line.run.changes == 4)
      #expect(line.number == change.number && line.outcome == change.outcome && line.planned == change.change)
      #expect(line.before == change.before && line.after == change.after && line.values == change.values)
      #expect(line.roster == change.change.rosterLocation && line.email == change.change.email)
    }
    // A number that is none would stop the whole.
    #expect(try RunReport(try ReportsSample.hostile(), evidence: nil).jsonLines().count(where: { $0 == UInt8(ascii: "\n") }) == 1)
  }

  @Test func junitToldToTheLetter() throws {
    let report = try cutOff()
    let text = report.junit.replacing(report.header.plan.digest, with: "DIGEST").replacing(
      #/    <properties>(?s:.*)</properties>\n/#, with: "")
    #expect(
      text == """
        <?xml version="1.0" encoding="UTF-8"?>
        <testsuites tests="5" failures="0" errors="2" skipped="2" time="1.250">
          <testsuite name="syncroctl https://acme.example 2026-11-23T14-31-07Z" tests="5" failures="0" errors="2" skipped="2" time="1.250" \
        timestamp="2026-11-23T14:31:07Z" hostname="ops-1">
            <testcase name="create nina.park@acme.example" classname="https://acme.example" file="team.yaml" line="14" time="1.250">
              <system-out>created, read back (id 5127)</system-out>
            </testcase>
            <testcase name="permissions omar.said@acme.example" classname="https://acme.example" file="team.yaml" line="15" time="0.000">
              <error message="begun 2026-11-23 14:31:10Z, and no outcome was written down" type="unknown">\
        Look at the console first: it may have been done, wholly or in part.</error>
            </testcase>
            <testcase name="update mei.dawson@acme.example" classname="https://acme.example" file="team.yaml" line="16" time="0.000">
              <skipped message="not begun when the journal was last written"/>
            </testcase>
            <testcase name="deactivate lee.wong@acme.example" classname="https://acme.example" file="team.yaml" line="17" time="0.000">
              <skipped message="not begun when the journal was last written"/>
            </testcase>
            <testcase name="run 2026-11-23T14-31-07Z" classname="https://acme.example" time="0.000">
              <error message="This run has not come to its end: it was cut off, or is still under way." type="run not ended"></error>
            </testcase>
          </testsuite>
        </testsuites>

        """)
    #expect(report.junit.contains("<property name=\"Approved by\" value=\"nobody: no approval was used\"/>"))
  }
}
