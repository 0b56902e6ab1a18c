import DriverProcess
import Logging
import WebDriver

/// Where the browser of a run comes from, and who is told of its commands.
struct BrowserSource: Sendable {
  enum Kind: Sendable {
    /// Started here, and ended here.
    case started(DriverOptions, isHeaded: Bool)
    /// Had from a remote end.
    case remote(RemoteBrowser)
  }

  let kind: Kind
  let trace: TraceFile?

  /// A session for the time of `body`; afterwards nothing of it is left, however it ends.
  func withSession<Value: Sendable>(
    logger: Logger, observer: @escaping CommandObserver, _ body: @Sendable (Session) async throws -> Value
  ) async throws -> Value {
    let traced = trace?.observer
    let all: CommandObserver = { event in
      observer(event)
      traced?(event)
    }
    switch kind {
    case .started(let options, let isHeaded):
      return try await DriverProcess.withSession(options, logger: logger, headed: isHeaded, observer: all, body)
    case .remote(let remote): return try await remote.withSession(observer: all, body)
    }
  }
}
