import Provisioning
import Technicians

extension Refusal {
  /// What guards have against a single change; `nil` if nothing. A single command has no plan that somebody could approve.
  ///
  /// - Parameter glass: what to do about somebody who is protected; `nil` for what holds everywhere.
  init?(_ verdicts: [GuardVerdict], glass: String? = nil) {
    guard !verdicts.isEmpty else { return nil }
    message = verdicts.map { "a guard refused (\($0.rule.rawValue)): \($0.finding)" }.joined(separator: "\n")
    advice = verdicts.map { $0.rule == .protected ? glass ?? Self.advice($0.rule) : Self.advice($0.rule) }.joined(separator: "\n")
  }

  private static func advice(_ rule: GuardVerdict.Rule) -> String {
    switch rule {
    case .oneself: "Sign in as another admin to do this."
    case .lastAdmin: "Make somebody else an admin first."
    case .protected: "If it must be, take the address out of protect in the policy (docs/approval.md)."
    case .adminPromotion:
      """
      An admin may do everything, billing too, so that somebody has to approve it. Write the person into a roster as an admin, then:
      syncroctl plan ROSTER -o FILE; syncroctl approve FILE --key KEY --lift \(rule.rawValue); syncroctl apply FILE
      """
    case .seats: "Deactivate somebody first, or raise guards.seats in the policy (docs/approval.md)."
    case .monthlyCost: "Deactivate somebody first, or raise guards.monthly_cost in the policy (docs/approval.md)."
    case .deactivations, .changedEmail: "See docs/approval.md."
    }
  }
}

/// The policy wants somebody's approval for a change, and a single command can have none.
struct ApprovalMissing: Error, CustomStringConvertible {
  let description: String

  /// - Returns: `nil` where nothing needs an approval. That somebody is kept out waits for nobody, and what no plan can ask for can have none.
  init?(_ change: Change, _ requirements: [ApprovalRequirement]) {
    switch change.action {
    case .deactivate: return nil
    default: break
    }
    guard !requirements.isEmpty else { return nil }
    let wanted = requirements.map { needed in
      "the policy wants \(needed.approvers == 1 ? "an approval" : "\(needed.approvers) approvals") of \(needed.description)"
    }
    description = """
      \(wanted.joined(separator: "\n"))
      Nothing was changed. A single command has no approvals. Put it into a roster, then:
      syncroctl plan ROSTER -o FILE; syncroctl approve FILE --key KEY; syncroctl apply FILE
      """
  }
}
