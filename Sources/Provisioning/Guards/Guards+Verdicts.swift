internal import Technicians

/// What the guards say, in the same words of a whole plan and of one change.
extension Guards {
  /// The most people whom a refusal names; the plan itself names all.
  static let mostNamed = 5

  /// The last way on: somebody takes it upon themselves.
  static func approved(_ rule: GuardVerdict.Rule, _ planName: String, _ condition: String = "If it is meant") -> String {
    "\(condition), have it approved: syncroctl approve \(planName) --key FILE --lift \(rule.rawValue)"
  }

  static func isProtected(_ email: EmailAddress, _ named: Set<EmailAddress>, _ patterns: [PeoplePattern]) -> Bool {
    named.contains(email) || patterns.contains { $0.matches(email) }
  }

  static func deactivations(_ count: Int, lately: Int, active: Int, _ settings: GuardSettings, _ planName: String) -> GuardVerdict {
    // Those who were deactivated within the day were active when it began: a plan in two halves may do what it may do whole.
    let earlier = max(0, lately)
    let limit = settings.deactivationLimit(active: active + earlier)
    let counted = WordList.count(count, "deactivation", "deactivations")
    let before = earlier == 0 ? "" : " after \(WordList.grouped(earlier)) in the last 24 hours"
    guard count > 0, count + earlier > limit else { return .ok(.deactivations, "\(counted)\(before) (limit \(limit))") }
    return .refused(
      .deactivations, "\(counted)\(before), the limit is \(limit)",
      [
        "Is the roster right? Look at who would go, first.",
        limit > 0
          ? "If it is, apply it in parts of \(limit) in 24 hours, or raise guards.deactivations in the policy."
          : "If it is, raise guards.deactivations in the policy.",
        approved(.deactivations, planName),
      ])
  }

  static func lastAdminRefused(_ lost: String, _ planName: String) -> GuardVerdict {
    .refused(
      .lastAdmin, "no active admin would remain without \(lost)",
      ["Make somebody else an admin in the roster and apply that,", "then plan this again.", approved(.lastAdmin, planName)])
  }

  static func oneselfRefused(_ me: EmailAddress, _ lockout: String, _ planName: String) -> GuardVerdict {
    .refused(
      .oneself, "\(me) is signed in here and would be \(lockout)",
      ["Sign in as another admin to do this,", "or put the row in the roster right.", approved(.oneself, planName)])
  }

  static func protectedRefused(_ harmed: [String], _ planName: String) -> GuardVerdict {
    .refused(
      .protected, WordList.list(harmed, limit: mostNamed),
      [
        "Put the row in the roster right, or take the address out of protect in the roster or in the policy.",
        approved(.protected, planName),
      ])
  }

  static func adminPromotionRefused(_ promoted: [String], _ planName: String) -> GuardVerdict {
    .refused(
      .adminPromotion, WordList.list(promoted, limit: mostNamed),
      ["An admin may do everything, billing too. Put the row in the roster right.", approved(.adminPromotion, planName)])
  }

  static func seats(_ before: Int, _ after: Int, _ settings: GuardSettings, _ planName: String) -> GuardVerdict {
    guard let limit = settings.maxSeats else { return .ok(.seats) }
    let counted = WordList.count(after, "seat", "seats")
    // A console that is over the limit already may be brought nearer to it.
    guard after > limit, after > before else { return .ok(.seats, "\(counted) (limit \(WordList.grouped(limit)))") }
    return .refused(
      .seats, "\(counted), the limit is \(WordList.grouped(limit)) (there are \(WordList.grouped(before)) now)",
      [
        "Create \(WordList.count(min(after - limit, after - before), "person", "people")) fewer, or deactivate somebody,",
        "or raise guards.seats in the policy.", approved(.seats, planName),
      ])
  }

  static func monthlyCost(_ before: Money, _ after: Money, _ settings: GuardSettings, _ planName: String) -> GuardVerdict {
    guard let limit = settings.maxMonthlyCost else { return .ok(.monthlyCost) }
    guard limit.currency == after.currency else {
      return .refused(
        .monthlyCost, "the limit is in \(limit.currency), the console's price in \(after.currency)",
        ["Set the limit in \(after.currency).", approved(.monthlyCost, planName)])
    }
    guard after > limit, after > before else { return .ok(.monthlyCost, "\(after)/month (limit \(limit))") }
    return .refused(
      .monthlyCost, "\(after)/month, the limit is \(limit) (it is \(before) now)",
      [
        "Create fewer people, or deactivate somebody,", "or raise guards.monthly_cost in the policy.",
        approved(.monthlyCost, planName),
      ])
  }
}
