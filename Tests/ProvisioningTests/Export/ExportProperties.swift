import Foundation
import Provisioning
import Technicians
import Testing

/// What holds for the exported roster of any console: a plan of it against that console has nothing to do, and nobody is forgotten.
@Suite struct ExportProperties {
  static let time = Date(timeIntervalSince1970: 1_790_000_000)
  static let allOptions: [RosterExport.Options] = [false, true].flatMap { deactivated in
    [false, true].flatMap { wildcards in
      [false, true].map { RosterExport.Options(includesDeactivated: deactivated, foldsAreas: wildcards, keepsGroups: $0) }
    }
  }

  /// Checks one export, and gives how many people it names and ignores.
  private func check(_ snapshot: ConsoleSnapshot, _ options: RosterExport.Options, _ comment: Comment) throws -> (people: Int, ignored: Int)
  {
    let export = try RosterExport.make(snapshot: snapshot, options: options, at: Self.time)
    let roster = try RosterReader.parse(text: export.text, fileName: "team.yaml")
    let plan = try Planner.plan(roster: roster, snapshot: snapshot)
    #expect(plan.changes.map(\.summary) == [], comment)
    #expect(throws: Never.self, comment) { try export.check(against: snapshot) }
    #expect(export.people == roster.people.count && export.roles == roster.roles.count, comment)

    let named = Set(roster.people.map(\.email))
    let ignored = Set(export.ignored)
    #expect(named.isDisjoint(with: ignored), comment)
    for person in snapshot.technicians where !named.contains(person.email) {
      // The one whose own star means others as well can only be reported; a note says so.
      let isSaid = export.notes.contains { $0.hasPrefix("\(person.email) is in no list") }
      #expect(person.status == .deactivated || ignored.contains(person.email) || isSaid, comment)
      if person.status == .deactivated, options.includesDeactivated {
        #expect(export.notes.contains { $0.hasPrefix("\(person.email) ") }, comment)
      }
    }
    for email in ignored {
      #expect(roster.ignores(email), comment)
      #expect(export.notes.contains { $0.hasPrefix("\(email) is ignored: ") }, comment)
    }
    #expect(named.allSatisfy { !roster.ignores($0) }, comment)
    #expect(plan.notInRoster.allSatisfy { person in export.notes.contains { $0.hasPrefix("\(person.email) is in no list") } }, comment)
    for role in roster.roles where !options.foldsAreas {
      #expect(role.role.patterns?.contains { $0.hasWildcard } != true, comment)
    }
    return (roster.people.count, ignored.count)
  }

  @Test(arguments: PlanProperties.layouts) func aPlanOfIt(_ layout: ConsoleCapabilities) throws {
    var (people, ignored) = (0, 0)
    for seed in PlanProperties.seeds {
      var accounts = RandomAccounts(seed: seed, capabilities: layout)
      let snapshot = try accounts.console(people: 24)
      let options = Self.allOptions[Int(seed) % Self.allOptions.count]
      let found = try check(snapshot, options, "seed \(seed), \(options)")
      people += found.people
      ignored += found.ignored
    }
    #expect(people > 200)
    #expect(layout.permissions == .technician || ignored > 100)
  }

  @Test(arguments: PlanProperties.layouts) func whateverThingsAreCalled(_ layout: ConsoleCapabilities) throws {
    var (people, ignored) = (0, 0)
    for seed in PlanProperties.seeds {
      var console = AwkwardConsole(seed: seed, capabilities: layout)
      let snapshot = try console.snapshot(people: 40)
      let options = Self.allOptions[Int(seed) % Self.allOptions.count]
      let found = try check(snapshot, options, "seed \(seed), \(options)")
      people += found.people
      ignored += found.ignored
    }
    #expect(people > 200 && ignored > 200)
  }

  @Test(arguments: PlanProperties.layouts) func theOrderOfReadingPlaysNoPart(_ layout: ConsoleCapabilities) throws {
    for seed in PlanProperties.seeds {
      var console = AwkwardConsole(seed: seed, capabilities: layout)
      var snapshot = try console.snapshot(people: 40)
      let export = try RosterExport.make(snapshot: snapshot, at: Self.time)
      snapshot.technicians.shuffle(using: &console.random)
      snapshot.groups.shuffle(using: &console.random)
      #expect(try RosterExport.make(snapshot: snapshot, at: Self.time) == export, "seed \(seed)")
    }
  }
}
