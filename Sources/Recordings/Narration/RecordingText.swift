/// A recording told as text: what it is, what happened step by step, and what came of it.
public struct RecordingText: Sendable, Hashable, CustomStringConvertible {
  private let recording: Recording
  /// The steps, told.
  public let steps: [NarratedStep]

  /// The telling of `recording`.
  public init(_ recording: Recording) {
    self.recording = recording
    steps = Narrator.steps(of: recording)
  }

  /// Lines of at most about 100 columns.
  public var description: String { (head + body + tail).joined(separator: "\n") + "\n" }

  private var head: [String] {
    let header = recording.header
    var lines = [
      "\(Self.subject(header)), recorded \(header.recorded) by \(header.program)",
      "  \(header.browser.name) \(header.browser.version) · layout \(header.layout) · pack \(header.pack.digest.prefix(12))",
    ]
    let account = header.account.isEmpty ? [] : ["signed in as \(header.account)", Self.told(header.codes)]
    lines.append("  " + ([header.console] + account).joined(separator: " · "))
    lines.append("  clock \(header.clock)" + (header.seed.map { " · emulated console, seed \($0)" } ?? ""))
    lines += header.inputs.map { "  with \($0.argument): \(Narrator.counted($0.text.split(separator: "\n").count, "line"))" }
    return lines
  }

  static func subject(_ header: RecordingHeader) -> String {
    switch header.subject {
    case .scenario(let name): name
    case .command(let arguments): "syncroctl \(arguments.joined(separator: " "))"
    }
  }

  private static func told(_ codes: RecordingHeader.Codes) -> String {
    switch codes {
    case .none: "no one-time codes"
    case .computed: "one-time codes computed"
    case .typed: "one-time codes typed by a person"
    case .passkey: "with a passkey"
    case .recovery: "with a recovery code"
    }
  }

  private var body: [String] {
    let digits = String(steps.count).count
    return steps.flatMap { step in
      let number = String(repeating: " ", count: digits - String(step.number).count) + String(step.number)
      let indent = String(repeating: " ", count: digits + 4)
      return (step.heading.map { ["", $0] } ?? (step.number == 1 ? [""] : [])) + ["\(number). \(step.text)"]
        + step.details.map { indent + $0 }
    }
  }

  private var tail: [String] {
    ["", "Outcome"] + (recording.end.outcome.isEmpty ? ["  nothing was said"] : recording.end.outcome.map { "  \($0)" })
  }
}
