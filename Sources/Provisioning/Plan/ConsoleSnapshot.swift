public import Technicians

/// What a console showed when it was read. A plan rests on this alone.
public struct ConsoleSnapshot: Sendable {
  /// Everybody on the console, deactivated people too. Permissions or groups are filled in for those whom ``Planner/peopleToRead(roster:list:capabilities:)`` names.
  public var technicians: [Technician]
  /// The permissions that the console offers, in the order of its page.
  public var offeredPermissions: [Permission]
  /// The security groups with their permissions. Empty on a layout without groups.
  public var groups: [SecurityGroup]
  /// Seats and their price.
  public var seats: SeatUsage
  /// Who is signed in, as the page says.
  public var signedInAs: EmailAddress
  /// What the layout can do.
  public var capabilities: ConsoleCapabilities
  /// The console's host, such as `acme.example`.
  public var address: String
  /// The name of the layout, for showing.
  public var layout: String

  /// What was read.
  public init(
    technicians: [Technician], offeredPermissions: [Permission], groups: [SecurityGroup] = [], seats: SeatUsage,
    signedInAs: EmailAddress, capabilities: ConsoleCapabilities, address: String, layout: String
  ) {
    self.technicians = technicians
    self.offeredPermissions = offeredPermissions
    self.groups = groups
    self.seats = seats
    self.signedInAs = signedInAs
    self.capabilities = capabilities
    self.address = address
    self.layout = layout
  }

  /// How many technicians are active.
  public var activeTechnicians: Int { technicians.count { $0.status == .active } }
}
