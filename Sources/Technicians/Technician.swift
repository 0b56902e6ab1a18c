public import struct Foundation.Date

/// The console's own number for a technician, as it stands in the address of that technician's page.
public struct TechnicianID: Sendable, Hashable, Codable, RawRepresentable, CustomStringConvertible {
  /// The number as the page writes it.
  public let rawValue: String

  /// An id as read from a page.
  public init(rawValue: String) { self.rawValue = rawValue }

  /// The number as the page writes it.
  public var description: String { rawValue }

  /// Reads one text.
  public init(from decoder: any Decoder) throws { rawValue = try decoder.singleValueContainer().decode(String.self) }

  /// Writes one text.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(rawValue)
  }
}

/// What kind of account somebody holds (console facts, section 1).
public enum TechnicianKind: String, Sendable, Hashable, Codable, CaseIterable {
  /// Everything, billing too: "Admin Technician" in one layout, "Global Admin" in the other. Permissions do not bind an admin.
  case admin
  /// Bound by permissions or groups.
  case technician
}

/// Whether an account can be used.
public enum TechnicianStatus: String, Sendable, Hashable, Codable, CaseIterable {
  /// Can sign in, and costs a seat.
  case active
  /// Cannot sign in; tickets and history stay (console facts, section 2).
  case deactivated
}

/// Whether somebody has set up what is asked for beside the password: a one-time code, a key.
public enum SecondFactor: String, Sendable, Hashable, Codable {
  /// It is asked for at a sign-in.
  case setUp = "set up"
  /// The console has none of theirs.
  case notSetUp = "not set up"
}

/// When somebody last signed in, as far as the console says.
///
/// Encoded as one value: the time in the encoder's own form, or the words `never` and `not shown`.
public enum LastSignIn: Sendable, Hashable {
  /// At this time.
  case at(Date)
  /// The console says that they never did.
  case never
  /// The console has no such column (console facts, section 1: unknown in the layout `users`).
  case notShown
}

extension LastSignIn: Codable {
  private static let neverWord = "never"
  private static let notShownWord = "not shown"

  /// Reads one of the two words, else a time.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    switch try? container.decode(String.self) {
    case Self.neverWord: self = .never
    case Self.notShownWord: self = .notShown
    default: self = .at(try container.decode(Date.self))
    }
  }

  /// Writes one of the two words, or a time.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    switch self {
    case .at(let date): try container.encode(date)
    case .never: try container.encode(Self.neverWord)
    case .notShown: try container.encode(Self.notShownWord)
    }
  }
}

/// A technician as read from the console. Encoded with its sets sorted, so that the same person always gives the same bytes.
public struct Technician: Sendable, Hashable, Codable {
  /// The console's number, once it has been seen.
  public var id: TechnicianID?
  /// Who it is.
  public var email: EmailAddress
  /// What they are called. Not an identity.
  public var name: PersonName
  /// The kind of account.
  public var kind: TechnicianKind
  /// Whether the account can be used.
  public var status: TechnicianStatus
  /// The last sign-in.
  public var lastSignIn: LastSignIn
  /// What they are allowed, if it has been read. On a layout with groups: `nil`.
  public var permissions: Set<Permission>?
  /// The security groups they are in, if the layout has groups and they have been read.
  public var groups: Set<String>?

  /// Whether a second factor is set up, if that has been read.
  public var secondFactor: SecondFactor?

  /// A technician with what has been read so far.
  public init(
    id: TechnicianID? = nil, email: EmailAddress, name: PersonName, kind: TechnicianKind = .technician,
    status: TechnicianStatus = .active, lastSignIn: LastSignIn = .notShown, permissions: Set<Permission>? = nil,
    groups: Set<String>? = nil, secondFactor: SecondFactor? = nil
  ) {
    self.id = id
    self.email = email
    self.name = name
    self.kind = kind
    self.status = status
    self.lastSignIn = lastSignIn
    self.permissions = permissions
    self.groups = groups
    self.secondFactor = secondFactor
  }
}

extension Technician {
  private enum CodingKeys: String, CodingKey { case id, email, name, kind, status, lastSignIn, permissions, groups, secondFactor }

  /// Writes permissions and groups in their order, not in a set's.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encodeIfPresent(id, forKey: .id)
    try container.encode(email, forKey: .email)
    try container.encode(name, forKey: .name)
    try container.encode(kind, forKey: .kind)
    try container.encode(status, forKey: .status)
    try container.encode(lastSignIn, forKey: .lastSignIn)
    try container.encodeIfPresent(permissions?.sorted(), forKey: .permissions)
    try container.encodeIfPresent(groups?.sorted(), forKey: .groups)
    try container.encodeIfPresent(secondFactor, forKey: .secondFactor)
  }
}
