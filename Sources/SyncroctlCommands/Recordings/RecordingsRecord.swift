import ArgumentParser
import ConsoleEmulator
import Foundation
import Recordings
import Scenarios

/// `syncroctl recordings record`
struct RecordingsRecord: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "record",
    abstract: "Records scenarios anew, on the emulated console in a real browser.",
    usage: "syncroctl recordings record <scenario> ... [<options>]",
    discussion: """
      syncroctl recordings record users/deactivate
      syncroctl recordings record --all
      syncroctl recordings record --all --layout users

      A file is replaced only after its scenario went well, and after it was
      searched for every secret. Look at the difference before you commit it.
      """)

  @Argument(help: "Scenarios, such as users/deactivate.")
  var scenarios: [String] = []

  @Flag(help: "Record every scenario.")
  var all = false

  @Option(help: ArgumentHelp("Only those of one layout: technicians or users.", valueName: "name"))
  var layout: LayoutArgument?

  @OptionGroup var place: RecordingsFolderOptions
  @OptionGroup var browser: ScenarioBrowserOptions
  @OptionGroup var talk: TalkOptions

  func validate() throws {
    if all == !scenarios.isEmpty { throw ValidationError("Name scenarios, or say --all.") }
  }

  func run() async throws {
    let store = try RecordingStore(place)
    let runner = try ScenarioRunner.shipped(browser, logger: talk.logger)
    for (name, scenario) in try RecordingStore.scenarios(scenarios, layout: layout) {
      let live = try await runner.record(name, scenario: scenario, today: Today.text, program: Today.program) {
        try await scenario.perform(on: $0)
      }
      if let failure = live.failure { throw failure }
      let url = name.url(in: store.folder)
      let before = try? Data(contentsOf: url)
      try FileManager.default.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
      try RecordingOutput(url, pseudonyms: nil).write(live.recording, blobs: live.recorder.draft.blobs, secrets: live.recorder.secrets)
      let after = try? Data(contentsOf: url)
      let what = before == nil ? "new" : before == after ? "the same bytes as before" : "changed"
      talk.talk.say("\(store.shown(name)): \(live.recording.end.count) commands, \(after?.count ?? 0) bytes, \(what)")
    }
  }
}

/// The day and the program, as recordings have them.
enum Today {
  static var text: String { Date().formatted(.iso8601.year().month().day()) }
  static var program: String { "syncroctl \(Syncroctl.configuration.version)" }
}
