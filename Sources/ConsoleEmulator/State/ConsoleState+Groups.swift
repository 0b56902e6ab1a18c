/// Security groups.
extension ConsoleState {
  func group(_ id: Int) -> SecurityGroup? { groups.first { $0.id == id } }

  func groupsWithMembers() -> [(group: SecurityGroup, members: Int)] {
    var members: [Int: Int] = [:]
    for person in people where person.isActive { for group in person.groups { members[group, default: 0] += 1 } }
    return groups.map { ($0, members[$0.id] ?? 0) }
  }

  func createGroup(name: String, permissions: Set<Int>, by actor: Person) throws(Refusal) -> Done<SecurityGroup> {
    try checkGroup(name: name, butFor: nil)
    let group = SecurityGroup(
      id: groups.count + 1, name: name, permissions: permissions.intersection(catalogue.map(\.number)))
    groups.append(group)
    var list = ChangeList()
    list.add("name", nil, group.name)
    list.add("permissions", nil, permissionNames(group.permissions))
    return Done(value: group, logged: [log("group.create", by: actor.email, target: group.name, changes: list.changes)])
  }

  func updateGroup(_ id: Int, name: String, permissions: Set<Int>, by actor: Person) throws(Refusal) -> Done<SecurityGroup> {
    guard let index = groups.firstIndex(where: { $0.id == id }) else { throw .notFound }
    try checkGroup(name: name, butFor: id)
    let before = groups[index]
    groups[index].name = name
    groups[index].permissions = permissions.intersection(catalogue.map(\.number))
    let after = groups[index]
    var list = ChangeList()
    list.add("name", before.name, after.name)
    list.add("permissions", permissionNames(before.permissions), permissionNames(after.permissions))
    guard !list.changes.isEmpty else { return Done(value: after, logged: []) }
    return Done(value: after, logged: [log("group.update", by: actor.email, target: before.name, changes: list.changes)])
  }

  private func checkGroup(name: String, butFor id: Int?) throws(Refusal) {
    try refuseIfTold()
    let problems = AccountRules.groupProblems(name: name) { lowercased in
      groups.contains { $0.id != id && $0.name.lowercased() == lowercased }
    }
    guard problems.isEmpty else { throw .invalid(problems) }
  }
}
