internal import Technicians

extension Planning {
  /// Everything that has to be done for one person of the roster.
  mutating func planPerson(_ person: RosterPerson, _ technician: Technician?) throws(PlanningError) {
    switch (person.state, technician) {
    case (.active, nil):
      planCreation(person)
    case (.active, let technician?):
      if technician.status == .deactivated { append(.reactivate, person, technician, priced: snapshot.seats.pricePerMonth) }
      planDetails(person, technician)
      try planAccess(person, technician)
    case (.deactivated, let technician?):
      guard technician.status == .active else { return }
      append(.deactivate(lastSignIn: technician.lastSignIn), person, technician, priced: snapshot.seats.pricePerMonth * -1)
    case (.deactivated, nil):
      notes.append("\(person.email) is deactivated in the roster and not on the console: nothing to do")
    }
  }

  private mutating func planCreation(_ person: RosterPerson) {
    let isAdmin = person.kind == .admin
    let permissions = isAdmin || hasGroups ? [] : catalog.ordered(wantedPermissions(person))
    let groups = isAdmin || !hasGroups ? [] : wantedGroups(person).sorted()
    let action = Change.Action.create(kind: person.kind, role: isAdmin ? nil : person.roleName, permissions: permissions, groups: groups)
    changes.append(
      Change(
        subject: .person(id: nil, email: person.email, name: nameToWrite(person)), action: action, rosterLocation: person.location,
        monthlyDelta: snapshot.seats.pricePerMonth))
  }

  private mutating func planDetails(_ person: RosterPerson, _ technician: Technician) {
    // Only a row with a number means somebody whose address is another.
    let email = person.email == technician.email ? nil : Replacement(old: technician.email, new: person.email)
    let name = person.name.readsLike(technician.name) ? nil : Replacement(old: technician.name, new: nameToWrite(person))
    let kind = person.kind == technician.kind ? nil : Replacement(old: technician.kind, new: person.kind)
    if email != nil || name != nil || kind != nil { append(.update(email: email, name: name, kind: kind), person, technician) }
  }

  /// Permissions or groups. Neither binds an admin, so an admin's are left as they are.
  private mutating func planAccess(_ person: RosterPerson, _ technician: Technician) throws(PlanningError) {
    guard person.kind == .technician else { return }
    if hasGroups {
      let wanted = wantedGroups(person)
      let everyGroup = Set(console.groupNames)
      let current = try known(technician.groups, "groups", of: technician)
      let add = wanted.subtracting(current ?? []).sorted()
      let remove = (current ?? everyGroup).subtracting(wanted).sorted()
      if !add.isEmpty || !remove.isEmpty { append(.groups(add: add, remove: remove), person, technician) }
    } else {
      let wanted = wantedPermissions(person)
      let current = try known(technician.permissions, "permissions", of: technician)
      let add = catalog.ordered(wanted.subtracting(current ?? []))
      let remove = catalog.ordered((current ?? Set(catalog.offered)).subtracting(wanted))
      if !add.isEmpty || !remove.isEmpty { append(.permissions(add: add, remove: remove), person, technician) }
    }
  }

  /// What was read; `nil`, meaning unknown, only for those whose pages need not show it yet.
  private func known<Value>(_ read: Set<Value>?, _ what: String, of technician: Technician) throws(PlanningError) -> Set<Value>? {
    guard read == nil, technician.kind == .technician, technician.status == .active else { return read }
    throw .unclear(
      "the \(what) of \(technician.email) were not read",
      "They must be known before they can be compared with the roster.")
  }

  private mutating func wantedPermissions(_ person: RosterPerson) -> Set<Permission> {
    let ofRole = person.roleName.map { permissions(ofRole: $0) } ?? []
    guard !person.extra.isEmpty || !person.withheld.isEmpty else { return ofRole }
    return ofRole.union(catalog.permissions(for: person.extra)).subtracting(catalog.permissions(for: person.withheld))
  }

  private func wantedGroups(_ person: RosterPerson) -> Set<String> { person.roleName.map { [$0] } ?? [] }

  /// The name in the form that this console keeps.
  private func nameToWrite(_ person: RosterPerson) -> PersonName {
    guard snapshot.capabilities.name == .split, let parts = person.name.parts else { return person.name }
    return PersonName(first: parts.first, last: parts.last)
  }

  private mutating func append(_ action: Change.Action, _ person: RosterPerson, _ technician: Technician, priced: Money? = nil) {
    let name: PersonName = if case .deactivate = action { technician.name } else { nameToWrite(person) }
    changes.append(
      Change(
        subject: .person(id: technician.id, email: technician.email, name: name), action: action, rosterLocation: person.location,
        monthlyDelta: priced))
  }
}
