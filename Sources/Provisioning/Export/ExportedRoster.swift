internal import Technicians

/// A roster on its way out of a console, before it is text.
struct ExportedRoster {
  var roles: [ExportedRole] = []
  /// By address.
  var people: [ExportedPerson] = []
  /// By address.
  var ignored: [IgnoredPerson] = []
  /// Permissions that the console offers and no role names, as patterns.
  var unassigned: [String] = []
  /// Deactivated people who are not in it.
  var leftOut = 0
  var notes: [String] = []
}

/// A role as it will stand in the file.
struct ExportedRole {
  let name: String
  /// `nil`: the group on the console, as it is.
  let patterns: [String]?
  /// How many permissions the patterns stand for.
  let permissions: Int
  /// How many of the exported people have it.
  var people = 0
}

/// A person as they will stand in the file.
struct ExportedPerson {
  let id: TechnicianID?
  let email: EmailAddress
  let name: PersonName
  let kind: TechnicianKind
  let status: TechnicianStatus
  var access = ExportedAccess()
}

/// What a row says of permissions.
struct ExportedAccess {
  var role: String?
  var extra: [String] = []
  var without: [String] = []
}

/// Somebody whom a roster cannot describe, and why.
struct IgnoredPerson {
  let person: Technician
  let reason: String
}

/// Says permissions in patterns, as far as each can be said.
struct PermissionWording {
  private var catalog: PermissionCatalog
  private let foldsAreas: Bool

  /// - Parameter foldsAreas: whether an area that is granted as a whole becomes `Area/*`.
  init(_ catalog: PermissionCatalog, foldsAreas: Bool) {
    self.catalog = catalog
    self.foldsAreas = foldsAreas
  }

  /// The first of `permissions` that no pattern means alone: one whose own words hold a `*`, say, or that the console does not offer.
  mutating func unsayable(_ permissions: Set<Permission>) -> Permission? {
    catalog.ordered(permissions).first { !isSayable($0) }
  }

  /// Patterns that mean exactly `permissions`, each of which must be sayable; in the order of the console's page.
  mutating func patterns(_ permissions: Set<Permission>) -> [String] {
    var folded: Set<String> = []
    var patterns: [String] = []
    for permission in catalog.ordered(permissions) where !folded.contains(permission.area) {
      if foldsAreas, let wildcard = wildcard(of: permission.area, within: permissions) {
        folded.insert(permission.area)
        patterns.append(wildcard)
      } else {
        patterns.append(permission.description)
      }
    }
    return patterns
  }

  private mutating func isSayable(_ permission: Permission) -> Bool {
    let text = permission.description
    return text == text.trimmed && PatternRules.mistake(in: text) == nil
      && catalog.permissions(for: PermissionPattern(text)) == [permission]
  }

  /// `Area/*`, where that means more than one permission, all of them of the area, and all are granted.
  private mutating func wildcard(of area: String, within permissions: Set<Permission>) -> String? {
    let text = "\(area)/*"
    guard PatternRules.mistake(in: text) == nil, text == text.trimmed else { return nil }
    let meant = catalog.permissions(for: PermissionPattern(text))
    guard meant.count > 1, meant.isSubset(of: permissions), meant.allSatisfy({ $0.area == area }) else { return nil }
    return meant.count == catalog.offered.count { $0.area == area } ? text : nil
  }
}
