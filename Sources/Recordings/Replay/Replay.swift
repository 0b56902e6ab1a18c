import Synchronization
public import WebDriver

/// Plays a recording back: answers each request with what the recording has, in its order, and nothing else.
///
/// ```swift
/// let replay = Replay(try Recording.read(file), file: file.path)
/// let session = try await Session.start(on: replay.remoteEnd(), alwaysMatch: [:])
/// …
/// try replay.finish()
/// ```
public final class Replay: Sendable {
  /// The recording that is played.
  public let recording: Recording
  /// What the recording is called in errors: its path, as a person would type it.
  public let file: String
  /// A clock on which waiting costs no time.
  public let clock = SessionClock.virtual()
  private let state = Mutex(State())

  struct State {
    /// The index of the step that was last played; -1 before the first.
    var position = -1
    /// How many of a poll's states were given.
    var given = 0
    /// The first thing that went wrong: from then on every command fails with it, since whoever asks may have swallowed it.
    var failure: (any Error)?
  }

  /// A replay of `recording` from its start.
  public init(_ recording: Recording, file: String) {
    self.recording = recording
    self.file = file
  }

  /// The transport that answers out of the recording.
  public var transport: any Transport { ReplayTransport(replay: self) }

  /// A remote end that answers out of the recording, on the recording's clock.
  public func remoteEnd(observer: CommandObserver? = nil) -> RemoteEnd { RemoteEnd(transport: transport, observer: observer, clock: clock) }

  /// How the flow left its recording, if it has: whoever sent the request may have taken the error for something else, or gone on.
  public var failure: (any Error)? { state.withLock { $0.failure } }

  /// Checks that everything was asked for.
  ///
  /// - Throws: ``ReplayMismatch`` if a request was another than the recorded one, though whoever sent it went on; ``ReplayLeftover`` if the
  ///   recording goes on. Do not call it where the flow has failed already: its own error says more.
  public func finish() throws {
    let (failure, position, given) = state.withLock { ($0.failure, $0.position, $0.given) }
    if let failure { throw failure }
    if case .poll(let poll)? = step(position), given < poll.states.count {
      throw ReplayLeftover(self, firstIndex: position, unplayedStates: poll.states.count - given)
    }
    if let next = nextIndex(after: position) { throw ReplayLeftover(self, firstIndex: next, unplayedStates: nil) }
  }

  /// Plays the answer to `request`.
  func play(_ request: WireRequest) async throws -> WireResponse {
    let recorded = RequestForm.recorded(request)
    let (response, isRepeated) = try state.withLock { state in
      if let failure = state.failure { throw failure }
      do {
        return try next(recorded, &state)
      } catch {
        state.failure = error
        throw error
      }
    }
    // Whoever asks the same again is waiting for something, and must come to the end of its patience.
    if isRepeated { try await clock.sleep(.milliseconds(100)) }
    switch response {
    case .answer(let status, let value): return WireResponse(status: status, body: Self.body(value))
    case .failure(let code, let detail): throw TransportError(code, command: request.command, detail: detail)
    }
  }

  private func next(_ request: RecordedRequest, _ state: inout State) throws -> (RecordedResponse, isRepeated: Bool) {
    if let again = repeated(request, &state) { return (again, true) }
    if case .poll(let poll)? = step(state.position), state.given < poll.states.count {
      throw ReplayMismatch(self, expectedIndex: state.position, request: request)
    }
    guard let index = nextIndex(after: state.position) else { throw ReplayMismatch(self, expectedIndex: nil, request: request) }
    switch recording.steps[index] {
    case .exchange(let exchange) where exchange.request == request:
      (state.position, state.given) = (index, 1)
      return (exchange.response, false)
    case .poll(let poll) where poll.request == request:
      (state.position, state.given) = (index, 1)
      return (poll.states[0], false)
    default: throw ReplayMismatch(self, expectedIndex: index, request: request)
    }
  }

  /// The answer to a request that is the last one again, if asking again is waiting: a poll's next state, and its last for ever.
  private func repeated(_ request: RecordedRequest, _ state: inout State) -> RecordedResponse? {
    switch step(state.position) {
    case .poll(let poll) where poll.request == request:
      let index = min(state.given, poll.states.count - 1)
      state.given += 1
      return poll.states[index]
    // Two lines never have the same reading request one after the other, so this cannot be the next one.
    case .exchange(let exchange) where exchange.request == request && request.isReading: return exchange.response
    default: return nil
    }
  }

  func step(_ index: Int) -> RecordedStep? { recording.steps.indices.contains(index) ? recording.steps[index] : nil }

  /// The next step that is no mark.
  func nextIndex(after index: Int) -> Int? {
    recording.steps.indices.dropFirst(index + 1).first { if case .mark = recording.steps[$0] { false } else { true } }
  }

  private static func body(_ value: JSONValue) -> [UInt8] {
    var shown = value
    if let text = value.stringValue, let standIn = Artifact.standIn(for: text) { shown = .string(standIn) }
    return JSONValue.object(["value": shown]).bytes(secrets: .placeholder)
  }
}

private struct ReplayTransport: Transport {
  let replay: Replay

  func send(_ request: WireRequest) async throws -> WireResponse {
    try Task.checkCancellation()
    return try await replay.play(request)
  }
}
