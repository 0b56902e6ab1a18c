import ConsolePages
import Foundation
import Provisioning
import Technicians

extension Scenario {
  static let wholeRuns = [
    Scenario("demo", "the demo's whole run: sign in, plan, apply, read back, plan again") { stage in
      let robot = try await stage.signIn()
      let roster = try RosterReader.read(path: stage.examples.appending(path: "roster.yaml").path)
      let (plan, refused) = try await plan(roster, stage, robot)
      if let refused { throw ScenarioBroken("a guard refused: \(refused)") }
      let summary = try await apply(plan, stage)
      let (second, _) = try await Self.plan(roster, stage, robot)
      return summary.results.map {
        "\($0.change.verb) \($0.change.email?.description ?? $0.change.name): \($0.outcome.rawValue), \($0.detail)"
      }
        + ["planned again: \(second.changes.count) changes"]
    }
  ]

  private static func plan(_ roster: Roster, _ stage: ScenarioStage, _ robot: EmailAddress) async throws -> (Plan, GuardRefused?) {
    let snapshot = try await SnapshotReader(stage.console, signedInAs: robot).read(for: roster)
    let plan = try Planner.plan(roster: roster, snapshot: snapshot)
    return (plan, GuardRefused(Guards.check(plan: plan, snapshot: snapshot)))
  }

  /// With evidence, since its pictures are commands too.
  private static func apply(_ plan: Plan, _ stage: ScenarioStage) async throws -> RunSummary {
    let folder = FileManager.default.temporaryDirectory.appending(path: "scenario-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let clock = stage.clock
    let evidence = try EvidenceFolder(in: folder, now: clock.now)
    return try await Applier(stage.console, evidence: evidence, commandCount: { 0 }, now: { clock.now }).apply(plan)
  }
}
