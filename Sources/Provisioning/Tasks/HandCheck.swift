internal import Technicians

/// Holds what a fresh page shows against a task that a person was given: only what the change is about counts as done or not done.
struct HandCheck {
  /// What was there when the task was given.
  let before: Looked
  /// What the change makes of that.
  let wanted: Looked
  /// What the console is expected to show by all else that is known; `nil` where nothing is.
  let fact: PlanFact?

  /// What has become of a task.
  enum Verdict {
    /// It is as was asked for. `besides` is what else has changed, a line each.
    case done(besides: [String])
    /// Nothing of it, or a part of it and nothing else.
    case undone
    /// Something else: what is otherwise than was asked for, a line each.
    case otherwise([String])
  }

  func verdict(on now: Looked) -> Verdict {
    if wanted.belongings != nil {
      let left = now.differences(from: wanted)
      return left.isEmpty ? .done(besides: []) : .undone
    }
    if let person = wanted.person { return verdict(on: now.person, person) }
    guard let group = wanted.group else { return .undone }
    return verdict(on: now.group, group)
  }

  /// What a page is to show that now shows `now`: what the change is about as it is wanted, the rest as it is.
  func target(from now: Looked) -> Looked {
    guard let person = now.person, let wanted = wanted.person, let was = before.person else { return wanted }
    var target = person
    if wanted.email != was.email { target.email = wanted.email }
    if !wanted.name.readsLike(was.name) { target.name = wanted.name }
    if wanted.kind != was.kind { target.kind = wanted.kind }
    if wanted.status != was.status { target.status = wanted.status }
    if wanted.permissions != was.permissions { target.permissions = wanted.permissions }
    if wanted.groups != was.groups { target.groups = wanted.groups }
    if let secondFactor = wanted.secondFactor { target.secondFactor = secondFactor }
    return Looked(person: target)
  }

  // MARK: People

  private func verdict(on now: Technician?, _ wanted: Technician) -> Verdict {
    guard let now else { return before.person == nil ? .undone : .otherwise(["there is no such account"]) }
    let differences = Looked(person: now).differences(from: target(from: Looked(person: now)))
    let besides = besides(now, wanted)
    if differences.isEmpty { return .done(besides: besides) }
    return besides.isEmpty && isOnTheWay(now, wanted) ? .undone : .otherwise(differences + besides)
  }

  /// What has changed that the change is not about.
  private func besides(_ now: Technician, _ wanted: Technician) -> [String] {
    guard let was = before.person else { return [] }
    let known = fact?.person ?? was
    var rest = now
    if wanted.email != was.email { rest.email = known.email }
    if !wanted.name.readsLike(was.name) { rest.name = known.name }
    if wanted.kind != was.kind { rest.kind = known.kind }
    if wanted.status != was.status { rest.status = known.status }
    if wanted.permissions != was.permissions { rest.permissions = nil }
    if wanted.groups != was.groups { rest.groups = nil }
    return PlanFact(person: known, email: known.email).differences(from: rest)
  }

  /// Whether what the change is about is as it was or as it is wanted.
  private func isOnTheWay(_ now: Technician, _ wanted: Technician) -> Bool {
    guard let was = before.person else {
      // Who it is must be right; the boxes of an account that is made anew are the change's own.
      return now.name.readsLike(wanted.name) && now.kind == wanted.kind && now.status == wanted.status
    }
    func isOneOf<Value>(_ value: (Technician) -> Value, _ isSame: (Value, Value) -> Bool) -> Bool {
      isSame(value(wanted), value(was)) || isSame(value(now), value(was)) || isSame(value(now), value(wanted))
    }
    return isOneOf(\.email, ==) && isOneOf(\.name) { $0.readsLike($1) } && isOneOf(\.kind, ==) && isOneOf(\.status, ==)
      && Self.isBetween(now.permissions, was.permissions, wanted.permissions) && Self.isBetween(now.groups, was.groups, wanted.groups)
  }

  private static func isBetween<Item>(_ now: Set<Item>?, _ was: Set<Item>?, _ wanted: Set<Item>?) -> Bool {
    guard let now, let was, let wanted, wanted != was else { return true }
    return now.symmetricDifference(was).isSubset(of: wanted.symmetricDifference(was))
  }

  // MARK: Groups

  private func verdict(on now: SecurityGroup?, _ wanted: SecurityGroup) -> Verdict {
    guard let now else { return before.group == nil ? .undone : .otherwise(["there is no such group"]) }
    let differences = Looked(group: now).differences(from: Looked(group: wanted))
    if differences.isEmpty { return .done(besides: []) }
    let isOnTheWay = before.group == nil || Self.isBetween(now.permissions, before.group?.permissions, wanted.permissions)
    return isOnTheWay ? .undone : .otherwise(differences)
  }
}
