internal import Technicians

extension Guards {
  /// What the guards have against one change, just before it is made: the console may have moved since the plan, and so may other runs.
  ///
  /// What a guard needs and ``FreshLook`` does not have counts against the change: it is refused, never waved through.
  ///
  /// - Parameters:
  ///   - change: what is about to be done.
  ///   - plan: the plan that it is part of.
  ///   - rest: the changes that are still to come after it. Seats that they free or take are counted with it, as they were for the plan.
  ///   - look: what was seen just now.
  ///   - settings: the limits.
  ///   - policyProtected: whom the policy protects.
  ///   - lifted: the guards that approvals lift.
  ///   - planName: the plan's file, for the commands that a refusal tells to type.
  /// - Returns: the refusals that are not lifted; empty when the change may be made.
  public static func before(
    _ change: Change, of plan: Plan, rest: some Sequence<Change> = [], now look: FreshLook, settings: GuardSettings,
    policyProtected: [PeoplePattern] = [], lifted: Set<GuardVerdict.Rule> = [], planName: String = "PLAN"
  ) -> [GuardVerdict] {
    guard let email = change.email else { return [] }
    // The page may show another address than the plan has; either is this person.
    let whom = [email] + [look.person?.email].compactMap(\.self).filter { $0 != email }
    var verdicts: [GuardVerdict] = []

    if change.isDeactivation {
      verdicts.append(deactivations(1, lately: look.deactivationsLately, active: look.active, settings, planName))
    }
    if change.mayTakeAnAdmin(look.person) { verdicts.append(lastAdmin(whom, look, planName)) }
    if let lockout = change.lockout, whom.contains(look.signedInAs) { verdicts.append(oneselfRefused(look.signedInAs, lockout, planName)) }
    let named = Set(plan.protectedPeople)
    if let harm = change.harm, whom.contains(where: { isProtected($0, named, policyProtected) }) {
      verdicts.append(protectedRefused(["\(email) \(harm)"], planName))
    }
    if let promotion = change.promotion(ofAdmin: look.person.map { $0.kind == .admin } ?? true) {
      verdicts.append(adminPromotionRefused(["\(email) \(promotion)"], planName))
    }
    if change.seatDelta > 0 { verdicts += seatsAndCost(change, rest, look, settings, planName) }
    return verdicts.filter { !$0.isOK && !lifted.contains($0.rule) }
  }

  private static func lastAdmin(_ whom: [EmailAddress], _ look: FreshLook, _ planName: String) -> GuardVerdict {
    let lost = whom.first?.description ?? ""
    guard let admins = look.activeAdmins else {
      return .refused(
        .lastAdmin, "whether an active admin would remain without \(lost) is not known: the admins were not read",
        ["Apply the plan again.", approved(.lastAdmin, planName)])
    }
    return admins.subtracting(whom).isEmpty ? lastAdminRefused(lost, planName) : .ok(.lastAdmin)
  }

  private static func seatsAndCost(
    _ change: Change, _ rest: some Sequence<Change>, _ look: FreshLook, _ settings: GuardSettings, _ planName: String
  ) -> [GuardVerdict] {
    guard settings.maxSeats != nil || settings.maxMonthlyCost != nil else { return [] }
    guard let now = look.seats else {
      let limited: [GuardVerdict.Rule] = (settings.maxSeats == nil ? [] : [.seats]) + (settings.maxMonthlyCost == nil ? [] : [.monthlyCost])
      return limited.map {
        .refused(
          $0, "whether the limit would be kept is not known: the seats were not read", ["Apply the plan again.", approved($0, planName)])
      }
    }
    let after = now.active + change.seatDelta + rest.reduce(0) { $0 + $1.seatDelta }
    return [
      seats(now.active, after, settings, planName),
      monthlyCost(now.monthlyCost, now.pricePerMonth * after, settings, planName),
    ]
  }
}
