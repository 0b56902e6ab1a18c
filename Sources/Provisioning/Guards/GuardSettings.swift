public import Technicians

/// How much a plan may do before a person has to look at it.
public struct GuardSettings: Sendable, Hashable, Codable {
  /// The most deactivations in one plan. 0 allows none.
  public var maxDeactivations: Int
  /// The largest share of the active people that one plan may deactivate, from 0 to 1. A share that is less than one person allows one.
  public var maxDeactivationShare: Double
  /// The most seats after the plan, if there is a limit.
  public var maxSeats: Int?
  /// The most that all seats may cost a month after the plan, if there is a limit.
  public var maxMonthlyCost: Money?

  /// Limits; by default two deactivations or a fifth of the active people, whichever is less, and none on seats.
  public init(
    maxDeactivations: Int = 2, maxDeactivationShare: Double = 0.20, maxSeats: Int? = nil, maxMonthlyCost: Money? = nil
  ) {
    self.maxDeactivations = maxDeactivations
    self.maxDeactivationShare = maxDeactivationShare
    self.maxSeats = maxSeats
    self.maxMonthlyCost = maxMonthlyCost
  }

  /// The most deactivations on a console with so many active people: the lesser of number and share.
  public func deactivationLimit(active: Int) -> Int {
    guard maxDeactivationShare > 0 else { return 0 }
    // A fifth of 15 is 3, though 0.2 * 15 comes out a hair beside it.
    let share = (Double(active) * min(maxDeactivationShare, 1) + 1e-9).rounded(.down)
    return max(0, min(maxDeactivations, max(1, Int(share))))
  }
}
