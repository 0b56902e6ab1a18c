import ConsolePages
import Foundation
import Provisioning
import Recordings
import Scenarios
import Secrets
import SelectorPacks
import Synchronization
import Technicians

/// What a command was given besides its options, so that somebody else can replay it: files, and the names in them.
struct CommandInputs: Sendable {
  /// The paths, as they stand on the command line.
  var files: [String] = []
  /// Names of people, to be replaced by pseudonyms wherever they appear.
  var names: [String] = []
}

/// Records the session of one command, and afterwards writes it or lays it beside another.
struct CommandRecording: Sendable {
  let recorder: Recorder
  let uses = PackUses()
  private let purpose: SessionPurpose
  private let target: ConsoleTarget
  private let started = Date()

  /// - Returns: `nil` where the session is neither recorded nor compared.
  init?(_ target: ConsoleTarget) {
    let artifacts: ArtifactPolicy
    let hidesConsole: Bool
    switch target.purpose {
    case .live, .replay: return nil
    case .record(_, let keepsNames, let kept): (artifacts, hidesConsole) = (kept, !keepsNames)
    case .verify: (artifacts, hidesConsole) = (ArtifactPolicy(), true)
    }
    (purpose, self.target) = (target.purpose, target)
    recorder = Recorder(console: hidesConsole ? target.address.origin : nil, artifacts: artifacts)
    recorder.secrets.add(contentsOf: target.secrets)
  }

  /// Writes or compares, however the command has ended.
  ///
  /// - Throws: ``SecretLeak``, ``RecordingError``; ``ConsoleHasChanged`` if the console is not as recorded.
  func finish(_ failure: (any Error)?, talk: Talk) throws {
    if let totp = target.totp {
      // A code that was got ready and not typed is a secret too.
      let steps = (TOTP.step(at: started) - 1)...(TOTP.step(at: Date()) + 1)
      recorder.secrets.add(contentsOf: steps.map { totp.code(step: $0) })
    }
    let outcome = failure.map { "failed: \("\($0)".split(whereSeparator: \.isNewline).first ?? "")" } ?? "done"
    let recording = recorder.recording(try circumstances(), outcome: [outcome])
    switch purpose {
    case .live, .replay: return
    case .record(let url, let keepsNames, _):
      var pseudonyms = Pseudonyms()
      for name in target.inputs.names { pseudonyms.add(name: name) }
      pseudonyms.add(host: target.address.host)
      let output = RecordingOutput(url, pseudonyms: keepsNames ? nil : pseudonyms)
      try output.write(recording, blobs: recorder.draft.blobs, secrets: recorder.secrets)
      talk.say(
        "Recorded \(recording.end.count) commands in \(url.relativePath). Look: syncroctl recordings show \(ShellWords.quoted(url.relativePath))"
      )
    case .verify(let expected, let file):
      let report = Drift.compare(expected: expected, live: recording)
      if !report.findings.isEmpty { throw ConsoleHasChanged(Drift.merged([(file, report)])) }
      talk.say("The console is as it was when \(file) was recorded (\(expected.header.recorded)).")
    }
  }

  private func circumstances() throws -> Recorder.Circumstances {
    let hasPseudonyms = if case .record(_, keepsNames: true, _) = purpose { false } else { true }
    return Recorder.Circumstances(
      subject: .command(RecordedArguments.kept(Undertaking.current.arguments, inputs: target.inputs.files)),
      today: started.formatted(.iso8601.year().month().day()), program: Today.program,
      console: target.address.origin, layout: target.pack.layout, account: target.credentials.email.description,
      codes: RecordingHeader.Codes(of: target.credentials),
      pack: RecordingHeader.Pack(digest: target.pack.digest, uses: target.pack.digests(of: uses.names)),
      clock: started.formatted(.iso8601), inputs: try RecordedArguments.inputs(target.inputs.files), hasPseudonyms: hasPseudonyms)
  }
}

/// The words of a command line that a replay needs.
enum RecordedArguments {
  /// What says where the browser, the console or a folder of this machine is: with their values, and of no use to a replay.
  private static let dropped: Set<String> = [
    "--record", "--verify", "--console", "--account", "--layout", "--engine", "--chromedriver", "--chromium", "--webdriver",
    "--webdriver-ca",
    "--webdriver-capabilities", "--webdriver-queue", "--trace", "--evidence",
  ]
  private static let droppedFlags: Set<String> = [
    "--keep-names", "--keep-pictures", "--headed", "--verbose", "-v", "--quiet", "-q", "--recovery-code",
  ]

  /// - Parameter inputs: paths, of which only the last part is kept.
  static func kept(_ arguments: [String], inputs: [String]) -> [String] {
    var kept: [String] = []
    var rest = arguments[...]
    while let word = rest.popFirst() {
      if droppedFlags.contains(word) { continue }
      if dropped.contains(word) {
        _ = rest.popFirst()
      } else if let equals = word.firstIndex(of: "="), word.hasPrefix("--") {
        let (name, value) = (String(word[..<equals]), String(word[word.index(after: equals)...]))
        if !dropped.contains(name) { kept.append("\(name)=\(inputs.contains(value) ? Self.name(of: value) : value)") }
      } else {
        kept.append(inputs.contains(word) ? name(of: word) : word)
      }
    }
    return kept
  }

  /// The texts of the files.
  static func inputs(_ files: [String]) throws -> [RecordingHeader.Input] {
    try files.map { path in
      guard let text = try? String(contentsOfFile: path, encoding: .utf8) else {
        throw UsageError("\(path) cannot be read any more, so the recording would lack it", "Record again.")
      }
      return RecordingHeader.Input(argument: name(of: path), text: text)
    }
  }

  private static func name(of path: String) -> String { URL(fileURLWithPath: path).lastPathComponent }
}

/// The console is not as it was recorded.
struct ConsoleHasChanged: Error, CustomStringConvertible {
  let findings: [MergedDriftFinding]

  init(_ findings: [MergedDriftFinding]) { self.findings = findings }

  var description: String {
    let head = findings.count == 1 ? "the console has changed in 1 place" : "the console has changed in \(findings.count) places"
    return ([head] + findings.flatMap { "\($0)".split(separator: "\n").map { "  \($0)" } }).joined(separator: "\n")
  }
}
