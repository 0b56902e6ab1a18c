public import Technicians

/// How much a plan may do before a person has to look at it.
public struct GuardSettings: Sendable, Hashable, Codable {
  /// How far back deactivations are counted, in seconds: a day.
  public static let deactivationWindow: Double = 24 * 60 * 60

  /// The most deactivations within ``deactivationWindow``, in all runs together. 0 allows none.
  public var maxDeactivations: Int
  /// The largest share of the active people that may be deactivated within the same time, from 0 to 1. A share that is less than one person
  /// allows one.
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
  ///
  /// - Parameter active: active people before the first of the deactivations that are counted.
  public func deactivationLimit(active: Int) -> Int {
    guard maxDeactivationShare > 0 else { return 0 }
    // A fifth of 15 is 3, though 0.2 * 15 comes out a hair beside it.
    let share = (Double(active) * min(maxDeactivationShare, 1) + 1e-9).rounded(.down)
    return max(0, min(maxDeactivations, max(1, Int(share))))
  }

  /// The same limits where `others` are no stricter: what a command line may ask for beside a policy that it cannot loosen. A limit in
  /// another currency cannot be compared, and leaves this one.
  public func tightened(by others: GuardSettings) -> GuardSettings {
    func lesser<Value: Comparable>(_ one: Value?, _ other: Value?) -> Value? {
      guard let one, let other else { return one ?? other }
      return min(one, other)
    }
    let isComparable = maxMonthlyCost.flatMap { mine in others.maxMonthlyCost.map { $0.currency == mine.currency } } ?? true
    return GuardSettings(
      maxDeactivations: min(maxDeactivations, others.maxDeactivations),
      maxDeactivationShare: min(maxDeactivationShare, others.maxDeactivationShare), maxSeats: lesser(maxSeats, others.maxSeats),
      maxMonthlyCost: isComparable ? lesser(maxMonthlyCost, others.maxMonthlyCost) : maxMonthlyCost)
  }
}
