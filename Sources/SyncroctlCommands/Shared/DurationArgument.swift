import ArgumentParser
import Foundation

/// A time as people write it: `90m`, `24h`, `30d`, `12w`.
enum DurationArgument {
  /// - Returns: seconds.
  @Sendable static func parse(_ text: String) throws -> TimeInterval {
    let units: [Character: TimeInterval] = ["m": 60, "h": 3600, "d": 86_400, "w": 604_800]
    guard let last = text.last, let unit = units[last], let number = Int(text.dropLast()), number > 0, number <= 10_000 else {
      throw ValidationError("\"\(text)\" is no time; write a number and m, h, d or w, such as 24h")
    }
    return Double(number) * unit
  }
}
