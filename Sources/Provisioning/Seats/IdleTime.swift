public import Foundation

/// For how long somebody has not signed in: `30d`, `12w`, `720h`. Months are not understood, since no two are alike.
public struct IdleTime: Sendable, Hashable, Codable, CustomStringConvertible {
  /// As it was written.
  public let description: String
  /// The length in hours.
  public let hours: Int

  /// Why a text is no such time.
  public struct Malformed: Error, Sendable, Hashable, CustomStringConvertible {
    /// The reason, and what would do.
    public let description: String
  }

  /// The longest: ten years and a little. Beyond it nobody means what is written.
  private static let mostHours = 3660 * 24

  /// Reads a number and its unit: hours, days of 24 hours, or weeks.
  ///
  /// - Throws: ``Malformed``.
  public init(_ text: String) throws(Malformed) {
    let units = ["h": 1, "d": 24, "w": 7 * 24]
    guard let match = text.wholeMatch(of: /([0-9]+)([a-zA-Z]+)/) else {
      throw Malformed(description: "\(ShownText.quoted(text)) is not a time such as 30d, 12w or 720h")
    }
    guard let unit = units[String(match.2)] else {
      throw Malformed(
        description: "\(ShownText.quoted(text)) ends in \(ShownText.quoted(String(match.2))); say hours (h), days (d) or weeks (w)")
    }
    guard let number = Int(match.1), number > 0, number <= Self.mostHours / unit else {
      throw Malformed(description: "\(ShownText.quoted(text)) is not more than nothing and at most ten years")
    }
    description = text
    hours = number * unit
  }

  /// Reads one text.
  public init(from decoder: any Decoder) throws { try self.init(try decoder.singleValueContainer().decode(String.self)) }

  /// Writes it as it was written.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(description)
  }

  /// The moment that lies so far before `now`.
  public func before(_ now: Date) -> Date { now.addingTimeInterval(-Double(hours) * 3600) }
}
