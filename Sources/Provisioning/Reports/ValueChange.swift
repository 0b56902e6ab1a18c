internal import Technicians

/// One value of a person or group: before, as wanted, and as it was read back.
public struct ValueChange: Sendable, Hashable, Codable {
  /// What it is: `kind`, `permission Tickets/Delete`.
  public let name: String
  /// What it was; `nil` where that was not read.
  public let before: String?
  /// What it was to be.
  public let wanted: String
  /// What a fresh page showed afterwards; `nil` where none was seen.
  public let after: String?

  /// Whether it came out as wanted; `nil` where nobody looked.
  public var isAsWanted: Bool? { after.map { $0 == wanted } }
}

extension ReportedChange {
  /// Every value that the change is about.
  public var values: [ValueChange] {
    switch change.action {
    case .create(let kind, _, let permissions, let groups):
      let held =
        groups.isEmpty
        ? [value("permissions", wanted: Self.counted(permissions.count)) { $0.permissions.map { Self.counted($0.count) } }]
        : groups.map { group in membership(group, wanted: true) }
      // An admin's permissions are not set: they do not bind.
      return [
        value("account", wanted: TechnicianStatus.active.rawValue) { $0.status.rawValue },
        value("name", wanted: change.name) { $0.name.full }, value("kind", wanted: kind.rawValue) { $0.kind.rawValue },
      ] + (kind == .admin ? [] : held)
    case .reactivate: return [value("account", wanted: TechnicianStatus.active.rawValue) { $0.status.rawValue }]
    case .deactivate: return [value("account", wanted: TechnicianStatus.deactivated.rawValue) { $0.status.rawValue }]
    case .resetMFA: return [value("second factor", wanted: SecondFactor.notSetUp.rawValue) { $0.secondFactor?.rawValue }]
    case .deleteTokens(let shared):
      let kept = shared ? [] : (before?.belongings?.tokens ?? []).filter(\.mayBeShared)
      return [belonging("API tokens", wanted: kept.count) { $0.tokens?.count }]
    case .reassignTickets: return [belonging("open tickets", wanted: 0) { $0.tickets?.count }]
    case .confirmOffboarded:
      return [
        value("account", wanted: TechnicianStatus.deactivated.rawValue) { $0.status.rawValue },
        belonging("API tokens", wanted: 0) { $0.tokens?.count }, belonging("open tickets", wanted: 0) { $0.tickets?.count },
      ]
    case .update(let email, let name, let kind):
      return [
        email.map { value("email", wanted: $0.new.description) { $0.email.description } },
        name.map { value("name", wanted: $0.new.full) { $0.name.full } },
        kind.map { value("kind", wanted: $0.new.rawValue) { $0.kind.rawValue } },
      ].compactMap(\.self)
    case .permissions(let add, let remove):
      return add.map { permission($0, wanted: true) } + remove.map { permission($0, wanted: false) }
    case .groups(let add, let remove):
      return add.map { membership($0, wanted: true) } + remove.map { membership($0, wanted: false) }
    case .createGroup(let permissions):
      return [
        ValueChange(name: "group", before: before == nil ? nil : Self.none, wanted: "present", after: after?.group.map { _ in "present" }),
        ValueChange(
          name: "permissions", before: before == nil ? nil : Self.none, wanted: Self.counted(permissions.count),
          after: after?.group?.permissions.map { Self.counted($0.count) }),
      ]
    case .updateGroup(let add, let remove):
      return add.map { groupPermission($0, wanted: true) } + remove.map { groupPermission($0, wanted: false) }
    }
  }

  /// What a creation gives, by name, where ``values`` only count it.
  var given: [String] {
    switch change.action {
    case .create(.technician, _, let permissions, _), .createGroup(let permissions): permissions.map(\.description)
    default: []
    }
  }

  /// The values on one line: `kind technician -> admin; permission Tickets/Delete yes -> no`.
  func line(_ side: (ValueChange) -> String?) -> String {
    values.compactMap { value in side(value).map { "\(value.name): \($0)" } }.joined(separator: "; ")
  }

  // MARK: Reading both sides

  private static let none = "none"

  private func value(_ name: String, wanted: String, _ read: (Technician) -> String?) -> ValueChange {
    let was: String? =
      if let before { before.person.map { read($0) } ?? Self.none } else { nil }
    return ValueChange(name: name, before: was, wanted: wanted, after: after?.person.flatMap { read($0) })
  }

  private func belonging(_ name: String, wanted: Int, _ read: (Belongings) -> Int?) -> ValueChange {
    func count(_ looked: Looked?) -> String? { looked?.belongings.flatMap(read).map { "\($0)" } }
    return ValueChange(name: name, before: count(before), wanted: "\(wanted)", after: count(after))
  }

  private func permission(_ permission: Permission, wanted: Bool) -> ValueChange {
    value("permission \(permission)", wanted: Self.word(wanted)) { $0.permissions.map { Self.word($0.contains(permission)) } }
  }

  private func membership(_ group: String, wanted: Bool) -> ValueChange {
    value("member of \(group)", wanted: Self.word(wanted)) { $0.groups.map { Self.word($0.contains(group)) } }
  }

  private func groupPermission(_ permission: Permission, wanted: Bool) -> ValueChange {
    func read(_ group: SecurityGroup?) -> String? { group?.permissions.map { Self.word($0.contains(permission)) } }
    return ValueChange(
      name: "permission \(permission)", before: read(before?.group), wanted: Self.word(wanted), after: read(after?.group))
  }

  private static func word(_ yes: Bool) -> String { yes ? "yes" : "no" }

  private static func counted(_ count: Int) -> String { WordList.count(count, "permission", "permissions") }
}
