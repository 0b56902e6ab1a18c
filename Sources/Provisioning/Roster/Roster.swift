public import Technicians

/// Who should be a technician, and with which role. What a file says, checked; what the console has to say comes later, in ``Planner``.
public struct Roster: Sendable, Hashable {
  /// The roles, in the order of the file.
  public let roles: [RosterRole]
  /// The people, in the order of the file. Never empty when it came from ``RosterReader``.
  public let people: [RosterPerson]
  /// The file that names the people, as it was given.
  public let file: String

  /// A roster by its parts. ``RosterReader`` is what checks them.
  public init(roles: [RosterRole], people: [RosterPerson], file: String) {
    self.roles = roles
    self.people = people
    self.file = file
  }
}

/// A role of the roster, and where it stands.
public struct RosterRole: Sendable, Hashable {
  /// The role itself.
  public let role: Role
  /// Where its name stands.
  public let location: RosterLocation
  /// The line of each pattern, in their order.
  let patternLines: [Int]

  /// A role, its name and all of its patterns on one line.
  public init(role: Role, location: RosterLocation) {
    self.init(role: role, location: location, patternLines: [])
  }

  init(role: Role, location: RosterLocation, patternLines: [Int]) {
    self.role = role
    self.location = location
    self.patternLines = patternLines
  }
}

/// One row of the roster.
public struct RosterPerson: Sendable, Hashable {
  /// Who it is.
  public let email: EmailAddress
  /// What they are to be called, with one space between the words.
  public let name: PersonName
  /// The kind of account they are to hold.
  public let kind: TechnicianKind
  /// The role, by its name. `nil` only for an admin or somebody deactivated.
  public let roleName: String?
  /// What they are to have beyond the role.
  public let extra: [PermissionPattern]
  /// What they are not to have although the role has it.
  public let withheld: [PermissionPattern]
  /// Whether they are to be able to sign in.
  public let state: TechnicianStatus
  /// Which row it is, from 0.
  public let index: Int
  /// Where the row begins.
  public let location: RosterLocation
  /// Where its fields stand.
  let lines: PersonLines

  /// A row that stands on one line.
  public init(
    email: EmailAddress, name: PersonName, kind: TechnicianKind = .technician, roleName: String? = nil,
    extra: [PermissionPattern] = [], withheld: [PermissionPattern] = [], state: TechnicianStatus = .active, index: Int,
    location: RosterLocation
  ) {
    self.init(
      email: email, name: name, kind: kind, roleName: roleName, extra: extra, withheld: withheld, state: state, index: index,
      location: location, lines: PersonLines())
  }

  init(
    email: EmailAddress, name: PersonName, kind: TechnicianKind, roleName: String?, extra: [PermissionPattern],
    withheld: [PermissionPattern], state: TechnicianStatus, index: Int, location: RosterLocation, lines: PersonLines
  ) {
    self.email = email
    self.name = name
    self.kind = kind
    self.roleName = roleName
    self.extra = extra
    self.withheld = withheld
    self.state = state
    self.index = index
    self.location = location
    self.lines = lines
  }
}

/// The lines of a row's fields, where they are known apart from the row's own.
struct PersonLines: Sendable, Hashable {
  var email: Int?
  var name: Int?
  var role: Int?
  var extra: [Int] = []
  var withheld: [Int] = []
}
