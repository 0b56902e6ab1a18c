/// The lists that pages show, cut to a page inside the actor so that ten thousand people never travel.
extension ConsoleState {
  /// Which people a list shows.
  enum Standing: Sendable { case active, disabled, all }

  func people(matching query: String, _ standing: Standing, page: Int) -> Paging<Person> {
    let needle = query.lowercased()
    let matching = people.filter { person in
      switch standing {
      case .active where !person.isActive, .disabled where person.isActive: false
      default: needle.isEmpty || person.email.lowercased().contains(needle) || person.name.display.lowercased().contains(needle)
      }
    }
    return Paging(matching, page: page)
  }

  func tickets(assignee: Int?, onlyOpen: Bool, page: Int) -> Paging<(ticket: Ticket, assignee: Person?)> {
    let matching = tickets.filter { (assignee == nil || $0.assignee == assignee) && (!onlyOpen || $0.status.isOpen) }
    return Paging(matching.map { ($0, $0.assignee.flatMap { person($0) }) }, page: page)
  }

  func tokensWithCreators() -> [(token: APIToken, creator: Person?)] { tokens.map { ($0, person($0.creator)) } }

  /// Who can be handed a ticket: active people, and whoever has it now.
  func assignable(including current: Int?) -> [Person] { people.filter { $0.isActive || $0.id == current } }
}
