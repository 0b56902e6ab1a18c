import DriverProcess
import Logging
import Recordings
import WebDriver

/// Where the browser of a run comes from, and who is told of its commands.
struct BrowserSource: Sendable {
  enum Kind: Sendable {
    /// Started here, and ended here.
    case started(DriverOptions, isHeaded: Bool)
    /// Had from a remote end.
    case remote(RemoteBrowser)
    /// A recording: there is nothing to end. What became of it is asked of the replay itself.
    case replayed(Replay)
  }

  let kind: Kind
  let trace: TraceFile?

  /// A session for the time of `body`; afterwards nothing of it is left, however it ends.
  ///
  /// - Parameter recorder: records the session.
  func withSession<Value: Sendable>(
    logger: Logger, observer: @escaping CommandObserver, recorder: Recorder? = nil, _ body: @Sendable (Session) async throws -> Value
  ) async throws -> Value {
    let traced = trace?.observer
    let all: CommandObserver = { event in
      observer(event)
      traced?(event)
      if let look = event.look {
        let held = look.heldCase.map { "came to \"\($0)\"" } ?? "came to nothing"
        logger.debug("A look \(held) after \(look.waited) ms")
        for choice in look.choices { logger.debug("  \(choice)") }
      }
    }
    let tap = { (live: any Transport) in recorder?.recording(live) ?? live }
    switch kind {
    case .started(let options, let isHeaded):
      return try await DriverProcess.withSession(options, logger: logger, headed: isHeaded, observer: all, transport: tap, body)
    case .remote(let remote): return try await remote.withSession(observer: all, transport: tap, body)
    case .replayed(let replay):
      let session = try await Session.start(on: replay.remoteEnd(observer: all), alwaysMatch: [:])
      return try await body(session)
    }
  }
}
