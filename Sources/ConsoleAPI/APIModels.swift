public import Technicians

/// Whose token it is, by `GET /me`.
public struct APIAccount: Sendable, Hashable {
  /// The console's number of the token's maker.
  public let id: TechnicianID
  /// Their address.
  public let email: EmailAddress
  /// Their name.
  public let name: String
  /// Whether they may do everything.
  public let isAdmin: Bool
  /// The account's name: `acme` of `acme.syncromsp.com`.
  public let subdomain: String
}

/// One of the list of people, which tells no more.
public struct APIListedUser: Sendable, Hashable {
  /// The console's number.
  public let id: TechnicianID
  /// The name.
  public let name: String

  /// One of the list.
  public init(id: TechnicianID, name: String) { (self.id, self.name) = (id, name) }
}

/// Somebody by `GET /users/{id}`. Whether the account is disabled is not told.
public struct APIUser: Sendable, Hashable {
  /// The console's number.
  public let id: TechnicianID
  /// The address.
  public let email: EmailAddress
  /// The name.
  public let name: String
  /// Whether they may do everything.
  public let isAdmin: Bool
  /// The group, where one is told.
  public let group: String?
  /// The colour in the calendar, where one is told.
  public let color: String?
  /// When the account was made, as the API writes it.
  public let createdAt: String?
  /// When it was changed last, as the API writes it.
  public let updatedAt: String?
}

/// A ticket.
public struct APITicket: Sendable, Hashable {
  /// The number by which the API is asked for it.
  public let id: Int
  /// The number that people quote.
  public let number: Int?
  /// What it is about.
  public let subject: String
  /// The state in words.
  public let status: String
  /// Who has it; `nil` for nobody.
  public let assignee: TechnicianID?
}
