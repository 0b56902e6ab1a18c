import Provisioning
import Technicians
import Testing

@Suite struct GuardsTests {
  /// A console with the robot that is signed in, a second admin, and so many technicians.
  private func console(technicians: Int) throws -> ConsoleSnapshot {
    let admins = [
      try SampleConsole.technician("robot@acme.example", "Robot One", id: "1", kind: .admin),
      try SampleConsole.technician("maya@acme.example", "Maya Ruiz", id: "2", kind: .admin),
    ]
    let others = try (0..<technicians).map {
      try SampleConsole.technician("t\($0)@acme.example", "Tech \($0)", id: "\(100 + $0)", permissions: [])
    }
    return try SampleConsole.snapshot(admins + others)
  }

  private func verdicts(
    _ rows: [String], _ snapshot: ConsoleSnapshot, _ settings: GuardSettings = GuardSettings(), lifted: Set<GuardVerdict.Rule> = []
  ) throws -> (all: [GuardVerdict], refusal: String?) {
    let text = (["roles: {none: []}", "technicians:"] + rows.map { "  - {\($0)}" }).joined(separator: "\n")
    let plan = try Planner.plan(roster: SampleConsole.roster(text), snapshot: snapshot)
    let all = Guards.check(plan: plan, snapshot: snapshot, settings: settings)
    do {
      let passed = try Guards.enforce(plan: plan, snapshot: snapshot, settings: settings, lifted: lifted)
      #expect(passed.map(\.rule) == GuardVerdict.Rule.allCases)
      #expect(passed.map(\.isOK) == all.map(\.isOK))
      return (all, nil)
    } catch {
      #expect(error.verdicts == all.filter { !$0.isOK && !lifted.contains($0.rule) })
      return (all, error.description)
    }
  }

  private func leaver(_ number: Int) -> String { "email: t\(number)@acme.example, name: Tech \(number), state: deactivated" }

  @Test func aHarmlessPlanPasses() throws {
    let result = try verdicts([leaver(0)], console(technicians: 39))
    #expect(result.refusal == nil)
    #expect(Guards.okLine(result.all) == "Guards ok: 1 deactivation (limit 2), 2 active admins remain")
  }

  @Test func limitsAreSaidWhenTheyAreSet() throws {
    let settings = GuardSettings(maxSeats: 50, maxMonthlyCost: Money(cents: 600_000))
    let result = try verdicts(["email: new@acme.example, name: New One, role: none"], console(technicians: 39), settings)
    #expect(
      Guards.okLine(result.all)
        == "Guards ok: 0 deactivations (limit 2), 2 active admins remain, 42 seats (limit 50), 5,418.00 USD/month (limit 6,000.00 USD)")
  }

  @Test func tooManyDeactivationsAreRefused() throws {
    let result = try verdicts([leaver(0), leaver(1), leaver(2)], console(technicians: 39))
    #expect(
      result.refusal == """
        a guard refused the plan; nothing was changed
          deactivations: 3 deactivations, the limit is 2
            Is the roster right? Look at who would go, first.
            If it is, apply it in parts of 2 in 24 hours, or raise guards.deactivations in the policy.
            If it is meant, have it approved: syncroctl approve PLAN --key FILE --lift deactivations
        """)
    #expect(Guards.okLine(result.all) == nil)
  }

  @Test(arguments: [
    (2, 0.2, 41, 2), (2, 0.2, 10, 2), (2, 0.2, 9, 1), (2, 0.2, 5, 1), (2, 0.2, 1, 1), (2, 0.2, 0, 1), (100, 0.2, 15, 3),
    (100, 0.29, 100, 29),
    (0, 0.2, 100, 0), (5, 0, 100, 0), (500, 9, 100, 100), (-1, 0.2, 100, 0),
  ])
  func theLimitIsTheLesserOfNumberAndShare(_ number: Int, _ share: Double, _ active: Int, _ expected: Int) {
    let settings = GuardSettings(maxDeactivations: number, maxDeactivationShare: share)
    #expect(settings.deactivationLimit(active: active) == expected)
  }

  @Test(arguments: ["state: deactivated", "role: none"])
  func theLastAdminStays(_ fields: String) throws {
    var snapshot = try console(technicians: 9)
    snapshot.technicians[0].kind = .technician
    let result = try verdicts(["email: maya@acme.example, name: Maya Ruiz, \(fields)"], snapshot)
    #expect(
      result.refusal == """
        a guard refused the plan; nothing was changed
          last-admin: no active admin would remain without maya@acme.example
            Make somebody else an admin in the roster and apply that,
            then plan this again.
            If it is meant, have it approved: syncroctl approve PLAN --key FILE --lift last-admin
        """)
  }

  @Test func theLastAdminMayGoWhenAnotherComes() throws {
    var snapshot = try console(technicians: 9)
    snapshot.technicians[0].kind = .technician
    let leaving = "email: maya@acme.example, name: Maya Ruiz, state: deactivated"
    for coming in ["email: t0@acme.example, name: Tech 0, kind: admin", "email: new@acme.example, name: New One, kind: admin"] {
      #expect(try verdicts([leaving, coming], snapshot, lifted: [.adminPromotion]).refusal == nil)
    }
    // An admin who is switched off already is nobody to rely on.
    snapshot.technicians.append(
      try SampleConsole.technician("off@acme.example", "Off Admin", id: "900", kind: .admin, status: .deactivated))
    #expect(try verdicts([leaving], snapshot, lifted: [.adminPromotion]).refusal != nil)
    #expect(
      try verdicts([leaving, "email: off@acme.example, name: Off Admin, kind: admin"], snapshot, lifted: [.adminPromotion]).refusal == nil)
    #expect(
      try verdicts([leaving, "email: off@acme.example, name: Off Admin, role: none"], snapshot, lifted: [.adminPromotion]).refusal != nil)
  }

  @Test func aConsoleWhoseAdminsWereNotTouchedIsNotRefused() throws {
    var snapshot = try console(technicians: 9)
    for index in snapshot.technicians.indices { snapshot.technicians[index].kind = .technician }
    #expect(try verdicts([leaver(0)], snapshot).refusal == nil)
  }

  @Test(arguments: [("state: deactivated", "deactivated"), ("role: none", "demoted")])
  func nobodyLocksThemselvesOut(_ fields: String, _ word: String) throws {
    let result = try verdicts(["email: ROBOT@acme.example, name: Robot One, \(fields)"], console(technicians: 9))
    #expect(
      result.refusal == """
        a guard refused the plan; nothing was changed
          oneself: robot@acme.example is signed in here and would be \(word)
            Sign in as another admin to do this,
            or put the row in the roster right.
            If it is meant, have it approved: syncroctl approve PLAN --key FILE --lift oneself
        """)
  }

  @Test func seatsAndCostAreLimited() throws {
    let rows = (0..<3).map { "email: new\($0)@acme.example, name: New \($0), role: none" }
    let settings = GuardSettings(maxSeats: 10, maxMonthlyCost: Money(cents: 130_000))
    #expect(
      try verdicts(rows, console(technicians: 7), settings).refusal == """
        2 guards refused the plan; nothing was changed
          seats: 12 seats, the limit is 10 (there are 9 now)
            Create 2 people fewer, or deactivate somebody,
            or raise guards.seats in the policy.
            If it is meant, have it approved: syncroctl approve PLAN --key FILE --lift seats
          monthly-cost: 1,548.00 USD/month, the limit is 1,300.00 USD (it is 1,161.00 USD now)
            Create fewer people, or deactivate somebody,
            or raise guards.monthly_cost in the policy.
            If it is meant, have it approved: syncroctl approve PLAN --key FILE --lift monthly-cost
        """)
  }

  @Test func aConsoleOverItsLimitMayBeBroughtNearer() throws {
    let settings = GuardSettings(maxSeats: 5, maxMonthlyCost: Money(cents: 1))
    #expect(try verdicts([leaver(0)], console(technicians: 9), settings).refusal == nil)
  }

  @Test func aLimitInAnotherCurrencyIsNotCompared() throws {
    let settings = GuardSettings(maxMonthlyCost: Money(cents: 1_000_000_00, currency: "EUR"))
    let refusal = try verdicts([leaver(0)], console(technicians: 9), settings).refusal
    #expect(refusal?.contains("monthly-cost: the limit is in EUR, the console's price in USD\n    Set the limit in USD.") == true)
  }
}
