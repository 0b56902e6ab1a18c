public import Technicians

/// One row of the roster.
public struct RosterPerson: Sendable, Hashable {
  /// The console's own number for them, where the roster has it: it says who they are then, and ``email`` is what their address is to be.
  public let id: TechnicianID?
  /// Their address. Without ``id`` it says who they are.
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
    id: TechnicianID? = nil, email: EmailAddress, name: PersonName, kind: TechnicianKind = .technician, roleName: String? = nil,
    extra: [PermissionPattern] = [], withheld: [PermissionPattern] = [], state: TechnicianStatus = .active, index: Int,
    location: RosterLocation
  ) {
    self.init(
      id: id, email: email, name: name, kind: kind, roleName: roleName, extra: extra, withheld: withheld, state: state, index: index,
      location: location, lines: PersonLines())
  }

  init(
    id: TechnicianID?, email: EmailAddress, name: PersonName, kind: TechnicianKind, roleName: String?, extra: [PermissionPattern],
    withheld: [PermissionPattern], state: TechnicianStatus, index: Int, location: RosterLocation, lines: PersonLines
  ) {
    self.id = id
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
  var id: Int?
  var email: Int?
  var name: Int?
  var role: Int?
  var extra: [Int] = []
  var withheld: [Int] = []
}

extension RosterPerson {
  /// A mistake in one field of the row, at the line of the field where it is known.
  func mistake(_ line: Int?, _ field: String, _ message: String) -> RosterMistake {
    RosterMistake(file: location.file, line: line ?? location.line, field: field, message: message)
  }
}
