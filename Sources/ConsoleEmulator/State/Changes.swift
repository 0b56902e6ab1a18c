/// What differs between two states of a person, for the log.
struct ChangeList {
  private(set) var changes: [String: Mutation.Change] = [:]

  mutating func add(_ field: String, _ before: Mutation.Value?, _ after: Mutation.Value?) {
    if before != after { changes[field] = .init(before: before, after: after) }
  }

  mutating func add(_ field: String, _ before: String?, _ after: String?) {
    add(field, before.map(Mutation.Value.text), after.map(Mutation.Value.text))
  }

  mutating func add(_ field: String, _ before: Bool?, _ after: Bool?) {
    add(field, before.map(Mutation.Value.flag), after.map(Mutation.Value.flag))
  }

  mutating func add(_ field: String, _ before: [String]?, _ after: [String]?) {
    add(field, before.map(Mutation.Value.list), after.map(Mutation.Value.list))
  }
}

extension ConsoleState {
  /// The fields of the details form, and what stands in them. A field that stays is left out.
  func changes(from before: Person?, to after: Person) -> [String: Mutation.Change] {
    var list = ChangeList()
    switch layout {
    case .technicians:
      list.add("firstName", before?.name.first, after.name.first)
      list.add("lastName", before?.name.last, after.name.last)
    case .users:
      list.add("fullName", before?.name.display, after.name.display)
      list.add("mobile", before?.profile.mobile ?? "", after.profile.mobile)
      list.add("pictureURL", before?.profile.pictureURL ?? "", after.profile.pictureURL)
      list.add("calendarColor", before?.profile.calendarColor ?? "", after.profile.calendarColor)
      list.add("bio", before?.profile.bio ?? "", after.profile.bio)
      list.add("groups", before.map { groupNames($0.groups) }, groupNames(after.groups))
    }
    list.add("email", before?.email, after.email)
    list.add("admin", before?.isAdmin, after.isAdmin)
    return list.changes
  }

  func permissionNames(_ numbers: Set<Int>) -> [String] { catalogue.filter { numbers.contains($0.number) }.map(\.flat) }

  func groupNames(_ ids: Set<Int>) -> [String] { groups.filter { ids.contains($0.id) }.map(\.name) }
}
