internal import Technicians

extension Planning {
  /// Makes the security group that `role` names, or brings it in line. A role that is used as it stands on the console is left alone.
  mutating func planGroup(for role: RosterRole) throws(PlanningError) {
    guard role.role.patterns != nil else { return }
    let name = role.role.name
    let wanted = permissions(ofRole: name)
    guard let group = console.group(name) else {
      let action = Change.Action.createGroup(permissions: catalog.ordered(wanted))
      changes.append(Change(subject: .group(id: nil, name: name), action: action, rosterLocation: role.location))
      return
    }
    guard let current = group.permissions else {
      throw .unclear(
        "the permissions of the security group \(ShownText.quoted(name)) were not read",
        "They must be known before the group can be compared with the roster.")
    }
    guard current != wanted else { return }
    let action = Change.Action.updateGroup(
      add: catalog.ordered(wanted.subtracting(current)), remove: catalog.ordered(current.subtracting(wanted)))
    changes.append(Change(subject: .group(id: group.id, name: name), action: action, rosterLocation: role.location))
  }
}
