import BrowserSupport
import Foundation
import Provisioning
import Technicians
import Testing

/// What no plan may do, tried on many that a seed makes.
@Suite struct GuardsProperties {
  /// Everything but what a property is about.
  private static func all(but rule: GuardVerdict.Rule) -> Set<GuardVerdict.Rule> { Set(GuardVerdict.Rule.allCases).subtracting([rule]) }

  private static func admins(_ console: ConsoleSnapshot) -> Set<EmailAddress> {
    Set(console.technicians.filter { $0.kind == .admin && $0.status == .active }.map(\.email))
  }

  @Test(arguments: PlanProperties.layouts)
  func noPlanPassesThatLeavesNoAdmin(_ layout: ConsoleCapabilities) throws {
    var (passed, refused) = (0, 0)
    for seed in UInt64(1)...150 {
      var accounts = RandomAccounts(seed: seed, capabilities: layout)
      let roster = try accounts.roster(people: 6)
      let before = try accounts.console(people: 6)
      guard !Self.admins(before).isEmpty else { continue }
      let plan = try Planner.plan(roster: roster, snapshot: before)
      let remaining = Self.admins(AppliedPlan.snapshot(plan, on: before).console)
      do {
        try Guards.enforce(plan: plan, snapshot: before, lifted: Self.all(but: .lastAdmin))
        passed += 1
        #expect(!remaining.isEmpty, "seed \(seed)")
      } catch {
        refused += 1
        #expect(remaining.isEmpty, "seed \(seed): refused without need")
      }
    }
    #expect(passed > 20 && refused > 5, "\(passed) passed, \(refused) refused: the generator makes too little of one")
  }

  /// Somebody else works on the console meanwhile, and takes admins away behind the plan's back.
  @Test func noStepTakesTheLastAdmin() throws {
    var (done, stopped) = (0, 0)
    for seed in UInt64(1)...200 {
      var accounts = RandomAccounts(seed: seed, capabilities: SampleConsole.onTechnicians)
      let roster = try accounts.roster(people: 8)
      let start = try accounts.console(people: 8)
      let plan = try Planner.plan(roster: roster, snapshot: start)
      var people = Dictionary(uniqueKeysWithValues: start.technicians.map { ($0.email, $0) })
      for change in plan.changes {
        // Never the last one: what happens without this program is not its doing.
        let others = people.values.filter { $0.kind == .admin && $0.status == .active }.sorted { $0.email < $1.email }
        if others.count > 1, accounts.random.once(in: 3) { people[accounts.random.one(of: others).email]?.kind = .technician }
        guard let email = change.email else { continue }
        let admins = Set(people.values.filter { $0.kind == .admin && $0.status == .active }.map(\.email))
        let look = FreshLook(
          person: people[email], signedInAs: start.signedInAs, active: people.count, activeAdmins: admins, deactivationsLately: 0)
        let refusals = Guards.before(
          change, of: plan, now: look, settings: GuardSettings(), lifted: Self.all(but: .lastAdmin))
        guard refusals.isEmpty else {
          stopped += 1
          continue
        }
        switch change.action {
        case .deactivate: people[email]?.status = .deactivated
        case .reactivate: people[email]?.status = .active
        case .update(_, _, let kind?): people[email]?.kind = kind.new
        case .create(let kind, _, _, _): people[email] = Technician(email: email, name: PersonName(full: "New"), kind: kind)
        default: break
        }
        done += 1
        let remain = people.values.contains { $0.kind == .admin && $0.status == .active }
        #expect(admins.isEmpty || remain, "seed \(seed): \(change.summary)")
      }
    }
    #expect(done > 300 && stopped > 10, "\(done) done, \(stopped) stopped: the generator makes too little of one")
  }

  /// Plans come one after the other, at any times; each is checked whole and before each step.
  @Test(arguments: [GuardSettings(), GuardSettings(maxDeactivations: 5, maxDeactivationShare: 0.1), GuardSettings(maxDeactivations: 100)])
  func noPlansOfADayPassTheLimit(_ settings: GuardSettings) throws {
    var (passed, refused) = (0, 0)
    for seed in 1...40 {
      var random = SeededGenerator(seed: seed)
      let start = 10 + random.below(50)
      var crew = try (0..<start).map {
        try SampleConsole.technician("t\($0)@acme.example", "Tech \($0)", id: "\(100 + $0)", permissions: [])
      }
      let robot = try SampleConsole.technician("robot@acme.example", "Robot", id: "1", kind: .admin)
      var moments: [Double] = []
      var now = 0.0
      for _ in 0..<20 {
        now += Double(random.below(12 * 3600))
        let active = crew.filter { $0.status == .active }
        let leavers = active.shuffled(using: &random).prefix(1 + random.below(4))
        let snapshot = try SampleConsole.snapshot(crew + [robot])
        let rows = leavers.map { "  - {email: \($0.email), name: \($0.name), state: deactivated}" }
        guard !rows.isEmpty else { break }
        let plan = try Planner.plan(
          roster: SampleConsole.roster("technicians:\n" + rows.joined(separator: "\n")), snapshot: snapshot)
        func lately() -> Int { moments.count { $0 > now - GuardSettings.deactivationWindow } }
        let context = GuardContext(snapshot: snapshot, settings: settings, deactivationsLately: lately())
        guard (try? Guards.enforce(plan: plan, context: context)) != nil else {
          refused += 1
          continue
        }
        passed += 1
        for change in plan.changes {
          let email = try #require(change.email)
          let index = try #require(crew.firstIndex { $0.email == email })
          let look = FreshLook(
            person: crew[index], signedInAs: robot.email, active: crew.count { $0.status == .active } + 1,
            deactivationsLately: lately())
          // What passed whole passes step by step.
          #expect(Guards.before(change, of: plan, now: look, settings: settings) == [], "seed \(seed)")
          crew[index].status = .deactivated
          moments.append(now)
        }
        let active24 = crew.count { $0.status == .active } + 1 + lately()
        #expect(lately() <= settings.maxDeactivations, "seed \(seed)")
        #expect(lately() <= max(1, Int((Double(active24) * settings.maxDeactivationShare + 1e-9).rounded(.down))), "seed \(seed)")
      }
    }
    #expect(passed > 40 && refused > 40, "\(passed) passed, \(refused) refused: the generator makes too little of one")
  }
}
