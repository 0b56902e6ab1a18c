public import Technicians

/// Seats, what they cost and, if asked for, who does not use theirs.
public struct SeatReport: Encodable, Sendable {
  /// Seats that are paid for, as the console counts them.
  public let activeSeats: Int
  /// Active people in the console's list.
  public let activePeople: Int
  /// People who cannot sign in, and cost nothing.
  public let deactivatedPeople: Int
  /// How many active people never signed in. `nil` where the console does not show last sign-ins: nobody is then said to have.
  public let neverSignedIn: Int?
  /// The price of one seat a month.
  public let pricePerMonth: Money
  /// All seats for a month.
  public let monthlyCost: Money
  /// All seats for twelve months.
  public let yearlyCost: Money
  /// Where the price comes from.
  public let priceSource: SeatUsage.PriceSource
  /// Who does not use their seat; `nil` where nobody asked.
  public let unused: UnusedSeats?

  /// The report on `people`.
  ///
  /// - Parameters:
  ///   - unused: who does not use their seat, if that was asked for.
  public init(usage: SeatUsage, people: [Technician], unused: UnusedSeats? = nil) {
    let active = people.filter { $0.status == .active }
    activeSeats = usage.active
    activePeople = active.count
    deactivatedPeople = people.count - active.count
    neverSignedIn = active.contains { $0.lastSignIn != .notShown } ? active.count { $0.lastSignIn == .never } : nil
    pricePerMonth = usage.pricePerMonth
    monthlyCost = usage.monthlyCost
    yearlyCost = usage.monthlyCost * 12
    priceSource = usage.source
    self.unused = unused
  }
}
