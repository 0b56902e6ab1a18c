public import Technicians

/// Lays a roster and a console side by side.
///
/// A row with the console's number means that account, whatever its address; another address in the row is an update. Any other row means
/// the account that has its address. Nothing depends on the order of the rows. What could not be read is never taken for empty: an active person whose
/// permissions are missing from the snapshot stops the plan. Of somebody who is deactivated or an admin they may not be readable before
/// they are reactivated or demoted; then every box is set, whatever it was.
public enum Planner {
  /// The people whose own pages must be read before planning, by their address on the console: those whom the roster means, by number or
  /// by address, who are technicians on the console, are to be active technicians, and of whom `list` does not show permissions, or groups
  /// where the layout has groups.
  public static func peopleToRead(roster: Roster, list: [Technician], capabilities: ConsoleCapabilities) -> [EmailAddress] {
    let managed = roster.people.lazy.filter { $0.kind == .technician && $0.state == .active }
    let emails = Set(managed.filter { $0.id == nil }.map(\.email))
    let ids = Set(managed.compactMap(\.id))
    return list.filter { technician in
      let isRead = capabilities.permissions == .group ? technician.groups != nil : technician.permissions != nil
      guard technician.kind == .technician, !isRead else { return false }
      return emails.contains(technician.email) || technician.id.map(ids.contains) == true
    }
    .map(\.email).sorted()
  }

  /// What has to be done for the console to be as the roster says.
  ///
  /// - Throws: ``PlanningError`` with all mistakes of the roster that only the console could show, or when the console shows two
  ///   accounts with one address or one number, two groups with one name, nobody at all, not the account that is signed in, or lacks what
  ///   the plan rests on.
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
  let matching: PersonMatching
  /// The people on the console whom the roster says to leave out of account.
  let ignored: Set<EmailAddress>
  /// The active people on the console whom the roster protects.
  let protectedPeople: Set<EmailAddress>
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
    try Completeness.check(snapshot, console)
    matching = PersonMatching(roster, console)
    ignored = Set(snapshot.technicians.lazy.map(\.email).filter(roster.ignores))
    protectedPeople = Set(snapshot.technicians.lazy.filter { $0.status == .active }.map(\.email).filter(roster.protects))
    roles = Dictionary(roster.roles.map { ($0.role.name, $0) }, uniquingKeysWith: { first, _ in first })
    catalog = PermissionCatalog(snapshot.offeredPermissions)
  }

  var hasGroups: Bool { snapshot.capabilities.permissions == .group }

  mutating func plan() throws(PlanningError) -> Plan {
    try checkThatPermissionsWereRead()
    let mistakes = RosterFit.mistakes(self)
    guard mistakes.isEmpty else { throw .roster(RosterMistakes(mistakes, first: roster.file)) }

    if hasGroups { for role in roster.roles { try planGroup(for: role) } }
    for (person, technician) in zip(roster.people, matching.technicians).sorted(by: { $0.0.email < $1.0.email }) {
      let before = changes.count
      try planPerson(person, technician)
      if changes.count == before { unchanged += 1 }
    }
    let notInRoster = planUnlisted()
    notePatternsThatFitNobody()
    let ordered = PlanOrder.sorted(changes)
    return Plan(
      basis: Plan.Basis(
        address: snapshot.address, layout: snapshot.layout, signedInAs: snapshot.signedInAs, rosterFile: roster.file,
        people: roster.people.count, roles: roster.roles.count),
      changes: ordered, unchanged: unchanged, notInRoster: notInRoster, seats: SeatForecast(usage: snapshot.seats, changes: ordered),
      facts: facts(of: ordered), ignored: ignored.count, protectedPeople: protectedPeople.sorted(), notes: notes)
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
    let role = roles[name]?.role
    let permissions = catalog.permissions(for: role?.patterns ?? []).subtracting(catalog.permissions(for: role?.exclusions ?? []))
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
}
