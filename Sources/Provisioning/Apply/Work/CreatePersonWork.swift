import ConsolePages
import Technicians

/// Makes an account and gives it what it is to have. Two forms on a layout with permissions on technicians, so that a run may be cut short
/// between them: then what is missing is given to the account that is there.
struct CreatePersonWork: ChangeWork {
  let console: Console
  let email: EmailAddress
  let name: PersonName
  let kind: TechnicianKind
  let permissions: Set<Permission>
  let groups: Set<String>
  /// Where it is to be handed on; `nil` has the console send its mail.
  var firstPassword: FirstPassword?
  /// Never said: an account that is there already is somebody's whom the plan did not know.
  var already: String { "created already" }

  private var setsPermissions: Bool { kind == .technician && console.capabilities.permissions == .technician }
  private var setsGroups: Bool { kind == .technician && console.capabilities.permissions == .group }

  func look() async throws -> Looked {
    guard let found = try await TechniciansPage(console).find(email) else { return Looked() }
    guard let id = found.id else { throw ConsoleError(.notFound, "the list of people shows no link to the page of \(email)") }
    return Looked(person: try await TechnicianPage(console, id: id).read(expecting: email).technician)
  }

  func wanted(from looked: Looked) -> Looked {
    Looked(
      person: Technician(
        id: looked.person?.id, email: email, name: name, kind: kind, permissions: setsPermissions ? permissions : nil,
        groups: setsGroups ? groups : nil))
  }

  /// What is there must be what this change would have made, but for what the second form gives.
  func canContinue(from now: Looked) -> Bool {
    guard let person = now.person else { return true }
    return person.name.readsLike(name) && person.kind == kind && person.status == .active
  }

  func act(on looked: Looked, witness: @escaping @Sendable () async -> Void) async throws -> String? {
    guard let person = looked.person, let id = person.id else { return try await create() }
    let page = TechnicianPage(console, id: id)
    if setsPermissions {
      try await page.setPermissions(PermissionBoxes.difference(from: person.permissions ?? [], to: permissions), of: email)
    } else if setsGroups {
      try await page.update(email, groups: Memberships.difference(from: person.groups ?? [], to: groups))
    }
    return id.rawValue
  }

  func readBack(_ made: String?) async throws -> Looked {
    guard let made else { return try await look() }
    return Looked(person: try await TechnicianPage(console, id: TechnicianID(rawValue: made)).read(expecting: email).technician)
  }

  /// No picture before: there is nobody to be seen yet.
  private func create() async throws -> String? {
    try await Rehearsal(console).readsPeople(for: email)
    let form = NewTechnicianPage(console)
    let created = try await form.create(
      email: email, name: name, kind: kind, groups: groups, permissions: setsPermissions ? permissions : nil,
      firstPassword: firstPassword)
    if setsPermissions, created.reading.technician.permissions != permissions { try await form.savePermissions(of: created) }
    try await form.saveGroups(of: created)
    return created.reading.technician.id?.rawValue
  }

  func done(from before: Looked, to now: Looked) -> String { "created, read back\(now.person?.id.map { " (id \($0))" } ?? "")" }

  /// An account that is there is never made again: what it lacks is given to it.
  func byHand(from seen: Looked, to wanted: Looked) -> [HandStep] {
    let guide = HandGuide(console)
    guard let person = seen.person, let id = person.id else {
      return guide.create(
        email: email, name: name, kind: kind, permissions: setsPermissions ? permissions : nil, groups: setsGroups ? groups : [])
    }
    var steps: [HandStep] = []
    let (isNamed, isOfKind) = (person.name.readsLike(name), person.kind == kind)
    if !isNamed || !isOfKind {
      steps += guide.update(email, id, before: person, name: isNamed ? nil : name, kind: isOfKind ? nil : kind)
    }
    if person.status != .active { steps += guide.reactivate(email, id) }
    let boxes = PermissionBoxes.difference(from: person.permissions ?? [], to: permissions)
    if setsPermissions, !boxes.isEmpty { steps += guide.setPermissions(boxes, of: email, id) }
    let memberships = Memberships.difference(from: person.groups ?? [], to: groups)
    if setsGroups, !memberships.isEmpty { steps += guide.setGroups(memberships, of: email, id) }
    return steps
  }
}
