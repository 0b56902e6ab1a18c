import BrowserSupport
import CurlTransport
import Foundation
import Testing
import WebDriver
import WebDriverRelay

/// What the relay does not pass on, and what it says then.
@Suite struct RefusalTests {
  /// Sends one request, of which the driver must hear nothing, and gives the status and the error.
  private func refused(
    _ method: HTTPRequest.Method, _ path: String, _ body: String? = nil, headers: [HTTPField] = [],
    _ configuration: RelayConfiguration = RelayConfiguration()
  ) async throws -> (status: Int, error: JSONValue) {
    try await withStubbedRelay(configuration, answering: { _ in answer(#"{"value":null}"#) }) { caller, stub in
      let response = try await caller.send(method, path, body, headers: headers)
      #expect(stub.requests.isEmpty)
      let value = try #require(try JSONDecoder().decode(JSONValue.self, from: Data(response.body))["value"])
      #expect(value["stacktrace"] == "")
      return (response.status, value)
    }
  }

  @Test(arguments: [
    (HTTPRequest.Method.post, "/session/s/url", "{", 400, "invalid argument", "relay: the body is not JSON"),
    (.post, "/session/s/url", "", 400, "invalid argument", "relay: the body is not JSON"),
    (.post, "/session/s/url", "[]", 400, "invalid argument", "relay: the body is not a JSON object"),
    (.post, "/session/s/url", #"{"url":7}"#, 400, "invalid argument", #"relay: "url" is not a text"#),
    (.post, "/session/s/goog/cdp/execute", "7", 400, "invalid argument", "relay: the body is not a JSON object"),
    (.post, "/session/s/title", "{}", 405, "unknown method", "relay: there is a command at this path, but not with POST"),
    (.get, "/session", "", 405, "unknown method", "relay: there is a command at this path, but not with GET"),
    (.post, "/nothing", "{}", 404, "unknown command", "relay: there is no such command"),
    (.get, "/", "", 404, "unknown command", "relay: there is no such command"),
    (.get, "//shutdown", "", 404, "unknown command", "relay: there is no such command"),
    (.get, "/session/s/x%zz", "", 404, "unknown command", "relay: there is nothing at this path"),
    (.get, "/session/s/%2E%2E/x/y", "", 404, "unknown command", "relay: there is no such command"),
    (.get, "/session/s/ms/thing?a=b", "", 400, "invalid argument", "relay: a relay passes on no query, and no command has one"),
    (
      .get, "/%73hutdown", "", 500, "unsupported operation",
      "relay: a relay does not pass /shutdown on: it would end a driver that others may be using"
    ),
  ])
  func aRequestThatIsNotRight(
    _ method: HTTPRequest.Method, _ path: String, _ body: String, _ status: Int, _ code: String, _ message: String
  ) async throws {
    let answered = try await refused(method, path, method == .post ? body : nil)
    #expect(answered.status == status)
    #expect(answered.error["error"]?.stringValue == code)
    #expect(answered.error["message"]?.stringValue == message)
  }

  @Test(arguments: [
    HTTPField("Host", "evil.example"), HTTPField("Host", "127.0.0.1.evil.example:80"), HTTPField("Host", "192.0.2.1"),
    HTTPField("Origin", "https://evil.example"), HTTPField("Origin", "null"), HTTPField("Origin", "http://localhost:3000"),
  ])
  func aWebPage(_ header: HTTPField) async throws {
    let answered = try await refused(.get, "/status", headers: [header])
    #expect(answered.status == 500)
    #expect(answered.error["error"] == "unknown error")
    #expect(answered.error["message"]?.stringValue?.contains(header.name) == true)
  }

  @Test(arguments: ["localhost", "LOCALHOST:7", "127.0.0.1:1", "127.1.2.3", "[::1]:4444"]) func thisMachineIsLetIn(_ host: String)
    async throws
  {
    try await withStubbedRelay(answering: { _ in answer(#"{"value":{"ready":true}}"#) }) { caller, _ in
      let response = try await caller.send(.get, "/status", headers: [HTTPField("Host", host)])
      #expect(response.status == 200)
    }
  }

  @Test func aBodyThatIsTooLarge() async throws {
    var configuration = RelayConfiguration()
    configuration.maximumBodyBytes = 100
    let answered = try await refused(.post, "/session/s/url", String(repeating: " ", count: 101), configuration)
    #expect(answered.status == 413)
    #expect(answered.error["error"] == "invalid argument")
  }

  @Test func aPrefixIsWantedAndTakenAway() async throws {
    var configuration = RelayConfiguration()
    configuration.prefix = "/wd/hub/"
    try await withStubbedRelay(configuration, answering: { _ in answer(#"{"value":"t"}"#) }) { caller, stub in
      #expect(caller.url.hasSuffix("/wd/hub"))
      let inside = try await caller.send(.get, "/session/s/title")
      #expect(inside.status == 200)
      #expect(stub.requests.map(\.line) == ["GET /session/s/title HTTP/1.1"])
      let outside = try await Caller(url: String(caller.url.dropLast(7))).send(.get, "/session/s/title")
      #expect(outside.status == 404)
    }
  }

  @Test func aPortThatIsTaken() async throws {
    try await withStubbedRelay(answering: { _ in answer("{}") }) { caller, stub in
      var configuration = RelayConfiguration()
      configuration.port = Int(stub.port)
      await #expect(throws: RelayStartError.self) {
        try await withRelay(to: try CurlTransport(baseURL: stub.url), configuration, logger: noLogger) { _ in }
      }
    }
  }
}
