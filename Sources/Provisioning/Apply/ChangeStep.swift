import ConsolePages
import Technicians

/// One change on its way: look, act, read back.
struct ChangeStep: Sendable {
  let console: Console
  let evidence: EvidenceFolder?
  let change: Change
  let number: Int
  let deactivationReason: String?

  /// What became of it.
  struct Report: Sendable {
    var outcome: ChangeResult.Outcome
    var detail: String
    var technician: Technician?
    var group: SecurityGroup?
    /// The error on a page that led to this.
    var error: ConsoleError?

    init(_ outcome: ChangeResult.Outcome, _ detail: String, technician: Technician? = nil, group: SecurityGroup? = nil) {
      self.outcome = outcome
      self.detail = detail
      self.technician = technician
      self.group = group
    }

    /// An error as an outcome. An error after a click whose effect was not seen is not a failure but an unknown.
    init(failure error: any Error) {
      if let error = error as? ConsoleError {
        let words = ([error.message] + error.details.filter { $0.hasPrefix("it says:") }).joined(separator: "; ")
        self.init(error.code == .outcomeUnknown || error.consequence == .unknown ? .unknown : .failed, words)
        self.error = error
      } else {
        // Driver or browser went away; whether before or after a click cannot be told.
        self.init(.unknown, "\(error)")
      }
    }
  }

  func perform() async throws -> Report {
    switch (change.subject, change.action) {
    case (.group(_, let name), .createGroup(let permissions)): try await createGroup(name, Set(permissions))
    case (.group(_, let name), .updateGroup(let add, let remove)): try await updateGroup(name, add: add, remove: remove)
    case (.person(_, let email, let name), .create(let kind, _, let permissions, let groups)):
      try await create(email, name, kind, Set(permissions), Set(groups))
    case (.person(let id, let email, _), .permissions(let add, let remove)):
      try await setPermissions(try page(id, email), email, add: add, remove: remove)
    case (.person(let id, let email, _), .groups(let add, let remove)):
      try await setGroups(try page(id, email), email, add: add, remove: remove)
    case (.person(let id, let email, _), .update(_, let name, let kind)):
      try await update(try page(id, email), email, name: name?.new, kind: kind?.new)
    case (.person(let id, let email, _), .reactivate): try await reactivate(try page(id, email), email)
    case (.person(let id, let email, let name), .deactivate):
      try await deactivate(Technician(id: id, email: email, name: name))
    default: Report(.failed, "a change that makes no sense: \(change.summary)")
    }
  }

  private func page(_ id: TechnicianID?, _ email: EmailAddress) throws -> TechnicianPage {
    guard let id else { throw ConsoleError(.notFound, "the list of people shows no link to the page of \(email)") }
    return TechnicianPage(console, id: id)
  }

  private func picture(_ moment: EvidenceFolder.Moment) async {
    await evidence?.keepPicture(of: change, number: number, moment: moment) { try await console.picture() }
  }

  /// Reads what came of something that was clicked. What cannot be read is not a failure then, but an unknown: it may well be done.
  private func readBack<Value>(_ read: () async throws -> Value) async throws -> Value {
    do {
      return try await read()
    } catch let error as ConsoleError where error.code != .notSignedIn && error.code != .unreachable {
      throw ConsoleError(
        .outcomeUnknown, "done as far as the console said, and not read back: \(error.message)", details: error.details,
        consequence: .unknown,
        advice: error.advice)
    } catch let error as ConsoleError {
      // The same, and the end of the run.
      throw ConsoleError(error.code, "not read back: \(error.message)", details: error.details, consequence: .unknown, advice: error.advice)
    }
  }

  // MARK: People

  private func create(
    _ email: EmailAddress, _ name: PersonName, _ kind: TechnicianKind, _ permissions: Set<Permission>, _ groups: Set<String>
  ) async throws -> Report {
    if let already = try await TechniciansPage(console).find(email) {
      return Report(
        .failed, "\(email) has an account already (\(already.status.rawValue)), which the plan did not know: plan again",
        technician: already)
    }
    // No picture before: there is nobody to be seen yet, and the look is in the results.
    let form = NewTechnicianPage(console)
    let setsPermissions = kind == .technician && console.capabilities.permissions == .technician
    let created = try await form.create(
      email: email, name: name, kind: kind, groups: groups, permissions: setsPermissions ? permissions : nil)
    guard let id = created.reading.technician.id else { return Report(.unknown, "created, but the console shows no page for \(email)") }
    let page = TechnicianPage(console, id: id)
    if created.reading.technician.permissions != permissions {
      do {
        try await form.savePermissions(of: created)
      } catch let error as ConsoleError where error.code != .notSignedIn {
        let report = Report(failure: error)
        return Report(report.outcome, "created (id \(id)), but the permissions were not set: \(report.detail); plan again")
      }
    }
    let read = try await readBack { try await page.read(expecting: email).technician }
    await picture(.after)
    let mismatches = [
      read.status == .active ? nil : "the account is deactivated",
      read.kind == kind ? nil : "it is \(read.kind.rawValue)",
      console.capabilities.permissions == .technician && kind == .technician && read.permissions != permissions
        ? "its permissions differ: \(Self.describe(from: permissions, to: read.permissions ?? []))" : nil,
      console.capabilities.permissions == .group && kind == .technician && read.groups != groups
        ? "its groups are \((read.groups ?? []).sorted().joined(separator: ", "))" : nil,
    ].compactMap(\.self)
    return mismatches.isEmpty
      ? Report(.done, "created, read back (id \(id))", technician: read)
      : Report(.failed, "created (id \(id)), but on a fresh page \(mismatches.joined(separator: ", "))", technician: read)
  }

  private func setPermissions(
    _ page: TechnicianPage, _ email: EmailAddress, add: [Permission], remove: [Permission]
  ) async throws -> Report {
    let before = try await page.read(expecting: email).technician
    let current = before.permissions ?? []
    let target = current.union(add).subtracting(remove)
    await picture(.before)
    let wanted = Self.difference(from: current, to: target)
    if wanted.isEmpty { return Report(.unchanged, "already as wanted", technician: before) }
    try await page.setPermissions(wanted, of: email)
    let read = try await readBack { try await page.read(expecting: email).technician }
    await picture(.after)
    guard read.permissions == target else {
      return Report(.failed, "on a fresh page they differ: \(Self.describe(from: target, to: read.permissions ?? []))", technician: read)
    }
    return Report(.done, "\(wanted.count) of \(wanted.count) changed, read back", technician: read)
  }

  private func setGroups(_ page: TechnicianPage, _ email: EmailAddress, add: [String], remove: [String]) async throws -> Report {
    let before = try await page.read(expecting: email)
    let current = before.technician.groups ?? []
    let target = current.union(add).subtracting(remove)
    await picture(.before)
    var wanted: [String: Bool] = [:]
    for group in target.subtracting(current) { wanted[group] = true }
    for group in current.subtracting(target) { wanted[group] = false }
    if wanted.isEmpty { return Report(.unchanged, "already as wanted", technician: before.technician) }
    try await page.update(email, groups: wanted)
    let read = try await readBack { try await page.read(expecting: email).technician }
    await picture(.after)
    guard read.groups == target else {
      return Report(.failed, "on a fresh page the groups are \((read.groups ?? []).sorted().joined(separator: ", "))", technician: read)
    }
    return Report(.done, "in \(target.sorted().joined(separator: ", ")), read back", technician: read)
  }

  private func update(_ page: TechnicianPage, _ email: EmailAddress, name: PersonName?, kind: TechnicianKind?) async throws -> Report {
    let before = try await page.read(expecting: email).technician
    await picture(.before)
    let isSo = { (person: Technician) in
      (name.map { $0.full == person.name.full } ?? true) && (kind.map { $0 == person.kind } ?? true)
    }
    if isSo(before) { return Report(.unchanged, "already as wanted", technician: before) }
    try await page.update(email, name: name, kind: kind)
    let read = try await readBack { try await page.read(expecting: email).technician }
    await picture(.after)
    return isSo(read)
      ? Report(.done, "changed, read back", technician: read)
      : Report(.failed, "on a fresh page it is \(read.name), \(read.kind.rawValue)", technician: read)
  }

  private func reactivate(_ page: TechnicianPage, _ email: EmailAddress) async throws -> Report {
    let before = try await page.read(expecting: email).technician
    await picture(.before)
    if before.status == .active { return Report(.unchanged, "active already", technician: before) }
    try await page.reactivate(email)
    let read = try await readBack { try await page.read(expecting: email).technician }
    await picture(.after)
    return read.status == .active
      ? Report(.done, "reactivated, read back", technician: read)
      : Report(.failed, "on a fresh page the account is still deactivated", technician: read)
  }

  private func deactivate(_ person: Technician) async throws -> Report {
    let page = try page(person.id, person.email)
    do {
      try await DeactivatePage(console).deactivate(person, reason: deactivationReason) { await picture(.before) }
    } catch let error as ConsoleError where error.code == .pageNotRecognised {
      // The button is missing where somebody was deactivated in the meantime.
      let read = try await page.read(expecting: person.email).technician
      guard read.status == .deactivated else { throw error }
      return Report(.unchanged, "deactivated already", technician: read)
    }
    let read = try await readBack { try await page.read(expecting: person.email).technician }
    await picture(.after)
    return read.status == .deactivated
      ? Report(.done, "deactivated, read back", technician: read)
      : Report(.failed, "on a fresh page the account is still active", technician: read)
  }

  // MARK: Groups

  private func createGroup(_ name: String, _ permissions: Set<Permission>) async throws -> Report {
    let page = GroupsPage(console)
    if let already = try await page.readAll().first(where: { $0.name == name }) {
      return Report(.failed, "there is a group \(name) already, which the plan did not know: plan again", group: already)
    }
    await picture(.before)
    let id = try await page.create(name: name, permissions: permissions)
    let read = try await readBack { try await page.read(id: id, expecting: name).group }
    await picture(.after)
    return read.permissions == permissions
      ? Report(.done, "created, read back (id \(id))", group: read)
      : Report(
        .failed, "on a fresh page its permissions differ: \(Self.describe(from: permissions, to: read.permissions ?? []))", group: read)
  }

  private func updateGroup(_ name: String, add: [Permission], remove: [Permission]) async throws -> Report {
    guard case .group(let id?, _) = change.subject else { return Report(.failed, "the list of groups shows no link to \(name)") }
    let page = GroupsPage(console)
    let before = try await page.read(id: id, expecting: name).group
    let current = before.permissions ?? []
    let target = current.union(add).subtracting(remove)
    await picture(.before)
    let wanted = Self.difference(from: current, to: target)
    if wanted.isEmpty { return Report(.unchanged, "already as wanted", group: before) }
    try await page.setPermissions(wanted, of: name)
    let read = try await readBack { try await page.read(id: id, expecting: name).group }
    await picture(.after)
    return read.permissions == target
      ? Report(.done, "\(wanted.count) of \(wanted.count) changed, read back", group: read)
      : Report(.failed, "on a fresh page they differ: \(Self.describe(from: target, to: read.permissions ?? []))", group: read)
  }

  // MARK: Permissions

  /// Which boxes to tick and untick to come from one set to another.
  static func difference(from current: Set<Permission>, to target: Set<Permission>) -> [Permission: Bool] {
    var wanted: [Permission: Bool] = [:]
    for permission in target.subtracting(current) { wanted[permission] = true }
    for permission in current.subtracting(target) { wanted[permission] = false }
    return wanted
  }

  /// `+ Invoices/Create - Tickets/Delete`: what is there beyond what was wanted, and what is missing.
  private static func describe(from wanted: Set<Permission>, to read: Set<Permission>) -> String {
    (read.subtracting(wanted).sorted().map { "+ \($0)" } + wanted.subtracting(read).sorted().map { "- \($0)" }).joined(separator: " ")
  }
}
