import BrowserSupport
import Testing

@testable import ConsoleAPI

/// Requests are spaced, so that the console never has to turn one away.
@Suite struct TokenBucketTests {
  @Test func `some go at once, the rest one by one`() {
    var bucket = TokenBucket(burst: 3, perMinute: 60)
    #expect((0..<5).map { _ in bucket.take(at: .zero) } == [.zero, .zero, .zero, .seconds(1), .seconds(2)])
    // After a rest as many go at once again, and no more.
    #expect((0..<4).map { _ in bucket.take(at: .seconds(100)) } == [.zero, .zero, .zero, .seconds(1)])
  }

  /// Whenever requests come, no minute sees more than the bucket's two numbers together, none goes before one that came earlier, and
  /// none waits longer than it must.
  @Test(arguments: 0..<60) func `no minute sees too many`(_ seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    let (burst, perMinute) = (Int.random(in: 1...40, using: &random), Int.random(in: 1...160, using: &random))
    var bucket = TokenBucket(burst: burst, perMinute: perMinute)
    var now = Duration.zero
    var gone: [Duration] = []
    for _ in 0..<500 {
      // In crowds, in a trickle, and after rests.
      now += .milliseconds([0, 0, 0, 5, 400, 90_000][Int.random(in: 0..<6, using: &random)])
      let wait = bucket.take(at: now)
      #expect(wait >= .zero)
      gone.append(now + wait)
    }
    #expect(gone == gone.sorted())
    var first = 0
    for (index, moment) in gone.enumerated() {
      while moment - gone[first] >= .seconds(60) { first += 1 }
      #expect(index - first + 1 <= burst + perMinute)
      if index >= burst, moment > gone[index - burst] + .seconds(60) {
        // Long after the one that filled the bucket: there was no reason to wait.
        #expect(gone[index] >= gone[index - 1])
      }
    }
  }

  @Test func `the console's bucket stays below what the console allows`() {
    #expect(TokenBucket.console.burst + TokenBucket.console.perMinute < 180)
  }

  @Test func `a client waits by its clock`() async throws {
    let time = FakeTime()
    let transport = ScriptedTransport([.json(sampleMe)])
    let client = try APIClient.scripted(transport, time)
    for _ in 0..<TokenBucket.console.burst { _ = try await client.me() }
    #expect(time.sleeps == [])
    for _ in 0..<140 { _ = try await client.me() }
    #expect(time.sleeps.count == 140)
    #expect(time.now >= .seconds(59) && time.now <= .seconds(61))
  }
}
