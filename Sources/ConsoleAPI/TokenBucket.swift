/// Says when the next request may go: some at once, and the rest evenly spaced.
///
/// Of every minute it lets through at most ``burst`` and ``perMinute`` together, whenever the minute begins.
struct TokenBucket: Sendable {
  /// How many may go at once, after a time without any.
  let burst: Int
  /// How many a minute may follow them.
  let perMinute: Int
  /// When all that was let through so far would have gone, had it been spaced evenly.
  private var spaced: Duration = .zero

  init(burst: Int, perMinute: Int) { (self.burst, self.perMinute) = (burst, perMinute) }

  /// The console allows 180 to all that ask from one address: a few are left to others.
  static let console = TokenBucket(burst: 30, perMinute: 140)

  /// Takes a place, and says how long to wait for it.
  mutating func take(at now: Duration) -> Duration {
    let interval = Duration.seconds(60) / perMinute
    let due = max(now, spaced)
    spaced = due + interval
    return max(.zero, due - interval * (burst - 1) - now)
  }
}

/// The bucket of one client, which may be asked by several tasks.
actor RateLimiter {
  private var bucket: TokenBucket
  private let clock: APIClock

  init(_ bucket: TokenBucket, _ clock: APIClock) { (self.bucket, self.clock) = (bucket, clock) }

  /// Waits until a request may go.
  func pass() async throws {
    let wait = bucket.take(at: clock.now())
    if wait > .zero { try await clock.sleep(wait) }
  }
}
