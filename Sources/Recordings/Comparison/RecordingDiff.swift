import WebDriver

/// What differs between two recordings, step by step.
///
/// Steps belong together that are the same command, wait for the same cases and look for the same elements; what then differs are fields.
public struct RecordingDiff: Sendable, Hashable {
  /// One difference.
  public enum Entry: Sendable, Hashable {
    /// A step that only the first recording has.
    case removed(NarratedStep)
    /// A step that only the second recording has.
    case added(NarratedStep)
    /// A step that both have, as the second tells it, with the fields in which they differ.
    case changed(NarratedStep, line: Int, fields: [FieldDifference])
    /// A mark or a line of the outcome that only the first recording has.
    case removedText(String)
    /// A mark or a line of the outcome that only the second recording has.
    case addedText(String)
  }

  /// What differs in what is known of the recordings as a whole, a line each.
  public let header: [String]
  /// What differs in what happened, in order.
  public let entries: [Entry]

  /// Whether there is no difference.
  public var isSame: Bool { header.isEmpty && entries.isEmpty }

  /// The difference of two recordings.
  public init(_ first: Recording, _ second: Recording) {
    header = HeaderDifference.lines(first.header, second.header)
    entries = Self.steps(first, second) + Self.outcome(first.end.outcome, second.end.outcome)
  }

  private static func steps(_ first: Recording, _ second: Recording) -> [Entry] {
    let (left, right) = (DiffItem.all(first), DiffItem.all(second))
    return merged(left.count, right.count, CommonSubsequence.pairs(left.map(\.identity), right.map(\.identity))) {
      left[$0].entry(isAdded: false)
    } added: {
      right[$0].entry(isAdded: true)
    } both: {
      left[$0].entries(against: right[$1])
    }
  }

  private static func outcome(_ first: [String], _ second: [String]) -> [Entry] {
    merged(first.count, second.count, CommonSubsequence.pairs(first, second)) {
      .removedText("outcome: \(first[$0])")
    } added: {
      .addedText("outcome: \(second[$0])")
    } both: { _, _ in
      []
    }
  }

  private static func merged(
    _ first: Int, _ second: Int, _ pairs: [(Int, Int)], removed: (Int) -> Entry, added: (Int) -> Entry, both: (Int, Int) -> [Entry]
  ) -> [Entry] {
    var entries: [Entry] = []
    var (i, j) = (0, 0)
    for pair in pairs {
      entries += (i..<pair.0).map(removed) + (j..<pair.1).map(added) + both(pair.0, pair.1)
      (i, j) = (pair.0 + 1, pair.1 + 1)
    }
    return entries + (i..<first).map(removed) + (j..<second).map(added)
  }
}

/// A step or a mark, as it is compared.
private struct DiffItem {
  let identity: String
  let told: NarratedStep?
  let mark: RecordedMark?
  /// Everything that is compared, elements by name.
  let request: JSONValue
  let states: [JSONValue]

  static func all(_ recording: Recording) -> [DiffItem] {
    let flow = Flow(recording)
    var steps = zip(flow.steps, Narrator.steps(of: flow)).makeIterator()
    return recording.steps.compactMap { recorded in
      if case .mark(let mark) = recorded {
        return DiffItem(identity: "mark|\(mark.page)", told: nil, mark: mark, request: .null, states: [])
      }
      guard let (step, told) = steps.next() else { return nil }
      return DiffItem(
        identity: step.identity, told: told, mark: nil, request: step.named(step.request.tree),
        states: step.states.map { step.named($0.tree) })
    }
  }

  private var text: String { mark.map { "mark \($0.page): \($0.step)" } ?? "" }

  func entry(isAdded: Bool) -> RecordingDiff.Entry {
    guard let told else { return isAdded ? .addedText(text) : .removedText(text) }
    return isAdded ? .added(told) : .removed(told)
  }

  func entries(against other: DiffItem) -> [RecordingDiff.Entry] {
    guard let told, let otherTold = other.told else {
      return text == other.text ? [] : [.removedText(text), .addedText(other.text)]
    }
    var fields = FieldDifference.all(request, other.request, at: "")
    if states.count == 1, other.states.count == 1 {
      fields += FieldDifference.all(states[0], other.states[0], at: "answer")
    } else {
      fields += FieldDifference.all(.array(states), .array(other.states), at: "answers")
    }
    return fields.isEmpty ? [] : [.changed(otherTold, line: told.line, fields: fields)]
  }
}

extension RecordedResponse {
  /// Everything of the answer that is compared, as one tree.
  fileprivate var tree: JSONValue {
    switch self {
    case .answer(let status, let value): ["status": .int(status), "value": value]
    case .failure(let code, let detail): ["failure": ["code": .string("\(code)"), "detail": .string(detail)]]
    }
  }
}
