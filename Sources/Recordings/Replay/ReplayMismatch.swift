import WebDriver

/// A request that is not the recorded one.
public struct ReplayMismatch: Error, Sendable, Hashable, CustomStringConvertible {
  /// The recording.
  public let file: String
  /// The line that was expected next; `nil` where the recording has ended.
  public let line: Int?
  /// What was expected; `nil` where the recording has ended.
  public let expected: RecordedRequest?
  /// What came.
  public let found: RecordedRequest
  /// Where in the flow it was, as the last mark says.
  public let place: String?
  /// A later line that would have matched.
  public let laterLine: Int?
  /// What to type to record it anew.
  public let recordAgain: String

  init(_ replay: Replay, expectedIndex: Int?, request: RecordedRequest) {
    file = replay.file
    line = expectedIndex.map { Recording.line(ofStep: $0) }
    expected = expectedIndex.flatMap { replay.step($0)?.request }
    found = request
    let steps = replay.recording.steps
    let end = expectedIndex ?? steps.count
    place = steps[..<end].last { $0.request == nil }.flatMap { if case .mark(let mark) = $0 { "\(mark.page): \(mark.step)" } else { nil } }
    laterLine = steps.indices.dropFirst(end + 1).first { steps[$0].request == request }.map { Recording.line(ofStep: $0) }
    recordAgain = replay.recording.header.recordAgain
  }

  /// Field by field; empty where another command came altogether.
  public var differences: [FieldDifference] {
    guard let expected, expected.command == found.command else { return [] }
    return FieldDifference.all(expected.tree, found.tree, at: "")
  }

  /// For people.
  public var description: String {
    var lines = [place.map { "the flow has left its recording (\($0))" } ?? "the flow has left its recording"]
    guard let line, let expected else {
      lines.append("  \(file): the recording has ended; came \(found.title)")
      return closing(lines)
    }
    lines.append("  \(file):\(line): expected \(expected.title)")
    let differences = differences
    if differences.isEmpty { lines.append("  came \(found.title)") }
    lines += differences.prefix(8).map { "    \($0)" }
    if differences.count > 8 { lines.append("    and \(differences.count - 8) more differences") }
    if let laterLine { lines.append("  line \(laterLine) would have matched: what stands between was skipped") }
    return closing(lines)
  }

  private func closing(_ lines: [String]) -> String {
    (lines + ["If the flow is right as it is now, record it anew: \(recordAgain)"]).joined(separator: "\n")
  }
}

/// Lines that nobody asked for: the flow ended before its recording did.
public struct ReplayLeftover: Error, Sendable, Hashable, CustomStringConvertible {
  /// The recording.
  public let file: String
  /// The first line that was not asked for, or the poll of which states are left.
  public let line: Int
  /// What stands there.
  public let first: RecordedRequest?
  /// How many lines are left; of a poll that was left too early, how many states.
  public let count: Int
  /// Whether what is left is states of a poll.
  public let isOfPoll: Bool
  /// What to type to record it anew.
  public let recordAgain: String

  init(_ replay: Replay, firstIndex: Int, unplayedStates: Int?) {
    file = replay.file
    line = Recording.line(ofStep: firstIndex)
    first = replay.step(firstIndex)?.request
    count = unplayedStates ?? replay.recording.steps.dropFirst(firstIndex).count { $0.request != nil }
    isOfPoll = unplayedStates != nil
    recordAgain = replay.recording.header.recordAgain
  }

  /// For people.
  public var description: String {
    let what = isOfPoll ? "\(count) states of the poll" : count == 1 ? "1 command" : "\(count) commands"
    return """
      the flow ended before its recording did: \(what) left
        \(file):\(line): \(first?.title ?? "")
      If the flow is right as it is now, record it anew: \(recordAgain)
      """
  }
}

extension RecordedStep {
  /// The command; `nil` for a mark.
  public var request: RecordedRequest? {
    switch self {
    case .exchange(let exchange): exchange.request
    case .poll(let poll): poll.request
    case .mark: nil
    }
  }
}

extension RecordingHeader {
  /// What to type to record this anew.
  public var recordAgain: String {
    switch subject {
    case .scenario(let name): "syncroctl recordings record \(name)"
    case .command(let arguments): "syncroctl \(arguments.joined(separator: " ")) --record FILE"
    }
  }
}
