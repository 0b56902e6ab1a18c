import FoundationEssentials
import Testing
import WebDriver

/// What every transport must do, whatever is behind it: libcurl to a server, a recorder in front of libcurl, a recording of that.
///
/// One exchange for all of them, with a remote end that answers as ``StubRemoteEnd`` does.
struct TransportSuite {
  let transport: any Transport

  /// Goes through the exchange, and checks each answer.
  func run() async throws {
    let started = try await value(send("newSession", .post, ["session"], body: ["capabilities": [:]]))
    let session = try #require(started["sessionId"]?.stringValue)

    let found = try await value(
      send("findElement", .post, ["session", session, "element"], body: ["using": "css selector", "value": "b"]))
    let element = try #require(found["element-6066-11e4-a52e-4f735466cecf"]?.stringValue)
    #expect(try await value(send("getElementText", .get, ["session", session, "element", element, "text"])) == "Größe \"M\"\n")

    #expect(
      try await value(send("navigateTo", .post, ["session", session, "url"], body: ["url": "https://console.example/é?a=1&b=%20"])) == .null
    )

    let refused = try await send("elementClick", .post, ["session", session, "element", element, "click"], body: [:])
    #expect(refused.status == 404)
    #expect(try value(refused)["error"] == "stale element reference")

    // The answer never comes: whether the command was carried out is not known, and it is not sent again.
    let lost = await #expect(throws: TransportError.self) {
      _ = try await send("executeScript", .post, ["session", session, "execute", "sync"], body: ["script": "return 1", "args": []])
    }
    #expect(lost?.code == .lost)
    #expect(lost?.command == "executeScript")

    let path = ["session", session, "url"]
    let cancelled = Task {
      withUnsafeCurrentTask { $0?.cancel() }
      _ = try await send("getCurrentURL", .get, path)
    }
    await #expect(throws: CancellationError.self) { try await cancelled.value }

    // Whatever went wrong before, the next is carried out.
    #expect(try await value(send("getTitle", .get, ["session", session, "title"])) == "Title")
    #expect(try await value(send("deleteSession", .delete, ["session", session])) == .null)
  }

  private func send(
    _ command: String, _ method: WireRequest.Method, _ path: [String], body: JSONValue? = nil
  ) async throws -> WireResponse {
    try await transport.send(WireRequest(command: command, method: method, path: path, body: body, timeLimit: .seconds(10)))
  }

  private func value(_ response: WireResponse) throws -> JSONValue {
    try #require(try JSONDecoder().decode(JSONValue.self, from: Data(response.body))["value"])
  }
}
