/// The fields of a row, by the names that people write.
enum RosterField: String, CaseIterable {
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

  /// The field of the row at `index`: `technicians[3].role`.
  func path(row index: Int) -> String { "\(Self.rowPath(index)).\(rawValue)" }

  /// One item of a list: `technicians[3].extra[1]`.
  func path(row index: Int, item: Int) -> String { "\(path(row: index))[\(item)]" }

  /// The row at `index` as a whole: `technicians[3]`.
  static func rowPath(_ index: Int) -> String { "\(RosterSection.technicians.rawValue)[\(index)]" }
}

/// The sections of a roster.
enum RosterSection: String, CaseIterable {
  case version
  case roles
  case technicians

  /// A role: `roles.billing`.
  static func rolePath(_ name: String) -> String { "\(roles.rawValue).\(ShownText.plain(name, limit: 40))" }

  /// A pattern of a role: `roles.billing[2]`.
  static func rolePath(_ name: String, item: Int) -> String { "\(rolePath(name))[\(item)]" }
}
