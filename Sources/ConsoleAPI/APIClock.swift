/// The time by which requests are spaced and waited for.
public struct APIClock: Sendable {
  /// The time that has passed since some moment that stays the same.
  let now: @Sendable () -> Duration
  /// Lets so much time pass. Ends early, with an error, where the task is cancelled.
  let sleep: @Sendable (Duration) async throws -> Void

  /// A clock by its two halves.
  public init(now: @escaping @Sendable () -> Duration, sleep: @escaping @Sendable (Duration) async throws -> Void) {
    (self.now, self.sleep) = (now, sleep)
  }

  /// The machine's own.
  public static var continuous: APIClock {
    let start = ContinuousClock.now
    return APIClock(now: { ContinuousClock.now - start }, sleep: { try await Task.sleep(for: $0) })
  }
}
