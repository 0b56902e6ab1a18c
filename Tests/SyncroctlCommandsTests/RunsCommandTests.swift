import Foundation
import Technicians
import Testing

@testable import Provisioning
@testable import SyncroctlCommands

/// `syncroctl runs`
@Suite struct RunsCommandTests {
  private static let start = Date(timeIntervalSince1970: 1_782_950_400)

  private func header(_ second: Double, changes: Int) throws -> RunHeader {
    let began = Self.start.addingTimeInterval(second)
    let changes = try (0..<changes).map {
      Change(
        subject: .person(id: nil, email: try EmailAddress("p\($0)@acme.example"), name: PersonName(full: "P")), action: .reactivate,
        rosterLocation: .commandLine)
    }
    let robot = try EmailAddress("robot@acme.example")
    let plan = Plan(
      basis: Plan.Basis(address: "a", layout: "users", signedInAs: robot, rosterFile: "team.yaml", people: 1, roles: 1), changes: changes,
      unchanged: 0, notInRoster: [],
      seats: SeatForecast(usage: SeatUsage(active: 0, pricePerMonth: Money(cents: 0), source: .listPrice), changes: []), notes: [])
    let file = try PlanFile(
      made: began, expires: began, author: "alice", console: "https://acme.syncromsp.com", pack: "", roster: [], limits: GuardSettings(),
      verdicts: [], plan: plan)
    return RunHeader(
      id: RunID(began: began), console: "https://acme.syncromsp.com", layout: "users", signedInAs: robot, operator: "nina", host: "h",
      process: 1, began: began, plan: file)
  }

  /// Four runs: one that ended well, one that ended early, one that was cut short, one that is under way.
  private func fill(_ journal: Journal) throws {
    let ways: [(outcomes: [ChangeResult.Outcome], early: String?, after: Double?)] = [
      ([.done, .done, .unchanged], nil, 65), ([.done, .unknown, .failed, .notReached], "the browser went away", 90_000),
      ([.done], nil, nil),
      ([], nil, nil),
    ]
    for (index, way) in ways.enumerated() {
      let header = try header(Double(index) * 60, changes: max(way.outcomes.count, 2))
      try journal.begin(header)
      for (number, outcome) in way.outcomes.enumerated() {
        let result = ChangeResult(
          change: header.plan.plan.changes[number], outcome: outcome, detail: "", technician: nil, group: nil, commands: 0, seconds: 0,
          began: header.began, pictures: [], explanation: nil, cause: nil)
        try journal.note(result, number + 1, of: header.id, at: header.began)
      }
      guard let after = way.after else { continue }
      try journal.end(
        header.id, RunSummary(results: [], seconds: 1, endedEarly: way.early), at: header.began.addingTimeInterval(after))
    }
  }

  private static let table = """
    run                   done  ended       console             by
    2026-07-02T00-03-00Z  0/2   under way   acme.syncromsp.com  nina
      under way in process 7
    2026-07-02T00-02-00Z  1/2   unfinished  acme.syncromsp.com  nina
      unfinished: syncroctl resume 2026-07-02T00-02-00Z
    2026-07-02T00-01-00Z  1/4   2026-07-03  acme.syncromsp.com  nina
      ended early: the browser went away, 1 failed, 1 unknown: look at the console, 1 not reached
    2026-07-02T00-00-00Z  3/3   00:01:05Z   acme.syncromsp.com  nina
    """

  @Test func runsReadAsATable() throws {
    let journal = try Journal.inMemory()
    try fill(journal)
    let third = RunID(began: Self.start.addingTimeInterval(180))
    let list = RunList(runs: try journal.list(9)) { listed in
      RunLock.Holder(console: listed.console, run: third, process: 7, host: "h", since: Self.start)
    }
    #expect(list.text == Self.table)
    #expect(
      list.csv.csv.split(separator: "\r\n").map(String.init) == [
        "run,console,operator,began,ended,state,changes,done,unchanged,failed,unknown,not_reached,under_way,for_a_person",
        "2026-07-02T00-03-00Z,https://acme.syncromsp.com,nina,2026-07-02T00:03:00Z,,under way,2,0,0,0,0,0,0,0",
        "2026-07-02T00-02-00Z,https://acme.syncromsp.com,nina,2026-07-02T00:02:00Z,,unfinished,2,1,0,0,0,0,0,0",
        "2026-07-02T00-01-00Z,https://acme.syncromsp.com,nina,2026-07-02T00:01:00Z,2026-07-03T01:01:00Z,ended early,4,1,0,1,1,1,0,0",
        "2026-07-02T00-00-00Z,https://acme.syncromsp.com,nina,2026-07-02T00:00:00Z,2026-07-02T00:01:05Z,ended,3,2,1,0,0,0,0,0",
      ])
  }

  @Test func theProgramListsThem() async throws {
    try await Program.inPlace { program in
      let state = program.folder.appending(path: "state")
      let environment = ["SYNCROCTL_STATE_DIR": state.path]
      let none = try await program.run(["runs"], environment, browses: false)
      #expect(none.output == "No run was made on this machine yet.\n")
      #expect(!FileManager.default.fileExists(atPath: state.path))
      let third = RunID(began: Self.start.addingTimeInterval(180))
      let lock = try RunLock.take(console: "https://acme.syncromsp.com", in: state, run: third)
      try fill(try Journal(file: state.appending(path: "journal.sqlite")))
      let all = try await program.run(["runs"], environment, browses: false)
      #expect(all.output == Self.table.replacing("process 7", with: "process \(getpid())") + "\n")
      #expect(all.talk == "")
      let one = try await program.run(["runs", "--limit", "1", "--format", "json"], environment, browses: false)
      #expect(one.output.contains("\"state\" : \"under way\""))
      #expect(!one.output.contains("00-02-00Z"))
      lock.release()
      let later = try await program.run(["runs", "--limit", "1"], environment, browses: false)
      #expect(later.output.contains("  unfinished: syncroctl resume 2026-07-02T00-03-00Z\n"))
    }
  }

  @Test func aFileThatIsNoJournalIsAnError() async throws {
    try await Program.inPlace { program in
      let file = try program.file("journal.sqlite", "hello")
      let run = try await program.run(["runs"], ["SYNCROCTL_STATE_DIR": program.folder.path], browses: false)
      #expect(run.status == 1)
      #expect(run.output == "")
      #expect(run.talk.hasPrefix("error: the journal \(file) is none: the file is no SQLite database\nNothing was changed. "))
      #expect(run.talk.split(separator: "\n").count == 2)
    }
  }

  @Test func aLimitIsPositive() async throws {
    try await Program.inPlace { program in
      let run = try await program.run(["runs", "--limit", "0"], browses: false)
      #expect(run.status == 64)
      #expect(run.talk.hasPrefix("error: --limit is 0, and has to be 1 or more\nNothing was changed."))
    }
  }
}
