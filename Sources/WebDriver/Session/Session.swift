import Synchronization

/// A browser under control (specification, "Sessions").
///
/// A session is serial: a second command waits in the driver until the first ended. Give it one user; parallel work needs more sessions.
public final class Session: Sendable {
  /// The remote end's id.
  public let id: String
  /// What the session turned out to be.
  public let capabilities: SessionCapabilities

  private let remote: RemoteEnd
  private let currentTimeouts: Mutex<SessionTimeouts>

  private init(id: String, capabilities: SessionCapabilities, remote: RemoteEnd, timeouts: SessionTimeouts) {
    self.id = id
    self.capabilities = capabilities
    self.remote = remote
    currentTimeouts = Mutex(timeouts)
  }

  /// Starts a session.
  ///
  /// - Parameters:
  ///   - remote: the server to ask.
  ///   - alwaysMatch: the capabilities that are required.
  ///   - timeouts: the session's time-outs; the HTTP limits of all commands follow from them.
  ///   - startLimit: how long starting a browser may take.
  /// - Throws: ``WebDriverError`` with ``ErrorCode/sessionNotCreated`` when no browser could be started; ``TransportError``.
  public static func start(
    on remote: RemoteEnd, alwaysMatch: [String: JSONValue], timeouts: SessionTimeouts = SessionTimeouts(),
    startLimit: Duration = .seconds(60)
  ) async throws -> Session {
    var required = alwaysMatch
    required["timeouts"] = timeouts.json
    let command = Commands.NewSession(capabilities: ["alwaysMatch": .object(required)])
    let answer = try await remote.perform(command, path: command.path, timeLimit: startLimit)
    return Session(id: answer.sessionId, capabilities: answer.capabilities, remote: remote, timeouts: timeouts)
  }

  /// Ends the session and with it the browser.
  public func delete() async throws {
    _ = try await perform(Commands.DeleteSession())
  }

  /// The time-outs in force.
  public var timeouts: SessionTimeouts { currentTimeouts.withLock { $0 } }

  /// Changes the time-outs, here and in the remote end.
  public func setTimeouts(_ timeouts: SessionTimeouts) async throws {
    _ = try await perform(Commands.SetTimeouts(timeouts: timeouts))
    currentTimeouts.withLock { $0 = timeouts }
  }

  func perform<C: SessionCommand>(_ command: C) async throws -> C.Answer {
    try await remote.perform(command, path: ["session", id] + command.path, timeLimit: timeLimit(for: command.patience))
  }

  /// The remote end gives up by its own time-outs first and says why; ours is only for a remote end that says nothing.
  private func timeLimit(for patience: Patience) -> Duration {
    let margin = Duration.seconds(10)
    let timeouts = timeouts
    return switch patience {
    case .prompt: margin
    case .pageLoad: timeouts.pageLoad + margin
    case .script: timeouts.pageLoad + timeouts.script + margin
    case .newSession: .seconds(60)
    }
  }
}
