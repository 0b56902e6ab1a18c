public import Technicians

/// Lays a roster and a console side by side.
///
/// Nothing depends on the order of the roster's rows. What could not be read is never taken for empty: an active person whose
/// permissions are missing from the snapshot stops the plan. Of somebody who is deactivated or an admin they may not be readable before
/// they are reactivated or demoted; then every box is set, whatever it was.
public enum Planner {
  /// The people whose own pages must be read before planning, by address: those of the roster who are technicians on the console, are to
  /// be active technicians, and of whom `list` does not show permissions, or groups where the layout has groups.
  public static func peopleToRead(roster: Roster, list: [Technician], capabilities: ConsoleCapabilities) -> [EmailAddress] {
    let wanted = Set(roster.people.lazy.filter { $0.kind == .technician && $0.state == .active }.map(\.email))
    return list.filter { technician in
      let isRead = capabilities.permissions == .group ? technician.groups != nil : technician.permissions != nil
      return technician.kind == .technician && !isRead && wanted.contains(technician.email)
    }
    .map(\.email).sorted()
  }

  /// What has to be done for the console to be as the roster says.
  ///
  /// - Throws: ``PlanningError`` with all mistakes of the roster that only the console could show, or when the console shows two
  ///   accounts with one address, two groups with one name, or lacks what the plan rests on.
  public static func plan(roster: Roster, snapshot: ConsoleSnapshot) throws(PlanningError) -> Plan {
    var planning = try Planning(roster: roster, snapshot: snapshot)
    return try planning.plan()
  }
}

/// One plan in the making.
struct Planning {
  let roster: Roster
  let snapshot: ConsoleSnapshot
  let console: ConsoleIndex
  let roles: [String: RosterRole]
  var catalog: PermissionCatalog
  var changes: [Change] = []
  var notes: [String] = []
  var unchanged = 0
  private var permissionsByRole: [String: Set<Permission>] = [:]

  init(roster: Roster, snapshot: ConsoleSnapshot) throws(PlanningError) {
    self.roster = roster
    self.snapshot = snapshot
    console = try ConsoleIndex(snapshot)
    roles = Dictionary(roster.roles.map { ($0.role.name, $0) }, uniquingKeysWith: { first, _ in first })
    catalog = PermissionCatalog(snapshot.offeredPermissions)
  }

  var hasGroups: Bool { snapshot.capabilities.permissions == .group }

  mutating func plan() throws(PlanningError) -> Plan {
    try checkThatPermissionsWereRead()
    let mistakes = RosterFit.mistakes(self)
    guard mistakes.isEmpty else { throw .roster(RosterMistakes(mistakes, first: roster.file)) }

    if hasGroups { for role in roster.roles { try planGroup(for: role) } }
    for person in roster.people.sorted(by: { $0.email < $1.email }) {
      let before = changes.count
      try planPerson(person)
      if changes.count == before { unchanged += 1 }
    }
    let ordered = PlanOrder.sorted(changes)
    return Plan(
      basis: Plan.Basis(
        address: snapshot.address, layout: snapshot.layout, signedInAs: snapshot.signedInAs, rosterFile: roster.file,
        people: roster.people.count, roles: roster.roles.count),
      changes: ordered, unchanged: unchanged, notInRoster: notInRoster, seats: SeatForecast(usage: snapshot.seats, changes: ordered),
      facts: facts(of: ordered), notes: notes)
  }

  /// What the console showed of whatever the changes touch.
  private func facts(of changes: [Change]) -> [PlanFact] {
    var seen: Set<Change.Subject> = []
    return changes.compactMap { change in
      switch change.subject {
      case .group(_, let name):
        guard seen.insert(.group(id: nil, name: name)).inserted else { return nil }
        return PlanFact(group: console.group(name), name: name)
      case .person(_, let email, _):
        guard seen.insert(.person(id: nil, email: email, name: PersonName(full: ""))).inserted else { return nil }
        return PlanFact(person: console[email], email: email)
      }
    }
  }

  /// What the role `name` means on this console.
  mutating func permissions(ofRole name: String) -> Set<Permission> {
    if let known = permissionsByRole[name] { return known }
    let permissions = catalog.permissions(for: roles[name]?.role.patterns ?? [])
    permissionsByRole[name] = permissions
    return permissions
  }

  /// A console without a single permission was not read, whatever the roster says.
  private func checkThatPermissionsWereRead() throws(PlanningError) {
    let isNeeded = roster.roles.contains { $0.role.patterns?.isEmpty == false } || roster.people.contains { !$0.extra.isEmpty }
    guard snapshot.offeredPermissions.isEmpty, isNeeded else { return }
    throw .unclear(
      "the console at \(snapshot.address) showed no permissions at all",
      "The roster gives permissions, so the page that lists them must be read first.")
  }

  private var notInRoster: [Technician] {
    let named = Set(roster.people.map(\.email))
    return snapshot.technicians.filter { $0.status == .active && !named.contains($0.email) }.sorted { $0.email < $1.email }
  }
}
