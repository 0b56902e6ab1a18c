public import Foundation
internal import Technicians

/// Says whether enough people have approved a plan. Pure: the journal is asked through a closure.
public enum ApprovalCheck {
  /// What the approvals of a plan come to.
  public struct Accepted: Sendable, Hashable {
    /// The guards that they lift.
    public let lifted: Set<GuardVerdict.Rule>
    /// The approvals that the run rests on, and spends. None that it can do without.
    public let used: [UsedApproval]
  }

  /// By how much the clocks of two machines may differ, in seconds.
  static let clockTolerance: Double = 5 * 60

  /// Asks whether `plan` may be applied under `policy`.
  ///
  /// An approval counts if its signature is by a key of the policy and fits, if it is for this very plan, holds still, was not spent, and is
  /// not by whoever made the plan. Approvals that do not count and are not needed are passed over in silence, except forged ones.
  ///
  /// - Parameters:
  ///   - planName: the plan's file, for the command to type.
  ///   - spentBy: which run has spent the approval of that number; see ``Journal/spender(of:)``.
  /// - Throws: ``ApprovalError`` with everything that is wrong.
  public static func check(
    plan: PlanFile, approvals: [Approval], policy: Policy, now: Date, planName: String = "PLAN", spentBy: (String) throws -> RunID?
  ) throws(ApprovalError) -> Accepted {
    let requirements = policy.requirements(for: plan)
    var problems: [ApprovalError.Problem] = []
    var valid: [Approval] = []
    for approval in Set(approvals).sorted(by: { ($0.given, $0.id) < ($1.given, $1.id) }) {
      if let problem = problem(of: approval, plan, policy, now, spentBy) {
        problems.append(problem)
      } else if !valid.contains(where: { $0.id == approval.id }) {
        // A number that two bear would be spent twice.
        valid.append(approval)
      }
    }
    let missing = requirements.compactMap { shortfall($0, valid, planName) }
    // A forged one is never passed over: somebody has tried.
    let alarming = missing.isEmpty ? problems.filter { $0.code == .forged } : problems
    guard missing.isEmpty, alarming.isEmpty else { throw ApprovalError(missing + alarming) }
    return Accepted(
      lifted: Set(requirements.compactMap(\.lifts)),
      used: needed(for: requirements, of: valid).map {
        UsedApproval(id: $0.id, approver: $0.approver, lifts: $0.lifts, given: $0.given, expires: $0.expires)
      })
  }

  /// Asks whether somebody may approve `plan`, before they do.
  ///
  /// - Throws: ``ApprovalError`` if the plan has expired, if it is their own, or if the policy does not know their key.
  public static func giving(_ plan: PlanFile, by key: SigningKey, policy: Policy, now: Date) throws(ApprovalError) {
    var problems: [ApprovalError.Problem] = []
    if now >= plan.expires {
      problems.append(.init(.expired, "the plan has expired (\(stamp(plan.expires)))", "Make it anew: syncroctl plan ROSTER -o FILE"))
    }
    if let approver = policy.approver(key.name) {
      if approver.key != key.publicKey {
        problems.append(
          .init(
            .unknownApprover, "the policy has another key for \(key.name)",
            "It is \(approver.key.fingerprint) there, and yours is \(key.publicKey.fingerprint)."))
      } else if policy.isOwn(plan, approver) {
        problems.append(ownPlan(plan, key.name))
      }
    } else {
      problems.append(unknown(key.name, policy))
    }
    if !problems.isEmpty { throw ApprovalError(problems) }
  }

  // MARK: One approval

  /// Why an approval does not count; `nil` if it does.
  private static func problem(
    of approval: Approval, _ plan: PlanFile, _ policy: Policy, _ now: Date, _ spentBy: (String) throws -> RunID?
  ) -> ApprovalError.Problem? {
    let whose = "the approval of \(ShownText.plain(approval.approver)), given \(stamp(approval.given)),"
    // What is for another plan is none of this plan's business, whoever signed it.
    guard approval.plan == plan.digest, approval.console == plan.console else {
      return .init(.stale, "\(whose) is for another plan", "The plan was made anew since; have this one approved.")
    }
    guard let approver = policy.approver(approval.approver) else { return unknown(approval.approver, policy) }
    guard approval.isSigned(by: approver.key) else {
      return .init(
        .forged, "\(whose) does not bear the signature of the policy's key for them, or was edited",
        "Ask them whether they gave it; take the file away.")
    }
    if policy.isOwn(plan, approver) { return ownPlan(plan, approval.approver) }
    if approval.given > now.addingTimeInterval(clockTolerance) {
      return .init(.notYet, "\(whose) was given in the future", "Put the clock right, of this machine or of theirs.")
    }
    // However long it says it holds: the policy has the last word.
    let end = min(approval.expires, approval.given.addingTimeInterval(Double(policy.validFor.seconds)))
    if now >= end { return .init(.expired, "\(whose) has expired (\(stamp(end)))", "Have it given again.") }
    do {
      guard let run = try spentBy(approval.id) else { return nil }
      return .init(.spent, "\(whose) was spent by the run \(run)", "An approval is for one run: have it given again.")
    } catch {
      return .init(.undecided, "whether it was spent already cannot be told: \(whose) \(error)")
    }
  }

  private static func ownPlan(_ plan: PlanFile, _ approver: String) -> ApprovalError.Problem {
    .init(
      .ownPlan, "\(ShownText.plain(approver)) cannot approve a plan of their own (made by \(ShownText.plain(plan.author)))",
      "Somebody else has to.")
  }

  private static func unknown(_ name: String, _ policy: Policy) -> ApprovalError.Problem {
    let known = policy.approvers.map(\.email.description)
    let advice =
      known.isEmpty
      ? "There is no policy, or it names no approvers; see docs/approval.md." : "It knows \(WordList.list(known, limit: 5))."
    return .init(.unknownApprover, "the policy knows no approver \(ShownText.quoted(name))", advice)
  }

  // MARK: All of them

  /// Those of `approvals` that count for a requirement, one a person.
  private static func counted(_ requirement: ApprovalRequirement, _ approvals: [Approval]) -> [Approval] {
    var people: Set<EmailAddress> = []
    return approvals.filter { approval in
      guard let email = try? EmailAddress(approval.approver), requirement.from.contains(email) else { return false }
      if let lifted = requirement.lifts, !approval.lifts.contains(lifted) { return false }
      return people.insert(email).inserted
    }
  }

  private static func shortfall(_ requirement: ApprovalRequirement, _ valid: [Approval], _ planName: String) -> ApprovalError.Problem? {
    let given = counted(requirement, valid).map(\.approver)
    guard given.count < requirement.approvers else { return nil }
    let needs = WordList.count(requirement.approvers, "approval", "approvals")
    let has = given.isEmpty ? "none" : "\(given.count) (\(given.joined(separator: ", ")))"
    let others = requirement.from.filter { email in !given.contains { (try? EmailAddress($0)) == email } }.map(\.description)
    let message = "\(requirement.description) needs \(needs), and there is \(has)"
    guard others.count >= requirement.approvers - given.count else {
      return .init(.missing, message, "The policy names too few people who may, besides whoever made the plan; see docs/approval.md.")
    }
    let lift = requirement.lifts.map { " --lift \($0.rawValue)" } ?? ""
    return .init(
      .missing, message, "\(WordList.list(others, limit: 5)) may give it: syncroctl approve \(planName) --key FILE\(lift)")
  }

  /// The fewest approvals that will do: each one that the rest can do without is left for another time.
  private static func needed(for requirements: [ApprovalRequirement], of valid: [Approval]) -> [Approval] {
    var kept = valid
    for approval in valid {
      let others = kept.filter { $0.id != approval.id }
      if requirements.allSatisfy({ counted($0, others).count >= $0.approvers }) { kept = others }
    }
    return kept
  }

  private static func stamp(_ date: Date) -> String { date.formatted(.iso8601) }
}
