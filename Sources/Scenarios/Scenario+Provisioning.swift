import ConsoleEmulator
import ConsolePages
import Foundation
import Provisioning
import SelectorPacks
import Technicians

/// What a night's job does besides the whole run: it writes down what is there, looks for drift, and takes up a run that was cut short.
extension Scenario {
  static let provisioning = [
    Scenario("export-and-drift", "writes the roster of the console, and finds no drift from it", configure: { $0.technicians = 12 }) {
      stage in
      let robot = try await stage.signIn()
      let exported = try await export(stage, robot)
      let roster = try RosterReader.parse(text: exported.text, fileName: "team.yaml")
      let snapshot = try await SnapshotReader(stage.console, signedInAs: robot).read(for: roster)
      let plan = try Planner.plan(roster: roster, snapshot: snapshot)
      let drift = RosterDrift(roster: roster, snapshot: snapshot, plan: plan, at: stage.clock.now)
      return [
        "\(exported.people) people, \(exported.roles) roles, \(exported.ignored.count) ignored",
        "a plan of it has \(plan.changes.count) changes",
      ] + drift.findings.map { "\($0)" }
    },
    Scenario(
      "kept-plan", "applies a kept plan whose run was cut short before its first change, and refuses it afterwards",
      configure: { $0.technicians = 12 }
    ) { stage in
      let robot = try await stage.signIn()
      let exported = try await export(stage, robot)
      let role = try RosterReader.parse(text: exported.text, fileName: "team.yaml").roles[0].role.name
      let newcomer = "\n  - {email: nina.park@acme.example, first_name: Nina, last_name: Park, role: \(role)}\n"
      let roster = try RosterReader.parse(text: exported.text + newcomer, fileName: "team.yaml")
      let reader = SnapshotReader(stage.console, signedInAs: robot)
      let plan = try Planner.plan(roster: roster, snapshot: try await reader.read(for: roster))
      let recheck = PlanRecheck(stage.console, signedInAs: robot)
      try PlanRecheck.check(plan, against: try await recheck.read(for: plan))
      let journal = try Journal.inMemory()
      let header = try header(plan, stage, robot)
      try journal.begin(header)
      try journal.intend(1, of: header.id, looked: Looked(), at: stage.clock.now)
      let clock = stage.clock
      let log = RunLog(header, journal: journal, evidence: nil, now: { clock.now })
      let summary = try await Applier(stage.console, log: log, commandCount: { 0 }, now: { clock.now }).apply(plan)
      let results = summary.results.map { "\($0.change.verb) \($0.change.name): \($0.outcome.rawValue), \($0.detail)" }
      do {
        try PlanRecheck.check(plan, against: try await recheck.read(for: plan))
        throw ScenarioBroken("the plan could be applied twice")
      } catch let stale as PlanStale {
        return results + stale.moved
      }
    },
  ]

  private static func export(_ stage: ScenarioStage, _ robot: EmailAddress) async throws -> RosterExport {
    let snapshot = try await SnapshotReader(stage.console, signedInAs: robot).readEverybody()
    return try RosterExport.make(snapshot: snapshot, at: stage.clock.now)
  }

  private static func header(_ plan: Plan, _ stage: ScenarioStage, _ robot: EmailAddress) throws -> RunHeader {
    let now = stage.clock.now
    let file = try PlanFile(
      made: now, expires: now.addingTimeInterval(3600), author: "alice", console: stage.console.address.origin,
      pack: stage.console.pack.digest, roster: [], limits: GuardSettings(), verdicts: [], plan: plan)
    return RunHeader(
      id: RunID(began: now), console: stage.console.address.origin, layout: stage.console.layout, signedInAs: robot, operator: "alice",
      host: "ops", process: 1, began: now, plan: file)
  }
}
