public import Technicians

/// Who may approve what, and what nobody may do without it: a file that people agree on, and that the program only reads.
public struct Policy: Sendable, Hashable {
  /// The limits that the guards go by.
  public let guards: GuardSettings
  /// Who is never deactivated, demoted, renamed or given another address by a plan.
  public let protected: [PeoplePattern]
  /// Those who may approve, in the order of the file.
  public let approvers: [Approver]
  /// What must be approved, and by how many, in the order of the file.
  public let rules: [Rule]
  /// How long an approval holds at the most.
  public let validFor: ValidityPeriod

  /// A policy by its parts. ``PolicyReader`` is what checks them.
  public init(
    guards: GuardSettings = GuardSettings(), protected: [PeoplePattern] = [], approvers: [Approver] = [], rules: [Rule] = [],
    validFor: ValidityPeriod = .day
  ) {
    self.guards = guards
    self.protected = protected
    self.approvers = approvers
    self.rules = rules
    self.validFor = validFor
  }

  /// What holds where there is no file: the limits that the guards have by themselves. Nobody can approve, so that no guard can be lifted.
  public static let standard = Policy()

  /// Somebody who may approve.
  public struct Approver: Sendable, Hashable {
    /// Who it is.
    public let email: EmailAddress
    /// What their signatures are checked with.
    public let key: PublicKey
    /// Under which names they make plans themselves; `nil` where the policy does not say.
    public let users: [String]?

    /// Somebody who may approve.
    public init(email: EmailAddress, key: PublicKey, users: [String]? = nil) {
      self.email = email
      self.key = key
      self.users = users
    }
  }

  /// One thing that must be approved.
  public struct Rule: Sendable, Hashable {
    /// What the rule is about.
    public enum Matter: Sendable, Hashable {
      /// A plan with a change of one of these kinds.
      case changes(Set<ChangeKind>)
      /// Lifting one of these guards.
      case lifts(Set<GuardVerdict.Rule>)
    }
    /// What the rule is about.
    public let matter: Matter
    /// How many different people must approve.
    public let approvers: Int
    /// Who counts; `nil` for every approver of the policy.
    public let from: [EmailAddress]?

    /// A rule; see the properties.
    public init(_ matter: Matter, approvers: Int, from: [EmailAddress]? = nil) {
      self.matter = matter
      self.approvers = approvers
      self.from = from
    }
  }

  /// Somebody of that name.
  func approver(_ name: String) -> Approver? { (try? EmailAddress(name)).flatMap { email in approvers.first { $0.email == email } } }

  /// Whether `approver` made the plan, or may have: the author's name is theirs, or one of those under which they make plans. Where the
  /// policy does not say which those are, the part before the @ counts, and so does being signed in to the console.
  func isOwn(_ plan: PlanFile, _ approver: Approver) -> Bool {
    let author = plan.author.lowercased()
    let names = approver.users ?? [String(approver.email.description.prefix { $0 != "@" })]
    return author == approver.email.comparable || names.contains { $0.lowercased() == author }
      || plan.plan.basis.signedInAs == approver.email
  }
}

/// What a plan needs before it may be applied.
public struct ApprovalRequirement: Sendable, Hashable, CustomStringConvertible {
  /// What has to be approved: `promote (maya@acme.example)`, or `lifting last-admin`.
  public let description: String
  /// The guard that is to be lifted; `nil` where the changes themselves need approval.
  public let lifts: GuardVerdict.Rule?
  /// How many different people.
  public let approvers: Int
  /// Who may, without whoever made the plan.
  public let from: [EmailAddress]
}

extension Policy {
  /// The most people who are named with what needs approval.
  private static let mostNamed = 3

  /// What `plan` needs under this policy; empty when nobody has to approve it.
  public func requirements(for plan: PlanFile) -> [ApprovalRequirement] {
    let mayApprove = approvers.filter { !isOwn(plan, $0) }.map(\.email)
    func requirement(_ what: String, lifts: GuardVerdict.Rule? = nil, _ count: Int, _ from: [EmailAddress]?) -> ApprovalRequirement {
      let names = from.map { from in mayApprove.filter(from.contains) } ?? mayApprove
      return ApprovalRequirement(description: what, lifts: lifts, approvers: count, from: names)
    }
    let admins = Set(plan.plan.facts.compactMap { $0.person?.kind == .admin ? $0.person?.email : nil })
    var all: [ApprovalRequirement] = []
    for rule in rules {
      guard case .changes(let kinds) = rule.matter else { continue }
      let touched = plan.plan.changes.filter { change in
        let isAdmin = change.email.map(admins.contains) ?? false
        return kinds.contains { $0.covers(change, ofAdmin: isAdmin) }
      }
      guard !touched.isEmpty else { continue }
      // In the order of the list of kinds, which no set has.
      let words = ChangeKind.allCases.filter(kinds.contains).map(\.rawValue).joined(separator: ", ")
      let people = touched.map { $0.email?.description ?? ShownText.plain($0.name) }
      all.append(requirement("\(words) (\(WordList.list(people, limit: Self.mostNamed)))", rule.approvers, rule.from))
    }
    for verdict in plan.verdicts where !verdict.isOK {
      let matching = rules.filter { if case .lifts(let lifted) = $0.matter { lifted.contains(verdict.rule) } else { false } }
      let what = "lifting \(verdict.rule.rawValue)"
      if matching.isEmpty { all.append(requirement(what, lifts: verdict.rule, 1, nil)) }
      for rule in matching { all.append(requirement(what, lifts: verdict.rule, rule.approvers, rule.from)) }
    }
    return all
  }
}
