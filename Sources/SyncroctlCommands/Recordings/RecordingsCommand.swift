import ArgumentParser

/// `syncroctl recordings`
struct RecordingsCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "recordings",
    abstract: "Recorded sessions: shows them, plays them back, and tells how the console has changed since.",
    usage: "syncroctl recordings <subcommand>",
    discussion: """
      syncroctl recordings list
      syncroctl recordings show users/deactivate
      syncroctl recordings replay                  # all, without a browser
      syncroctl recordings verify --layout users   # live, on the emulated console
      syncroctl recordings record users/deactivate

      Any command that drives a console takes --record FILE, --replay FILE and
      --verify FILE. See docs/recordings.md.
      """,
    subcommands: [
      RecordingsList.self, RecordingsShow.self, RecordingsDiff.self, RecordingsReplay.self, RecordingsRecord.self, RecordingsVerify.self,
      RecordingsLint.self,
    ])
}

/// Where the recordings are.
struct RecordingsFolderOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp("The folder of recordings, if it is not the one that ships with syncroctl.", valueName: "dir"),
    completion: .directory)
  var folder: String?
}
