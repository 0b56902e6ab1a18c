import ArgumentParser
import Foundation
import Provisioning

/// `syncroctl runs`
struct RunsCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "runs",
    abstract: "Lists the latest runs, the newest first. Changes nothing.",
    usage: "syncroctl runs [<options>]",
    discussion: """
      syncroctl runs
      syncroctl runs --limit 100 --format csv > runs.csv

      It reads the journal of this machine, and no console. A run that was cut
      short stands there with what to type.
      """)

  @Option(help: ArgumentHelp("How many to list.", valueName: "count"))
  var limit = 20

  @Option(help: "How to print.")
  var format: OutputFormat = .table

  func validate() throws {
    guard limit > 0 else { throw ValidationError("--limit is \(limit), and has to be 1 or more") }
  }

  func run() async throws {
    let state = try Configuration.load().stateFolder
    let file = state.appending(path: "journal.sqlite")
    // To look is no reason to make one.
    let hasJournal = FileManager.default.fileExists(atPath: file.path)
    let runs = hasJournal ? try Journal(file: file).list(limit) : []
    let list = RunList(runs: runs) { RunLock.holder(console: $0.console, in: state) }
    try format.print(list.text, csv: list.csv, json: list.rows)
  }
}

/// Runs as they are printed.
struct RunList {
  let rows: [RunRow]

  /// - Parameter holder: who is at work on a run's console now.
  init(runs: [ListedRun], holder: (ListedRun) -> RunLock.Holder?) {
    rows = runs.map { RunRow($0, holder: $0.ended == nil ? holder($0) : nil) }
  }

  /// For people: sixty columns with a usual name and address. What is not as it should be stands below its run.
  var text: String {
    guard !rows.isEmpty else { return "No run was made on this machine yet." }
    let cells = [["run", "done", "ended", "console", "by"]] + rows.map(\.cells)
    let lines = TextColumns.lines(cells.map { row in row.map { ShownText.plain($0) } })
    return zip(lines, [nil] + rows.map(\.remark)).flatMap { line, remark in [line] + (remark.map { ["  \($0)"] } ?? []) }
      .joined(separator: "\n")
  }

  /// For programs.
  var csv: Table {
    Table(
      headings: [
        "run", "console", "operator", "began", "ended", "state", "changes", "done", "unchanged", "failed", "unknown", "not_reached",
        "under_way", "for_a_person",
      ],
      rows: rows.map { row in
        [
          row.run, row.console, row.operator, row.began.formatted(.iso8601), row.ended?.formatted(.iso8601) ?? "", row.state.rawValue,
          "\(row.changes)", "\(row.done)", "\(row.unchanged)", "\(row.failed)", "\(row.unknown)", "\(row.notReached)", "\(row.underWay)",
          "\(row.forPerson)",
        ]
      })
  }
}

/// A run as it is printed.
struct RunRow: Encodable {
  let run: String
  let console: String
  let `operator`: String
  let began: Date
  let ended: Date?
  let state: State
  let endedEarly: String?
  /// The process that is at work on it.
  let process: Int32?
  let changes: Int
  let done: Int
  let unchanged: Int
  let failed: Int
  let unknown: Int
  let notReached: Int
  /// Begun, and not ended as far as the journal knows.
  let underWay: Int
  /// Left for a person, and not seen to be done yet.
  let forPerson: Int

  enum State: String, Encodable {
    case ended
    case endedEarly = "ended early"
    case underWay = "under way"
    case unfinished
  }

  init(_ listed: ListedRun, holder: RunLock.Holder?) {
    run = listed.id.description
    console = listed.console
    self.operator = listed.operator
    began = listed.began
    ended = listed.ended
    endedEarly = listed.endedEarly
    process = holder?.run == listed.id ? holder?.process : nil
    changes = listed.changes
    let count = { (outcome: ChangeResult.Outcome) in listed.outcomes[outcome] ?? 0 }
    done = count(.done)
    unchanged = count(.unchanged)
    failed = count(.failed)
    unknown = count(.unknown)
    notReached = count(.notReached)
    underWay = listed.underWay
    forPerson = count(.manual)
    state = ended == nil ? (process == nil ? .unfinished : .underWay) : endedEarly == nil ? .ended : .endedEarly
  }

  /// The cells of the table. What the console had already counts as done.
  var cells: [String] {
    let host = console.firstRange(of: "://").map { String(console[$0.upperBound...]) } ?? console
    return [run, "\(done + unchanged)/\(changes)", endedText, host, `operator`]
  }

  private var endedText: String {
    guard let ended else { return state.rawValue }
    // The day stands in the run's name.
    let (day, time) = Self.split(ended)
    return day == Self.split(began).day ? time : day
  }

  private static func split(_ moment: Date) -> (day: String, time: String) {
    let text = moment.formatted(.iso8601)
    return (String(text.prefix(10)), String(text.dropFirst(11)))
  }

  /// What a person should know besides; `nil` if nothing.
  var remark: String? {
    let counts = [(failed, "failed"), (unknown, "unknown: look at the console"), (notReached, "not reached")]
      .filter { $0.0 > 0 }.map { "\($0.0) \($0.1)" }
    switch state {
    case .ended: return counts.isEmpty ? nil : counts.joined(separator: ", ")
    case .endedEarly: return (["ended early: \(ShownText.plain(endedEarly ?? ""))"] + counts).joined(separator: ", ")
    case .underWay: return "under way in process \(process ?? 0)"
    case .unfinished where forPerson > 0: return "unfinished, \(forPerson) for a person: syncroctl tasks \(run)"
    case .unfinished: return "unfinished: syncroctl resume \(run)"
    }
  }
}
