/// What happened to one command: for counts, traces, recordings and evidence.
public struct CommandEvent: Sendable {
  /// The command's name, such as `elementClick`.
  public let command: String
  /// When it was sent, on the clock that the session runs on.
  public let started: ContinuousClock.Instant
  /// How long the exchange took.
  public let duration: Duration
  /// The error that it ended with, if it did.
  public let failure: (any Error)?

  /// An event; see the properties.
  public init(command: String, started: ContinuousClock.Instant, duration: Duration, failure: (any Error)?) {
    self.command = command
    self.started = started
    self.duration = duration
    self.failure = failure
  }
}

/// Is told of every command after it ended. Must not block.
public typealias CommandObserver = @Sendable (CommandEvent) -> Void
