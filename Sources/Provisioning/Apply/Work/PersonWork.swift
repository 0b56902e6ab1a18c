import ConsolePages
import Technicians

/// Somebody whom the console has, by their page.
struct PersonOnPage: Sendable {
  let console: Console
  let id: TechnicianID
  let email: EmailAddress
  let name: PersonName

  var page: TechnicianPage { TechnicianPage(console, id: id) }

  func look() async throws -> Looked { Looked(person: try await page.read(expecting: email).technician) }

  /// The same, where the page has a box for each of `groups`. Without it nobody would be seen to be in a group, whoever is.
  func look(offering groups: Set<String>) async throws -> Looked {
    let reading = try await page.read(expecting: email)
    let missing = groups.subtracting(reading.offeredGroups).sorted()
    guard missing.isEmpty else {
      throw ConsoleError(
        .pageNotRecognised, "the page of \(email) has no box for the group \(missing.map { ShownText.quoted($0) }.joined(separator: ", "))")
    }
    return Looked(person: reading.technician)
  }

  /// The same for permissions.
  func look(offering permissions: Set<Permission>) async throws -> Looked {
    let reading = try await page.read(expecting: email)
    let missing = permissions.subtracting(reading.offered.map(\.permission)).sorted()
    guard missing.isEmpty else {
      throw ConsoleError(
        .pageNotRecognised, "the page of \(email) has no box for \(missing.map { ShownText.plain("\($0)") }.joined(separator: ", "))")
    }
    return Looked(person: reading.technician)
  }
}

/// Ticks and unticks boxes of a person.
struct PermissionsWork: ChangeWork {
  let person: PersonOnPage
  let add: Set<Permission>
  let remove: Set<Permission>
  var already: String { "already as wanted" }

  func look() async throws -> Looked { try await person.look(offering: add.union(remove)) }

  func wanted(from looked: Looked) -> Looked {
    looked.person.map { person in
      var wanted = person
      wanted.permissions = (person.permissions ?? []).union(add).subtracting(remove)
      return Looked(person: wanted)
    } ?? looked
  }

  func act(on looked: Looked, witness: @escaping @Sendable () async -> Void) async throws -> String? {
    let difference = PermissionBoxes.difference(from: looked.person?.permissions ?? [], to: wanted(from: looked).person?.permissions ?? [])
    await witness()
    try await person.page.setPermissions(difference, of: person.email)
    return nil
  }

  func done(from before: Looked, to now: Looked) -> String {
    let count = PermissionBoxes.difference(from: before.person?.permissions ?? [], to: wanted(from: before).person?.permissions ?? []).count
    return "\(count) of \(count) changed, read back"
  }

  func byHand(from seen: Looked, to wanted: Looked) -> [HandStep] {
    let changes = seen.person?.permissions.map { PermissionBoxes.difference(from: $0, to: wanted.person?.permissions ?? $0) }
    return HandGuide(person.console).setPermissions(changes ?? PermissionBoxes.asked(add, remove), of: person.email, person.id)
  }
}

/// Puts a person into groups and takes them out of others.
struct GroupsWork: ChangeWork {
  let person: PersonOnPage
  let add: Set<String>
  let remove: Set<String>
  var already: String { "already as wanted" }

  func look() async throws -> Looked { try await person.look(offering: add.union(remove)) }

  func wanted(from looked: Looked) -> Looked {
    looked.person.map { person in
      var wanted = person
      wanted.groups = (person.groups ?? []).union(add).subtracting(remove)
      return Looked(person: wanted)
    } ?? looked
  }

  func act(on looked: Looked, witness: @escaping @Sendable () async -> Void) async throws -> String? {
    let changes = Memberships.difference(from: looked.person?.groups ?? [], to: wanted(from: looked).person?.groups ?? [])
    await witness()
    try await person.page.update(person.email, groups: changes)
    return nil
  }

  func done(from before: Looked, to now: Looked) -> String {
    let groups = (now.person?.groups ?? []).sorted()
    return groups.isEmpty ? "in no group any more, read back" : "in \(groups.joined(separator: ", ")), read back"
  }

  func byHand(from seen: Looked, to wanted: Looked) -> [HandStep] {
    let changes = seen.person?.groups.map { Memberships.difference(from: $0, to: wanted.person?.groups ?? $0) }
    return HandGuide(person.console).setGroups(
      changes ?? Memberships.difference(from: remove, to: add), of: person.email, person.id)
  }
}

/// Gives a person another address, name or kind of account.
struct UpdateWork: ChangeWork {
  let person: PersonOnPage
  let email: EmailAddress?
  let name: PersonName?
  let kind: TechnicianKind?
  var already: String { "already as wanted" }

  /// A run that was cut short may have given the new address already.
  func look() async throws -> Looked {
    guard let email else { return try await person.look() }
    let read = try await person.page.read().technician
    guard read.email == person.email || read.email == email else {
      throw ConsoleError(.pageNotRecognised, "the page that was opened for \(person.email) shows \(read.email); nothing was touched")
    }
    return Looked(person: read)
  }

  func wanted(from looked: Looked) -> Looked {
    looked.person.map { person in
      var wanted = person
      wanted.email = email ?? person.email
      wanted.name = name ?? person.name
      if let kind, kind != person.kind {
        wanted.kind = kind
        // Permissions do not bind an admin, and what the console keeps of them is its own affair.
        wanted.permissions = nil
        wanted.groups = nil
      }
      return Looked(person: wanted)
    } ?? looked
  }

  func act(on looked: Looked, witness: @escaping @Sendable () async -> Void) async throws -> String? {
    await witness()
    try await person.page.update(looked.person?.email ?? person.email, newEmail: email, name: name, kind: kind)
    return nil
  }

  func done(from before: Looked, to now: Looked) -> String { "changed, read back" }

  /// Only what is still otherwise.
  func byHand(from seen: Looked, to wanted: Looked) -> [HandStep] {
    let now = seen.person
    func left<Value>(_ asked: Value?, _ isSo: (Technician) -> Bool) -> Value? { now.map(isSo) == true ? nil : asked }
    return HandGuide(person.console).update(
      now?.email ?? person.email, person.id, before: now, newEmail: left(email) { $0.email == email },
      name: left(name) { person in name.map { person.name.readsLike($0) } ?? true }, kind: left(kind) { $0.kind == kind })
  }
}

/// Lets a deactivated person sign in again.
struct ReactivateWork: ChangeWork {
  let person: PersonOnPage
  var already: String { "active already" }

  func look() async throws -> Looked { try await person.look() }

  func wanted(from looked: Looked) -> Looked { looked.with(.active) }

  func act(on looked: Looked, witness: @escaping @Sendable () async -> Void) async throws -> String? {
    await witness()
    try await person.page.reactivate(person.email)
    return nil
  }

  func done(from before: Looked, to now: Looked) -> String { "reactivated, read back" }

  func byHand(from seen: Looked, to wanted: Looked) -> [HandStep] { HandGuide(person.console).reactivate(person.email, person.id) }
}

/// Stops a person from signing in.
struct DeactivateWork: ChangeWork {
  let person: PersonOnPage
  let reason: String?
  var already: String { "deactivated already" }

  func look() async throws -> Looked { try await person.look() }

  func wanted(from looked: Looked) -> Looked { looked.with(.deactivated) }

  func act(on looked: Looked, witness: @escaping @Sendable () async -> Void) async throws -> String? {
    try await DeactivatePage(person.console).deactivate(
      Technician(id: person.id, email: person.email, name: person.name), reason: reason, isOpen: true, witness: witness)
    return nil
  }

  func done(from before: Looked, to now: Looked) -> String { "deactivated, read back" }

  func byHand(from seen: Looked, to wanted: Looked) -> [HandStep] {
    HandGuide(person.console).deactivate(person.email, person.id, reason: reason)
  }
}

extension Looked {
  /// The person in another status. What permissions and groups a console shows of somebody deactivated is its own affair.
  fileprivate func with(_ status: TechnicianStatus) -> Looked {
    guard var person, person.status != status else { return self }
    person.status = status
    person.permissions = nil
    person.groups = nil
    return Looked(person: person)
  }
}

/// Which boxes to tick and untick.
enum PermissionBoxes {
  /// To come from one set to another.
  static func difference(from current: Set<Permission>, to target: Set<Permission>) -> [Permission: Bool] {
    var wanted: [Permission: Bool] = [:]
    for permission in target.subtracting(current) { wanted[permission] = true }
    for permission in current.subtracting(target) { wanted[permission] = false }
    return wanted
  }

  /// As a change asks for it, where it is not known what is ticked.
  static func asked(_ add: Set<Permission>, _ remove: Set<Permission>) -> [Permission: Bool] { difference(from: remove, to: add) }
}

/// Which groups to join and to leave.
enum Memberships {
  /// To come from one set to another.
  static func difference(from current: Set<String>, to target: Set<String>) -> [String: Bool] {
    var wanted: [String: Bool] = [:]
    for group in target.subtracting(current) { wanted[group] = true }
    for group in current.subtracting(target) { wanted[group] = false }
    return wanted
  }
}
