import Technicians
import Testing

@testable import Provisioning

/// Rows that say by the console's number whom they mean.
@Suite struct BindingTests {
  private let robot: Technician

  init() throws { robot = try SampleConsole.technician("robot@acme.example", "Robot One", id: "1", kind: .admin) }

  private func roster(_ rows: [String], head: String = "") throws -> Roster {
    try SampleConsole.roster("\(head)roles: {desk: [Tickets/Edit]}\ntechnicians:\n\(rows.map { "  - {\($0)}\n" }.joined())")
  }

  private func plan(_ rows: [String], _ technicians: [Technician], head: String = "") throws -> Plan {
    try Planner.plan(roster: roster(rows, head: head), snapshot: SampleConsole.snapshot([robot] + technicians))
  }

  private func mistakes(_ rows: [String], _ technicians: [Technician], head: String = "") throws -> [String] {
    let roster = try roster(rows, head: head)
    let snapshot = try SampleConsole.snapshot([robot] + technicians)
    do {
      _ = try Planner.plan(roster: roster, snapshot: snapshot)
      return []
    } catch {
      guard case .roster(let mistakes) = error else { throw error }
      return mistakes.mistakes.map { "\($0.place) \($0.field): \($0.message)" }
    }
  }

  private func nina(_ email: String = "nina@acme.example", id: String = "5127", status: TechnicianStatus = .active) throws -> Technician {
    try SampleConsole.technician(email, "Nina Park", id: id, status: status, permissions: SampleConsole.permissions("Tickets/Edit"))
  }

  @Test func anotherAddressIsAnUpdateNotALeaverAndAJoiner() throws {
    let plan = try plan(["id: 5127, email: nina.lee@acme.example, name: Nina Lee, role: desk"], [nina()], head: "unlisted: deactivate\n")
    #expect(plan.changes.count == 1)
    let change = try #require(plan.changes.first)
    #expect(
      change.action
        == .update(
          email: Replacement(old: try EmailAddress("nina@acme.example"), new: try EmailAddress("nina.lee@acme.example")),
          name: Replacement(old: PersonName(full: "Nina Park"), new: PersonName(first: "Nina", last: "Lee")), kind: nil))
    #expect(
      change.subject
        == .person(
          id: TechnicianID(rawValue: "5127"), email: try EmailAddress("nina@acme.example"), name: PersonName(first: "Nina", last: "Lee")))
    #expect(change.monthlyDelta == nil)
    #expect(plan.facts.map(\.subject) == ["nina@acme.example"])
    #expect(plan.notInRoster.map(\.email.description) == ["robot@acme.example"])
  }

  @Test func theSameAddressInAnotherCaseIsNoChange() throws {
    let plan = try plan(["id: 5127, email: NINA@acme.example, name: Nina Park, role: desk"], [nina()])
    #expect(plan.isEmpty && plan.unchanged == 1)
  }

  @Test func whoeverComesBackIsGivenTheNewAddressAsWell() throws {
    let plan = try plan(
      ["id: 5127, email: nina.lee@acme.example, name: Nina Park, kind: admin"], [nina(status: .deactivated)])
    #expect(plan.changes.map(\.verb) == ["reactivate", "update"])
    #expect(plan.changes.compactMap(\.email?.description) == ["nina@acme.example", "nina@acme.example"])
  }

  @Test func aLeaverIsFoundByTheNumber() throws {
    let plan = try plan(["id: 5127, email: old@acme.example, name: Nina Park, state: deactivated"], [nina()])
    #expect(plan.changes.map { "\($0.verb) \($0.email?.description ?? "")" } == ["deactivate nina@acme.example"])
  }

  @Test func aNumberThatNobodyHasIsAMistake() throws {
    #expect(
      try mistakes(
        ["id: 9, email: nina@acme.example, name: Nina Park, role: desk", "id: 8, email: b@acme.example, name: B C, kind: admin"], [nina()])
        == [
          "team.yaml:3 technicians[0].id: the console has nobody with the number 9; nina@acme.example is number 5127 (Nina Park) there",
          "team.yaml:4 technicians[1].id: the console has nobody with the number 8; leave the id out for somebody new",
        ])
    var unseen = try nina()
    unseen.id = nil
    #expect(
      try mistakes(["id: 5127, email: nina@acme.example, name: Nina Park, role: desk"], [unseen]) == [
        "team.yaml:3 technicians[0].id: the console has nobody with the number 5127; nina@acme.example is an account whose number was not "
          + "seen (Nina Park) there; the numbers of 1 person were not seen"
      ])
  }

  @Test func anAddressThatIsSomebodyElsesIsAMistake() throws {
    let technicians = [try nina(), try nina("nina.lee@acme.example", id: "17", status: .deactivated)]
    #expect(
      try mistakes(["id: 5127, email: nina.lee@acme.example, name: Nina Park, role: desk"], technicians) == [
        "team.yaml:3 technicians[0].email: nina.lee@acme.example is the address of number 17 (Nina Park, deactivated), and the row is about "
          + "number 5127 (Nina Park); an address must be free before somebody else gets it"
      ])
  }

  @Test func twoAddressesAreNotSwapped() throws {
    let technicians = [try nina("a@acme.example", id: "2"), try nina("b@acme.example", id: "3")]
    let rows = ["id: 2, email: b@acme.example, name: Nina Park, role: desk", "id: 3, email: a@acme.example, name: Nina Park, role: desk"]
    #expect(try mistakes(rows, technicians).count == 2)
  }

  @Test func twoRowsAboutOnePersonAreAMistake() throws {
    let rows = [
      "id: 5127, email: nina.lee@acme.example, name: Nina Park, role: desk",
      "email: Nina@acme.example, name: Nina Park, state: deactivated",
    ]
    #expect(
      try mistakes(rows, [nina()]) == [
        "team.yaml:4 technicians[1].email: the same person on the console as line 3: number 5127 (Nina Park), nina@acme.example"
      ])
    #expect(
      try mistakes(rows.reversed(), [nina()]) == [
        "team.yaml:4 technicians[1].id: the same person on the console as line 3: number 5127 (Nina Park), nina@acme.example"
      ])
  }

  @Test func somebodyWhoIsIgnoredUnderTheOldAddressIsAMistake() throws {
    #expect(
      try mistakes(
        ["id: 5127, email: nina@acme.example, name: Nina Park, role: desk"], [nina("nina@contractor.example")],
        head: "ignore: [\"*@contractor.example\"]\n") == [
          "team.yaml:4 technicians[0].email: on the console this is nina@contractor.example, who is ignored by \"*@contractor.example\" "
            + "(team.yaml:1); take one of the two out"
        ])
  }

  @Test func rowsMadeInMemoryAreCheckedToo() throws {
    let location = RosterLocation(file: "team.yaml", line: 1)
    let twice = try ["a@acme.example", "b@acme.example"].enumerated().map { index, email in
      RosterPerson(
        id: TechnicianID(rawValue: "1"), email: try EmailAddress(email), name: PersonName(full: "Ann Lee"), kind: .admin, index: index,
        location: location)
    }
    let roster = Roster(roles: [], people: twice, file: "team.yaml")
    let error = #expect(throws: PlanningError.self) { try Planner.plan(roster: roster, snapshot: SampleConsole.snapshot([robot])) }
    #expect(error?.description.contains("technicians[1].id  the same as line 1 (1)") == true)
  }

  @Test func twoAccountsWithOneNumberAreNotGuessedAt() throws {
    let error = #expect(throws: PlanningError.self) {
      try plan(["email: a@acme.example, name: Ann Lee, kind: admin"], [nina(), nina("other@acme.example")])
    }
    #expect(error?.description.hasPrefix("the console has two accounts with the number 5127: ") == true)
  }

  @Test func whoIsFoundByTheNumberIsRead() throws {
    let list = [
      robot, try SampleConsole.technician("nina@acme.example", "Nina Park", id: "2"),
      try SampleConsole.technician("omar@acme.example", "Omar Said", id: "3"),
      try SampleConsole.technician("third@acme.example", "Third One", id: "4"),
    ]
    let roster = try roster([
      "id: 2, email: moved@acme.example, name: Nina Park, role: desk", "id: 9, email: omar@acme.example, name: Omar Said, role: desk",
      "email: third@acme.example, name: Third One, role: desk",
    ])
    let asked = Planner.peopleToRead(roster: roster, list: list, capabilities: SampleConsole.onTechnicians)
    #expect(asked.map(\.description) == ["nina@acme.example", "third@acme.example"])
  }
}
