public import Technicians

/// Who should be a technician, and with which role. What a file says, checked; what the console has to say comes later, in ``Planner``.
public struct Roster: Sendable, Hashable {
  /// The roles, in the order of the file.
  public let roles: [RosterRole]
  /// The people, in the order of the file. Never empty when it came from ``RosterReader``.
  public let people: [RosterPerson]
  /// The file that names the people, as it was given.
  public let file: String
  /// What becomes of active people on the console whom the roster does not name.
  public let unlisted: UnlistedRule
  /// Where ``unlisted`` stands; the file's first line where it was left out.
  public let unlistedLocation: RosterLocation
  /// Whom no plan may deactivate, demote, rename or give another address.
  public var protected: [PeoplePattern] { protectedPlaces.map(\.pattern) }
  /// Whom no plan changes and nothing reports.
  public var ignored: [PeoplePattern] { ignoredPlaces.map(\.pattern) }

  /// Permissions that are known and that no role gives. They give nothing to anybody: ``RosterDrift`` tells of those that nothing names.
  public internal(set) var unassigned: [PermissionPattern] = []

  let protectedPlaces: [PlacedPattern]
  let ignoredPlaces: [PlacedPattern]

  /// A roster by its parts. ``RosterReader`` is what checks them.
  public init(
    roles: [RosterRole], people: [RosterPerson], file: String, unlisted: UnlistedRule = .report,
    unlistedLocation: RosterLocation? = nil, protected: [PeoplePattern] = [], ignored: [PeoplePattern] = []
  ) {
    let top = RosterLocation(file: file, line: 1)
    self.init(
      roles: roles, people: people, file: file, unlisted: unlisted, unlistedLocation: unlistedLocation ?? top,
      protectedPlaces: protected.enumerated().map { PlacedPattern($1, at: top, field: RosterSection.protect.path(item: $0)) },
      ignoredPlaces: ignored.enumerated().map { PlacedPattern($1, at: top, field: RosterSection.ignore.path(item: $0)) })
  }

  init(
    roles: [RosterRole], people: [RosterPerson], file: String, unlisted: UnlistedRule, unlistedLocation: RosterLocation,
    protectedPlaces: [PlacedPattern], ignoredPlaces: [PlacedPattern]
  ) {
    self.roles = roles
    self.people = people
    self.file = file
    self.unlisted = unlisted
    self.unlistedLocation = unlistedLocation
    self.protectedPlaces = protectedPlaces
    self.ignoredPlaces = ignoredPlaces
  }

  /// Whether the roster says to leave whoever has this address out of account.
  public func ignores(_ email: EmailAddress) -> Bool { ignoredPlaces.contains { $0.pattern.matches(email) } }

  /// Whether the roster protects whoever has this address.
  public func protects(_ email: EmailAddress) -> Bool { protectedPlaces.contains { $0.pattern.matches(email) } }
}

/// What becomes of active people on the console who are not in the roster. The words are those of the roster.
public enum UnlistedRule: String, Sendable, Hashable, Codable, CaseIterable {
  /// They are reported and left alone.
  case report
  /// They are deactivated, but for those who are protected or ignored, and the account that is signed in.
  case deactivate
}

/// A pattern of people, and where it stands.
struct PlacedPattern: Sendable, Hashable {
  let pattern: PeoplePattern
  let location: RosterLocation
  /// Such as `protect[1]`.
  let field: String

  init(_ pattern: PeoplePattern, at location: RosterLocation, field: String) {
    self.pattern = pattern
    self.location = location
    self.field = field
  }
}
