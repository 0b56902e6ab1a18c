import ConsolePages
import Provisioning
import SelectorPacks
import Technicians

/// What somebody new is to be allowed, in one of the ways in which it can be said.
enum NewcomerRights: Sendable {
  case admin
  case named(permissions: [Permission], groups: [String])
  /// A role of a roster. `row` is the newcomer's own, if the roster has one.
  case role(RosterRole, row: RosterPerson?, of: Provisioning.Roster)
  /// The same as somebody who is there.
  case like(EmailAddress)

  /// What is to be done for `newcomer`; `nil` where they are there, and all is so already.
  ///
  /// - Parameter found: who has the email already; `nil` for nobody.
  /// - Throws: ``Newcomer/taken(by:)`` where somebody has it who is not as asked for; what keeps the rights from being given.
  func order(for newcomer: Newcomer, found: Technician?, _ signedIn: SignedInConsole) async throws -> SingleOrder? {
    let order: SingleOrder
    switch self {
    case .admin: order = try await newcomer.change(.admin, permissions: [], groups: [], signedIn)
    case .named(let permissions, let groups):
      order = try await newcomer.change(.technician, permissions: permissions, groups: groups, signedIn)
    case .like(let email): order = try await Self.order(for: newcomer, like: email, signedIn)
    case .role(let role, let row, let roster): return try await Self.order(for: newcomer, found: found, role, row, roster, signedIn)
    }
    guard let found else { return order }
    guard try await Self.isSo(found, order.change, signedIn) else { throw newcomer.taken(by: found) }
    return nil
  }

  /// Whether somebody who is there is all that was asked for.
  private static func isSo(_ found: Technician, _ change: Change, _ signedIn: SignedInConsole) async throws -> Bool {
    guard case .create(let kind, _, let permissions, let groups) = change.action, let id = found.id else { return false }
    let shown = try await TechnicianPage(signedIn.console, id: id).read(expecting: found.email).technician
    guard shown.kind == kind, shown.status == .active, case .person(_, _, let name) = change.subject, shown.name.readsLike(name) else {
      return false
    }
    return kind == .admin || (shown.permissions.map { $0 == Set(permissions) } ?? (shown.groups == Set(groups)))
  }

  /// Whether a change of an earlier run gives these rights, as far as that can be told before the console is read.
  func isAskedFor(by change: Change) -> Bool {
    guard case .create(let kind, let role, let permissions, let groups) = change.action else { return false }
    switch self {
    case .admin: return kind == .admin
    case .named(let named, let some): return kind == .technician && Set(named) == Set(permissions) && Set(some) == Set(groups)
    case .role(let wanted, _, _): return role == wanted.role.name
    // Whose they were is not written down.
    case .like: return role == nil
    }
  }

  private static func order(for newcomer: Newcomer, like email: EmailAddress, _ signedIn: SignedInConsole) async throws -> SingleOrder {
    guard let other = try await TechniciansPage(signedIn.console).find(email), let id = other.id else {
      throw SingleChange.notFound(email, on: signedIn)
    }
    guard other.status == .active else {
      throw UsageError("\(email), whose rights are to be had, is deactivated", "Name somebody who is active.")
    }
    let reading = try await TechnicianPage(signedIn.console, id: id).read(expecting: email)
    guard reading.technician.kind == .technician else { return try await newcomer.change(.admin, permissions: [], groups: [], signedIn) }
    let held = reading.technician.permissions ?? []
    return try await newcomer.change(
      .technician, permissions: reading.offered.map(\.permission).filter(held.contains), groups: (reading.technician.groups ?? []).sorted(),
      signedIn)
  }

  /// A plan for a roster of this role and this person alone: what patterns mean, and what of them the console does not have, is the planner's.
  private static func order(
    for newcomer: Newcomer, found: Technician?, _ role: RosterRole, _ row: RosterPerson?, _ roster: Provisioning.Roster,
    _ signedIn: SignedInConsole
  ) async throws -> SingleOrder? {
    let person =
      row
      ?? RosterPerson(email: newcomer.email, name: newcomer.name, roleName: role.role.name, index: 0, location: .commandLine)
    let small = Provisioning.Roster(roles: [role], people: [person], file: roster.file)
    let plan = try Planner.plan(roster: small, snapshot: try await signedIn.reader().read(for: small))
    if let group = plan.changes.first(where: { $0.email == nil }) {
      throw UsageError(
        "the console's security group is not as the role \(ShownText.quoted(role.role.name)) says: \(group.summary)",
        "Bring it in line first: syncroctl plan \(ShellWords.quoted(roster.file)) -o FILE")
    }
    if let found {
      guard plan.changes.isEmpty else { throw newcomer.taken(by: found) }
      return nil
    }
    guard let change = plan.changes.first, plan.changes.count == 1 else {
      throw UsageError(
        "the role \(ShownText.quoted(role.role.name)) comes to no single change", "Use a roster: syncroctl plan ROSTER -o FILE")
    }
    let notes = row == nil ? ["\(newcomer.email) is not in \(roster.file) yet: without a row there, drift will tell of it"] : []
    return SingleOrder(change, seats: plan.seats.before, notes: notes, preview: notes)
  }
}

extension NewcomerRights {
  /// A role out of a roster that was read.
  ///
  /// - Throws: ``UsageError`` where there is no such role, or the roster says otherwise of the newcomer.
  static func role(_ name: String, in roster: Provisioning.Roster, for newcomer: Newcomer) throws -> NewcomerRights {
    guard let role = roster.roles.first(where: { $0.role.name == name }) else {
      let names = roster.roles.map(\.role.name)
      throw UsageError(
        "\(roster.file) has no role \(ShownText.quoted(name))\(NearestNames.question(for: name, among: names))",
        names.isEmpty ? "It has no roles." : "It has: \(names.map { ShownText.plain($0) }.joined(separator: ", ")).")
    }
    let row = roster.people.first { $0.email == newcomer.email }
    if let row {
      let isSo = row.state == .active && row.kind == .technician && row.roleName == name && row.name.readsLike(newcomer.name)
      guard isSo, row.id == nil else {
        let said = [row.name.full, row.kind.rawValue, row.state.rawValue] + [row.roleName.map { "role \($0)" }].compactMap(\.self)
        throw UsageError(
          "\(row.location) says otherwise of \(newcomer.email): \(said.map { ShownText.plain($0) }.joined(separator: ", "))",
          "Say the same here, or put the row right.")
      }
    }
    return .role(role, row: row, of: roster)
  }
}
