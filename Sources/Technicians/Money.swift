/// An amount of money in whole cents, so that adding seats up never rounds.
public struct Money: Sendable, Hashable, Codable, Comparable, CustomStringConvertible {
  /// The amount in hundredths of the currency's unit.
  public let cents: Int
  /// The currency's three letters, such as `USD`.
  public let currency: String

  /// An amount in cents.
  public init(cents: Int, currency: String = "USD") {
    self.cents = cents
    self.currency = currency
  }

  /// `5,289.00 USD`
  public var description: String {
    let magnitude = cents.magnitude
    var digits = String(magnitude / 100)
    var grouped = ""
    while digits.count > 3 {
      grouped = "," + digits.suffix(3) + grouped
      digits.removeLast(3)
    }
    let fraction = magnitude % 100
    return "\(cents < 0 ? "-" : "")\(digits)\(grouped).\(fraction < 10 ? "0" : "")\(fraction) \(currency)"
  }

  /// The amount with its sign even when it is positive: `+129.00 USD`.
  public var signed: String { cents > 0 ? "+\(description)" : description }

  /// `count` times the amount.
  public static func * (amount: Money, count: Int) -> Money { Money(cents: amount.cents * count, currency: amount.currency) }

  /// Orders amounts of one currency.
  public static func < (left: Money, right: Money) -> Bool { left.cents < right.cents }
}

/// What the console says of seats and their price.
public struct SeatUsage: Sendable, Hashable, Codable {
  /// Seats that are paid for now.
  public let active: Int
  /// The price of one seat a month.
  public let pricePerMonth: Money
  /// Where the price was read: from the console's own page, or a list price out of the selector pack.
  public let source: PriceSource

  /// Where a price comes from.
  public enum PriceSource: String, Sendable, Hashable, Codable {
    /// The console's own billing page.
    case console
    /// The pack's list price; the account's contract may differ.
    case listPrice
  }

  /// Seats and their price.
  public init(active: Int, pricePerMonth: Money, source: PriceSource) {
    self.active = active
    self.pricePerMonth = pricePerMonth
    self.source = source
  }

  /// All active seats for a month.
  public var monthlyCost: Money { pricePerMonth * active }
}
