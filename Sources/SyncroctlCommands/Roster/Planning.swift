import Provisioning
import Technicians

/// A plan with what the guards say of it.
struct CheckedPlan: Sendable {
  let plan: Plan
  let verdicts: [GuardVerdict]

  /// Reads the console and lays the roster beside it.
  static func make(_ roster: Provisioning.Roster, _ signedIn: SignedInConsole, talk: Talk, guards: GuardSettings) async throws
    -> CheckedPlan
  {
    let before = signedIn.counter.count
    let reader = SnapshotReader(signedIn.console, signedInAs: signedIn.operatorEmail) { talk.say($0) }
    let snapshot = try await reader.read(for: roster)
    talk.say("Read the console (\(signedIn.counter.count - before) commands)")
    let plan = try Planner.plan(roster: roster, snapshot: snapshot)
    return CheckedPlan(plan: plan, verdicts: Guards.check(plan: plan, snapshot: snapshot, settings: guards))
  }

  var text: String { "\(PlanText(plan, verdicts: verdicts))" }

  /// - Throws: ``GuardRefused`` if a guard refuses.
  func enforce() throws {
    if let refused = GuardRefused(verdicts) { throw refused }
  }
}
