import Synchronization

/// A browser under control (specification, "Sessions").
///
/// A session is serial: a second command waits in the driver until the first ended. Give it one user; parallel work needs more sessions.
public final class Session: Sendable {
  /// The remote end's id.
  public let id: String
  /// What the session turned out to be.
  public let capabilities: SessionCapabilities

  let remote: RemoteEnd
  /// The time by which the session waits.
  package var clock: SessionClock { remote.clock }
  private let state: Mutex<State>

  private struct State {
    var timeouts: SessionTimeouts
    var address: String?
  }

  private init(id: String, capabilities: SessionCapabilities, remote: RemoteEnd, timeouts: SessionTimeouts) {
    self.id = id
    self.capabilities = capabilities
    self.remote = remote
    state = Mutex(State(timeouts: timeouts))
  }

  /// Starts a session.
  ///
  /// - Parameters:
  ///   - remote: the server to ask.
  ///   - alwaysMatch: the capabilities that are required.
  ///   - firstMatch: further capabilities, of which the first set that can be had is taken.
  ///   - timeouts: the session's time-outs; the HTTP limits of all commands follow from them.
  ///   - startLimit: how long starting a browser may take; at a grid, waiting for a free one too, which may take minutes.
  /// - Throws: ``WebDriverError`` with ``ErrorCode/sessionNotCreated`` when no browser could be started; ``TransportError``.
  public static func start(
    on remote: RemoteEnd, alwaysMatch: [String: JSONValue], firstMatch: [[String: JSONValue]] = [],
    timeouts: SessionTimeouts = SessionTimeouts(), startLimit: Duration = .seconds(60)
  ) async throws -> Session {
    var capabilities: [String: JSONValue] = [
      "alwaysMatch": .object(alwaysMatch.merging(["timeouts": timeouts.json]) { own, _ in own })
    ]
    if !firstMatch.isEmpty { capabilities["firstMatch"] = .array(firstMatch.map { .object($0) }) }
    let command = Commands.NewSession(capabilities: .object(capabilities))
    let answer = try await remote.perform(Exchange(command), timeLimit: startLimit, as: Commands.NewSession.Answer.self)
    return Session(id: answer.sessionId, capabilities: answer.capabilities, remote: remote, timeouts: timeouts)
  }

  /// Starts a session with typed capabilities.
  ///
  /// - Parameters:
  ///   - remote: the server to ask.
  ///   - request: what the session must have, and choices of which it must have one.
  ///   - timeouts: the session's time-outs; the HTTP limits of all commands follow from them.
  ///   - startLimit: how long starting a browser may take; at a grid, waiting for a free one too, which may take minutes.
  /// - Throws: ``WebDriverError`` with ``ErrorCode/sessionNotCreated`` when no browser could be started; ``TransportError``.
  public static func start(
    on remote: RemoteEnd, _ request: CapabilitiesRequest, timeouts: SessionTimeouts = SessionTimeouts(), startLimit: Duration = .seconds(60)
  ) async throws -> Session {
    try await start(
      on: remote, alwaysMatch: request.alwaysMatch.members, firstMatch: request.firstMatch.map(\.members), timeouts: timeouts,
      startLimit: startLimit)
  }

  /// A session that somebody else started. Nothing is sent.
  ///
  /// - Parameters:
  ///   - id: the session's id.
  ///   - remote: the server on which it runs.
  ///   - capabilities: what it turned out to be, if that is known.
  ///   - timeouts: the time-outs that are in force there; ask with ``remoteTimeouts()`` where that is not known.
  public static func attach(
    _ id: String, on remote: RemoteEnd, capabilities: SessionCapabilities = SessionCapabilities(members: [:]),
    timeouts: SessionTimeouts = SessionTimeouts(pageLoad: .seconds(300), script: .seconds(30))
  ) -> Session {
    Session(id: id, capabilities: capabilities, remote: remote, timeouts: timeouts)
  }

  /// Ends the session and with it the browser.
  public func delete() async throws {
    _ = try await perform(Commands.DeleteSession())
  }

  /// The time-outs in force.
  public var timeouts: SessionTimeouts { state.withLock { $0.timeouts } }

  /// The time-outs as the remote end has them.
  public func remoteTimeouts() async throws -> SessionTimeouts { try await perform(Commands.GetTimeouts()) }

  /// Changes the time-outs, here and in the remote end.
  public func setTimeouts(_ timeouts: SessionTimeouts) async throws {
    _ = try await perform(Commands.SetTimeouts(timeouts: timeouts))
    state.withLock { $0.timeouts = timeouts }
  }

  /// The page's address when it was last seen, for error texts; without the values of its query.
  package var lastAddress: String? { state.withLock { $0.address } }

  /// Tells whoever records the commands where in the flow one is. Nothing is sent.
  ///
  /// - Parameters:
  ///   - page: the page object: `technician`.
  ///   - step: what it does, in words that a person reads, and never a secret: `deactivates lee.wong@acme.com`.
  public func mark(page: String, step: String) { remote.transport.mark(page: page, step: step) }

  /// Takes down where the page is, whenever an answer tells.
  func note(address: String) { state.withLock { $0.address = ShownAddress.text(address) } }

  func perform<C: SessionCommand>(_ command: C) async throws -> C.Answer { try await perform(Exchange(command, session: id)) }

  func perform<Answer: Decodable>(_ exchange: Exchange) async throws -> Answer {
    do {
      return try await remote.perform(exchange, timeLimit: timeouts.limit(for: exchange.patience))
    } catch var error as WebDriverError {
      error.address = lastAddress
      throw error
    }
  }
}

extension SessionTimeouts {
  /// How long a command may take. The remote end gives up by its own time-outs first and says why; this is for one that says nothing.
  package func limit(for patience: Patience) -> Duration {
    let margin = Duration.seconds(10)
    return switch patience {
    case .prompt: margin
    case .pageLoad: pageLoad + implicit + margin
    case .script: pageLoad + script + implicit + margin
    case .newSession: .seconds(60)
    }
  }
}
