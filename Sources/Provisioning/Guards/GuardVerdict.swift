/// What one guard says of a plan.
public struct GuardVerdict: Sendable, Hashable, Codable {
  /// Which guard speaks.
  public let rule: Rule
  /// Whether the guard has nothing against the plan.
  public let isOK: Bool
  /// What it found: `1 deactivation (limit 2)`; of a refusal, what is wrong. Empty when there is nothing to say.
  public let finding: String
  /// What to do next, a line each. Empty when the plan may go on.
  public let advice: [String]
  /// Who has lifted the guard for this plan, by their names in the policy. Empty when nobody has, or nobody need.
  public let liftedBy: [String]

  /// Whether the plan may go on as far as this guard is concerned: it agrees, or somebody has lifted it.
  public var passes: Bool { isOK || !liftedBy.isEmpty }

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

  private init(rule: Rule, isOK: Bool, finding: String, advice: [String], liftedBy: [String] = []) {
    self.rule = rule
    self.isOK = isOK
    self.finding = finding
    self.advice = advice
    self.liftedBy = liftedBy
  }

  static func ok(_ rule: Rule, _ finding: String = "") -> GuardVerdict {
    GuardVerdict(rule: rule, isOK: true, finding: finding, advice: [])
  }

  static func refused(_ rule: Rule, _ finding: String, _ advice: [String]) -> GuardVerdict {
    GuardVerdict(rule: rule, isOK: false, finding: finding, advice: advice)
  }

  /// The same, lifted: the finding stays, and who takes it upon themselves stands beside it. A guard that agrees needs no lifting.
  func lifted(by approvers: [String]) -> GuardVerdict {
    guard !isOK else { return self }
    return GuardVerdict(rule: rule, isOK: false, finding: finding, advice: [], liftedBy: approvers)
  }

  /// What the line of all guards says of it: `deactivations lifted by alice@acme.example (3 deactivations, the limit is 2)`.
  var summary: String {
    liftedBy.isEmpty ? finding : "\(rule.rawValue) lifted by \(WordList.and(liftedBy.map { ShownText.plain($0) })) (\(finding))"
  }
}

/// A plan that must not be applied. Nothing of it is done, not even what no guard minds.
public struct GuardRefused: Error, Sendable, Hashable, CustomStringConvertible {
  /// The guards that refused. Never empty.
  public let verdicts: [GuardVerdict]

  /// The refusals among `verdicts` that nobody has lifted; `nil` when there are none.
  public init?(_ verdicts: [GuardVerdict]) {
    self.verdicts = verdicts.filter { !$0.passes }
    if self.verdicts.isEmpty { return nil }
  }

  /// What went wrong, and what to do next.
  public var description: String {
    let head = verdicts.count == 1 ? "a guard refused the plan" : "\(verdicts.count) guards refused the plan"
    let body = verdicts.flatMap { ["  \($0.rule.rawValue): \($0.finding)"] + $0.advice.map { "    \($0)" } }
    return (["\(head); nothing was changed"] + body).joined(separator: "\n")
  }
}
