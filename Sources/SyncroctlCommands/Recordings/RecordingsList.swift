import ArgumentParser
import ConsoleEmulator
import Foundation
import Recordings
import Scenarios

/// `syncroctl recordings list`
struct RecordingsList: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list",
    abstract: "Lists the recorded scenarios.",
    usage: "syncroctl recordings list [<options>]",
    discussion: """
      syncroctl recordings list
      syncroctl recordings list --format json
      """)

  @OptionGroup var place: RecordingsFolderOptions

  @Option(help: "How to print.")
  var format: OutputFormat = .table

  /// A recording as it is listed.
  struct Row: Encodable {
    let name: String
    let about: String
    let commands: Int
    let bytes: Int
    let recorded: String
    let browser: String
    let state: String
  }

  func run() async throws {
    let store = try RecordingStore(place)
    let runner = try ScenarioRunner.shipped(logger: TalkOptions.silent)
    let names = Set(try RecordingName.all(in: store.folder)).union(RecordingStore.expected).sorted { "\($0)" < "\($1)" }
    let rows = names.map { Self.row($0, store, runner) }
    try format.print(
      Table(
        headings: ["scenario", "what it does", "commands", "kB", "recorded", "browser", "state"],
        rows: rows.map { [$0.name, $0.about, "\($0.commands)", "\(($0.bytes + 500) / 1000)", $0.recorded, $0.browser, $0.state] }),
      json: rows)
  }

  private static func row(_ name: RecordingName, _ store: RecordingStore, _ runner: ScenarioRunner) -> Row {
    let about = Scenario.named(name.name)?.about ?? ""
    let url = name.url(in: store.folder)
    let bytes = (try? FileManager.default.attributesOfItem(atPath: url.path)[.size] as? Int) ?? 0
    guard FileManager.default.fileExists(atPath: url.path) else {
      return Row(name: "\(name)", about: about, commands: 0, bytes: 0, recorded: "", browser: "", state: "not recorded")
    }
    do {
      let (recording, file) = try store.read(name)
      let header = recording.header
      let state: String
      do {
        if let layout = EmulatedLayout(rawValue: name.layout) {
          try StaleRecording.check(header, file: file, pack: try runner.pack(layout))
        }
        state = "good"
      } catch is StaleRecording {
        state = "stale"
      }
      return Row(
        name: "\(name)", about: about, commands: recording.end.count, bytes: bytes, recorded: header.recorded,
        browser: "\(header.browser.name) \(header.browser.major.map(String.init) ?? "")", state: state)
    } catch {
      return Row(name: "\(name)", about: about, commands: 0, bytes: bytes, recorded: "", browser: "", state: "damaged")
    }
  }
}
