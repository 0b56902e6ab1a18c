internal import Technicians

/// What the console is expected to show of whatever a plan touches: at first what it showed when the plan was made, then what each change was
/// seen to make of it.
struct Expectations {
  private var facts: [String: PlanFact]

  init(_ facts: [PlanFact]) { self.facts = Dictionary(facts.map { ($0.subject, $0) }, uniquingKeysWith: { first, _ in first }) }

  /// What is known of the subject of `change`; `nil` where the plan has no fact of it.
  func fact(for change: Change) -> PlanFact? { facts[change.factKey] }

  /// The address that the person of `change` has by now.
  func email(for change: Change) -> EmailAddress? { facts[change.factKey]?.person?.email }

  /// Takes over what was seen after a change.
  mutating func note(_ result: ChangeResult) {
    guard result.outcome == .done || result.outcome == .unchanged else { return }
    if let person = result.technician { facts[result.change.factKey] = PlanFact(person: person, subject: result.change.factKey) }
    if let group = result.group { facts[result.change.factKey] = PlanFact(group: group, name: group.name) }
  }
}

extension Change {
  /// What the subject's fact is filed under.
  var factKey: String { email?.description ?? name }
}
