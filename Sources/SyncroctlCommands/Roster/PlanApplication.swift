import ConsolePages
import Foundation
import Logging
import Provisioning
import Technicians

/// Applies a kept plan: exactly that, or nothing.
struct PlanApplication: Sendable {
  let kept: KeptPlan
  let target: ConsoleTarget
  let place: RunPlace
  let policy: Policy
  let acting: ActingOptions
  let talk: Talk
  let logger: Logger
  let reason: String?

  func run(_ format: OutputFormat) async throws -> ApplyReport? {
    let file = kept.file
    // A replay changes nothing, has a console's address and a time of its own, and spends no approval.
    guard file.console == target.address.origin || target.isReplay else {
      throw UsageError(
        "\(kept.path) was made for \(file.console), and this is \(target.address.origin)",
        "\(target.toChoose(file.console)), or plan for this one.")
    }
    let runs = acting.dryRun ? [] : try place.journal.runs(ofPlan: file.digest, console: file.console)
    if var earlier = runs.first {
      earlier.steps = runs.steps
      guard !earlier.isSettled else { throw PlanSpent(path: kept.path, run: earlier.header.id) }
      if earlier.ended != nil { return try await runNew(format, after: earlier) }
      talk.say("The run \(earlier.header.id) began this plan and did not do all of it: going on with it")
      return try await RunResumption(
        run: earlier, target: target, place: place, policy: policy, acting: acting, talk: talk, logger: logger, reason: reason
      ).run()
    }
    return try await runNew(format)
  }

  /// A run of its own; after another that has ended and left something over, of that alone.
  private func runNew(_ format: OutputFormat, after earlier: JournalledRun? = nil) async throws -> ApplyReport? {
    let file = kept.file
    if let earlier { talk.say("The run \(earlier.header.id) did a part of this plan: what is left is tried again") }
    guard Date() < file.expires || target.isReplay else { throw PlanExpired(path: kept.path, file: file) }
    let acting = acting
    let accepted = try approvals()
    // A plan can make the limits narrower, and never wider: its digest is no signature.
    let judge = GuardJudge(policy: policy, limits: policy.guards.tightened(by: file.limits), journal: place.journal, planName: kept.path)
    return try await Evidence.keeping(in: acting.evidenceParent(target), isReplay: target.isReplay) { evidence in
      var run = ApplyRun(target: target, place: place, evidence: evidence, talk: talk, logger: logger, judge: judge, reason: reason)
      run.waits = acting.wait
      run.inherited = earlier?.steps ?? [:]
      return try await run.run { signedIn in
        try await prepare(signedIn, accepted, judge, format, begun: Set(earlier?.steps.keys.map { $0 } ?? []))
      }
    }
  }

  /// What the approvals beside the plan come to. A plan that a guard refuses and nobody has approved is refused by the guard.
  private func approvals() throws -> ApprovalCheck.Accepted? {
    if target.isReplay { return nil }
    let approvals = try ApprovalFiles.beside(URL(fileURLWithPath: kept.path))
    if approvals.isEmpty, let refused = GuardRefused(kept.file.verdicts) { throw refused }
    return try ApprovalCheck.check(plan: kept.file, approvals: approvals, policy: policy, now: Date(), planName: kept.path) {
      try place.journal.spender(of: $0)
    }
  }

  private func prepare(
    _ signedIn: SignedInConsole, _ accepted: ApprovalCheck.Accepted?, _ judge: GuardJudge, _ format: OutputFormat,
    begun: Set<Int>
  ) async throws -> RunOrder? {
    let (file, plan) = (kept.file, kept.file.plan)
    let recheck = PlanRecheck(signedIn.console, signedInAs: signedIn.operatorEmail, witness: signedIn.witness) { [talk] in talk.say($0) }
    let snapshot = try await recheck.read(for: plan)
    try PlanRecheck.check(plan, against: snapshot, begun: begun)
    let verdicts = Guards.lift(
      try judge.verdicts(on: plan, snapshot, console: file.console), accepted?.lifted ?? [], by: accepted?.used ?? [])
    let checked = CheckedPlan(plan: plan, limits: judge.limits, verdicts: verdicts, active: snapshot.activeTechnicians)
    guard try await checked.isToBeApplied(acting, format, talk: talk) else { return nil }
    return RunOrder(file: file, approvals: accepted?.used ?? [], lifted: accepted?.lifted ?? [], active: checked.active)
  }
}

/// A plan that a run has applied already: it is done once.
struct PlanSpent: Error, CustomStringConvertible {
  let path: String
  let run: RunID

  var description: String {
    "\(path) was applied already, by the run \(run)\nNothing was changed. See what came of it: syncroctl report \(run). Plan again for more."
  }
}

/// A plan whose time is over.
struct PlanExpired: Error, CustomStringConvertible {
  let path: String
  let file: PlanFile

  var description: String {
    "\(path) expired at \(ShownTime.text(file.expires))\nNothing was changed. Plan again: syncroctl plan ROSTER -o \(ShellWords.quoted(path))"
  }
}

extension JournalledRun {
  /// Whether nothing is left to be done: every change is as the plan wanted it.
  var isSettled: Bool {
    (1...max(1, header.plan.plan.changes.count)).allSatisfy { number in
      guard header.plan.plan.changes.count >= number else { return true }
      guard case .ended(let result)? = steps[number] else { return false }
      return result.outcome == .done || result.outcome == .unchanged
    }
  }
}
