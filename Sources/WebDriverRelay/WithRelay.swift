public import Logging
public import WebDriver

/// A relay that listens, for as long as the closure of ``withRelay(to:_:observer:logger:_:)`` runs.
public struct RunningRelay: Sendable {
  /// The address to point a WebDriver program at.
  public let url: String
  let sessions: SessionTable

  /// How many sessions were started through the relay and have not been ended through it.
  public var openSessionCount: Int { sessions.count }
}

/// Relays WebDriver commands to the remote end behind `transport` while `body` runs.
///
/// When `body` returns, throws or is cancelled, the commands under way are given up, and the port and all connections are closed. The
/// sessions at the remote end are left alone: they belong to whoever started them.
///
/// - Throws: ``RelayStartError`` when it cannot listen; otherwise what `body` throws.
public func withRelay<Value: Sendable>(
  to transport: any Transport, _ configuration: RelayConfiguration = RelayConfiguration(), observer: CommandObserver? = nil,
  logger: Logger, _ body: @Sendable (RunningRelay) async throws -> Value
) async throws -> Value {
  let log = CommandLog(logger: logger)
  let remote = RemoteEnd(
    transport: transport,
    observer: { event in
      log.note(event)
      observer?(event)
    })
  let relay = Relay(remote: remote, sessionTimeLimit: configuration.sessionTimeLimit, logger: logger)
  let server = RelayServer(relay: relay, configuration: configuration, logger: logger)
  return try await server.serving { url in try await body(RunningRelay(url: url, sessions: relay.sessions)) }
}
