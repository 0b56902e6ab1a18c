import Foundation
import Technicians
import Testing

@testable import Provisioning

/// What holds for any roster and any console, tried on many that a seed makes.
@Suite struct PlanProperties {
  static let layouts = [
    ConsoleCapabilities(name: .split, permissions: .technician), ConsoleCapabilities(name: .full, permissions: .group),
    ConsoleCapabilities(name: .full, permissions: .technician), ConsoleCapabilities(name: .split, permissions: .group),
  ]
  static let seeds: ClosedRange<UInt64> = 1...30

  /// What the plans of a test held, so that a generator that has stopped making something is found out.
  private struct Tally {
    var changes = 0
    var moved = 0
    var unlisted = 0
    var ignored = 0
    var protected = 0

    mutating func count(_ plan: Plan, _ roster: Roster) {
      changes += plan.changes.count
      ignored += plan.ignored
      protected += plan.protectedPeople.count
      for change in plan.changes {
        if case .update(_?, _, _) = change.action { moved += 1 }
        if case .deactivate = change.action, change.rosterLocation == roster.unlistedLocation { unlisted += 1 }
      }
    }

    var isRich: Bool { changes > 600 && moved > 30 && unlisted > 30 && ignored > 30 && protected > 30 }
  }

  @Test(arguments: layouts)
  func applyingThePlanReachesAnyTwoRosters(_ layout: ConsoleCapabilities) throws {
    var tally = Tally()
    for seed in Self.seeds {
      var accounts = RandomAccounts(seed: seed, capabilities: layout)
      var console = try accounts.console(people: 24)
      for form in RosterWriting.Form.allCases.shuffled(using: &accounts.random).prefix(2) {
        let writing = accounts.writing(on: console)
        let roster = try writing.roster(form)
        let plan = try Planner.plan(roster: roster, snapshot: console)
        tally.count(plan, roster)
        let after = AppliedPlan.snapshot(plan, on: console)
        #expect(after.errors == [], "seed \(seed)")
        #expect(AppliedPlan.differences(writing, before: console, after: after.console) == [], "seed \(seed)")
        let again = try Planner.plan(roster: roster, snapshot: after.console)
        #expect(again.changes == [], "seed \(seed)")
        #expect(again.unchanged == roster.people.count, "seed \(seed)")
        #expect(again.notInRoster == plan.notInRoster, "seed \(seed)")
        #expect(again.ignored == plan.ignored, "seed \(seed)")
        #expect(after.console.activeTechnicians == plan.seats.after.active, "seed \(seed)")
        let deltas = plan.changes.compactMap(\.monthlyDelta?.cents).reduce(0, +)
        #expect(plan.seats.after.monthlyCost.cents - plan.seats.before.monthlyCost.cents == deltas, "seed \(seed)")
        console = after.console
        console.seats = plan.seats.after
      }
    }
    #expect(tally.isRich, "the generator makes too little to do: \(tally)")
  }

  @Test(arguments: layouts)
  func theOrderOfTheRowsPlaysNoPart(_ layout: ConsoleCapabilities) throws {
    for seed in Self.seeds {
      var accounts = RandomAccounts(seed: seed, capabilities: layout)
      var console = try accounts.console(people: 24)
      let roster = try accounts.writing(on: console).roster(.yaml)
      let plan = try Planner.plan(roster: roster, snapshot: console)
      let shuffled = Roster(
        roles: roster.roles.shuffled(using: &accounts.random), people: roster.people.shuffled(using: &accounts.random), file: roster.file,
        unlisted: roster.unlisted, unlistedLocation: roster.unlistedLocation, protectedPlaces: roster.protectedPlaces,
        ignoredPlaces: roster.ignoredPlaces)
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
  func theFormAndTheOrderInTheFilePlayNoPart(_ layout: ConsoleCapabilities) throws {
    for seed in Self.seeds {
      var accounts = RandomAccounts(seed: seed, capabilities: layout)
      let console = try accounts.console(people: 24)
      var writing = accounts.writing(on: console)
      let essences = try RosterWriting.Form.allCases.map { form in
        let plan = try Planner.plan(roster: writing.roster(form), snapshot: console)
        writing.rows.shuffle(using: &accounts.random)
        writing.roles.shuffle(using: &accounts.random)
        return Essence(plan)
      }
      #expect(essences.allSatisfy { $0 == essences[0] }, "seed \(seed)")
    }
  }

  /// A plan without the lines that it refers to.
  private struct Essence: Equatable {
    let changes: [Change]
    let counts: [Int]
    let others: [EmailAddress]

    init(_ plan: Plan) {
      changes = plan.changes.map {
        Change(subject: $0.subject, action: $0.action, rosterLocation: .commandLine, monthlyDelta: $0.monthlyDelta)
      }
      counts = [plan.unchanged, plan.ignored, plan.notes.count, plan.facts.count]
      others = plan.notInRoster.map(\.email) + plan.protectedPeople
    }
  }

  @Test(arguments: layouts)
  func aPlanSurvivesBeingWrittenDown(_ layout: ConsoleCapabilities) throws {
    for seed in Self.seeds {
      var accounts = RandomAccounts(seed: seed, capabilities: layout)
      let console = try accounts.console(people: 12)
      let plan = try Planner.plan(roster: accounts.writing(on: console).roster(.yaml), snapshot: console)
      #expect(try JSONDecoder().decode(Plan.self, from: JSONEncoder().encode(plan)) == plan, "seed \(seed)")
    }
  }

  @Test(arguments: layouts)
  func readingWhatThePlannerAsksForIsEnoughAndNotTooMuch(_ layout: ConsoleCapabilities) throws {
    for seed in Self.seeds {
      var accounts = RandomAccounts(seed: seed, capabilities: layout)
      var console = try accounts.console(people: 24)
      let writing = accounts.writing(on: console)
      let roster = try writing.roster(.json)
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
      let wanted = writing.rows.filter { $0.kind != .admin && $0.state != .deactivated }
      for technician in list where asked.contains(technician.email) {
        let isMeant = wanted.contains {
          $0.id.map { $0 == technician.id?.rawValue } ?? ($0.email.lowercased() == technician.email.comparable)
        }
        #expect(isMeant, "seed \(seed): \(technician.email) need not be read")
      }
    }
  }

  /// A roster that knows nothing of the console, and may take from the account that is signed in what it has.
  @Test(arguments: layouts)
  func applyingThePlanOfARosterFromElsewhereReachesIt(_ layout: ConsoleCapabilities) throws {
    for seed in Self.seeds {
      var accounts = RandomAccounts(seed: seed, capabilities: layout)
      let roster = try accounts.roster(people: 12)
      let console = try accounts.console(people: 12)
      let plan = try Planner.plan(roster: roster, snapshot: console)
      let after = AppliedPlan.snapshot(plan, on: console)
      #expect(after.errors == [], "seed \(seed)")
      #expect(try Planner.plan(roster: roster, snapshot: after.console).changes == [], "seed \(seed)")
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
