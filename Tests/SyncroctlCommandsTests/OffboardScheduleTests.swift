import Foundation
import Testing

@testable import SyncroctlCommands

struct OffboardScheduleTests {
  private let now = Date(timeIntervalSince1970: 1_795_910_400)  // 2026-11-29T00:00:00Z

  @Test(arguments: [
    ("2026-12-01T18:00Z", 1_796_148_000), ("2026-12-01 18:00:30Z", 1_796_148_030), ("2026-12-01T19:00+01:00", 1_796_148_000),
    ("2026-12-01T17:00-0100", 1_796_148_000),
  ])
  func readsATime(_ text: String, _ seconds: Double) throws {
    #expect(try OffboardSchedule.parse(text) == Date(timeIntervalSince1970: seconds))
  }

  @Test(arguments: ["tomorrow", "2026-12-01", "18:00Z", "2026-12-01T18:00", "2026-13-01T18:00Z", ""])
  func refusesWhatIsNoMoment(_ text: String) { #expect(throws: (any Error).self) { try OffboardSchedule.parse(text) } }

  @Test func printsTheSameCommandWithoutTheTimeAndWithoutAQuestion() throws {
    let moment = try OffboardSchedule.parse("2026-12-01T18:05Z")
    let text = try OffboardSchedule(
      moment, arguments: ["offboard", "lee.wong@acme.com", "--at", "2026-12-01T18:05Z", "--break-glass", "he's gone"], now: now
    ).text
    let line = "syncroctl offboard lee.wong@acme.com --break-glass 'he'\\''s gone' --yes"
    #expect(text.contains("systemd-run --user --on-calendar='2026-12-01 18:05:00 UTC' --timer-property=AccuracySec=1s \(line)\n"))
    #expect(text.contains("  5 18 1 12 * test \"$(date -u +\\%Y)\" = 2026 && \(line)\n"))
    let other = try OffboardSchedule(moment, arguments: ["offboard", "--at=2026-12-01T18:05Z", "--from", "l.csv", "-y"], now: now).text
    #expect(other.contains(" syncroctl offboard --from l.csv -y\n"))
  }

  @Test func aTimeThatIsOverIsNone() {
    #expect(throws: UsageError.self) { try OffboardSchedule(now.addingTimeInterval(-1), arguments: [], now: now) }
  }
}
