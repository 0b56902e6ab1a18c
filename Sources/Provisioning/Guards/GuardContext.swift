public import Technicians

/// What the guards go by when they look at a whole plan.
public struct GuardContext: Sendable {
  /// The console that the plan was made of.
  public var snapshot: ConsoleSnapshot
  /// The limits.
  public var settings: GuardSettings
  /// Deactivations on this console in the last 24 hours that may have been done, by any run.
  public var deactivationsLately: Int
  /// Whom the policy protects. Those whom the roster protects stand in the plan.
  public var policyProtected: [PeoplePattern]
  /// The plan's file, for the commands that a refusal tells to type.
  public var planName: String

  /// What the guards go by; see the properties.
  public init(
    snapshot: ConsoleSnapshot, settings: GuardSettings = GuardSettings(), deactivationsLately: Int = 0,
    policyProtected: [PeoplePattern] = [], planName: String = "PLAN"
  ) {
    self.snapshot = snapshot
    self.settings = settings
    self.deactivationsLately = deactivationsLately
    self.policyProtected = policyProtected
    self.planName = planName
  }
}

/// What was seen just before one change, freshly read.
public struct FreshLook: Sendable {
  /// The person as their own page shows them; `nil` where there is nobody yet, and for a group.
  public var person: Technician?
  /// Who is signed in, as the page says.
  public var signedInAs: EmailAddress
  /// How many people are active.
  public var active: Int
  /// Everybody who is an active admin; only needed where ``Change/mayTakeAnAdmin(_:)``.
  public var activeAdmins: Set<EmailAddress>?
  /// Deactivations on this console in the last 24 hours that may have been done, by any run, those of this run among them.
  public var deactivationsLately: Int
  /// Seats and their price; only needed for a change that takes a seat, and where there is a limit.
  public var seats: SeatUsage?

  /// What was seen; see the properties.
  public init(
    person: Technician?, signedInAs: EmailAddress, active: Int, activeAdmins: Set<EmailAddress>? = nil, deactivationsLately: Int,
    seats: SeatUsage? = nil
  ) {
    self.person = person
    self.signedInAs = signedInAs
    self.active = active
    self.activeAdmins = activeAdmins
    self.deactivationsLately = deactivationsLately
    self.seats = seats
  }
}
