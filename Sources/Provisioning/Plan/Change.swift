public import Technicians

/// One thing to do on the console, in words of the domain.
public struct Change: Sendable, Hashable, Codable {
  /// Whom or what it is done to.
  public let subject: Subject
  /// What is done.
  public let action: Action
  /// The line of the roster that asks for it.
  public let rosterLocation: RosterLocation
  /// What it adds to the monthly bill, or takes from it. `nil`: it costs nothing.
  public let monthlyDelta: Money?

  /// A change by its parts.
  public init(subject: Subject, action: Action, rosterLocation: RosterLocation, monthlyDelta: Money? = nil) {
    self.subject = subject
    self.action = action
    self.rosterLocation = rosterLocation
    self.monthlyDelta = monthlyDelta
  }

  /// Whom or what a change is done to.
  public enum Subject: Sendable, Hashable, Codable {
    /// A security group, by its name; `id` where the console has it already.
    case group(id: String?, name: String)
    /// A person; `id` where the console has them already. The address is the console's when the plan is made; the name is what they are called
    /// once it is applied.
    case person(id: TechnicianID?, email: EmailAddress, name: PersonName)
  }

  /// What is done. Permissions are in the order of the console's page, groups by name.
  public enum Action: Sendable, Hashable, Codable {
    /// Makes a security group with these permissions.
    case createGroup(permissions: [Permission])
    /// Ticks and unticks boxes of a security group.
    case updateGroup(add: [Permission], remove: [Permission])
    /// Makes an account, with these permissions or in these groups, whichever the layout has. `role` is its name in the roster.
    case create(kind: TechnicianKind, role: String?, permissions: [Permission], groups: [String])
    /// Lets a deactivated person sign in again.
    case reactivate
    /// Gives a person another address, another name, another kind of account, or several of them.
    case update(email: Replacement<EmailAddress>?, name: Replacement<PersonName>?, kind: Replacement<TechnicianKind>?)
    /// Ticks and unticks boxes of a person. To tick what is ticked already is no mistake: see ``Planner``.
    case permissions(add: [Permission], remove: [Permission])
    /// Puts a person into groups and takes them out of others.
    case groups(add: [String], remove: [String])
    /// Has the console forget a person's second factor, so that they set up another at the next sign-in.
    case resetMFA
    /// Deletes the API tokens that a person has made, which go on working without the account; with `shared` those with a name too.
    case deleteTokens(shared: Bool)
    /// Gives a person's open tickets to somebody else. The name is for whoever has to choose it by hand: a list to choose from has names alone.
    case reassignTickets(to: EmailAddress, id: TechnicianID, name: PersonName)
    /// Looks whether nothing is left of a person's access: the last step of offboarding, which changes nothing.
    case confirmOffboarded
    /// Stops a person from signing in; the last sign-in is for whoever reads the plan.
    case deactivate(lastSignIn: LastSignIn)
  }
}

/// A value, and what takes its place.
public struct Replacement<Value: Sendable & Hashable & Codable>: Sendable, Hashable, Codable {
  /// What the console has.
  public let old: Value
  /// What the roster has.
  public let new: Value

  /// A value and what takes its place.
  public init(old: Value, new: Value) {
    self.old = old
    self.new = new
  }
}

extension Change {
  /// The address of the person; `nil` for a group.
  public var email: EmailAddress? {
    guard case .person(_, let email, _) = subject else { return nil }
    return email
  }

  /// The name of the person or the group.
  public var name: String {
    switch subject {
    case .group(_, let name): name
    case .person(_, _, let name): name.full
    }
  }

  /// How many seats it takes (1), frees (-1) or leaves alone (0).
  public var seatDelta: Int {
    switch action {
    case .create, .reactivate: 1
    case .deactivate: -1
    default: 0
    }
  }
}
