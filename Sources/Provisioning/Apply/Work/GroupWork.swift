import ConsolePages
import Technicians

/// Makes a security group, or ticks and unticks its boxes.
struct GroupWork: ChangeWork {
  let console: Console
  /// As the plan has it; `nil` for a group that is to be made.
  let id: String?
  let name: String
  let add: Set<Permission>
  let remove: Set<Permission>
  let creates: Bool
  var already: String { creates ? "created already" : "already as wanted" }

  func look() async throws -> Looked {
    let page = GroupsPage(console)
    guard !creates else {
      guard let found = try await page.readAll().first(where: { $0.name == name }) else { return Looked() }
      return Looked(group: try await read(found.id, page))
    }
    return Looked(group: try await read(id, page))
  }

  private func read(_ id: String?, _ page: GroupsPage) async throws -> SecurityGroup {
    guard let id else { throw ConsoleError(.notFound, "the list of groups shows no link to the group \(name)") }
    return try await page.read(id: id, expecting: name).group
  }

  func wanted(from looked: Looked) -> Looked {
    let current = looked.group?.permissions ?? []
    return Looked(
      group: SecurityGroup(
        id: looked.group?.id ?? id, name: name, permissions: creates ? add : current.union(add).subtracting(remove)))
  }

  func canContinue(from now: Looked) -> Bool { creates }

  func act(on looked: Looked, witness: @escaping @Sendable () async -> Void) async throws -> String? {
    await witness()
    let page = GroupsPage(console)
    guard let group = looked.group else {
      return try await page.create(name: name, permissions: add)
    }
    let difference = PermissionBoxes.difference(from: group.permissions ?? [], to: wanted(from: looked).group?.permissions ?? [])
    try await page.setPermissions(difference, of: name)
    return group.id
  }

  func readBack(_ made: String?) async throws -> Looked {
    guard let made else { return try await look() }
    return Looked(group: try await read(made, GroupsPage(console)))
  }

  func done(from before: Looked, to now: Looked) -> String {
    if creates { return "created, read back\(now.group?.id.map { " (id \($0))" } ?? "")" }
    let count = PermissionBoxes.difference(from: before.group?.permissions ?? [], to: now.group?.permissions ?? []).count
    return "\(count) of \(count) changed, read back"
  }

  func byHand(from seen: Looked, to wanted: Looked) -> [HandStep] {
    let guide = HandGuide(console)
    if creates, seen.group == nil { return guide.createGroup(name, permissions: add) }
    let target = wanted.group?.permissions ?? add
    let changes = seen.group?.permissions.map { PermissionBoxes.difference(from: $0, to: target) }
    return guide.setPermissions(changes ?? PermissionBoxes.asked(add, remove), ofGroup: name, seen.group?.id ?? id)
  }
}
