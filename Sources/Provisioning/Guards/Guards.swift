internal import Technicians

/// Brakes on a plan. They look at the plan as a whole, and at the console that it was made of; ``before(_:of:rest:now:settings:policyProtected:lifted:planName:)``
/// looks once more before each change.
public enum Guards {
  /// What every guard says, in the order of ``GuardVerdict/Rule``.
  public static func check(plan: Plan, context: GuardContext) -> [GuardVerdict] {
    [
      deactivations(plan, context), lastAdmin(plan, context), oneself(plan, context), protected(plan, context),
      adminPromotion(plan, context), changedEmail(plan, context), seats(plan, context), monthlyCost(plan, context),
    ]
  }

  /// The same where nothing is known of earlier runs, and there is no policy.
  public static func check(plan: Plan, snapshot: ConsoleSnapshot, settings: GuardSettings = GuardSettings()) -> [GuardVerdict] {
    check(plan: plan, context: GuardContext(snapshot: snapshot, settings: settings))
  }

  /// Lets a plan pass, or not.
  ///
  /// - Parameters:
  ///   - lifted: the guards that approvals lift; see ``ApprovalCheck``.
  ///   - approvals: those approvals, to say who gave them.
  /// - Throws: ``GuardRefused`` with every guard that refuses and is not lifted.
  /// - Returns: the verdicts, for ``okLine(_:)``; a lifted one says who lifted it.
  @discardableResult
  public static func enforce(
    plan: Plan, context: GuardContext, lifted: Set<GuardVerdict.Rule> = [], by approvals: [UsedApproval] = []
  ) throws(GuardRefused) -> [GuardVerdict] {
    let verdicts = lift(check(plan: plan, context: context), lifted, by: approvals)
    if let refused = GuardRefused(verdicts) { throw refused }
    return verdicts
  }

  /// The same where nothing is known of earlier runs, and there is no policy.
  @discardableResult
  public static func enforce(
    plan: Plan, snapshot: ConsoleSnapshot, settings: GuardSettings = GuardSettings(), lifted: Set<GuardVerdict.Rule> = []
  ) throws(GuardRefused) -> [GuardVerdict] {
    try enforce(plan: plan, context: GuardContext(snapshot: snapshot, settings: settings), lifted: lifted)
  }

  /// `verdicts` with those refusals lifted that `lifted` names.
  public static func lift(_ verdicts: [GuardVerdict], _ lifted: Set<GuardVerdict.Rule>, by approvals: [UsedApproval] = [])
    -> [GuardVerdict]
  {
    verdicts.map { verdict in
      guard lifted.contains(verdict.rule) else { return verdict }
      let approvers = Set(approvals.filter { $0.lifts.contains(verdict.rule) }.map(\.approver)).sorted()
      return verdict.lifted(by: approvers.isEmpty ? ["an approval"] : approvers)
    }
  }

  /// `Guards ok: 1 deactivation (limit 2), 2 active admins remain`; `nil` when one refuses and is not lifted.
  public static func okLine(_ verdicts: [GuardVerdict]) -> String? {
    guard verdicts.allSatisfy(\.passes) else { return nil }
    return "Guards ok: \(verdicts.map(\.summary).filter { !$0.isEmpty }.joined(separator: ", "))"
  }

  // MARK: The guards

  private static func deactivations(_ plan: Plan, _ context: GuardContext) -> GuardVerdict {
    let count = plan.changes.count { $0.isDeactivation }
    return deactivations(
      count, lately: context.deactivationsLately, active: context.snapshot.activeTechnicians, context.settings, context.planName)
  }

  private static func lastAdmin(_ plan: Plan, _ context: GuardContext) -> GuardVerdict {
    let after = AdminsAfter(plan: plan, snapshot: context.snapshot)
    guard after.remaining.isEmpty, !after.lost.isEmpty else {
      return .ok(.lastAdmin, WordList.count(after.remaining.count, "active admin remains", "active admins remain"))
    }
    return lastAdminRefused(WordList.and(after.lost.map(\.description)), context.planName)
  }

  private static func oneself(_ plan: Plan, _ context: GuardContext) -> GuardVerdict {
    let me = context.snapshot.signedInAs
    guard let lockout = plan.changes.lazy.filter({ $0.email == me }).compactMap(\.lockout).first else { return .ok(.oneself) }
    return oneselfRefused(me, lockout, context.planName)
  }

  private static func protected(_ plan: Plan, _ context: GuardContext) -> GuardVerdict {
    let named = Set(plan.protectedPeople)
    let harmed = plan.changes.compactMap { change -> String? in
      guard let email = change.email, let harm = change.harm, isProtected(email, named, context.policyProtected) else { return nil }
      return "\(email) \(harm)"
    }
    return harmed.isEmpty ? .ok(.protected) : protectedRefused(harmed, context.planName)
  }

  private static func adminPromotion(_ plan: Plan, _ context: GuardContext) -> GuardVerdict {
    let admins = Set(context.snapshot.technicians.lazy.filter { $0.kind == .admin }.map(\.email))
    let promoted = plan.changes.compactMap { change in
      change.email.flatMap { email in change.promotion(ofAdmin: admins.contains(email)).map { "\(email) \($0)" } }
    }
    return promoted.isEmpty ? .ok(.adminPromotion) : adminPromotionRefused(promoted, context.planName)
  }

  private static func changedEmail(_ plan: Plan, _ context: GuardContext) -> GuardVerdict {
    var leavers: [[String]: Change] = [:]
    for change in plan.changes where change.isDeactivation {
      guard case .person(_, _, let name) = change.subject, !name.words.isEmpty else { continue }
      leavers[name.words] = change
    }
    let pairs = plan.changes.compactMap { change -> (joiner: Change, leaver: Change)? in
      guard case .create = change.action, case .person(_, _, let name) = change.subject else { return nil }
      return leavers[name.words].map { (change, $0) }
    }
    guard !pairs.isEmpty else { return .ok(.changedEmail) }
    let found = pairs.compactMap { pair -> String? in
      guard let old = pair.leaver.email, let new = pair.joiner.email else { return nil }
      return "\(ShownText.plain(pair.joiner.name)) would be created as \(new) and deactivated as \(old)"
    }
    let bindings = pairs.compactMap { pair -> String? in
      guard case .person(let id?, _, _) = pair.leaver.subject else { return nil }
      return "  \(pair.joiner.rosterLocation): id: \"\(ShownText.plain(id.rawValue))\""
    }
    return .refused(
      .changedEmail, WordList.list(found, limit: mostNamed),
      ["If that is one person with a new address, bind their row to the account that they have,", "and take the old row out:"]
        + bindings + [approved(.changedEmail, context.planName, "If they are two people")])
  }

  private static func seats(_ plan: Plan, _ context: GuardContext) -> GuardVerdict {
    seats(plan.seats.before.active, plan.seats.after.active, context.settings, context.planName)
  }

  private static func monthlyCost(_ plan: Plan, _ context: GuardContext) -> GuardVerdict {
    monthlyCost(plan.seats.before.monthlyCost, plan.seats.after.monthlyCost, context.settings, context.planName)
  }
}

/// The active admins, once a plan is applied.
private struct AdminsAfter {
  /// Those who would be active admins, by address.
  let remaining: [EmailAddress]
  /// Those who would be so no longer, by address.
  let lost: [EmailAddress]

  init(plan: Plan, snapshot: ConsoleSnapshot) {
    let before = Set(snapshot.technicians.filter { $0.kind == .admin && $0.status == .active }.map(\.email))
    let deactivatedAdmins = Set(snapshot.technicians.filter { $0.kind == .admin && $0.status == .deactivated }.map(\.email))
    var after = before
    // A plan reactivates before it promotes or demotes, so one pass in its order settles each person.
    for change in plan.changes {
      guard let email = change.email else { continue }
      switch change.action {
      case .create(.admin, _, _, _): after.insert(email)
      case .reactivate where deactivatedAdmins.contains(email): after.insert(email)
      case .update(_, _, let kind?): if kind.new == .admin { after.insert(email) } else { after.remove(email) }
      case .deactivate: after.remove(email)
      default: break
      }
    }
    remaining = after.sorted()
    lost = before.subtracting(after).sorted()
  }
}
