internal import Technicians

/// Turns the changes of a plan into what has happened on the console.
struct DriftFinder {
  private let roster: Roster
  private let snapshot: ConsoleSnapshot
  private let technicians: [EmailAddress: Technician]
  private let rows: [EmailAddress: RosterPerson]
  private let rowsByLocation: [RosterLocation: [RosterPerson]]
  private var findings: [DriftFinding] = []
  private var seen: Set<EmailAddress> = []

  init(_ roster: Roster, _ snapshot: ConsoleSnapshot) {
    self.roster = roster
    self.snapshot = snapshot
    technicians = Dictionary(snapshot.technicians.map { ($0.email, $0) }, uniquingKeysWith: { first, _ in first })
    rows = Dictionary(roster.people.map { ($0.email, $0) }, uniquingKeysWith: { first, _ in first })
    rowsByLocation = Dictionary(grouping: roster.people, by: \.location)
  }

  /// The findings, the worst first.
  var sorted: [DriftFinding] {
    let kinds = Dictionary(uniqueKeysWithValues: zip(DriftFinding.Kind.allCases, DriftFinding.Kind.allCases.indices))
    return findings.map { (severity: $0.severity, kind: kinds[$0.kind] ?? 0, finding: $0) }
      .sorted { ($0.severity, $0.kind, $0.finding.subject) < ($1.severity, $1.kind, $1.finding.subject) }
      .map(\.finding)
  }

  // MARK: Changes

  /// What a change of the plan says of the console.
  mutating func add(_ change: Change) {
    switch change.subject {
    case .group(_, let name): addGroup(name, change)
    case .person(_, let email, _): addPerson(email, change)
    }
  }

  private mutating func addGroup(_ name: String, _ change: Change) {
    switch change.action {
    case .createGroup(let permissions):
      let count = WordList.count(permissions.count, "permission", "permissions")
      add(.missingGroup, .medium, name, "the console has no security group of this name; the role has \(count)", at: change.rosterLocation)
    case .updateGroup(let add, let remove):
      addDifference(.group, name, lacks: add.map(\.description), has: remove.map(\.description), .permissions, change)
    default: break
    }
  }

  private mutating func addPerson(_ email: EmailAddress, _ change: Change) {
    let subject = email.description
    switch change.action {
    case .create(let kind, let role, _, _):
      let wanted = kind == .admin ? "an admin" : role.map { "a technician, role \(ShownText.plain($0))" } ?? "a technician"
      add(.missing, .medium, subject, "not on the console; in the roster \(wanted)", at: change.rosterLocation)
    case .reactivate:
      add(.deactivated, .medium, subject, "deactivated on the console; active in the roster", at: change.rosterLocation)
    case .deactivate:
      guard let technician = technicians[email] else { break }
      // With `unlisted: deactivate` a plan deactivates people of whom no row speaks.
      guard row(email, change.rosterLocation) != nil else { return addUnexpected(technician) }
      let isAdmin = technician.kind == .admin
      add(
        .active, isAdmin ? .critical : .high, subject,
        "active on the console\(isAdmin ? " as an admin" : ""); deactivated in the roster\(Self.lastSignIn(technician))",
        at: change.rosterLocation)
    case .deleteTokens, .reassignTickets, .confirmOffboarded, .resetMFA: break
    case .update(let email, let name, let kind):
      if let kind { addKind(kind, subject, change) }
      if let email {
        // Whoever reads the mail of the address can have the password set anew.
        add(.details, .high, subject, "the address is \(email.old); \(email.new) in the roster", at: change.rosterLocation)
      }
      if let name {
        let (old, new) = (ShownText.quoted(name.old.full), ShownText.quoted(name.new.full))
        add(.details, .low, subject, "called \(old); \(new) in the roster", at: change.rosterLocation)
      }
    case .permissions(let add, let remove):
      // Of somebody deactivated, or an admin, what they hold may not have been read, and the change sets every box.
      guard technicians[email]?.permissions != nil else { break }
      addDifference(.permissions, subject, lacks: add.map(\.description), has: remove.map(\.description), .permissions, change)
    case .groups(let add, let remove):
      guard technicians[email]?.groups != nil else { break }
      addDifference(.permissions, subject, lacks: add, has: remove, .groups, change)
    default: break
    }
  }

  private mutating func addKind(_ kind: Replacement<TechnicianKind>, _ subject: String, _ change: Change) {
    let isPromoted = kind.old == .admin
    add(
      .details, isPromoted ? .critical : .medium, subject,
      isPromoted ? "an admin on the console; a technician in the roster" : "a technician on the console; an admin in the roster",
      at: change.rosterLocation)
  }

  private mutating func addDifference(
    _ kind: DriftFinding.Kind, _ subject: String, lacks: [String], has: [String], _ words: DifferenceWords, _ change: Change
  ) {
    let isShort = lacks.count + has.count <= Change.mostNamedInline
    func side(_ verb: String, _ items: [String], _ suffix: String) -> String? {
      guard !items.isEmpty else { return nil }
      let named = isShort ? WordList.and(items.map { ShownText.plain($0) }) : WordList.count(items.count, words.one, words.many)
      return "\(verb) \(named)\(suffix)"
    }
    let text = [side(words.has, has, " beyond the roster"), side(words.lacks, lacks, "")].compactMap(\.self).joined(separator: "; ")
    // More power than was put down is worse than less.
    add(kind, has.isEmpty ? .medium : .high, subject, text, added: has, removed: lacks, at: change.rosterLocation)
  }

  private func row(_ email: EmailAddress, _ location: RosterLocation) -> RosterPerson? {
    if let row = rows[email] { return row }
    // The row of somebody whose address has changed, if it is the only one on its line.
    let there = rowsByLocation[location] ?? []
    return there.count == 1 ? there.first : nil
  }

  // MARK: People who are in no row

  /// Notes somebody active whom the roster does not name.
  mutating func addUnexpected(_ technician: Technician) {
    guard seen.insert(technician.email).inserted else { return }
    let isAdmin = technician.kind == .admin
    let own = technician.email == snapshot.signedInAs ? "; syncroctl is signed in with it: name it in the roster, or ignore it there" : ""
    add(
      .unexpected, isAdmin ? .critical : .high, technician.email.description,
      "\(isAdmin ? "an active admin" : "an active technician") who is not in the roster (\(ShownText.plain(technician.name.full)))"
        + "\(Self.lastSignIn(technician))\(own)", at: nil)
  }

  // MARK: Permissions and roles

  /// Notes each area with permissions that nothing in the roster names. Where no permissions were read there is nothing to say.
  mutating func addUnassigned() {
    let patterns =
      roster.unassigned + roster.roles.flatMap { ($0.role.patterns ?? []) + $0.role.exclusions }
      + roster.people.flatMap { $0.extra + $0.withheld }
    let named = Set(patterns)
    let unmentioned = snapshot.offeredPermissions.filter { permission in !named.contains { $0.matches(permission) } }
    for (area, permissions) in Dictionary(grouping: unmentioned, by: \.area) {
      let count = WordList.count(permissions.count, "permission", "permissions")
      let named = WordList.list(permissions.map { ShownText.plain($0.action) }, limit: Change.mostNamedInline)
      add(
        .unassigned, .low, area, "the console offers \(count) that no role names: \(named)", added: permissions.map(\.description), at: nil)
    }
  }

  /// A note for the roles that nobody has.
  var unusedRoles: [String] {
    let used = Set(roster.people.compactMap(\.roleName))
    let unused = roster.roles.map(\.role.name).filter { !used.contains($0) }.sorted()
    guard !unused.isEmpty else { return [] }
    let names = WordList.list(unused.map { ShownText.plain($0) }, limit: 10)
    return ["nobody in the roster has the \(unused.count == 1 ? "role" : "roles") \(names)"]
  }

  private mutating func add(
    _ kind: DriftFinding.Kind, _ severity: DriftFinding.Severity, _ subject: String, _ text: String, added: [String] = [],
    removed: [String] = [], at location: RosterLocation?
  ) {
    findings.append(
      DriftFinding(
        kind: kind, severity: severity, subject: subject, text: text, added: added, removed: removed, rosterLocation: location))
  }

  private static func lastSignIn(_ technician: Technician) -> String {
    switch technician.lastSignIn {
    case .at(let time): ", last sign-in \(RosterExport.shown(time))"
    case .never: ", never signed in"
    case .notShown: ""
    }
  }
}

/// How a difference is worded.
private struct DifferenceWords {
  let has: String
  let lacks: String
  let one: String
  let many: String

  static let permissions = DifferenceWords(has: "has", lacks: "lacks", one: "permission", many: "permissions")
  static let groups = DifferenceWords(has: "is in", lacks: "is not in", one: "group", many: "groups")
}
