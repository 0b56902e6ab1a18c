/// What one guard says of a plan.
public struct GuardVerdict: Sendable, Hashable, Codable {
  /// Which guard speaks.
  public let rule: Rule
  /// Whether the plan may go on.
  public let isOK: Bool
  /// What it found: `1 deactivation (limit 2)`; of a refusal, what is wrong. Empty when there is nothing to say.
  public let finding: String
  /// What to do next, a line each. Empty when the plan may go on.
  public let advice: [String]

  /// The guards.
  public enum Rule: String, Sendable, Hashable, Codable, CaseIterable {
    /// Not too many people at once.
    case deactivations
    /// Not the last active admin.
    case lastAdmin = "last-admin"
    /// Not the account that is signed in.
    case oneself
    /// Nobody who is protected.
    case protected
    /// No new admin without approval.
    case adminPromotion = "admin-promotion"
    /// Nobody who leaves under one address and comes back under another: that is one person, whose address changed.
    case changedEmail = "changed-email"
    /// Not more seats than allowed.
    case seats
    /// Not more money than allowed.
    case monthlyCost = "monthly-cost"
  }

  static func ok(_ rule: Rule, _ finding: String = "") -> GuardVerdict {
    GuardVerdict(rule: rule, isOK: true, finding: finding, advice: [])
  }

  static func refused(_ rule: Rule, _ finding: String, _ advice: String...) -> GuardVerdict {
    GuardVerdict(rule: rule, isOK: false, finding: finding, advice: advice)
  }
}

/// A plan that must not be applied. Nothing of it is done, not even what no guard minds.
public struct GuardRefused: Error, Sendable, Hashable, CustomStringConvertible {
  /// The guards that refused. Never empty.
  public let verdicts: [GuardVerdict]

  /// The refusals among `verdicts`; `nil` when there are none.
  public init?(_ verdicts: [GuardVerdict]) {
    self.verdicts = verdicts.filter { !$0.isOK }
    if self.verdicts.isEmpty { return nil }
  }

  /// What went wrong, and what to do next.
  public var description: String {
    let head = verdicts.count == 1 ? "a guard refused the plan" : "\(verdicts.count) guards refused the plan"
    let body = verdicts.flatMap { ["  \($0.rule.rawValue): \($0.finding)"] + $0.advice.map { "    \($0)" } }
    return (["\(head); nothing was changed"] + body).joined(separator: "\n")
  }
}
