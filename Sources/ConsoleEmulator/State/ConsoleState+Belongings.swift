/// What outlives an account: tickets, tokens; and the resets that end its way in.
extension ConsoleState {
  func ticket(_ number: Int) -> Ticket? {
    guard let first = tickets.first else { return nil }
    let index = number - first.number
    return tickets.indices.contains(index) ? tickets[index] : nil
  }

  func assign(_ number: Int, to assignee: Int?, by actor: Person) throws(Refusal) -> Done<Ticket> {
    try refuseIfTold()
    guard var ticket = ticket(number), let first = tickets.first else { throw .notFound }
    if let assignee, assignee != ticket.assignee, person(assignee)?.isActive != true {
      throw .invalid([.init(field: "assignee", message: "is not an active technician")])
    }
    var list = ChangeList()
    list.add("assignee", ticket.assignee.flatMap { person($0)?.email }, assignee.flatMap { person($0)?.email })
    ticket.assignee = assignee
    tickets[number - first.number] = ticket
    guard !list.changes.isEmpty else { return Done(value: ticket, logged: []) }
    return Done(value: ticket, logged: [log("ticket.assign", by: actor.email, target: "\(number)", changes: list.changes)])
  }

  func deleteToken(_ id: Int, by actor: Person) throws(Refusal) -> Done<APIToken> {
    try refuseIfTold()
    guard let index = tokens.firstIndex(where: { $0.id == id }) else { throw .notFound }
    let token = tokens.remove(at: index)
    var list = ChangeList()
    list.add("name", token.name, nil)
    list.add("creator", person(token.creator)?.email, nil)
    return Done(value: token, logged: [log("token.delete", by: actor.email, target: "\(id)", changes: list.changes)])
  }

  /// Whoever made the token, active or not: a token outlives its maker's account.
  func useToken(_ secret: String) -> Person? {
    guard let index = tokens.firstIndex(where: { $0.secret == secret }) else { return nil }
    tokens[index].lastUsedAt = now()
    return person(tokens[index].creator)
  }

  func resetPassword(_ id: Int, by actor: Person) throws(Refusal) -> Done<Person> {
    guard var person = self.person(id) else { throw .notFound }
    person.credentials.password = TemporaryPassword.make()
    person.credentials.mustChangePassword = true
    store(person)
    return Done(value: person, logged: [log("password.reset", by: actor.email, target: person.email)])
  }

  /// Has somebody set up a second factor anew. Where there is none that is no change: a browser may send a form twice.
  func resetMFA(_ id: Int, by actor: Person) throws(Refusal) -> Done<Person> {
    try refuseIfTold()
    guard var person = self.person(id) else { throw .notFound }
    guard person.credentials.totpSecret != nil else { return Done(value: person, logged: []) }
    person.credentials.totpSecret = nil
    person.credentials.passkey = nil
    person.credentials.recoveryCodes = []
    person.credentials.wrongCodes = 0
    person.credentials.lockedUntil = nil
    store(person)
    return Done(value: person, logged: [log("mfa.reset", by: actor.email, target: person.email)])
  }
}
