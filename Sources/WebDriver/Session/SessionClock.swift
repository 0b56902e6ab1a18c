import Synchronization

/// The time by which a session waits: how long an action may take, and how long to pause before the page is asked again.
///
/// A replayed recording is given ``virtual()``, so that waiting costs nothing there.
public struct SessionClock: Sendable {
  /// How much time has passed since some moment that stays the same.
  public let now: @Sendable () -> Duration
  /// Waits so long. Throws `CancellationError` when the task is cancelled.
  public let sleep: @Sendable (Duration) async throws -> Void

  /// A clock; see the properties.
  public init(now: @escaping @Sendable () -> Duration, sleep: @escaping @Sendable (Duration) async throws -> Void) {
    self.now = now
    self.sleep = sleep
  }

  /// The machine's own time.
  public static let continuous: SessionClock = {
    let start = ContinuousClock.now
    return SessionClock(now: { .now - start }, sleep: { try await Task.sleep(for: $0) })
  }()

  /// A clock of its own that stands still but for its `sleep`, which moves it on by as much as was asked for and returns at once.
  public static func virtual() -> SessionClock {
    let time = VirtualTime()
    return SessionClock(now: { time.passed.withLock { $0 } }) { duration in
      try Task.checkCancellation()
      time.passed.withLock { $0 += max(duration, .zero) }
    }
  }

  /// Waits for what is missing of `duration` since `start`: nothing where the page has waited so long already, all of it where the clock
  /// stood still meanwhile.
  func sleepOut(_ duration: Duration, since start: Duration) async throws {
    let missing = start + duration - now()
    if missing > .zero { try await sleep(missing) }
  }
}

private final class VirtualTime: Sendable {
  let passed = Mutex(Duration.zero)
}
