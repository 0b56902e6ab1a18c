import ArgumentParser
import ConsoleEmulator
import Recordings
import Scenarios

/// `syncroctl recordings verify`
struct RecordingsVerify: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify",
    abstract: "Plays scenarios live and says how the console has changed since they were recorded. Writes nothing.",
    usage: "syncroctl recordings verify [<scenario> ...] [<options>]",
    discussion: """
      syncroctl recordings verify
      syncroctl recordings verify users/create
      syncroctl recordings verify --layout users --word user.submit=Make

      The console is the emulated one; for a console of your own, record any
      command with --record FILE, and later compare with --verify FILE.

      Exit code 0: as recorded. 6: the console has changed.
      """)

  @Argument(help: "Scenarios; all if none is named.")
  var scenarios: [String] = []

  @OptionGroup var emulated: DriftOptions
  @OptionGroup var place: RecordingsFolderOptions
  @OptionGroup var browser: ScenarioBrowserOptions
  @OptionGroup var talk: TalkOptions

  @Option(help: "How to print.")
  var format: OutputFormat = .table

  func run() async throws {
    let store = try RecordingStore(place)
    let changes = emulated.changes
    let runner = try ScenarioRunner.shipped(browser, logger: talk.logger) { changes.apply(to: &$0) }
    var reports: [(scenario: String, report: DriftReport)] = []
    var others: [String] = []
    for (name, scenario) in try RecordingStore.scenarios(scenarios, layout: emulated.layout) {
      let expected = try store.read(name).recording
      let live = try await runner.record(name, scenario: scenario, today: Today.text, program: Today.program) {
        try await scenario.perform(on: $0)
      }
      let report = Drift.compare(expected: expected, live: live.recording)
      reports.append(("\(name)", report))
      if !report.findings.isEmpty {
        talk.talk.say("\(name): changed")
      } else if let failure = live.failure {
        others.append("\(name) failed, and nothing of the console looks changed: \(failure)")
      } else if live.recording.steps != expected.steps || live.recording.end != expected.end {
        others.append("\(name) goes another way than recorded:\n\(RecordingDiff(expected, live.recording))")
      } else {
        talk.talk.say("\(name): as recorded")
      }
    }
    let merged = Drift.merged(reports)
    // Nothing to tell is an empty list to a program, and nothing to a person.
    if !merged.isEmpty || format != .table {
      try format.print(merged.map { "\($0)" }.joined(separator: "\n\n"), csv: Self.table(merged), json: merged)
    }
    if !merged.isEmpty {
      throw Shortfall(
        status: .pageNotRecognised,
        description: "the console has changed in \(merged.count == 1 ? "1 place" : "\(merged.count) places")"
          + (others.isEmpty ? "" : "\n" + others.joined(separator: "\n")))
    }
    if !others.isEmpty { throw Shortfall(status: .failed, description: others.joined(separator: "\n")) }
  }

  private static func table(_ findings: [MergedDriftFinding]) -> Table {
    Table(
      headings: ["kind", "element", "page", "was", "now", "scenarios", "line"],
      rows: findings.map { merged in
        let finding = merged.finding
        return [
          finding.kind.rawValue, finding.element ?? "", finding.page ?? "", finding.was ?? "", finding.now ?? "",
          merged.scenarios.joined(separator: " "), "\(finding.line)",
        ]
      })
  }
}
