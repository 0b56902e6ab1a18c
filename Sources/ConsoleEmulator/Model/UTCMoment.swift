import struct Foundation.Date

/// A moment in UTC, taken apart. By arithmetic, since lists of thousands of dates are written with it.
struct UTCMoment: Sendable {
  let year: Int
  let month: Int
  let day: Int
  let secondOfDay: Int
  private let seconds: Int

  init(_ date: Date) { self.init(seconds: Int(date.timeIntervalSince1970.rounded(.down))) }

  private init(seconds: Int) {
    self.seconds = seconds
    let days = Int((Double(seconds) / 86_400).rounded(.down))
    secondOfDay = seconds - days * 86_400
    // Days since 0000-03-01 in eras of 400 years, each year starting in March so that the leap day comes last.
    let shifted = days + 719_468
    let era = Int((Double(shifted) / 146_097).rounded(.down))
    let dayOfEra = shifted - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let marchMonth = (5 * dayOfYear + 2) / 153
    day = dayOfYear - (153 * marchMonth + 2) / 5 + 1
    month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9
    year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
  }

  var daysInMonth: Int {
    switch month {
    case 2: (year % 4 == 0 && year % 100 != 0) || year % 400 == 0 ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }

  /// `2026-11-20`
  var date: String { "\(year)-\(Self.two(month))-\(Self.two(day))" }

  /// `2026-11-20 08:14:03 UTC`, as the console writes a time.
  var dateAndTime: String { "\(date) \(clock) UTC" }

  /// `2026-11-20T08:14:03Z`
  var iso: String { "\(date)T\(clock)Z" }

  /// The first day of the month after: when a billing cycle ends.
  var nextMonth: String { month == 12 ? "\(year + 1)-01-01" : "\(year)-\(Self.two(month + 1))-01" }

  /// The same as `Dec 1, 2026`.
  var nextMonthInWords: String {
    let names = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
    return "\(names[month % 12]) 1, \(month == 12 ? year + 1 : year)"
  }

  /// `20.11.2026 09:14`, an hour ahead of UTC and in summer two.
  var inBerlin: String {
    let ahead = UTCMoment(seconds: seconds + (isSummerInEurope ? 7_200 : 3_600))
    return "\(Self.two(ahead.day)).\(Self.two(ahead.month)).\(ahead.year) \(ahead.clock.prefix(5))"
  }

  /// From one in the morning UTC on the last Sunday of March until the same of October.
  private var isSummerInEurope: Bool {
    guard month == 3 || month == 10 else { return (4...9).contains(month) }
    // Counted from Sunday; 1970-01-01 was a Thursday. Both months have 31 days.
    let weekdayOfLast = (seconds / 86_400 + 31 - day + 4) % 7
    let lastSunday = 31 - weekdayOfLast
    let isAfter = day > lastSunday || (day == lastSunday && secondOfDay >= 3_600)
    return (month == 3) == isAfter
  }

  private var clock: String {
    "\(Self.two(secondOfDay / 3_600)):\(Self.two(secondOfDay / 60 % 60)):\(Self.two(secondOfDay % 60))"
  }

  private static func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
}
