import Technicians

@testable import Provisioning

extension AppliedPlan {
  /// Where `after` is not as the roster says, worked out anew and by other means than the planner's. What the roster does not speak of
  /// must be as it was in `before`.
  static func differences(_ writing: RosterWriting, before: ConsoleSnapshot, after: ConsoleSnapshot) -> [String] {
    var lines: [String] = []
    var listed: Set<TechnicianID> = []
    for row in writing.rows {
      let byNumber = row.id.map { id in after.technicians.first { $0.id?.rawValue == id } }
      let found = byNumber ?? after.technicians.first { $0.email.comparable == row.email.lowercased() }
      guard let found, let id = found.id else {
        if row.state != .deactivated { lines.append("\(row.email) is missing") }
        continue
      }
      if !listed.insert(id).inserted { lines.append("\(row.email) is somebody else's account") }
      if let difference = difference(row, found, writing, after) { lines.append("\(row.email): \(difference)") }
    }
    for was in before.technicians {
      guard let id = was.id, !listed.contains(id) else { continue }
      let isExempt = writing.isExempt(was.email) || was.email == before.signedInAs
      var expected = was
      if writing.unlisted == .deactivate, !isExempt { expected.status = .deactivated }
      if after.technicians.first(where: { $0.id == id }) != expected {
        lines.append("\(was.email) is not in the roster, and not \(expected.status)")
      }
    }
    if after.technicians.count != listed.union(before.technicians.compactMap(\.id)).count {
      lines.append("somebody is there whom nobody asked for")
    }
    return lines + groupDifferences(writing, after)
  }

  private static func difference(
    _ row: RosterWriting.Row, _ found: Technician, _ writing: RosterWriting, _ after: ConsoleSnapshot
  ) -> String? {
    guard found.status == row.state ?? .active else { return "is \(found.status)" }
    guard found.status == .active else { return nil }
    guard found.email.comparable == row.email.lowercased() else { return "has the address \(found.email)" }
    guard found.kind == row.kind ?? .technician, found.name.full == row.name.full else { return "is \(found.kind) \(found.name)" }
    guard found.kind == .technician else { return nil }
    guard after.capabilities.permissions == .technician else {
      return found.groups == [row.role ?? ""] ? nil : "is in \(found.groups ?? [])"
    }
    let role = writing.permissions(ofRole: row.role ?? "", among: after.offeredPermissions)
    for permission in after.offeredPermissions {
      let isWanted =
        (role.contains(permission) || row.extra.contains { PermissionPattern($0).matches(permission) })
        && !row.without.contains { PermissionPattern($0).matches(permission) }
      if isWanted != (found.permissions?.contains(permission) ?? false) { return "\(permission)" }
    }
    return nil
  }

  private static func groupDifferences(_ writing: RosterWriting, _ after: ConsoleSnapshot) -> [String] {
    guard after.capabilities.permissions == .group else { return [] }
    return writing.roles.filter { $0.shape != .existing }.compactMap { role in
      let group = after.groups.first { $0.name == role.name }
      let wanted = writing.permissions(ofRole: role.name, among: after.offeredPermissions)
      return group?.permissions == wanted ? nil : "group \(role.name)"
    }
  }
}

extension RosterWriting {
  /// Whether somebody may not be deactivated for not being listed.
  fileprivate func isExempt(_ email: EmailAddress) -> Bool {
    (protect + ignore).contains { pattern in
      let parts = pattern.lowercased().split(separator: "*", omittingEmptySubsequences: false)
      guard parts.count > 1, let first = parts.first, let last = parts.last else { return pattern.lowercased() == email.comparable }
      return email.comparable.hasPrefix(first) && email.comparable.hasSuffix(last)
        && parts.dropFirst().dropLast().allSatisfy { email.comparable.contains($0) }
    }
  }
}
