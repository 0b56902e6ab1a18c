import Technicians
import Testing

@testable import Provisioning

/// People on the console who are not in the roster.
@Suite struct UnlistedTests {
  private let people: [Technician]

  init() throws {
    people = [
      try SampleConsole.technician("robot@acme.example", "Robot One", id: "1", kind: .admin),
      try SampleConsole.technician("nina@acme.example", "Nina Park", id: "2", kind: .admin),
      try SampleConsole.technician("glass@acme.example", "Break Glass", id: "3", kind: .admin),
      try SampleConsole.technician("ceo@board.example", "Chief One", id: "4"),
      try SampleConsole.technician("zoe@acme.example", "Zoe Gone", id: "5"),
      try SampleConsole.technician("old@acme.example", "Old Gone", id: "6", status: .deactivated),
      try SampleConsole.technician("con@contractor.example", "Con Tractor", id: "7"),
      try SampleConsole.technician("off@contractor.example", "Off Tractor", id: "8", status: .deactivated),
    ]
  }

  private static let rows = "technicians: [{email: nina@acme.example, name: Nina Park, kind: admin}]\n"
  private static let lists = "protect: [glass@acme.example, \"*@board.example\"]\nignore: [\"*@contractor.example\"]\n"

  private func plan(_ head: String) throws -> Plan {
    try Planner.plan(roster: SampleConsole.roster(head + Self.rows), snapshot: SampleConsole.snapshot(people))
  }

  @Test func theyAreReportedUnlessTheRosterSaysOtherwise() throws {
    let plan = try plan(Self.lists)
    #expect(plan.isEmpty)
    #expect(
      plan.notInRoster.map(\.email.description) == ["ceo@board.example", "glass@acme.example", "robot@acme.example", "zoe@acme.example"])
    #expect(plan.ignored == 2)
    #expect(plan.protectedPeople.map(\.description) == ["ceo@board.example", "glass@acme.example"])
    #expect(plan.notes == [])
  }

  @Test func theyAreDeactivatedWhereTheRosterSaysSo() throws {
    let plan = try plan("version: 1\nunlisted: deactivate\n\(Self.lists)")
    #expect(plan.changes.map { "\($0.verb) \($0.email?.description ?? "")" } == ["deactivate zoe@acme.example"])
    let change = try #require(plan.changes.first)
    #expect(change.rosterLocation == RosterLocation(file: "team.yaml", line: 2))
    #expect(
      change.subject
        == .person(id: TechnicianID(rawValue: "5"), email: try EmailAddress("zoe@acme.example"), name: PersonName(full: "Zoe Gone")))
    #expect(change.monthlyDelta == Money(cents: -12900))
    #expect(plan.facts.map(\.subject) == ["zoe@acme.example"])
    #expect(plan.seats.after.active == plan.seats.before.active - 1)
    #expect(plan.notInRoster.map(\.email.description) == ["ceo@board.example", "glass@acme.example", "robot@acme.example"])
    #expect(
      plan.notes == [
        "robot@acme.example is not in the roster and stays: it is the account that is signed in",
        "ceo@board.example and glass@acme.example are not in the roster and stay: the roster protects them",
      ])
  }

  @Test func aMistypedAddressThatWouldCostAnAccountIsAMistake() throws {
    let head = "unlisted: deactivate\nprotect: [glas@acme.example]\nignore: [\"*@contractors.example\"]\n"
    let error = #expect(throws: PlanningError.self) { try plan(head) }
    #expect(
      error?.description == """
        team.yaml has 1 mistake; nothing was done
          team.yaml:2  protect[0]  nobody on the console has the address "glas@acme.example"; did you mean "glass@acme.example" or "old@acme.example" or "nina@acme.example"?
        """)
  }

  @Test func aPatternThatFitsNobodyIsANote() throws {
    let plan = try plan("protect: [glas@acme.example, nina@acme.example]\nignore: [\"*@contractors.example\"]\n")
    #expect(
      plan.notes == [
        "protect[0] at team.yaml:1 fits nobody: \"glas@acme.example\"", "ignore[0] at team.yaml:2 fits nobody: \"*@contractors.example\"",
      ])
  }

  @Test func anEmptyRosterNeverMeansThatEverybodyIsToGo() throws {
    let roster = Roster(roles: [], people: [], file: "team.yaml", unlisted: .deactivate)
    let error = #expect(throws: PlanningError.self) { try Planner.plan(roster: roster, snapshot: SampleConsole.snapshot(people)) }
    #expect(error?.description.contains("names nobody; an empty roster never means that everybody is to go") == true)
  }

  // MARK: A list that was not read whole

  @Test func aListWithNobodyWasNotRead() throws {
    let error = #expect(throws: PlanningError.self) {
      try Planner.plan(roster: SampleConsole.roster("unlisted: deactivate\n\(Self.rows)"), snapshot: SampleConsole.snapshot([]))
    }
    #expect(
      error?.description == """
        the console at acme.example showed a list of people with nobody in it
          robot@acme.example is signed in there, so the list was not read whole. Try again; if it stays so, look at the page of people.
        Nothing was changed.
        """)
  }

  @Test func aListWithoutTheAccountThatIsSignedInWasNotReadWhole() throws {
    let error = #expect(throws: PlanningError.self) {
      try Planner.plan(roster: SampleConsole.roster(Self.rows), snapshot: SampleConsole.snapshot(Array(people.dropFirst())))
    }
    #expect(
      error?.description == """
        robot@acme.example is signed in at acme.example and not in its list of 7 people
          So the list was not read whole, and whoever is missing from it is not gone. Try again; if it stays so, look at the page of people.
        Nothing was changed.
        """)
  }
}
