/// The fields of a row, by the names that people write.
enum RosterField: String, CaseIterable {
  case id
  case email
  case firstName = "first_name"
  case lastName = "last_name"
  case name
  case kind
  case role
  case extra
  case without
  case state

  /// Whether the field holds a list of patterns.
  var isList: Bool { self == .extra || self == .without }

  /// Whether it is a name or a part of one.
  var isName: Bool { self == .name || self == .firstName || self == .lastName }

  /// The field of the row at `index`: `technicians[3].role`.
  func path(row index: Int) -> String { "\(Self.rowPath(index)).\(rawValue)" }

  /// One item of a list: `technicians[3].extra[1]`.
  func path(row index: Int, item: Int) -> String { "\(path(row: index))[\(item)]" }

  /// The row at `index` as a whole: `technicians[3]`.
  static func rowPath(_ index: Int) -> String { "\(RosterSection.technicians.rawValue)[\(index)]" }
}

/// The fields of a role that is written as a mapping.
enum RoleField: String, CaseIterable {
  case inherit
  case permissions
  case without

  /// The field of a role: `roles.senior.inherit`.
  func path(role: String) -> String { "\(RosterSection.rolePath(role)).\(rawValue)" }

  /// One item of its list: `roles.senior.inherit[0]`.
  func path(role: String, item: Int) -> String { "\(path(role: role))[\(item)]" }
}

/// The sections of a roster.
enum RosterSection: String, CaseIterable {
  /// Where editors look for the schema of a JSON file. It says nothing here.
  case schema = "$schema"
  case version
  case unlisted
  case protect
  case ignore
  case unassigned
  case roles
  case technicians

  /// Those that a file of roles may have.
  static let ofRolesFile = allCases.filter { $0 != .technicians }

  /// An item of a section that is a list: `protect[1]`.
  func path(item: Int) -> String { "\(rawValue)[\(item)]" }

  /// A role: `roles.billing`.
  static func rolePath(_ name: String) -> String { "\(roles.rawValue).\(ShownText.plain(name, limit: 40))" }

  /// A pattern of a role that is written as a list: `roles.billing[2]`.
  static func rolePath(_ name: String, item: Int) -> String { "\(rolePath(name))[\(item)]" }
}
