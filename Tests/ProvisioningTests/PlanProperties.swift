import Foundation
import Provisioning
import Technicians
import Testing

/// What holds for any roster and any console, tried on many that a seed makes.
@Suite struct PlanProperties {
  static let layouts = [
    ConsoleCapabilities(name: .split, permissions: .technician), ConsoleCapabilities(name: .full, permissions: .group),
    ConsoleCapabilities(name: .full, permissions: .technician), ConsoleCapabilities(name: .split, permissions: .group),
  ]
  static let seeds: ClosedRange<UInt64> = 1...30

  @Test(arguments: layouts)
  func applyingThePlanReachesTheRoster(_ layout: ConsoleCapabilities) throws {
    var changes = 0
    for seed in Self.seeds {
      var accounts = RandomAccounts(seed: seed, capabilities: layout)
      let roster = try accounts.roster(people: 24)
      let before = try accounts.console(people: 24)
      let plan = try Planner.plan(roster: roster, snapshot: before)
      changes += plan.changes.count
      let after = AppliedPlan.snapshot(plan, on: before)
      #expect(after.errors == [], "seed \(seed)")
      #expect(AppliedPlan.differences(roster, after.console) == [], "seed \(seed)")
      let again = try Planner.plan(roster: roster, snapshot: after.console)
      #expect(again.changes == [], "seed \(seed)")
      #expect(again.unchanged == roster.people.count, "seed \(seed)")
      #expect(again.notInRoster == plan.notInRoster, "seed \(seed)")
      #expect(after.console.activeTechnicians == plan.seats.after.active, "seed \(seed)")
      let deltas = plan.changes.compactMap(\.monthlyDelta?.cents).reduce(0, +)
      #expect(plan.seats.after.monthlyCost.cents - plan.seats.before.monthlyCost.cents == deltas, "seed \(seed)")
    }
    #expect(changes > 300, "the generator makes too little to do")
  }

  @Test(arguments: layouts)
  func theOrderOfTheRowsPlaysNoPart(_ layout: ConsoleCapabilities) throws {
    for seed in Self.seeds {
      var accounts = RandomAccounts(seed: seed, capabilities: layout)
      let roster = try accounts.roster(people: 24)
      var console = try accounts.console(people: 24)
      let plan = try Planner.plan(roster: roster, snapshot: console)
      let shuffled = Roster(
        roles: roster.roles.shuffled(using: &accounts.random), people: roster.people.shuffled(using: &accounts.random), file: roster.file)
      console.technicians.shuffle(using: &accounts.random)
      console.groups.shuffle(using: &accounts.random)
      let other = try Planner.plan(roster: shuffled, snapshot: console)
      let encoder = JSONEncoder()
      encoder.outputFormatting = .sortedKeys
      #expect(try encoder.encode(other) == encoder.encode(plan), "seed \(seed)")
      #expect(PlanText(other).description == PlanText(plan).description, "seed \(seed)")
    }
  }

  @Test(arguments: layouts)
  func aPlanSurvivesBeingWrittenDown(_ layout: ConsoleCapabilities) throws {
    for seed in Self.seeds {
      var accounts = RandomAccounts(seed: seed, capabilities: layout)
      let plan = try Planner.plan(roster: accounts.roster(people: 12), snapshot: accounts.console(people: 12))
      #expect(try JSONDecoder().decode(Plan.self, from: JSONEncoder().encode(plan)) == plan, "seed \(seed)")
    }
  }

  @Test(arguments: layouts)
  func readingWhatThePlannerAsksForIsEnough(_ layout: ConsoleCapabilities) throws {
    for seed in Self.seeds {
      var accounts = RandomAccounts(seed: seed, capabilities: layout)
      let roster = try accounts.roster(people: 24)
      var console = try accounts.console(people: 24)
      let read = Dictionary(uniqueKeysWithValues: console.technicians.map { ($0.email, $0) })
      let list = console.technicians.map { technician in
        var listed = technician
        listed.permissions = nil
        listed.groups = nil
        return listed
      }
      let asked = Set(Planner.peopleToRead(roster: roster, list: list, capabilities: layout))
      console.technicians = list.map { asked.contains($0.email) ? read[$0.email] ?? $0 : $0 }
      #expect(throws: Never.self) { try Planner.plan(roster: roster, snapshot: console) }
    }
  }

  @Test func tenThousandPeopleArePlanned() throws {
    let roster = try RosterReader.parse(text: LargeRoster.yaml(people: 10_000), fileName: "large.yaml")
    var snapshot = try SampleConsole.snapshot([
      SampleConsole.technician("robot@acme.example", "Robot One", id: "1", kind: .admin)
    ])
    snapshot.offeredPermissions.append(Permission(area: "Customers", action: "View Detail"))
    snapshot.offeredPermissions.append(Permission(area: "Assets", action: "Create"))
    let plan = try Planner.plan(roster: roster, snapshot: snapshot)
    #expect(plan.changes.count == 10_000)
    let after = AppliedPlan.snapshot(plan, on: snapshot)
    #expect(try Planner.plan(roster: roster, snapshot: after.console).isEmpty)
  }
}
