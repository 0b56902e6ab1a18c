/// A plan that lacks an approval, or an approval that does not count. Nothing was changed.
public struct ApprovalError: Error, Sendable, Hashable, CustomStringConvertible {
  /// The kinds.
  public enum Code: String, Sendable, Hashable, CaseIterable {
    /// Too few people have approved.
    case missing
    /// It holds no longer.
    case expired
    /// It is for another plan: the console or the roster has moved since.
    case stale
    /// A run has used it up.
    case spent
    /// It does not bear the signature of whom it names, or was edited.
    case forged
    /// Whoever approves has made the plan.
    case ownPlan = "own plan"
    /// The policy does not know the approver.
    case unknownApprover = "unknown approver"
    /// It was given in the future, by this machine's clock.
    case notYet = "not yet"
    /// The file is no approval, or not the whole of one.
    case damaged
    /// Whether it is spent cannot be told.
    case undecided
  }

  /// One thing that is wrong.
  public struct Problem: Sendable, Hashable {
    /// The kind.
    public let code: Code
    /// What is wrong.
    public let message: String
    /// What to do, if there is anything to be done about this one.
    public let advice: String?

    init(_ code: Code, _ message: String, _ advice: String? = nil) {
      self.code = code
      self.message = message
      self.advice = advice
    }
  }

  /// All that is wrong. Never empty.
  public let problems: [Problem]

  init(_ problems: [Problem]) { self.problems = problems }

  /// The kinds, each once.
  public var codes: Set<Code> { Set(problems.map(\.code)) }

  /// What is wrong, and what to do next.
  public var description: String {
    let body = problems.flatMap { ["  \($0.code.rawValue): \($0.message)"] + ($0.advice.map { ["    \($0)"] } ?? []) }
    return (["the plan is not approved; nothing was changed"] + body).joined(separator: "\n")
  }
}
