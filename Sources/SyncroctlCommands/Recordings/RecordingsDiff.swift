import ArgumentParser
import Recordings

/// `syncroctl recordings diff`
struct RecordingsDiff: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "diff",
    abstract: "Lays one recording beside another, step by step.",
    usage: "syncroctl recordings diff <a> <b> [<options>]",
    discussion: """
      syncroctl recordings diff users/deactivate mine.jsonl

      Exit code 0: the steps are the same. 2: they differ.
      """)

  @Argument(help: "A scenario or a file.", completion: .file())
  var first: String

  @Argument(help: "Another.", completion: .file())
  var second: String

  @OptionGroup var place: RecordingsFolderOptions

  func run() async throws {
    let store = try RecordingStore(place)
    let diff = RecordingDiff(try store.read(first).recording, try store.read(second).recording)
    try StandardOutput.write("\(diff)\n")
    if !diff.isSame { throw Reported(status: .changesPending) }
  }
}
