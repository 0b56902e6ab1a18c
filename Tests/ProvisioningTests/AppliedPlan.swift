import Provisioning
import Technicians

/// A console in memory that does what a plan says and nothing else, and complains as a real one would.
struct AppliedPlan {
  private(set) var console: ConsoleSnapshot
  private(set) var errors: [String] = []
  private var positions: [EmailAddress: Int]

  static func snapshot(_ plan: Plan, on console: ConsoleSnapshot) -> AppliedPlan {
    var applied = AppliedPlan(console)
    let hadAdmin = applied.hasAdmin
    for change in plan.changes {
      applied.apply(change)
      if hadAdmin, !applied.hasAdmin, plan.changes.contains(where: Self.makesAdmin) {
        applied.errors.append("no admin after \(change.summary)")
      }
    }
    return applied
  }

  private init(_ console: ConsoleSnapshot) {
    self.console = console
    positions = Dictionary(uniqueKeysWithValues: zip(console.technicians.map(\.email), console.technicians.indices))
  }

  private var hasAdmin: Bool { console.technicians.contains { $0.kind == .admin && $0.status == .active } }

  private static func makesAdmin(_ change: Change) -> Bool {
    switch change.action {
    case .create(.admin, _, _, _): true
    case .update(_, _, let kind?): kind.new == .admin
    default: false
    }
  }

  private mutating func apply(_ change: Change) {
    switch change.subject {
    case .group(_, let name): applyToGroup(name, change)
    case .person(let id, let email, let name): applyToPerson(id, email, name, change)
    }
  }

  private mutating func applyToGroup(_ name: String, _ change: Change) {
    let position = console.groups.firstIndex { $0.name == name }
    switch (change.action, position) {
    case (.createGroup(let permissions), nil):
      console.groups.append(SecurityGroup(id: name, name: name, permissions: Set(permissions)))
    case (.updateGroup(let add, let remove), let position?):
      console.groups[position].permissions?.formUnion(add)
      console.groups[position].permissions?.subtract(remove)
    default: errors.append(change.summary)
    }
  }

  private mutating func applyToPerson(_ id: TechnicianID?, _ email: EmailAddress, _ name: PersonName, _ change: Change) {
    guard let position = positions[email] else {
      guard case .create(let kind, _, let permissions, let groups) = change.action else {
        errors.append(change.summary)
        return
      }
      if console.capabilities.name == .split, name.first == nil { errors.append("no first name: \(change.summary)") }
      if !Set(groups).isSubset(of: console.groups.map(\.name)) { errors.append("no such group: \(change.summary)") }
      positions[email] = console.technicians.count
      console.technicians.append(
        Technician(
          id: TechnicianID(rawValue: "new \(email)"), email: email, name: name, kind: kind, permissions: Set(permissions),
          groups: Set(groups)))
      return
    }
    var person = console.technicians[position]
    if person.id != id { errors.append("another id: \(change.summary)") }
    switch change.action {
    case .reactivate where person.status == .deactivated: person.status = .active
    case .deactivate where person.status == .active: person.status = .deactivated
    case .update(let email, let name, let kind):
      if let email {
        positions[person.email] = nil
        positions[email.new] = position
        person.email = email.new
      }
      person.name = name?.new ?? person.name
      person.kind = kind?.new ?? person.kind
    case .permissions(let add, let remove):
      person.permissions = (person.permissions ?? []).union(add).subtracting(remove)
    case .groups(let add, let remove):
      person.groups = (person.groups ?? []).union(add).subtracting(remove)
    default: errors.append(change.summary)
    }
    console.technicians[position] = person
  }

  /// Where the console is not as the roster says, worked out anew and by other means than the planner's.
  static func differences(_ roster: Roster, _ console: ConsoleSnapshot) -> [String] {
    roster.people.compactMap { wanted in
      guard let found = console.technicians.first(where: { $0.email == wanted.email }) else {
        return wanted.state == .deactivated ? nil : "\(wanted.email) is missing"
      }
      guard found.status == wanted.state else { return "\(wanted.email) is \(found.status)" }
      guard wanted.state == .active else { return nil }
      guard found.kind == wanted.kind, found.name.full == wanted.name.full else { return "\(wanted.email) differs" }
      guard wanted.kind == .technician else { return nil }
      if console.capabilities.permissions == .group {
        return found.groups == [wanted.roleName ?? ""] ? nil : "\(wanted.email) is in \(found.groups ?? [])"
      }
      let role = roster.roles.first { $0.role.name == wanted.roleName }?.role.patterns ?? []
      for permission in console.offeredPermissions {
        let isWanted = (role + wanted.extra).contains { $0.matches(permission) } && !wanted.withheld.contains { $0.matches(permission) }
        if isWanted != (found.permissions?.contains(permission) ?? false) { return "\(wanted.email): \(permission)" }
      }
      return nil
    }
      + roster.roles.filter { console.capabilities.permissions == .group && $0.role.patterns != nil }.compactMap { wanted in
        let group = console.groups.first { $0.name == wanted.role.name }
        return group?.permissions == wanted.role.permissions(among: console.offeredPermissions) ? nil : "group \(wanted.role.name)"
      }
  }
}
