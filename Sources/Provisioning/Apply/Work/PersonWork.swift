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
}

/// Ticks and unticks boxes of a person.
struct PermissionsWork: ChangeWork {
  let person: PersonOnPage
  let add: Set<Permission>
  let remove: Set<Permission>
  var already: String { "already as wanted" }

  func look() async throws -> Looked { try await person.look() }

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
}

/// Puts a person into groups and takes them out of others.
struct GroupsWork: ChangeWork {
  let person: PersonOnPage
  let add: Set<String>
  let remove: Set<String>
  var already: String { "already as wanted" }

  func look() async throws -> Looked { try await person.look() }

  func wanted(from looked: Looked) -> Looked {
    looked.person.map { person in
      var wanted = person
      wanted.groups = (person.groups ?? []).union(add).subtracting(remove)
      return Looked(person: wanted)
    } ?? looked
  }

  func act(on looked: Looked, witness: @escaping @Sendable () async -> Void) async throws -> String? {
    let current = looked.person?.groups ?? []
    let target = wanted(from: looked).person?.groups ?? []
    var changes: [String: Bool] = [:]
    for group in target.subtracting(current) { changes[group] = true }
    for group in current.subtracting(target) { changes[group] = false }
    await witness()
    try await person.page.update(person.email, groups: changes)
    return nil
  }

  func done(from before: Looked, to now: Looked) -> String {
    let groups = (now.person?.groups ?? []).sorted()
    return groups.isEmpty ? "in no group any more, read back" : "in \(groups.joined(separator: ", ")), read back"
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
}
