internal import Technicians

/// Brakes on a plan. They look at the plan as a whole, and at the console that it was made of.
public enum Guards {
  /// What every guard says, in the order of ``GuardVerdict/Rule``.
  public static func check(plan: Plan, snapshot: ConsoleSnapshot, settings: GuardSettings = GuardSettings()) -> [GuardVerdict] {
    [
      deactivations(plan, snapshot, settings), lastAdmin(plan, snapshot), oneself(plan, snapshot), seats(plan, settings),
      monthlyCost(plan, settings),
    ]
  }

  /// Lets a plan pass, or not.
  ///
  /// - Throws: ``GuardRefused`` with every guard that refuses.
  /// - Returns: the verdicts, for ``okLine(_:)``.
  @discardableResult
  public static func enforce(
    plan: Plan, snapshot: ConsoleSnapshot, settings: GuardSettings = GuardSettings()
  ) throws(GuardRefused) -> [GuardVerdict] {
    let verdicts = check(plan: plan, snapshot: snapshot, settings: settings)
    if let refused = GuardRefused(verdicts) { throw refused }
    return verdicts
  }

  /// `Guards ok: 1 deactivation (limit 2), 2 active admins remain`; `nil` when one refuses.
  public static func okLine(_ verdicts: [GuardVerdict]) -> String? {
    guard verdicts.allSatisfy(\.isOK) else { return nil }
    return "Guards ok: \(verdicts.map(\.finding).filter { !$0.isEmpty }.joined(separator: ", "))"
  }

  // MARK: The guards

  private static func deactivations(_ plan: Plan, _ snapshot: ConsoleSnapshot, _ settings: GuardSettings) -> GuardVerdict {
    let count = plan.changes.count { $0.isDeactivation }
    let limit = settings.deactivationLimit(active: snapshot.activeTechnicians)
    let counted = WordList.count(count, "deactivation", "deactivations")
    guard count > limit else { return .ok(.deactivations, "\(counted) (limit \(limit))") }
    return .refused(
      .deactivations, "\(counted), the limit is \(limit)",
      "Is the roster right? Look at who would go, first.",
      limit > 0 ? "If it is, apply it in parts of \(limit), or raise the limit." : "If it is, raise the limit.")
  }

  private static func lastAdmin(_ plan: Plan, _ snapshot: ConsoleSnapshot) -> GuardVerdict {
    let after = AdminsAfter(plan: plan, snapshot: snapshot)
    guard after.remaining.isEmpty, !after.lost.isEmpty else {
      return .ok(.lastAdmin, WordList.count(after.remaining.count, "active admin remains", "active admins remain"))
    }
    return .refused(
      .lastAdmin, "no active admin would remain without \(WordList.and(after.lost.map(\.description)))",
      "Make somebody else an admin in the roster and apply that,", "then plan this again.")
  }

  private static func oneself(_ plan: Plan, _ snapshot: ConsoleSnapshot) -> GuardVerdict {
    let own = plan.changes.filter { $0.email == snapshot.signedInAs && ($0.isDeactivation || $0.isDemotion) }
    guard let change = own.first else { return .ok(.oneself) }
    return .refused(
      .oneself, "\(snapshot.signedInAs) is signed in here and would be \(change.isDeactivation ? "deactivated" : "demoted")",
      "Sign in as another admin to do this,", "or put the row in the roster right.")
  }

  private static func seats(_ plan: Plan, _ settings: GuardSettings) -> GuardVerdict {
    guard let limit = settings.maxSeats else { return .ok(.seats) }
    let (before, after) = (plan.seats.before.active, plan.seats.after.active)
    let counted = WordList.count(after, "seat", "seats")
    // A console that is over the limit already may be brought nearer to it.
    guard after > limit, after > before else { return .ok(.seats, "\(counted) (limit \(WordList.grouped(limit)))") }
    return .refused(
      .seats, "\(counted), the limit is \(WordList.grouped(limit)) (there are \(WordList.grouped(before)) now)",
      "Create \(WordList.count(min(after - limit, after - before), "person", "people")) fewer, or deactivate somebody,",
      "or raise the limit.")
  }

  private static func monthlyCost(_ plan: Plan, _ settings: GuardSettings) -> GuardVerdict {
    guard let limit = settings.maxMonthlyCost else { return .ok(.monthlyCost) }
    let (before, after) = (plan.seats.before.monthlyCost, plan.seats.after.monthlyCost)
    guard limit.currency == after.currency else {
      return .refused(
        .monthlyCost, "the limit is in \(limit.currency), the console's price in \(after.currency)", "Set the limit in \(after.currency).")
    }
    guard after > limit, after > before else { return .ok(.monthlyCost, "\(after)/month (limit \(limit))") }
    return .refused(
      .monthlyCost, "\(after)/month, the limit is \(limit) (it is \(before) now)",
      "Create fewer people, or deactivate somebody,", "or raise the limit.")
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

extension Change {
  /// Whether it stops somebody from signing in.
  var isDeactivation: Bool {
    if case .deactivate = action { true } else { false }
  }

  /// Whether it makes an admin a technician.
  var isDemotion: Bool {
    if case .update(_, _, let kind?) = action { kind.new == .technician } else { false }
  }
}
