import Technicians
import Testing

@testable import Provisioning

/// The guards that mind who it is, and how a guard is lifted.
@Suite struct GuardsOfPeopleTests {
  private func console(_ more: [Technician] = []) throws -> ConsoleSnapshot {
    var snapshot = try ApprovalSample.snapshot()
    snapshot.technicians += more
    return snapshot
  }

  private func plan(_ rows: [String], _ snapshot: ConsoleSnapshot) throws -> Plan {
    let text = (["roles: {none: []}", "technicians:"] + rows.map { "  - {\($0)}" }).joined(separator: "\n")
    return try Planner.plan(roster: SampleConsole.roster(text), snapshot: snapshot)
  }

  private func refusals(_ plan: Plan, _ context: GuardContext) -> [GuardVerdict.Rule] {
    Guards.check(plan: plan, context: context).filter { !$0.isOK }.map(\.rule)
  }

  private func person(_ email: String, kind: TechnicianKind = .technician) throws -> Change.Subject {
    .person(id: TechnicianID(rawValue: "7"), email: try EmailAddress(email), name: PersonName(full: "Bo Ek"))
  }

  /// A plan of changes that no roster asked for, which may protect people.
  private func plan(of changes: [Change], protecting people: [String] = []) throws -> Plan {
    let usage = SeatUsage(active: 20, pricePerMonth: Money(cents: 12_900), source: .console)
    return Plan(
      basis: Plan.Basis(
        address: "acme.example", layout: "users", signedInAs: try EmailAddress("robot@acme.example"), rosterFile: "team.yaml", people: 1,
        roles: 0),
      changes: changes, unchanged: 0, notInRoster: [], seats: SeatForecast(usage: usage, changes: changes),
      protectedPeople: try people.map { try EmailAddress($0) }, notes: [])
  }

  private func change(_ subject: Change.Subject, _ action: Change.Action) -> Change {
    Change(subject: subject, action: action, rosterLocation: RosterLocation(file: "team.yaml", line: 3))
  }

  private func harms() throws -> [(Change.Action, String)] {
    [
      (.deactivate(lastSignIn: .never), "would be deactivated"),
      (.update(email: nil, name: nil, kind: Replacement(old: .admin, new: .technician)), "would be demoted"),
      (
        .update(
          email: Replacement(old: try EmailAddress("t0@acme.example"), new: try EmailAddress("n@acme.example")), name: nil, kind: nil),
        "would get the address n@acme.example"
      ),
      (.update(email: nil, name: Replacement(old: PersonName(full: "A"), new: PersonName(full: "B")), kind: nil), "would be renamed"),
    ]
  }

  // MARK: Protected people

  @Test func protectedPeopleAreLeftAlone() throws {
    for (action, words) in try harms() {
      let change = change(try person("T0@acme.example"), action)
      let protected = try plan(of: [change], protecting: ["t0@ACME.example"])
      let verdict = Guards.check(plan: protected, context: GuardContext(snapshot: try console()))[3]
      #expect(verdict.rule == .protected)
      #expect(!verdict.isOK)
      #expect(verdict.finding == "T0@acme.example \(words)")
      #expect(verdict.advice.last == "If it is meant, have it approved: syncroctl approve PLAN --key FILE --lift protected")
      // The policy protects just as the roster does.
      let bare = try plan(of: [change])
      let pattern = try #require(PeoplePattern("t0@*"))
      #expect(refusals(bare, GuardContext(snapshot: try console(), policyProtected: [pattern])).contains(.protected))
      #expect(!refusals(bare, GuardContext(snapshot: try console())).contains(.protected))
    }
  }

  @Test func whatDoesNoHarmMayBeDoneToThem() throws {
    let actions: [Change.Action] = [
      .reactivate, .permissions(add: [], remove: []), .groups(add: ["desk"], remove: []),
      .create(kind: .technician, role: nil, permissions: [], groups: []),
      .update(email: nil, name: nil, kind: Replacement(old: .technician, new: .admin)),
    ]
    for action in actions {
      let plan = try plan(of: [change(person("t0@acme.example"), action)], protecting: ["t0@acme.example"])
      #expect(!refusals(plan, GuardContext(snapshot: try console())).contains(.protected))
    }
  }

  @Test(arguments: [
    ("a@b.example", "A@B.example", true), ("a@b.example", "aa@b.example", false), ("*@b.example", "a@b.example", true),
    ("*@b.example", "a@c.b.example", false), ("*@*b.example", "a@c.b.example", true), ("*", "a@b.example", true),
    ("break*@acme.*", "breakglass@acme.example", true), ("break*@acme.*", "break@acme.x.example", true),
    ("*glass@acme.example", "glass@acme.example", true),
    ("a*b*c@x.example", "aXbXbXc@x.example", true), ("a*b*c@x.example", "aXcXb@x.example", false), ("**@b.example", "a@b.example", true),
    ("a@b.example*", "a@b.example.evil", true), ("zoë@b.example", "zoe\u{308}@b.example", true), ("*.example", "a@b.example", true),
    ("*.example", "a@b.examples", false),
  ])
  func aPatternMeansSomePeople(_ pattern: String, _ email: String, _ matches: Bool) throws {
    #expect(try #require(PeoplePattern(pattern)).matches(EmailAddress(email)) == matches)
  }

  @Test(arguments: ["", " ", "breakglass", "a@b", "@b.example", "a@@b.example", "a b@c.example", "*@*@*", " a@b.example", "a@b.example "])
  func whatIsNoPattern(_ text: String) { #expect(PeoplePattern(text) == nil) }

  // MARK: Admins

  @Test func nobodyBecomesAnAdminUnseen() throws {
    let off = try SampleConsole.technician("off@acme.example", "Off Admin", id: "9", kind: .admin, status: .deactivated)
    let snapshot = try console([off])
    for (row, words) in [
      ("email: new@acme.example, name: New One, kind: admin", "new@acme.example would be created as an admin"),
      ("email: t0@acme.example, name: Tech 0, kind: admin", "t0@acme.example would become an admin"),
      ("email: off@acme.example, name: Off Admin, kind: admin", "off@acme.example would be an admin again"),
    ] {
      let plan = try plan([row], snapshot)
      let verdicts = Guards.check(plan: plan, snapshot: snapshot)
      #expect(verdicts.filter { !$0.isOK }.map(\.finding) == [words])
      #expect(throws: Never.self) { try Guards.enforce(plan: plan, snapshot: snapshot, lifted: [.adminPromotion]) }
    }
  }

  @Test func anAdminsMailboxIsAnAdminsPower() throws {
    let moved = { (email: String) throws -> Change in
      let old = try EmailAddress(email)
      let new = Replacement(old: old, new: try EmailAddress("new@acme.example"))
      return change(try person(email), .update(email: new, name: nil, kind: nil))
    }
    let context = GuardContext(snapshot: try console())
    #expect(refusals(try plan(of: [moved("maya@acme.example")]), context) == [.adminPromotion])
    #expect(refusals(try plan(of: [moved("t0@acme.example")]), context) == [])
    #expect(refusals(try plan(of: [moved("robot@acme.example")]), context) == [.oneself, .adminPromotion])
  }

  // MARK: One person with two addresses

  @Test(arguments: [
    ("Nina Park", "Nina Park", true), ("nina  PARK", "Nina Park", true), ("Park, Nina", "Nina Park", true), ("Zoë Roy", "Zoe Roy", true),
    ("Nina Parks", "Nina Park", false), ("Nina", "Nina Park", false), ("李小龙", "李小龙", true),
  ])
  func aLeaverAndAJoinerOfOneNameAreOnePerson(_ joiner: String, _ leaver: String, _ isOne: Bool) throws {
    var snapshot = try console([SampleConsole.technician("old@acme.example", leaver, id: "5127", permissions: [])])
    snapshot.capabilities = ConsoleCapabilities(name: .full, permissions: .technician)
    let plan = try plan(
      ["email: old@acme.example, name: \"\(leaver)\", state: deactivated", "email: new@acme.example, name: \"\(joiner)\", role: none"],
      snapshot)
    let verdict = Guards.check(plan: plan, snapshot: snapshot)[5]
    #expect(verdict.rule == .changedEmail)
    #expect(verdict.isOK == !isOne)
    guard isOne else { return }
    #expect(verdict.finding.hasSuffix("would be created as new@acme.example and deactivated as old@acme.example"))
    #expect(verdict.advice.contains("  team.yaml:4: id: \"5127\""))
  }

  // MARK: A day of deactivations

  @Test func deactivationsOfADayCountTogether() throws {
    let snapshot = try console()
    let plan = try plan([ApprovalSample.leaver], snapshot)
    let none = try self.plan(["email: t1@acme.example, name: Tech 1, role: none"], snapshot)
    for (lately, passes) in [(0, true), (1, true), (2, false), (9, false)] {
      let verdict = Guards.check(plan: plan, context: GuardContext(snapshot: snapshot, deactivationsLately: lately))[0]
      #expect(verdict.isOK == passes)
      // A plan without any is not held up by those of others.
      #expect(Guards.check(plan: none, context: GuardContext(snapshot: snapshot, deactivationsLately: lately))[0].isOK)
    }
    let said = Guards.check(plan: plan, context: GuardContext(snapshot: snapshot, deactivationsLately: 2))[0].finding
    #expect(said == "1 deactivation after 2 in the last 24 hours, the limit is 2")
  }

  // MARK: Lifting

  @Test func whoeverLiftsAGuardIsNamed() throws {
    let snapshot = try console()
    let plan = try plan(ApprovalSample.leavers, snapshot)
    let used = UsedApproval(
      id: "1", approver: "alice@acme.example", lifts: [.deactivations], given: ApprovalSample.now, expires: ApprovalSample.now)
    let context = GuardContext(snapshot: snapshot)
    let verdicts = try Guards.enforce(plan: plan, context: context, lifted: [.deactivations], by: [used])
    #expect(verdicts[0].liftedBy == ["alice@acme.example"])
    #expect(!verdicts[0].isOK)
    #expect(
      Guards.okLine(verdicts)
        == "Guards ok: deactivations lifted by alice@acme.example (3 deactivations, the limit is 2), 2 active admins remain")
    // What a guard agrees to is not lifted, and another guard's approval lifts nothing.
    #expect(verdicts[1].liftedBy == [])
    for lifted in [[], [.lastAdmin], Set(GuardVerdict.Rule.allCases).subtracting([.deactivations])] as [Set<GuardVerdict.Rule>] {
      #expect(throws: GuardRefused.self) { try Guards.enforce(plan: plan, context: context, lifted: lifted, by: [used]) }
    }
  }
}
