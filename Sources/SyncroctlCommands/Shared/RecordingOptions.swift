import ArgumentParser
import Foundation
import Recordings

/// Whether what passes between this program and the browser is recorded, played back, or compared.
struct RecordingOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp("Record the session, without secrets and with pseudonyms. See docs/recordings.md.", valueName: "file"),
    completion: .file())
  var record: String?

  @Option(
    help: ArgumentHelp("Play a recording back instead of starting a browser: nothing outside this machine is touched.", valueName: "file"),
    completion: .file())
  var replay: String?

  @Option(
    help: ArgumentHelp(
      "Compare the session with a recording, and say how the console has changed. Exit code 6 if it has.", valueName: "file"),
    completion: .file())
  var verify: String?

  @Flag(help: "With --record: call people by their own names and emails, and the console by its address.")
  var keepNames = false

  @Flag(help: "With --record and --keep-names: keep the pictures beside the recording. They show what they show.")
  var keepPictures = false

  func validate() throws {
    let said = [("--record", record), ("--replay", replay), ("--verify", verify)].filter { $0.1 != nil }.map(\.0)
    if said.count > 1 { throw ValidationError("\(said.joined(separator: " and ")) exclude each other.") }
    if keepNames, record == nil { throw ValidationError("--keep-names is for --record FILE.") }
    if keepPictures, !keepNames {
      throw ValidationError("--keep-pictures needs --keep-names: nothing can take the names out of a picture.")
    }
  }

  /// What is done about the session.
  ///
  /// - Throws: ``RecordingError`` where the recording is of no use; ``UsageError`` where there is no place for one.
  func purpose() throws -> SessionPurpose {
    if let replay { return .replay(try Recording.read(URL(fileURLWithPath: replay)), file: replay) }
    if let verify { return .verify(try Recording.read(URL(fileURLWithPath: verify)), file: verify) }
    guard let record else { return .live }
    let url = URL(fileURLWithPath: record)
    var isFolder: ObjCBool = false
    if FileManager.default.fileExists(atPath: url.path, isDirectory: &isFolder), isFolder.boolValue {
      throw UsageError("--record \(record) is a folder", "Name a file in it, such as \(record)/run.jsonl.")
    }
    // Found out now, before a browser is started and the console changed.
    guard access(url.deletingLastPathComponent().path, W_OK) == 0 else {
      throw UsageError("no recording can be written to \(record): \(String(cString: strerror(errno)))", "Put --record right.")
    }
    return .record(url, keepsNames: keepNames, artifacts: ArtifactPolicy(keepsPictures: keepPictures))
  }
}

/// What is done about the session of a command.
enum SessionPurpose: Sendable {
  /// Nothing.
  case live
  /// It is written to a file once it has ended.
  case record(URL, keepsNames: Bool, artifacts: ArtifactPolicy)
  /// It is played back; no browser is started.
  case replay(Recording, file: String)
  /// It is compared with a recording once it has ended; nothing is written.
  case verify(Recording, file: String)

  /// Whether nothing is recorded, played back or compared.
  var isLive: Bool {
    if case .live = self { true } else { false }
  }

  /// The recording that is played back.
  var replayed: (recording: Recording, file: String)? {
    if case .replay(let recording, let file) = self { (recording, file) } else { nil }
  }
}
