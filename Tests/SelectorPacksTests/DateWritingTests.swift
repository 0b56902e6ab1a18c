import Foundation
import SelectorPacks
import Testing

/// Dates are read as a pack says that they are written, and not guessed at.
@Suite struct DateWritingTests {
  private static func moment(_ text: String) throws -> Date { try Date(text, strategy: .iso8601) }

  @Test(arguments: [
    ("20.11.2026 09:14", "dd.MM.yyyy HH:mm", "Europe/Berlin", "en_US_POSIX", "2026-11-20T08:14:00Z"),
    // By summer time.
    ("20.07.2026 09:14", "dd.MM.yyyy HH:mm", "Europe/Berlin", "en_US_POSIX", "2026-07-20T07:14:00Z"),
    ("Nov 20, 2026 9:14 PM", "MMM d, yyyy h:mm a", "America/New_York", "en_US_POSIX", "2026-11-21T02:14:00Z"),
    ("  nov 20,  2026 9:14 pm ", "MMM d, yyyy h:mm a", "America/New_York", "en_US_POSIX", "2026-11-21T02:14:00Z"),
    ("20. März 2026", "d. MMMM yyyy", "UTC", "de", "2026-03-20T00:00:00Z"),
    ("2026-11-20", "yyyy-MM-dd", "UTC", "en_US_POSIX", "2026-11-20T00:00:00Z"),
  ])
  func isReadByItsFormat(_ text: String, _ format: String, _ zone: String, _ locale: String, _ date: String) throws {
    let writing = DateWriting(formats: ["yyyy", format], zone: zone, locale: locale)
    #expect(writing.dates(of: text) == [try Self.moment(date)])
  }

  @Test(arguments: [
    "", "yesterday", "20.11.2026", "20.11.2026 09:14 Uhr", "31.02.2026 09:14", "20.13.2026 09:14", "20.11.26 09:14", "20-11-2026 09:14",
    "20.11.2026 25:14",
  ])
  func whatIsWrittenOtherwiseIsNotGuessedAt(_ text: String) {
    #expect(DateWriting(formats: ["dd.MM.yyyy HH:mm"], zone: "UTC", locale: "en_US_POSIX").dates(of: text) == [])
  }

  /// Of two formats that disagree on a text, neither is chosen.
  @Test func aTextThatMayBeTwoDatesIsBoth() throws {
    let writing = DateWriting(formats: ["M/d/yyyy", "d/M/yyyy"], zone: "UTC", locale: "en_US_POSIX")
    #expect(writing.dates(of: "3/4/2026") == [try Self.moment("2026-03-04T00:00:00Z"), try Self.moment("2026-04-03T00:00:00Z")])
    #expect(writing.dates(of: "3/3/2026").count == 1)
    #expect(writing.dates(of: "13/4/2026").count == 1)
  }
}
