import ConsolePages
import Foundation
import Provisioning
import SelectorPacks
import Technicians

/// A plan with what the guards say of it.
struct CheckedPlan: Sendable {
  let plan: Plan
  let limits: GuardSettings
  let verdicts: [GuardVerdict]
  /// How many people were active.
  let active: Int

  /// Reads the console and lays the roster beside it.
  static func make(_ roster: Provisioning.Roster, _ signedIn: SignedInConsole, _ judge: GuardJudge, talk: Talk) async throws
    -> CheckedPlan
  {
    let before = signedIn.counter.count
    let reader = signedIn.reader { talk.say($0) }
    let snapshot = try await reader.read(for: roster)
    talk.say("Read the console (\(signedIn.counter.count - before) commands)")
    let plan = try Planner.plan(roster: roster, snapshot: snapshot)
    return CheckedPlan(
      plan: plan, limits: judge.limits, verdicts: try judge.verdicts(on: plan, snapshot, console: signedIn.console.address.origin),
      active: snapshot.activeTechnicians)
  }

  var text: String { "\(PlanText(plan, verdicts: verdicts))" }

  /// - Throws: ``GuardRefused`` if a guard refuses.
  func enforce() throws {
    if let refused = GuardRefused(verdicts) { throw refused }
  }

  /// Shows the plan, and asks whether to carry it out.
  ///
  /// - Returns: whether it is to be carried out: not where there is nothing to do, nor in a dry run, which only prints.
  /// - Throws: ``GuardRefused`` if a guard refuses; what ``Question`` throws where somebody says no.
  func isToBeApplied(_ acting: ActingOptions, _ format: OutputFormat, talk: Talk) async throws -> Bool {
    if acting.dryRun {
      try print(format)
      try enforce()
      talk.say("Dry run: nothing was changed.")
      return false
    }
    // The plan is talk here, and what is asked about: the data that the command prints is what became of it.
    if acting.yes { talk.say(text) } else { StandardError.write(text + "\n") }
    try enforce()
    guard !plan.isEmpty else { return false }
    try await Question.confirm("Apply \(plan.changes.count) changes?", assumeYes: acting.yes)
    return true
  }

  /// The plan as it is kept and carried out.
  func file(on signedIn: SignedInConsole, roster: [String], validFor: TimeInterval, now: Date = Date()) throws -> PlanFile {
    try PlanFile(
      made: now, expires: now.addingTimeInterval(validFor), author: Operator.name(), console: signedIn.console.address.origin,
      pack: signedIn.console.pack.digest, roster: roster, limits: limits, verdicts: verdicts, plan: plan)
  }
}
