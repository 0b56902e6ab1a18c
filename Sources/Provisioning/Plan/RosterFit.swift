internal import Technicians

/// The mistakes of a roster that only a console can show: permissions and groups that it does not have, names that it cannot
/// keep, numbers that nobody has.
enum RosterFit {
  /// Every mistake, in the order of the roster.
  static func mistakes(_ planning: Planning) -> [RosterMistake] {
    var catalog = planning.catalog
    var mistakes = planning.roster.roles.flatMap { self.mistakes(in: $0, planning, &catalog) }
    for person in planning.roster.people { mistakes += self.mistakes(in: person, planning, &catalog) }
    mistakes += DuplicatePeople.mistakes(in: planning.roster.people) + planning.matching.mistakes
    return mistakes + planning.mistakeOfEmptyRoster + planning.mistakesOfPatterns
  }

  // MARK: Roles

  private static func mistakes(in role: RosterRole, _ planning: Planning, _ catalog: inout PermissionCatalog) -> [RosterMistake] {
    let name = role.role.name
    guard role.role.patterns != nil else {
      return existingGroupMistake(role, planning).map { [$0] } ?? []
    }
    var mistakes: [RosterMistake] = []
    if planning.hasGroups, planning.console.group(name) == nil, let other = planning.console.groupButForCase(name) {
      let message = "the console has a group \(ShownText.quoted(other.name)); write the role in the same way"
      mistakes.append(RosterMistake(at: role.location, field: RosterSection.rolePath(name), message: message))
    }
    // Inherited patterns are looked at where they stand.
    for pattern in role.written {
      guard let message = catalog.mistake(for: PermissionPattern(pattern.text)) else { continue }
      mistakes.append(RosterMistake(file: role.location.file, line: pattern.line, field: pattern.field, message: message))
    }
    return mistakes
  }

  private static func existingGroupMistake(_ role: RosterRole, _ planning: Planning) -> RosterMistake? {
    let name = role.role.name
    let field = RosterSection.rolePath(name)
    guard planning.hasGroups else {
      return RosterMistake(
        at: role.location, field: field, message: "this console has no security groups; list the permissions of the role")
    }
    guard planning.console.group(name) == nil else { return nil }
    let names = planning.console.groupNames
    let question = NearestNames.question(for: name, among: names)
    let advice = question.isEmpty && !names.isEmpty ? "; it has: \(WordList.list(names.map { ShownText.plain($0) }, limit: 20))" : question
    return RosterMistake(at: role.location, field: field, message: "the console has no security group \(ShownText.quoted(name))\(advice)")
  }

  // MARK: People

  private static func mistakes(in person: RosterPerson, _ planning: Planning, _ catalog: inout PermissionCatalog) -> [RosterMistake] {
    var mistakes: [RosterMistake] = []
    func add(_ line: Int?, _ field: String, _ message: String) {
      mistakes.append(person.mistake(line, field, message))
    }
    let isManaged = person.state == .active && person.kind == .technician
    if person.state == .active, planning.snapshot.capabilities.name == .split, person.name.parts == nil {
      let message = "\(ShownText.quoted(person.name.full)) is one word, and this console asks for a first and a last name"
      add(person.lines.name, RosterField.name.path(row: person.index), message)
    }
    if let role = person.roleName, planning.roles[role] == nil {
      let question = NearestNames.question(for: role, among: planning.roster.roles.map(\.role.name))
      add(person.lines.role, RosterField.role.path(row: person.index), "no role \(ShownText.quoted(role))\(question)")
    }
    for (field, patterns, lines) in [
      (RosterField.extra, person.extra, person.lines.extra), (.without, person.withheld, person.lines.withheld),
    ] where !patterns.isEmpty {
      if planning.hasGroups {
        guard isManaged else { continue }
        add(
          lines.first, field.path(row: person.index), "on this console permissions are on groups, not on people; make a role of their own")
        continue
      }
      for (item, pattern) in patterns.enumerated() {
        guard let message = catalog.mistake(for: pattern) else { continue }
        add(lines.indices.contains(item) ? lines[item] : nil, field.path(row: person.index, item: item), message)
      }
    }
    return mistakes
  }
}
