import ArgumentParser
import Foundation

/// What to type so that it is done later. Nothing is kept running for it here.
struct OffboardSchedule {
  let moment: Date
  /// The command without the time.
  let command: [String]

  /// A time as it is typed: `2026-12-01T18:00Z`, with or without seconds, in UTC or with an offset.
  @Sendable static func parse(_ text: String) throws -> Date {
    let forms = [Date.ISO8601FormatStyle.iso8601, Date.ISO8601FormatStyle(timeZone: .gmt)]
    let whole = text.wholeMatch(of: /(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d)(:\d\d)?(Z|[+-]\d\d:?\d\d)/)
    guard let whole, let date = forms.lazy.compactMap({ try? $0.parse("\(whole.1)T\(whole.2)\(whole.3 ?? ":00")\(whole.4)") }).first else {
      throw ValidationError("it is no time like 2026-12-01T18:00Z")
    }
    return date
  }

  /// - Parameter arguments: the command line without the program's name.
  /// - Throws: ``UsageError`` for a time that is over.
  init(_ moment: Date, arguments: [String], now: Date = Date()) throws {
    guard moment > now else {
      throw UsageError("\(Self.utc(moment)) is over", "Leave --at out to do it now.")
    }
    self.moment = moment
    var words: [String] = []
    var rest = arguments[...]
    while let word = rest.popFirst() {
      if word == "--at" { rest = rest.dropFirst() } else if !word.hasPrefix("--at=") { words.append(word) }
    }
    if !words.contains("--yes"), !words.contains("-y") { words.append("--yes") }
    command = words
  }

  private static func utc(_ moment: Date) -> String {
    moment.formatted(.iso8601.dateSeparator(.dash).year().month().day().dateTimeSeparator(.space).time(includingFractionalSeconds: false))
  }

  private var line: String { ShellWords.line(["syncroctl"] + command) }

  /// For a person to copy.
  var text: String {
    var calendar = Calendar(identifier: .gregorian)
    calendar.timeZone = .gmt
    let parts = calendar.dateComponents([.year, .month, .day, .hour, .minute], from: moment)
    func number(_ part: Int?) -> String { "\(part ?? 0)" }
    let cron = [parts.minute, parts.hour, parts.day, parts.month].map(number).joined(separator: " ")
    return """
      Once, at \(Self.utc(moment)) UTC, by systemd (as the user whose settings count; it is lost with a restart of the machine):

        systemd-run --user --on-calendar='\(Self.utc(moment)) UTC' --timer-property=AccuracySec=1s \(line)

      By cron, which forgets nothing, on a machine whose clock is set to UTC (else say CRON_TZ=UTC above the line; take it out again afterwards):

        \(cron) * test "$(date -u +\\%Y)" = \(number(parts.year)) && \(line)

      Neither knows what is set in this shell: console, account and secrets must stand in ~/.config/syncroctl/config.yaml.
      Look beforehand that all is there: syncroctl config check, syncroctl doctor. Afterwards: syncroctl report latest
      """
  }
}
