internal import Technicians

/// Takes a roster out of a snapshot, person by person.
struct Exporting {
  private let snapshot: ConsoleSnapshot
  private let options: RosterExport.Options
  private let catalog: PermissionCatalog
  private let console: ConsoleIndex
  private var wording: PermissionWording
  private var result = ExportedRoster()

  /// - Throws: ``PlanningError/console(_:)`` when the console shows two accounts with one address or number, two groups with one name, or
  ///   not everybody.
  init(_ snapshot: ConsoleSnapshot, _ options: RosterExport.Options) throws(PlanningError) {
    self.snapshot = snapshot
    self.options = options
    catalog = PermissionCatalog(snapshot.offeredPermissions)
    console = try ConsoleIndex(snapshot)
    try Completeness.check(snapshot, console)
    wording = PermissionWording(catalog, foldsAreas: options.foldsAreas)
  }

  private var hasGroups: Bool { snapshot.capabilities.permissions == .group }

  /// - Throws: ``PlanningError/console(_:)`` when somebody's page was not read, or nobody can be named.
  mutating func roster() throws(PlanningError) -> ExportedRoster {
    var bound: [(person: ExportedPerson, technician: Technician)] = []
    for technician in snapshot.technicians.sorted(by: { $0.email < $1.email }) {
      if technician.status == .deactivated, !options.includesDeactivated {
        result.leftOut += 1
        continue
      }
      let (name, complaint) = self.name(of: technician)
      guard let name else {
        leaveOut(technician, complaint ?? "")
        continue
      }
      let person = ExportedPerson(
        id: technician.id.flatMap { IDRules.mistake(in: $0.rawValue) == nil ? $0 : nil }, email: technician.email, name: name,
        kind: technician.kind, status: technician.status)
      if technician.kind == .technician, technician.status == .active {
        bound.append((person, technician))
      } else {
        result.people.append(person)
      }
    }
    if hasGroups { try addMembers(bound) } else { try addHolders(bound) }
    guard !result.people.isEmpty else {
      throw .unclear(
        "nobody on the console at \(snapshot.address) can be named in a roster",
        (result.ignored.map { "\($0.person.email): \($0.reason)" }.first ?? "The console showed no active people."))
    }
    if !(hasGroups && options.keepsGroups) { addUnassigned() }
    result.people.sort { $0.email < $1.email }
    result.ignored.sort { $0.person.email < $1.person.email }
    return result
  }

  // MARK: Names

  /// The name as the roster will read it, or why it cannot be said.
  private func name(of technician: Technician) -> (PersonName?, complaint: String?) {
    let full = PersonName.spacedOnce(technician.name.full)
    if let mistake = NameRules.mistake(in: full) { return (nil, "the name \(mistake)") }
    var name = PersonName(full: full)
    if let first = technician.name.first, let last = technician.name.last, NameRules.mistake(in: first) == nil,
      NameRules.mistake(in: last) == nil
    {
      name = PersonName(first: PersonName.spacedOnce(first), last: PersonName.spacedOnce(last))
    }
    if technician.status == .active, snapshot.capabilities.name == .split, name.parts == nil {
      return (nil, "the name is one word, and a roster for this console gives a first and a last name")
    }
    return (name, nil)
  }

  /// Reports somebody whom the roster will not name, and has the roster ignore them if they are active.
  private mutating func leaveOut(_ technician: Technician, _ reason: String) {
    guard technician.status == .active else {
      result.leftOut += 1
      result.notes.append("\(technician.email) is deactivated and left out: \(reason)")
      return
    }
    guard isIgnorable(technician.email) else {
      result.notes.append("\(technician.email) is in no list, since the * of the address would mean others as well: \(reason)")
      return
    }
    result.ignored.append(IgnoredPerson(person: technician, reason: reason))
    result.notes.append("\(technician.email) is ignored: \(reason)")
  }

  /// Whether a pattern means this address alone. One that holds a star may mean others as well.
  private func isIgnorable(_ email: EmailAddress) -> Bool {
    guard email.description.contains("*") else { return true }
    guard let pattern = PeoplePattern(email.description) else { return false }
    return pattern.matches(email) && snapshot.technicians.allSatisfy { $0.email == email || !pattern.matches($0.email) }
  }

  // MARK: Permissions on technicians

  private mutating func addHolders(_ bound: [(person: ExportedPerson, technician: Technician)]) throws(PlanningError) {
    var holders: [(person: ExportedPerson, permissions: Set<Permission>)] = []
    for (person, technician) in bound {
      guard let permissions = technician.permissions else { throw Self.notRead("permissions", technician) }
      if let unsayable = wording.unsayable(permissions) {
        leaveOut(technician, "no pattern means the permission \(ShownText.quoted(unsayable.description)) alone on this console")
      } else {
        holders.append((person, permissions))
      }
    }
    let folding = RoleFolding(holders.map(\.permissions), catalog)
    var names = RoleNames(catalog)
    result.roles = folding.roles.map {
      ExportedRole(name: names.name(for: $0), patterns: wording.patterns($0), permissions: $0.count)
    }
    for (person, permissions) in holders {
      guard let fit = folding.fit(permissions) else { continue }
      var person = person
      person.access = ExportedAccess(
        role: result.roles[fit.role].name, extra: catalog.ordered(fit.extra).map(\.description),
        without: catalog.ordered(fit.without).map(\.description))
      result.roles[fit.role].people += 1
      result.people.append(person)
    }
  }

  // MARK: Permissions on groups

  private mutating func addMembers(_ bound: [(person: ExportedPerson, technician: Technician)]) throws(PlanningError) {
    var complaints: [String: String] = [:]
    for group in snapshot.groups.sorted(by: { $0.name < $1.name }) {
      if let complaint = groupComplaint(group.name) {
        complaints[group.name] = complaint
        result.notes.append("the group \(ShownText.quoted(group.name)) is no role: \(complaint)")
      } else {
        result.roles.append(role(for: group))
      }
    }
    for (person, technician) in bound {
      guard let groups = technician.groups else { throw Self.notRead("groups", technician) }
      guard let group = groups.first, groups.count == 1 else {
        let names = WordList.list(groups.sorted().map { ShownText.plain($0) }, limit: 5)
        let standing = groups.isEmpty ? "in no group" : "in \(groups.count) groups (\(names))"
        leaveOut(technician, "\(standing), where a roster puts everybody into exactly one")
        continue
      }
      guard let role = result.roles.firstIndex(where: { $0.name == group }) else {
        leaveOut(
          technician,
          "in the group \(ShownText.quoted(group)), which is no role: \(complaints[group] ?? "the console does not list it")")
        continue
      }
      var person = person
      person.access.role = group
      result.roles[role].people += 1
      result.people.append(person)
    }
  }

  private mutating func role(for group: SecurityGroup) -> ExportedRole {
    guard let permissions = group.permissions, !options.keepsGroups else {
      return ExportedRole(name: group.name, patterns: nil, permissions: 0)
    }
    if let unsayable = wording.unsayable(permissions) {
      result.notes.append(
        "the group \(ShownText.quoted(group.name)) is used as it stands: no pattern means its permission "
          + "\(ShownText.quoted(unsayable.description)) alone on this console")
      return ExportedRole(name: group.name, patterns: nil, permissions: 0)
    }
    return ExportedRole(name: group.name, patterns: wording.patterns(permissions), permissions: permissions.count)
  }

  /// Why a group cannot be a role: its name is not one that a roster can say.
  private func groupComplaint(_ name: String) -> String? {
    if let mistake = NameRules.mistake(in: name) { return "the name \(mistake)" }
    if name != name.trimmed { return "the name begins or ends with white space" }
    // To YAML this is no name but a merge.
    if name == "<<" { return "the name means something else in YAML" }
    // A key on one line holds 1,024 characters at the most (YAML 1.2, section 7.4.2).
    if YAMLScalar.written(name).unicodeScalars.count > 1000 { return "the name is too long to be written" }
    if let other = console.groupButForCase(name) { return "another group is called \(ShownText.quoted(other.name))" }
    return nil
  }

  // MARK: The rest

  /// Names what the console offers and nothing in the roster names, so that what it offers later is seen to be new.
  private mutating func addUnassigned() {
    let patterns =
      result.roles.flatMap { $0.patterns ?? [] } + result.people.flatMap { $0.access.extra + $0.access.without }
    let named = Set(patterns).map { PermissionPattern($0) }
    result.unassigned = snapshot.offeredPermissions.filter { permission in !named.contains { $0.matches(permission) } }
      .map(\.description).filter { $0 == $0.trimmed && PatternRules.mistake(in: $0) == nil }
  }

  private static func notRead(_ what: String, _ technician: Technician) -> PlanningError {
    .unclear("the \(what) of \(technician.email) were not read", "A roster must say them, or its plan would take them away.")
  }
}
