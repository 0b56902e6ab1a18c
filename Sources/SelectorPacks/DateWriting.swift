public import Foundation

/// How a console writes dates.
public struct DateWriting: Sendable, Hashable {
  /// Patterns as Unicode has them (Technical Standard 35, "Date Format Patterns"): `MMM d, yyyy h:mm a`. Any of them may be met.
  public let formats: [String]
  /// The time zone where the text names none, as the IANA has it: `UTC`, `Europe/Berlin`.
  public let zone: String
  /// Whose names of months and days they are, such as `en` or `de`.
  public let locale: String

  /// A way of writing; see the properties.
  public init(formats: [String], zone: String, locale: String) {
    self.formats = formats
    self.zone = zone
    self.locale = locale
  }

  /// The dates that a text may mean: none if it is written otherwise, several if the formats disagree on it. Nothing is guessed at: what does
  /// not read the same when it is written again by the format is not understood.
  public func dates(of text: String) -> [Date] {
    let plain = Self.plain(text)
    var dates: [Date] = []
    for format in formats {
      let formatter = formatter(format)
      guard let date = formatter.date(from: plain), Self.plain(formatter.string(from: date)) == plain, !dates.contains(date) else {
        continue
      }
      dates.append(date)
    }
    return dates
  }

  /// What is wrong with a format, in words; `nil` if dates can be read by it.
  public func problem(with format: String) -> String? {
    // Neither the first of a month or year nor noon, so that a part that is missing shows.
    let date = Date(timeIntervalSinceReferenceDate: 818_853_240)
    let written = formatter(format).string(from: date)
    guard let read = formatter(format).date(from: written), abs(read.timeIntervalSince(date)) < 24 * 60 * 60 else {
      return "a date cannot be read by \"\(format)\": it writes one as \"\(written)\", which is not one day"
    }
    return nil
  }

  private func formatter(_ format: String) -> DateFormatter {
    let formatter = DateFormatter()
    formatter.locale = Locale(identifier: locale)
    formatter.timeZone = TimeZone(identifier: zone)
    formatter.calendar = Calendar(identifier: .gregorian)
    formatter.isLenient = false
    formatter.dateFormat = format
    return formatter
  }

  /// Spaces of all widths, and letters of both cases, are one.
  private static func plain(_ text: String) -> String {
    text.split(whereSeparator: \.isWhitespace).joined(separator: " ").lowercased()
  }
}
