import Synchronization

/// Writes every command as one line of a trace that Perfetto (ui.perfetto.dev) and Chromium's `about:tracing` open.
///
/// The form is the array of the Trace Event Format: a line with `[`, then an object and a comma on each line. The closing bracket may be
/// left out, so that the trace of a run that was killed opens as well. `sed '1d; s/,$//' FILE` makes plain JSON Lines of it.
///
/// A line holds the command's name, session, target, start, duration and error; of a look at a page, which case held, and of each element the
/// candidates that found it, that found nothing and that disagreed, and what was chosen. Neither what was typed nor what a page says is in it.
public final class TraceWriter: Sendable {
  private struct State {
    /// The sessions in the order in which they were first seen: each is a track of its own.
    var sessions: [String] = []
  }

  private let write: @Sendable ([UInt8]) -> Void
  private let origin: ContinuousClock.Instant
  private let state = Mutex(State())

  /// A writer that hands each line, with its line end, to `write`, one at a time and in order.
  ///
  /// - Parameters:
  ///   - origin: the moment that the trace counts from.
  ///   - program: whose commands these are, for the reader.
  ///   - write: takes the lines. Must not block for long: a session waits for it.
  public init(origin: ContinuousClock.Instant = .now, program: String = "webdriver", write: @escaping @Sendable ([UInt8]) -> Void) {
    self.write = write
    self.origin = origin
    write(Array("[\n".utf8))
    line(["ph": "M", "name": "process_name", "pid": 1, "args": ["name": .string(program)]])
    line(["ph": "M", "name": "thread_name", "pid": 1, "tid": 0, "args": ["name": "without a session"]])
  }

  /// What a ``RemoteEnd`` is given.
  public var observer: CommandObserver { { self.note($0) } }

  private func note(_ event: CommandEvent) {
    // Under the lock, so that lines do not mix and a session's name stands before its first command.
    state.withLock { state in
      let track = track(of: event.session, &state)
      var arguments: [String: JSONValue] = [:]
      arguments["target"] = event.target.map { .string($0) }
      arguments["session"] = event.session.map { .string($0) }
      arguments["error"] = event.failure.map { .string(Self.shown($0)) }
      if let look = event.look {
        arguments["case"] = look.heldCase.map { JSONValue.string($0) } ?? .null
        arguments["waited"] = .int(look.waited)
        arguments["elements"] = .object(Dictionary(uniqueKeysWithValues: look.choices.map { ($0.name, Self.json($0)) }))
      }
      line([
        "ph": "X", "cat": "webdriver", "name": .string(event.command), "pid": 1, "tid": .int(track),
        "ts": .int((event.started - origin).wholeMicroseconds), "dur": .int(event.duration.wholeMicroseconds), "args": .object(arguments),
      ])
    }
  }

  /// The lists that are empty are left out.
  private static func json(_ choice: LookReport.Choice) -> JSONValue {
    var members: [String: JSONValue] = [:]
    for (name, numbers) in [("matching", choice.matching), ("idle", choice.idle), ("disagreeing", choice.disagreeing)]
    where !numbers.isEmpty { members[name] = .array(numbers.map { .int($0) }) }
    members["chosen"] = choice.chosen.map { .string($0) }
    members["problem"] = choice.problem.map { .string($0) }
    return .object(members)
  }

  /// An error without the texts that a driver may have put into it: what was typed, what the page says.
  private static func shown(_ failure: any Error) -> String {
    switch failure {
    case let error as WebDriverError: error.code.rawValue
    case let error as TransportError: "no answer: \(error.code)"
    case let error as NotWebDriver: "not WebDriver: HTTP \(error.status)"
    case is CancellationError: "cancelled"
    default: "failed"
    }
  }

  private func track(of session: String?, _ state: inout State) -> Int {
    guard let session else { return 0 }
    if let index = state.sessions.firstIndex(of: session) { return index + 1 }
    state.sessions.append(session)
    let track = state.sessions.count
    line(["ph": "M", "name": "thread_name", "pid": 1, "tid": .int(track), "args": ["name": .string("session \(track)")]])
    return track
  }

  private func line(_ value: JSONValue) { write(value.bytes(secrets: .placeholder) + Array(",\n".utf8)) }
}

extension Duration {
  /// The duration in microseconds, cut to a whole number.
  fileprivate var wholeMicroseconds: Int { Int(components.seconds) * 1_000_000 + Int(components.attoseconds / 1_000_000_000_000) }
}
