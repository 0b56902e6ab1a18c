/// How long something holds, as a person writes it: `90m`, `24h`, `7d`.
public struct ValidityPeriod: Sendable, Hashable, Comparable, CustomStringConvertible {
  /// The longest that anything may hold: 30 days. What was agreed to a month ago nobody remembers.
  public static let longest = ValidityPeriod(seconds: 30 * 24 * 60 * 60)
  /// A day.
  public static let day = ValidityPeriod(seconds: 24 * 60 * 60)

  /// The same in seconds.
  public let seconds: Int

  private init(seconds: Int) { self.seconds = seconds }

  /// A number of minutes (`m`), hours (`h`) or days (`d`); `nil` for anything else, for none at all, and for more than ``longest``.
  public init?(_ text: String) {
    guard let match = text.wholeMatch(of: /([1-9][0-9]{0,4})([mhd])/), let number = Int(match.1) else { return nil }
    let unit = match.2 == "m" ? 60 : match.2 == "h" ? 60 * 60 : 24 * 60 * 60
    guard number * unit <= Self.longest.seconds else { return nil }
    seconds = number * unit
  }

  /// What to write, worded to follow what was written.
  public static let advice = "write minutes, hours or days, such as 90m, 24h or 7d; the most is 30d"

  /// The period in the largest unit that fits.
  public var description: String {
    if seconds % 86_400 == 0, seconds > 86_400 { return "\(seconds / 86_400)d" }
    return seconds % 3600 == 0 ? "\(seconds / 3600)h" : "\(seconds / 60)m"
  }

  /// Orders periods by length.
  public static func < (left: ValidityPeriod, right: ValidityPeriod) -> Bool { left.seconds < right.seconds }
}
