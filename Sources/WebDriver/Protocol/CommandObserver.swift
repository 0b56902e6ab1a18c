/// What happened to one command: for counts, traces, recordings and evidence.
public struct CommandEvent: Sendable {
  /// The command's name, such as `elementClick`.
  public let command: String
  /// The session that it belongs to; `nil` for one that belongs to none, as a new session's start does.
  public let session: String?
  /// What it was aimed at: a locator, an address without its secrets.
  public let target: String?
  /// When it was sent.
  public let started: ContinuousClock.Instant
  /// How long the exchange took.
  public let duration: Duration
  /// The error that it ended with, if it did.
  public let failure: (any Error)?
  /// What a look at a page came to; `nil` for everything else.
  public let look: LookReport?

  /// An event; see the properties.
  public init(
    command: String, session: String? = nil, target: String? = nil, started: ContinuousClock.Instant, duration: Duration,
    failure: (any Error)?, look: LookReport? = nil
  ) {
    self.look = look
    self.command = command
    self.session = session
    self.target = target
    self.started = started
    self.duration = duration
    self.failure = failure
  }

  /// An event that ends now.
  init(_ exchange: Exchange, started: ContinuousClock.Instant, failure: (any Error)?, look: LookReport? = nil) {
    self.init(
      command: exchange.command, session: exchange.session, target: exchange.target, started: started,
      duration: ContinuousClock.now - started, failure: failure, look: look)
  }
}

/// Is told of every command after it ended. Must not block.
public typealias CommandObserver = @Sendable (CommandEvent) -> Void
