/// Creating, changing, deactivating and reactivating people.
extension ConsoleState {
  func create(_ draft: PersonDraft, by actor: Person) throws(Refusal) -> Done<Person> {
    try refuseIfTold()
    var problems = problems(of: draft, butFor: nil)
    if !draft.password.isEmpty {
      problems += PasswordRule.problems(draft.password, email: draft.email)
    } else if !draft.sendsInvitation {
      problems.append(.init(field: "password", message: "can't be blank unless an invitation is sent"))
    }
    guard problems.isEmpty else { throw .invalid(problems) }
    let person = Person(
      id: SeededAccount.firstPersonID + people.count, name: draft.name, email: draft.email, isAdmin: draft.isAdmin,
      permissions: layout == .technicians ? PermissionCatalogue.startingSet.intersection(catalogue.map(\.number)) : [],
      groups: draft.groups.intersection(groups.map(\.id)), profile: draft.profile,
      credentials: Credentials(
        password: draft.password.isEmpty ? TemporaryPassword.make() : draft.password, mustChangePassword: true),
      createdAt: now(), lastSignIn: nil)
    store(person)
    charges.append(prices.added(person, again: false, at: now()))
    var list = changes(from: nil, to: person)
    if draft.sendsInvitation { list["invitation"] = .init(before: nil, after: .flag(true)) }
    return Done(value: person, logged: [log("technician.create", by: actor.email, target: person.email, changes: list)])
  }

  /// Takes over the details form; in the layout `users` its tick can also disable or bring back.
  func update(_ id: Int, with draft: PersonDraft, by actor: Person) throws(Refusal) -> Done<Person> {
    try refuseIfTold()
    guard let before = person(id) else { throw .notFound }
    let problems = problems(of: draft, butFor: id)
    guard problems.isEmpty else { throw .invalid(problems) }
    if before.isAdmin, !draft.isAdmin,
      let refusal = AccountRules.refusalToDemote(before, by: actor.id, activeAdmins: activeAdmins)
    {
      throw refusal
    }
    if before.isActive, draft.isDisabled == true,
      let refusal = AccountRules.refusalToDeactivate(before, by: actor.id, activeAdmins: activeAdmins)
    {
      throw refusal
    }
    var after = before
    after.name = draft.name
    after.email = draft.email
    after.isAdmin = draft.isAdmin
    after.profile = draft.profile
    after.groups = draft.groups.intersection(groups.map(\.id))
    let list = changes(from: before, to: after)
    idsByEmail[before.email.lowercased()] = nil
    store(after)
    var logged = list.isEmpty ? [] : [log("technician.update", by: actor.email, target: before.email, changes: list)]
    if let isDisabled = draft.isDisabled, isDisabled == after.isActive {
      logged += try setActive(id, !isDisabled, by: actor).logged
    }
    return Done(value: person(id) ?? after, logged: logged)
  }

  func setPermissions(_ id: Int, _ numbers: Set<Int>, by actor: Person) throws(Refusal) -> Done<Person> {
    try refuseIfTold()
    guard var person = self.person(id), !person.isAdmin else { throw .notFound }
    let before = person.permissions
    person.permissions = numbers.intersection(catalogue.map(\.number))
    store(person)
    var list = ChangeList()
    list.add("permissions", permissionNames(before), permissionNames(person.permissions))
    guard !list.changes.isEmpty else { return Done(value: person, logged: []) }
    return Done(
      value: person, logged: [log("permissions.update", by: actor.email, target: person.email, changes: list.changes)])
  }

  /// Deactivates or reactivates. Doing what is already so is no change.
  func setActive(_ id: Int, _ isActive: Bool, reason: String? = nil, by actor: Person) throws(Refusal) -> Done<Person> {
    try refuseIfTold()
    guard var person = self.person(id) else { throw .notFound }
    guard person.isActive != isActive else { return Done(value: person, logged: []) }
    if !isActive, let refusal = AccountRules.refusalToDeactivate(person, by: actor.id, activeAdmins: activeAdmins) {
      throw refusal
    }
    person.isActive = isActive
    store(person)
    charges.append(isActive ? prices.added(person, again: true, at: now()) : prices.removed(person, at: now()))
    if !isActive { sessions = sessions.filter { $0.value.stage.person != id } }
    var list = ChangeList()
    list.add("active", !isActive, isActive)
    list.add("reason", nil as String?, reason)
    let action = isActive ? "technician.reactivate" : "technician.deactivate"
    return Done(value: person, logged: [log(action, by: actor.email, target: person.email, changes: list.changes)])
  }

  private func problems(of draft: PersonDraft, butFor id: Int?) -> [FieldProblem] {
    AccountRules.problems(name: draft.name, email: draft.email, profile: draft.profile) { email in
      idsByEmail[email].map { $0 != id } ?? false
    }
  }
}
