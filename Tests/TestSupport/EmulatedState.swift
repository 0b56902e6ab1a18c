/// What the console says of itself on its control port: never read by a page object.
public struct EmulatedState: Decodable, Sendable {
  /// Somebody with an account.
  public struct Person: Decodable, Sendable {
    /// The console's number.
    public let id: Int
    /// The address.
    public let email: String
    /// The whole name.
    public let name: String
    /// `admin` or another word.
    public let kind: String
    /// `active` or `deactivated`.
    public let status: String
    /// `Area - Action`; on a layout with groups what the groups give.
    public let permissions: [String]?
    /// The names of the groups.
    public let groups: [String]?
    /// The password.
    public let password: String?
    /// The one-time-code secret.
    public let totpSecret: String?
    /// The passkey as JSON, with its private key; the robot's alone.
    public let passkey: String?
    /// How often the passkey was used, as the console has it.
    public let passkeySignCount: Int?
    /// The recovery codes that are left.
    public let recoveryCodes: [String]?

    /// The permissions in the way the pages write them: `Area/Action`.
    public var permissionNames: Set<String> {
      Set((permissions ?? []).map { $0.replacing(" - ", with: "/", maxReplacements: 1) })
    }
  }

  /// A security group.
  public struct Group: Decodable, Sendable {
    /// The name.
    public let name: String
    /// The members' addresses.
    public let members: [String]
    /// `Area - Action`.
    public let permissions: [String]
  }

  /// Seats.
  public struct Seats: Decodable, Sendable {
    /// How many are paid for.
    public let active: Int
    /// The price of one, in cents a month.
    public let priceCents: Int
  }

  /// An API token.
  public struct Token: Decodable, Sendable {
    /// The name; empty for a mobile login.
    public let name: String
    /// The creator's address.
    public let creator: String
    /// The token itself.
    public let token: String
  }

  /// A ticket.
  public struct Ticket: Decodable, Sendable {
    /// The number.
    public let number: Int
    /// The assignee's address.
    public let assignee: String?
    /// The state in words.
    public let status: String
  }

  /// Everybody.
  public let people: [Person]
  /// The groups.
  public let groups: [Group]
  /// The seats.
  public let seats: Seats
  /// The tokens.
  public let tokens: [Token]
  /// The tickets.
  public let tickets: [Ticket]
  /// Everything that can be allowed, `Area - Action`.
  public let permissions: [String]

  /// Somebody by address.
  public func person(_ email: String) -> Person? { people.first { $0.email == email } }
}

/// One change that the console made.
public struct EmulatedMutation: Decodable, Sendable {
  /// Who made it.
  public let actor: String
  /// What was done, such as `technician.create`.
  public let action: String
  /// To whom.
  public let target: String
  /// What was changed, by name.
  public let changes: [String: Anything]

  /// A value that is there, whatever it is.
  public struct Anything: Decodable, Sendable {
    /// Takes any.
    public init(from decoder: any Decoder) throws {}
  }
}
