import CurlTransport
import Foundation
import Synchronization
import Testing
import WebDriver
import WebDriverRelay

/// How long the relay waits for the driver: as long as the session's own time-outs let it be.
@Suite struct LimitTests {
  /// Answers everything, and takes down how long it was given.
  private final class Timekeeper: Transport {
    let limits = Mutex<[String: Duration]>([:])

    func send(_ request: WireRequest) async throws -> WireResponse {
      limits.withLock { $0[request.command] = request.timeLimit }
      let value =
        switch request.command {
        case "newSession": #"{"sessionId":"s","capabilities":{"timeouts":{"pageLoad":7000,"script":2000,"implicit":1000}}}"#
        case "getTitle": #""t""#
        case "getTimeouts": #"{"pageLoad":1000,"script":null,"implicit":0}"#
        default: "null"
        }
      return WireResponse(status: 200, body: Array(#"{"value":\#(value)}"#.utf8))
    }

    func limit(_ command: String) -> Duration? { limits.withLock { $0[command] } }
  }

  @Test func theyFollowTheSession() async throws {
    let driver = Timekeeper()
    var configuration = RelayConfiguration()
    configuration.sessionTimeLimit = .seconds(77)
    try await withRelay(to: driver, configuration, logger: noLogger) { relay in
      let caller = Caller(url: relay.url)
      func title() async throws -> Duration? {
        _ = try await caller.send(.get, "/session/s/title")
        return driver.limit("getTitle")
      }
      func script() async throws -> Duration? {
        _ = try await caller.send(.post, "/session/s/execute/sync", #"{"script":"s","args":[]}"#)
        return driver.limit("executeScript")
      }
      // A session that somebody else started has what all begin with.
      #expect(try await title() == .seconds(310))
      #expect(try await script() == .seconds(340))

      _ = try await caller.send(.post, "/session", #"{"capabilities":{}}"#)
      #expect(driver.limit("newSession") == .seconds(77))
      #expect(relay.openSessionCount == 1)
      #expect(try await title() == .seconds(18))
      #expect(try await script() == .seconds(20))

      _ = try await caller.send(.post, "/session/s/timeouts", #"{"pageLoad":3000}"#)
      #expect(try await title() == .seconds(14))
      _ = try await caller.send(.get, "/session/s/timeouts")
      #expect(try await title() == .seconds(11))
      #expect(try await script() == .seconds(86_411))
      #expect(driver.limit("setTimeouts") == .seconds(10))

      _ = try await caller.send(.delete, "/session/s")
      #expect(relay.openSessionCount == 0)
      #expect(try await title() == .seconds(310))
    }
  }
}
