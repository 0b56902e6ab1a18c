import Foundation
import Provisioning
import Technicians
import Testing

@Suite struct PlanTextTests {
  @Test func aPlanReadsAsATable() throws {
    let day = Date(timeIntervalSince1970: 1_782_950_400)
    let crew = try (0..<9).map {
      try SampleConsole.technician("c\($0)@acme.example", "Crew \($0)", id: "\(50 + $0)", permissions: [])
    }
    let snapshot = try SampleConsole.snapshot(
      crew + [
        SampleConsole.technician("robot@acme.example", "Robot One", id: "1", kind: .admin),
        SampleConsole.technician("omar.said@acme.example", "Omar Said", id: "2", permissions: SampleConsole.permissions("Tickets/Delete")),
        SampleConsole.technician("lee.wong@acme.example", "Lee Wong", id: "3", lastSignIn: .at(day), permissions: []),
        SampleConsole.technician("zoe@acme.example", "Zoe Roy", id: "4", permissions: Set(SampleConsole.offered)),
      ])
    let roster = try SampleConsole.roster(
      """
      roles:
        helpdesk: [Tickets/*]
        one: [Invoices/Create]
        none: []
      technicians:
        - {email: robot@acme.example, name: Robot One, kind: admin}
        - {email: nina.park@acme.example, name: Nina Park, role: helpdesk}
        - {email: omar.said@acme.example, name: Omar Said, role: one}
        - {email: lee.wong@acme.example, name: Lee Wong, state: deactivated}
        - {email: zoe@acme.example, name: Zoe Roy, role: one}
        - {email: gone@acme.example, name: Gone, state: deactivated}
      """)
    let plan = try Planner.plan(roster: roster, snapshot: snapshot)
    let verdicts = Guards.check(plan: plan, snapshot: snapshot)
    #expect(
      PlanText(plan, verdicts: verdicts).description == """
        Console  acme.example (layout technicians), signed in as robot@acme.example, 13 active seats
        Roster   team.yaml: 6 people, 3 roles

        + create       nina.park@acme.example  Nina Park  helpdesk (4 permissions)             +129.00 USD/month
        ~ permissions  omar.said@acme.example  Omar Said  + Invoices/Create  - Tickets/Delete
        ~ permissions  zoe@acme.example        Zoe Roy    - 6 permissions
            - Tickets/List/Search
            - Tickets/Create
            - Tickets/Edit
            - Tickets/Delete
            - Invoices/Edit
            - Assets/View Details
        - deactivate   lee.wong@acme.example   Lee Wong   last sign-in 2026-07-02              -129.00 USD/month from the cycle's end
        = 2 unchanged · 9 not in the roster, reported only:
            c0@acme.example
            c1@acme.example
            c2@acme.example
            c3@acme.example
            c4@acme.example
            and 4 more

        note: gone@acme.example is deactivated in the roster and not on the console: nothing to do

        Seats 13 -> 13 · 1,677.00 USD/month unchanged
        Guards ok: 1 deactivation (limit 2), 1 active admin remains
        """)
  }

  @Test func aPlanWithNothingInItSaysSo() throws {
    let snapshot = try SampleConsole.snapshot(
      [SampleConsole.technician("robot@acme.example", "Robot One", id: "1", kind: .admin)], source: .listPrice)
    let roster = try SampleConsole.roster("technicians: [{email: robot@acme.example, name: Robot One, kind: admin}]")
    let plan = try Planner.plan(roster: roster, snapshot: snapshot)
    #expect(
      PlanText(plan).description == """
        Console  acme.example (layout technicians), signed in as robot@acme.example, 1 active seat
        Roster   team.yaml: 1 person, 0 roles

        Nothing to do: the console is as the roster says.
        = 1 unchanged

        Seats 1 -> 1 · 129.00 USD/month unchanged (at the list price; your contract may differ)
        """)
  }

  @Test func namesFromThePageCannotMoveTheCursor() throws {
    let snapshot = try SampleConsole.snapshot([
      SampleConsole.technician("robot@acme.example", "Robot One", id: "9", kind: .admin),
      SampleConsole.technician("nina@acme.example", "Nina \u{1B}[2J", id: "1", permissions: []),
    ])
    let roster = try SampleConsole.roster(
      "roles: {none: []}\ntechnicians: [{email: nina@acme.example, name: Nina Park, role: none}]")
    let text = PlanText(try Planner.plan(roster: roster, snapshot: snapshot)).description
    #expect(text.contains("name \"Nina \\u{1B}[2J\" -> \"Nina Park\""))
    #expect(!text.contains("\u{1B}"))
  }
}
