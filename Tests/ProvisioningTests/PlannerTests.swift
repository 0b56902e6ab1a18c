import Foundation
import Provisioning
import Technicians
import Testing

@Suite struct PlannerTests {
  private let robot: Technician
  private let roles = "roles:\n  desk: [Tickets/*]\n  billing: [Invoices/*]\n"

  init() throws { robot = try SampleConsole.technician("robot@acme.example", "Robot One", id: "1", kind: .admin) }

  private func plan(_ people: String, _ technicians: [Technician]) throws -> Plan {
    try Planner.plan(
      roster: SampleConsole.roster("\(roles)technicians:\n\(people)"), snapshot: SampleConsole.snapshot([robot] + technicians))
  }

  private func person(_ fields: String) -> String { "  - {email: nina@acme.example, name: Nina Park, \(fields)}\n" }

  @Test func aNewPersonIsCreatedWithWhatTheRoleAndTheRowSay() throws {
    let plan = try plan(person("role: desk, extra: [Invoices/Edit, Assets/*], without: [Tickets/Delete]"), [])
    let change = try #require(plan.changes.first)
    #expect(plan.changes.count == 1)
    let expected = ["Tickets/List/Search", "Tickets/Create", "Tickets/Edit", "Invoices/Edit", "Assets/View Details"]
    #expect(
      change.action == .create(kind: .technician, role: "desk", permissions: expected.compactMap { Permission($0) }, groups: []))
    #expect(change.subject == .person(id: nil, email: try EmailAddress("nina@acme.example"), name: PersonName(first: "Nina", last: "Park")))
    #expect(change.monthlyDelta == Money(cents: 12900))
    #expect(change.rosterLocation == RosterLocation(file: "team.yaml", line: 5))
    #expect(change.summary == "create nina@acme.example (Nina Park): desk (5 permissions), +129.00 USD/month")
    #expect(plan.seats.before.active == 1 && plan.seats.after.active == 2)
  }

  @Test func aNewAdminIsGivenNoPermissions() throws {
    let plan = try plan(person("kind: admin, role: desk"), [])
    #expect(plan.changes.map(\.action) == [.create(kind: .admin, role: nil, permissions: [], groups: [])])
    #expect(plan.changes.map(\.summary) == ["create nina@acme.example (Nina Park): admin, +129.00 USD/month"])
  }

  @Test func nothingIsDoneForWhoeverIsAsTheRosterSays() throws {
    let nina = try SampleConsole.technician(
      "NINA@acme.example", "Nina  Park", id: "2", permissions: SampleConsole.permissions("Invoices/Create", "Invoices/Edit"))
    let plan = try plan(person("role: billing"), [nina])
    #expect(plan.isEmpty && plan.unchanged == 1)
    #expect(plan.notInRoster.map(\.email.description) == ["robot@acme.example"])
  }

  @Test func permissionsAreBroughtInLine() throws {
    let nina = try SampleConsole.technician(
      "nina@acme.example", "Nina Park", id: "2", permissions: SampleConsole.permissions("Tickets/Edit", "Invoices/Edit"))
    let plan = try plan(person("role: billing"), [nina])
    #expect(
      plan.changes.map(\.action) == [
        .permissions(add: [Permission(area: "Invoices", action: "Create")], remove: [Permission(area: "Tickets", action: "Edit")])
      ])
    #expect(plan.changes.map(\.summary) == ["permissions nina@acme.example (Nina Park): + Invoices/Create  - Tickets/Edit"])
    #expect(plan.changes.map(\.monthlyDelta) == [nil])
  }

  @Test func whoeverIsDeactivatedComesBackBeforeAnythingElse() throws {
    let nina = try SampleConsole.technician("nina@acme.example", "Nina Old", id: "2", status: .deactivated, permissions: [])
    let plan = try plan(person("role: billing"), [nina])
    #expect(plan.changes.map(\.verb) == ["reactivate", "update", "permissions"])
    #expect(plan.changes.map(\.detail) == ["", "name \"Nina Old\" -> \"Nina Park\"", "+ Invoices/Create, Invoices/Edit"])
    #expect(plan.changes.first?.price == "+129.00 USD/month")
  }

  @Test func whatCannotBeReadBeforehandIsSetWhole() throws {
    let nina = try SampleConsole.technician("nina@acme.example", "Nina Park", id: "2", status: .deactivated)
    let demoted = try SampleConsole.technician("omar@acme.example", "Omar Said", id: "3", kind: .admin)
    let plan = try plan(
      person("role: billing") + "  - {email: omar@acme.example, name: Omar Said, role: billing}\n", [nina, demoted])
    let everything = Change.Action.permissions(
      add: SampleConsole.offered.filter { $0.area == "Invoices" }, remove: SampleConsole.offered.filter { $0.area != "Invoices" })
    #expect(plan.changes.filter { $0.verb == "permissions" }.map(\.action) == [everything, everything])
    #expect(plan.changes.map(\.verb) == ["reactivate", "update", "permissions", "permissions"])
  }

  @Test func anActivePersonWhoWasNotReadStopsThePlan() throws {
    let nina = try SampleConsole.technician("nina@acme.example", "Nina Park", id: "2")
    let error = #expect(throws: PlanningError.self) { try plan(person("role: billing"), [nina]) }
    #expect(
      error?.description == """
        the permissions of nina@acme.example were not read
          They must be known before they can be compared with the roster.
        Nothing was changed.
        """)
  }

  @Test func aLeaverIsDeactivatedAndNothingElse() throws {
    let date = Date(timeIntervalSince1970: 1_782_950_400)
    let lee = try SampleConsole.technician(
      "nina@acme.example", "Nina Other", id: "2", kind: .admin, lastSignIn: .at(date), permissions: [])
    let plan = try plan(person("role: billing, state: deactivated"), [lee])
    #expect(plan.changes.map(\.action) == [.deactivate(lastSignIn: .at(date))])
    #expect(
      plan.changes.map(\.summary) == [
        "deactivate nina@acme.example (Nina Other): last sign-in 2026-07-02, -129.00 USD/month from the cycle's end"
      ])
    #expect(plan.seats.after.active == 1)
  }

  @Test func aLeaverWhoWasNeverThereIsANote() throws {
    let plan = try plan(person("state: deactivated"), [])
    #expect(plan.isEmpty && plan.unchanged == 1)
    #expect(plan.notes == ["nina@acme.example is deactivated in the roster and not on the console: nothing to do"])
  }

  @Test func aLeaverWhoIsGoneIsUnchanged() throws {
    let gone = try SampleConsole.technician("nina@acme.example", "Nina Park", id: "2", status: .deactivated)
    let plan = try plan(person("state: deactivated"), [gone])
    #expect(plan.isEmpty && plan.unchanged == 1 && plan.notes.isEmpty)
  }

  @Test func onlyActivePeopleAreReportedAsStrangers() throws {
    let strangers = [
      try SampleConsole.technician("zoe@acme.example", "Zoe", id: "5"),
      try SampleConsole.technician("gone@acme.example", "Gone", id: "6", status: .deactivated),
      try SampleConsole.technician("bo@acme.example", "Bo", id: "7"),
    ]
    let plan = try plan(person("kind: admin"), strangers)
    #expect(plan.notInRoster.map(\.email.description) == ["bo@acme.example", "robot@acme.example", "zoe@acme.example"])
  }

  @Test func thereIsAnAdminAtEveryMoment() throws {
    let technicians = [
      try SampleConsole.technician("anna@acme.example", "Anna Lee", id: "2", kind: .admin, permissions: []),
      try SampleConsole.technician("zoe@acme.example", "Zoe Lee", id: "3", permissions: []),
      try SampleConsole.technician("bo@acme.example", "Bo Lee", id: "4", permissions: []),
    ]
    let plan = try plan(
      """
        - {email: anna@acme.example, name: Anna Lee, role: desk}
        - {email: bo@acme.example, name: Bo Lee, state: deactivated}
        - {email: new@acme.example, name: New Lee, kind: admin}
        - {email: zoe@acme.example, name: Zoe Lee, kind: admin}
      """, technicians)
    #expect(
      plan.changes.map { "\($0.verb) \($0.email?.description ?? "")" } == [
        "update zoe@acme.example", "create new@acme.example", "update anna@acme.example", "permissions anna@acme.example",
        "deactivate bo@acme.example",
      ])
    #expect(plan.changes.map(\.detail).prefix(1) == ["technician -> admin"])
  }

  // MARK: What only the console can show

  private func mistakes(_ text: String, _ snapshot: ConsoleSnapshot) throws -> [String] {
    let roster = try SampleConsole.roster(text)
    do {
      _ = try Planner.plan(roster: roster, snapshot: snapshot)
      return []
    } catch {
      guard case .roster(let mistakes) = error else { throw error }
      return mistakes.mistakes.map { "\($0.place) \($0.field): \($0.message)" }
    }
  }

  @Test func unknownPermissionsAreNamedWithTheNearest() throws {
    let text = """
      roles:
        a: [Tickets/*, Invoices/Approve]
        b:
          - Invoces/Edit
          - Tickts/*
          - Invoices/App*
          - Spaceships/Launch
      technicians:
        - {email: nina@acme.example, name: Nina Park, role: a, extra: [Tickets/Create, Assets/View Detail], without: [Foo/*]}
      """
    #expect(
      try mistakes(text, SampleConsole.snapshot([robot])) == [
        "team.yaml:2 roles.a[1]: the console has no permission \"Invoices/Approve\"; it has: Invoices/Create, Invoices/Edit",
        "team.yaml:4 roles.b[0]: the console has no permission \"Invoces/Edit\"; did you mean \"Invoices/Edit\"?",
        "team.yaml:5 roles.b[1]: the console has no permission \"Tickts/*\"; did you mean \"Tickets/*\"?",
        "team.yaml:6 roles.b[2]: the console has no permission \"Invoices/App*\"; it has: Invoices/Create, Invoices/Edit",
        "team.yaml:7 roles.b[3]: the console has no permission \"Spaceships/Launch\"; its areas are: Tickets, Invoices, Assets",
        "team.yaml:9 technicians[0].extra[1]: the console has no permission \"Assets/View Detail\"; it has: Assets/View Details",
        "team.yaml:9 technicians[0].without[0]: the console has no permission \"Foo/*\"; its areas are: Tickets, Invoices, Assets",
      ])
  }

  @Test func aSingleWordIsNoNameWhereTwoAreAsked() throws {
    let text = """
      roles: {desk: [Tickets/*]}
      technicians:
        - email: cher@acme.example
          name: Cher
          role: desk
        - {email: prince@acme.example, name: Prince, state: deactivated}
      """
    #expect(
      try mistakes(text, SampleConsole.snapshot([robot])) == [
        "team.yaml:4 technicians[0].name: \"Cher\" is one word, and this console asks for a first and a last name"
      ])
    #expect(try mistakes(text, SampleConsole.snapshot([robot], capabilities: SampleConsole.onGroups)) == [])
  }

  @Test func anExistingGroupNeedsAConsoleWithGroups() throws {
    let text = "roles: {Admins: existing}\ntechnicians: [{email: nina@acme.example, name: Nina Park, role: Admins}]"
    #expect(
      try mistakes(text, SampleConsole.snapshot([robot])) == [
        "team.yaml:1 roles.Admins: this console has no security groups; list the permissions of the role"
      ])
    #expect(
      try mistakes(text, SampleConsole.snapshot([robot], groups: [SecurityGroup(name: "Admin")], capabilities: SampleConsole.onGroups)) == [
        "team.yaml:1 roles.Admins: the console has no security group \"Admins\"; did you mean \"Admin\"?"
      ])
    #expect(
      try mistakes(text, SampleConsole.snapshot([robot], groups: [SecurityGroup(name: "Office")], capabilities: SampleConsole.onGroups))
        == [
          "team.yaml:1 roles.Admins: the console has no security group \"Admins\"; it has: Office"
        ])
    #expect(
      try mistakes(text, SampleConsole.snapshot([robot], groups: [SecurityGroup(name: "Admins")], capabilities: SampleConsole.onGroups))
        == [])
  }

  @Test func aGroupIsNotMadeASecondTimeForItsCase() throws {
    let text = "roles: {desk: [Tickets/*]}\ntechnicians: [{email: nina@acme.example, name: Nina, role: desk}]"
    #expect(
      try mistakes(text, SampleConsole.snapshot([robot], groups: [SecurityGroup(name: "Desk")], capabilities: SampleConsole.onGroups)) == [
        "team.yaml:1 roles.desk: the console has a group \"Desk\"; write the role in the same way"
      ])
  }

  @Test func permissionsOfOneselfNeedALayoutThatHasThem() throws {
    let text = "roles: {desk: [Tickets/*]}\ntechnicians: [{email: nina@acme.example, name: Nina, role: desk, extra: [Invoices/Edit]}]"
    #expect(
      try mistakes(text, SampleConsole.snapshot([robot], capabilities: SampleConsole.onGroups)) == [
        "team.yaml:2 technicians[0].extra: on this console permissions are on groups, not on people; make a role of their own"
      ])
  }

  // MARK: What stops a plan

  @Test func twoAccountsWithOneAddressAreNotGuessedAt() throws {
    let twins = [
      try SampleConsole.technician("nina@acme.example", "Nina Park", id: "2"),
      try SampleConsole.technician("Nina@acme.example", "Nina Old", id: "9", status: .deactivated),
    ]
    let error = #expect(throws: PlanningError.self) { try plan(person("role: desk"), twins) }
    #expect(
      error?.description == """
        the console has two accounts with the address nina@acme.example: Nina Old (id 9, deactivated) and Nina Park (id 2, active)
          Which one the roster means cannot be told. Give one of them another address on the console, then plan again.
        Nothing was changed.
        """)
  }

  @Test func twoGroupsWithOneNameAreNotGuessedAt() throws {
    let snapshot = try SampleConsole.snapshot(
      [robot], groups: [SecurityGroup(id: "1", name: "desk"), SecurityGroup(id: "2", name: "desk")], capabilities: SampleConsole.onGroups)
    let roster = try SampleConsole.roster("\(roles)technicians:\n\(person("role: desk"))")
    let error = #expect(throws: PlanningError.self) { try Planner.plan(roster: roster, snapshot: snapshot) }
    #expect(error?.description.hasPrefix("the console has two security groups called \"desk\"\n") == true)
  }

  @Test func aConsoleWithoutPermissionsWasNotRead() throws {
    var snapshot = try SampleConsole.snapshot([robot])
    snapshot.offeredPermissions = []
    let roster = try SampleConsole.roster("\(roles)technicians:\n\(person("role: desk"))")
    let error = #expect(throws: PlanningError.self) { try Planner.plan(roster: roster, snapshot: snapshot) }
    #expect(error?.description.hasPrefix("the console at acme.example showed no permissions at all\n") == true)
  }

  // MARK: Groups

  @Test func rolesBecomeGroupsAndPeopleTheirMembers() throws {
    let technicians = [
      robot,
      try SampleConsole.technician("omar@acme.example", "Omar", id: "2", groups: ["billing", "Technicians"]),
      try SampleConsole.technician("lee@acme.example", "Lee", id: "3", groups: ["Technicians"]),
    ]
    let groups = [
      SecurityGroup(id: "10", name: "billing", permissions: SampleConsole.permissions("Invoices/Create", "Tickets/Edit")),
      SecurityGroup(id: "11", name: "Technicians"),
    ]
    let roster = try SampleConsole.roster(
      """
      roles:
        desk: [Tickets/*]
        billing: [Invoices/*]
        Technicians: existing
      technicians:
        - {email: nina@acme.example, name: Nina, role: desk}
        - {email: omar@acme.example, name: Omar, role: billing}
        - {email: lee@acme.example, name: Lee, role: Technicians}
      """)
    let plan = try Planner.plan(
      roster: roster, snapshot: SampleConsole.snapshot(technicians, groups: groups, capabilities: SampleConsole.onGroups))
    #expect(
      plan.changes.map(\.summary) == [
        "create group \"desk\": 4 permissions",
        "update group \"billing\": + Invoices/Edit  - Tickets/Edit",
        "create nina@acme.example (Nina): desk (group), +129.00 USD/month",
        "groups omar@acme.example (Omar): - Technicians",
      ])
    #expect(plan.changes[1].subject == .group(id: "10", name: "billing"))
    #expect(plan.changes[2].action == .create(kind: .technician, role: "desk", permissions: [], groups: ["desk"]))
    #expect(plan.unchanged == 1)
  }

  // MARK: Whom to open

  @Test func onlyPeopleOfTheRosterAreOpened() throws {
    let list = [
      robot,
      try SampleConsole.technician("nina@acme.example", "Nina", id: "2"),
      try SampleConsole.technician("known@acme.example", "Known", id: "3", permissions: []),
      try SampleConsole.technician("stranger@acme.example", "Stranger", id: "4"),
      try SampleConsole.technician("leaver@acme.example", "Leaver", id: "5"),
      try SampleConsole.technician("boss@acme.example", "Boss", id: "6"),
      try SampleConsole.technician("back@acme.example", "Back", id: "7", status: .deactivated),
    ]
    let roster = try SampleConsole.roster(
      """
      roles: {desk: [Tickets/*]}
      technicians:
        - {email: robot@acme.example, name: Robot One, role: desk}
        - {email: nina@acme.example, name: Nina Park, role: desk}
        - {email: known@acme.example, name: Known Park, role: desk}
        - {email: leaver@acme.example, name: Leaver Park, state: deactivated}
        - {email: boss@acme.example, name: Boss Park, kind: admin}
        - {email: back@acme.example, name: Back Park, role: desk}
        - {email: new@acme.example, name: New Park, role: desk}
      """)
    let onTechnicians = Planner.peopleToRead(roster: roster, list: list, capabilities: SampleConsole.onTechnicians)
    #expect(onTechnicians.map(\.description) == ["back@acme.example", "nina@acme.example"])
    let onGroups = Planner.peopleToRead(roster: roster, list: list, capabilities: SampleConsole.onGroups)
    #expect(onGroups.map(\.description) == ["back@acme.example", "known@acme.example", "nina@acme.example"])
  }
}
