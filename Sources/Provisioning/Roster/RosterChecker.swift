internal import Technicians

/// Turns what was written into a roster, or into the list of everything that is wrong with it.
struct RosterChecker {
  /// What to add when a role is not found.
  enum RoleHint {
    case none
    case csvWithoutRolesFile
  }

  private let draft: RosterDraft
  private let hint: RoleHint
  private var mistakes: [RosterMistake]
  private var roleNames: [String] = []
  private var knownRoles: Set<String> = []

  private init(_ draft: RosterDraft, hint: RoleHint) {
    self.draft = draft
    self.hint = hint
    mistakes = draft.mistakes
  }

  /// The roster that `draft` stands for.
  static func check(_ draft: RosterDraft, hint: RoleHint) throws(RosterMistakes) -> Roster {
    var checker = RosterChecker(draft, hint: hint)
    let roles = checker.roles()
    let people = checker.people()
    guard checker.mistakes.isEmpty else { throw RosterMistakes(checker.mistakes, first: draft.file) }
    var roster = Roster(
      roles: roles, people: people, file: draft.file, unlisted: draft.unlisted?.rule ?? .report,
      unlistedLocation: draft.unlisted?.location ?? RosterLocation(file: draft.file, line: 1), protectedPlaces: draft.protected,
      ignoredPlaces: draft.ignored)
    roster.unassigned = draft.unassigned
    return roster
  }

  // MARK: Roles

  private mutating func roles() -> [RosterRole] {
    var firstByFoldedName: [String: RoleDraft] = [:]
    for role in draft.roles {
      let field = RosterSection.rolePath(role.name)
      if let mistake = NameRules.mistake(in: role.name) {
        mistakes.append(RosterMistake(at: role.location, field: field, message: "the role's name \(mistake)"))
      }
      if let first = firstByFoldedName[role.name.lowercased()] {
        let kind = first.name == role.name ? "the same role as" : "but for its case the same as \(ShownText.quoted(first.name)) at"
        mistakes.append(
          RosterMistake(at: role.location, field: field, message: "\(kind) \(Self.place(of: first.location, from: role.location))"))
      } else {
        firstByFoldedName[role.name.lowercased()] = role
      }
      roleNames.append(role.name)
      for pattern in role.permissions + role.without { check(pattern.text, role.location.file, pattern.line, pattern.field) }
    }
    let inheritance = RoleInheritance(draft.roles, isComplete: draft.rolesAreComplete)
    mistakes += inheritance.mistakes
    knownRoles = Set(roleNames)
    return draft.roles.map { Self.role($0, inheritance.holdings[$0.name] ?? RoleInheritance.Holding()) }
  }

  private static func role(_ role: RoleDraft, _ holding: RoleInheritance.Holding) -> RosterRole {
    RosterRole(
      role: Role(name: role.name, patterns: role.isExisting ? nil : holding.patterns, exclusions: holding.exclusions),
      inherits: role.inherit.map(\.text), location: role.location, written: role.permissions + role.without)
  }

  private mutating func check(_ pattern: String, _ file: String, _ line: Int, _ field: String) {
    guard let mistake = PatternRules.mistake(in: pattern) else { return }
    mistakes.append(RosterMistake(file: file, line: line, field: field, message: mistake))
  }

  /// `line 9`, with the file when it is another one.
  private static func place(of first: RosterLocation, from second: RosterLocation) -> String {
    first.file == second.file ? "line \(first.line)" : first.description
  }

  // MARK: People

  private mutating func people() -> [RosterPerson] {
    if draft.people.isEmpty, let line = draft.peopleLine {
      mistakes.append(
        RosterMistake(
          file: draft.file, line: line, field: RosterSection.technicians.rawValue,
          message: "names nobody; an empty roster never means that everybody is to go"))
    }
    let people = draft.people.compactMap { person($0) }
    mistakes += DuplicatePeople.mistakes(in: people)
    if !draft.ignored.isEmpty { mistakes += people.compactMap { IgnoredRow.mistake($0, ignored: draft.ignored) } }
    return people
  }

  private mutating func person(_ row: PersonDraft) -> RosterPerson? {
    let id = id(of: row)
    let email = email(of: row)
    let name = name(of: row)
    let kind = word(.kind, of: row, among: TechnicianKind.allCases, leftOut: .technician)
    let state = word(.state, of: row, among: TechnicianStatus.allCases, leftOut: .active)
    // Nobody is told that a role is missing while it is open whether one is needed.
    let role = role(of: row, isNeeded: kind == .technician && state == .active)
    for (field, patterns) in [(RosterField.extra, row.extra), (.without, row.without)] {
      for (item, pattern) in patterns.enumerated() {
        check(pattern.text, row.location.file, pattern.line, field.path(row: row.index, item: item))
      }
    }
    guard let email else { return nil }
    return RosterPerson(
      id: id, email: email, name: name ?? PersonName(full: ""), kind: kind ?? .technician, roleName: role,
      extra: row.extra.map { PermissionPattern($0.text) }, withheld: row.without.map { PermissionPattern($0.text) },
      state: state ?? .active,
      index: row.index, location: row.location,
      lines: PersonLines(
        id: row.texts[.id]?.line, email: row.texts[.email]?.line, name: (row.texts[.name] ?? row.texts[.firstName])?.line,
        role: row.texts[.role]?.line,
        extra: row.extra.map(\.line), withheld: row.without.map(\.line)))
  }

  private mutating func add(_ field: RosterField?, _ row: PersonDraft, _ message: String) {
    mistakes.append(
      RosterMistake(
        file: row.location.file, line: field.flatMap { row.texts[$0]?.line } ?? row.location.line,
        field: field?.path(row: row.index) ?? RosterField.rowPath(row.index), message: message))
  }

  private mutating func id(of row: PersonDraft) -> TechnicianID? {
    guard let written = row.texts[.id] else { return nil }
    guard let mistake = IDRules.mistake(in: written.text) else { return TechnicianID(rawValue: written.text) }
    add(.id, row, "\(ShownText.quoted(written.text)) \(mistake)")
    return nil
  }

  private mutating func email(of row: PersonDraft) -> EmailAddress? {
    guard let written = row.texts[.email] else {
      if !row.damaged.contains(.email) { add(nil, row, "has no email") }
      return nil
    }
    do {
      return try EmailAddress(written.text)
    } catch {
      add(.email, row, written.text.isEmpty ? "\(error)" : "\(ShownText.quoted(written.text)) \(error)")
      return nil
    }
  }

  private mutating func name(of row: PersonDraft) -> PersonName? {
    let written = [RosterField.name, .firstName, .lastName].filter { row.texts[$0] != nil }
    guard row.damaged.isDisjoint(with: [.name, .firstName, .lastName]) else { return nil }
    switch written {
    case []:
      add(nil, row, "has no name; write first_name and last_name, or one name")
    case [.name]:
      guard let full = checkedName(.name, row) else { return nil }
      return PersonName(full: full)
    case [.firstName, .lastName]:
      let first = checkedName(.firstName, row)
      let last = checkedName(.lastName, row)
      guard let first, let last else { return nil }
      let name = PersonName(first: first, last: last)
      if let mistake = NameRules.mistake(in: name.full) { add(.lastName, row, "the whole name \(mistake)") }
      return name
    case [.firstName], [.lastName]:
      let missing = written == [.firstName] ? RosterField.lastName : .firstName
      add(written.first, row, "has no \(missing.rawValue) beside it; write both, or one name")
    default:
      let others = written.dropFirst().map(\.rawValue)
      add(.name, row, "stands beside \(WordList.and(others)); write one name, or first_name and last_name")
    }
    return nil
  }

  private mutating func checkedName(_ field: RosterField, _ row: PersonDraft) -> String? {
    guard let text = row.texts[field]?.text else { return nil }
    if let mistake = NameRules.mistake(in: text) {
      add(field, row, mistake)
      return nil
    }
    return PersonName.spacedOnce(text)
  }

  /// The word in `field`; `leftOut` where nothing is written, `nil` where it is no such word, which is then noted.
  private mutating func word<Word: RawRepresentable<String>>(
    _ field: RosterField, of row: PersonDraft, among words: [Word], leftOut: Word
  ) -> Word? {
    guard !row.damaged.contains(field) else { return nil }
    guard let text = row.texts[field]?.text else { return leftOut }
    if let word = Word(rawValue: text) { return word }
    let known = words.map(\.rawValue)
    let question = NearestNames.question(for: text, among: known)
    let choice = question.isEmpty ? "; it is \(known.joined(separator: " or "))" : question
    add(field, row, "no \(field.rawValue) \(ShownText.quoted(text))\(choice)")
    return nil
  }

  private mutating func role(of row: PersonDraft, isNeeded: Bool) -> String? {
    guard let text = row.texts[.role]?.text else {
      if isNeeded, !row.damaged.contains(.role) { add(nil, row, "has no role") }
      return nil
    }
    if !knownRoles.contains(text), draft.rolesAreComplete {
      let question = NearestNames.question(for: text, among: roleNames)
      let advice = question.isEmpty && hint == .csvWithoutRolesFile ? "; a CSV roster needs a roles file, and none was given" : question
      add(.role, row, "no role \(ShownText.quoted(text))\(advice)")
    }
    return text
  }
}
