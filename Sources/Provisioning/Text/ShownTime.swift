public import Foundation

/// Times as people read them: in UTC, with seconds.
public enum ShownTime {
  /// `2026-11-23 14:31:07Z`
  public static func text(_ moment: Date) -> String {
    moment.formatted(
      .iso8601.dateSeparator(.dash).year().month().day().dateTimeSeparator(.space).time(includingFractionalSeconds: false)) + "Z"
  }

  /// `7.4 s`, from a minute on `3 min 20 s`.
  static func length(_ seconds: Double) -> String {
    // A journal may hold any number; one that no run takes is not worth a trap.
    guard seconds.isFinite, seconds >= 0, seconds < 1e9 else { return "an unknown time" }
    if seconds < 59.95 { return String(format: "%.1f s", seconds) }
    let whole = Int(seconds.rounded())
    return "\(whole / 60) min \(whole % 60) s"
  }
}
