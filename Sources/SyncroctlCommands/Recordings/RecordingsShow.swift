import ArgumentParser
import Recordings

/// `syncroctl recordings show`
struct RecordingsShow: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show",
    abstract: "Tells a recording in numbered steps, as a person would.",
    usage: "syncroctl recordings show <recording> [<options>]",
    discussion: """
      syncroctl recordings show users/deactivate
      syncroctl recordings show run.jsonl
      """)

  @Argument(help: "A scenario, such as users/deactivate, or a file.", completion: .file())
  var recording: String

  @OptionGroup var place: RecordingsFolderOptions

  func run() async throws {
    let (recording, _) = try RecordingStore(place).read(recording)
    try StandardOutput.write("\(RecordingText(recording))\n")
  }
}
