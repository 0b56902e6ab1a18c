import ArgumentParser
import Foundation
import Provisioning
import Recordings
import Scenarios

/// `syncroctl recordings replay`
struct RecordingsReplay: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "replay",
    abstract: "Plays recordings back, without a browser: does the program still do what was recorded?",
    usage: "syncroctl recordings replay [<recording> ...] [<options>]",
    discussion: """
      syncroctl recordings replay                    # all scenarios
      syncroctl recordings replay users/deactivate
      syncroctl recordings replay run.jsonl          # a recorded command, again

      Nothing outside this machine is touched, and no time is waited.
      """)

  @Argument(help: "Scenarios or files; all scenarios if none is named.", completion: .file())
  var recordings: [String] = []

  @OptionGroup var place: RecordingsFolderOptions
  @OptionGroup var talk: TalkOptions

  func run() async throws {
    let store = try RecordingStore(place)
    let runner = try ScenarioRunner.shipped(logger: talk.logger)
    let words = recordings.isEmpty ? RecordingStore.expected.map { "\($0)" } : recordings
    let started = ContinuousClock.now
    var failures: [String] = []
    for word in words {
      do {
        let (recording, file) = try store.read(word)
        switch recording.header.subject {
        case .command(let arguments): try await Self.replay(arguments, recording, file)
        case .scenario(let name): try await Self.replay(name, recording, file, runner)
        }
        talk.talk.say("\(word): \(recording.end.count) commands, as recorded")
      } catch {
        // One bad recording does not hide the others.
        guard words.count > 1 else { throw error }
        failures.append("\(error)")
      }
    }
    let elapsed = Int((ContinuousClock.now - started) / .milliseconds(1))
    if words.count > 1 { talk.talk.say("\(words.count - failures.count) of \(words.count) went as recorded, in \(elapsed) ms") }
    if !failures.isEmpty {
      throw Shortfall(
        status: .failed,
        description: (["\(failures.count) of \(words.count) recordings did not play as recorded"] + failures).joined(separator: "\n"))
    }
  }

  private static func replay(_ name: String, _ recording: Recording, _ file: String, _ runner: ScenarioRunner) async throws {
    guard let scenario = RecordingName(name).flatMap({ Scenario.named($0.name) }) else {
      throw UsageError("\(file) is of the scenario \(ShownText.quoted(name)), which this version does not have", "Record another.")
    }
    try await runner.replay(scenario, recording, file: file)
  }

  /// A recorded command, as it was typed, with the files that it was given.
  private static func replay(_ arguments: [String], _ recording: Recording, _ file: String) async throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "syncroctl-inputs-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    defer { try? FileManager.default.removeItem(at: folder) }
    var paths: [String: String] = [:]
    for (index, input) in recording.header.inputs.enumerated() {
      let url = folder.appending(path: "\(index)-\(URL(fileURLWithPath: input.argument).lastPathComponent)")
      try Data(input.text.utf8).write(to: url)
      paths[input.argument] = url.path
    }
    let words = arguments.map { paths[$0] ?? $0 } + ["--replay", file]
    StandardError.write("syncroctl \(ShellWords.line(arguments)) --replay \(ShellWords.quoted(file))\n")
    guard var command = try Syncroctl.parseAsRoot(words) as? any AsyncParsableCommand else {
      throw UsageError("\(file) is of a command that drives no console", "Replay another.")
    }
    try await command.run()
  }
}
