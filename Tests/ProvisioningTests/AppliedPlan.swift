import Provisioning
import Technicians

/// A console in memory that does what a plan says and nothing else, and complains as a real one would.
struct AppliedPlan {
  private(set) var console: ConsoleSnapshot
  private(set) var errors: [String] = []
  /// Where everybody stands, by the address that they had when the plan was made: a plan goes on using that.
  private var positions: [EmailAddress: Int]
  /// The addresses that the console would refuse to anybody else; a deactivated account keeps its own.
  private var taken: Set<EmailAddress>

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
    taken = Set(console.technicians.map(\.email))
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
      if !taken.insert(email).inserted { errors.append("the address is taken: \(change.summary)") }
      positions[email] = console.technicians.count
      console.technicians.append(
        Technician(
          id: TechnicianID(rawValue: "\(10_000 + console.technicians.count)"), email: email, name: name, kind: kind,
          permissions: Set(permissions),
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
        if email.old != person.email { errors.append("another address: \(change.summary)") }
        if !taken.insert(email.new).inserted { errors.append("the address is taken: \(change.summary)") }
        taken.remove(email.old)
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
}
