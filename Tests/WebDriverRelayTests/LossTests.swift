import BrowserSupport
import CurlTransport
import Foundation
import Synchronization
import Testing
import WebDriver
import WebDriverRelay

/// What the relay says when there is no answer to pass on, and what becomes of commands that nobody waits for.
@Suite(.timeLimit(.minutes(2))) struct LossTests {
  private func value(_ response: HTTPResponse) throws -> JSONValue {
    #expect(response.status == 500)
    let value = try #require(try JSONDecoder().decode(JSONValue.self, from: Data(response.body))["value"])
    #expect(value["error"] == "unknown error")
    return value
  }

  @Test func theDriverIsGone() async throws {
    let stub = try StubServer { _ in }
    let url = stub.url
    stub.stop()
    try await withRelay(to: try CurlTransport(baseURL: url), logger: noLogger) { relay in
      let error = try value(try await Caller(url: relay.url).send(.get, "/session/s/title"))
      #expect(error["data"] == ["loss": "driverGone"] || error["data"] == ["loss": "connectionLost"])
      #expect(error["message"]?.stringValue?.hasPrefix("relay: the ") == true)
    }
  }

  @Test func theConnectionIsLost() async throws {
    let stub = try StubServer { connection in _ = connection.readRequest() }
    defer { stub.stop() }
    try await withRelay(to: try CurlTransport(baseURL: stub.url), logger: noLogger) { relay in
      let error = try value(try await Caller(url: relay.url).send(.post, "/session/s/refresh", "{}"))
      #expect(error["data"] == ["loss": "connectionLost"])
      #expect(stub.requests.count == 1)
    }
  }

  @Test func nothingAnswersInTime() async throws {
    let stub = try StubServer { connection in
      _ = connection.readRequest()
      connection.waitForEnd()
    }
    defer { stub.stop() }
    var configuration = RelayConfiguration()
    configuration.sessionTimeLimit = .milliseconds(50)
    try await withRelay(to: try CurlTransport(baseURL: stub.url), configuration, logger: noLogger) { relay in
      let error = try value(try await Caller(url: relay.url).send(.post, "/session", #"{"capabilities":{}}"#))
      #expect(error["data"] == ["loss": "timedOut"])
    }
  }

  @Test(arguments: ["<html>", "", #"{"value":7}"#, "{}"]) func theAnswerIsNotWebDriver(_ text: String) async throws {
    try await withStubbedRelay(answering: { _ in answer(text) }) { caller, _ in
      let error = try value(try await caller.send(.get, "/session/s/title"))
      #expect(error["message"]?.stringValue?.contains("the answer to getTitle is not WebDriver") == true)
      #expect(error["data"] == nil)
    }
  }

  /// A driver that never answers, and says when it is asked and when it is left.
  private func withSilentDriver(_ body: @Sendable (String, AsyncStream<String>) async throws -> Void) async throws {
    let (news, teller) = AsyncStream<String>.makeStream()
    let stub = try StubServer { connection in
      guard connection.readRequest() != nil else { return }
      teller.yield("asked")
      connection.waitForEnd()
      teller.yield("left")
    }
    defer { stub.stop() }
    try await body(stub.url, news)
  }

  @Test func aCallerThatGoesAwayTakesItsCommandAlong() async throws {
    try await withSilentDriver { url, news in
      try await withRelay(to: try CurlTransport(baseURL: url), logger: noLogger) { relay in
        let caller = Caller(url: relay.url)
        let command = Task { try await caller.send(.get, "/session/s/title") }
        var iterator = news.makeAsyncIterator()
        #expect(await iterator.next() == "asked")
        command.cancel()
        await #expect(throws: CancellationError.self) { try await command.value }
        #expect(await iterator.next() == "left")
      }
    }
  }

  @Test func theEndOfTheRelayEndsItsCommands() async throws {
    try await withSilentDriver { url, news in
      let command = try await withRelay(to: try CurlTransport(baseURL: url), logger: noLogger) { relay in
        let caller = Caller(url: relay.url)
        let command = Task { try await caller.send(.get, "/session/s/title") }
        var iterator = news.makeAsyncIterator()
        #expect(await iterator.next() == "asked")
        return command
      }
      let error = try value(try await command.value)
      #expect(error["message"] == "relay: the command was given up: the relay is ending")
    }
  }
}
