public import Technicians

/// A role of the roster, and where it stands.
public struct RosterRole: Sendable, Hashable {
  /// The role itself, with everything that it inherits.
  public let role: Role
  /// The roles that it inherits from, as the roster names them.
  public let inherits: [String]
  /// Where its name stands.
  public let location: RosterLocation
  /// The patterns that stand in this role itself, exclusions too: what is wrong with one is said where it stands, and once.
  let written: [PlacedText]

  /// A role, its name and all of its patterns on one line.
  public init(role: Role, inherits: [String] = [], location: RosterLocation) {
    func placed(_ patterns: [PermissionPattern], _ field: (Int) -> String) -> [PlacedText] {
      patterns.enumerated().map { PlacedText(text: $1.description, line: location.line, field: field($0)) }
    }
    self.init(
      role: role, inherits: inherits, location: location,
      written: placed(role.patterns ?? []) { RosterSection.rolePath(role.name, item: $0) }
        + placed(role.exclusions) { RoleField.without.path(role: role.name, item: $0) })
  }

  init(role: Role, inherits: [String], location: RosterLocation, written: [PlacedText]) {
    self.role = role
    self.inherits = inherits
    self.location = location
    self.written = written
  }
}
