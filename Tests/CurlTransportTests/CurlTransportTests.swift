import BrowserSupport
import CurlTransport
import Secrets
import Testing
import WebDriver

/// What the transport adds to the client: addresses, bodies with secrets, the protocol's own errors.
@Suite(.timeLimit(.minutes(1)))
struct CurlTransportTests {
  private func request(
    _ method: WireRequest.Method = .post, _ path: [String] = ["session", "1", "url"], body: JSONValue? = [:],
    timeLimit: Duration = .seconds(30)
  ) -> WireRequest {
    WireRequest(command: "navigateTo", method: method, path: path, body: body, timeLimit: timeLimit)
  }

  @Test("a command becomes a request with its body and content type")
  func command() async throws {
    let server = try StubServer.answering { _ in answer(#"{"value":{"error":"unknown error"}}"#, status: "500 Internal Server Error") }
    defer { server.stop() }
    let transport = try CurlTransport(baseURL: server.url)
    let body: JSONValue = ["url": "http://ä/", "password": .secret(Secret("hush", label: "console.password"))]
    let response = try await transport.send(request(body: body))
    #expect(response.status == 500)
    #expect(String(decoding: response.body, as: UTF8.self) == #"{"value":{"error":"unknown error"}}"#)
    let sent = try #require(server.requests.first)
    #expect(sent.line == "POST /session/1/url HTTP/1.1")
    #expect(sent.header("Content-Type") == "application/json; charset=utf-8")
    #expect(String(decoding: sent.body, as: UTF8.self) == #"{"password":"hush","url":"http://ä/"}"#)
  }

  @Test("a GET has no body and no content type")
  func get() async throws {
    let server = try StubServer.answering { _ in answer("{}") }
    defer { server.stop() }
    _ = try await CurlTransport(baseURL: server.url).send(request(.get, ["status"], body: nil))
    #expect(server.requests.first?.line == "GET /status HTTP/1.1")
    #expect(server.requests.first?.header("Content-Type") == nil)
    #expect(server.requests.first?.header("Content-Length") == nil)
  }

  @Test("the address's path stays in front", arguments: ["/wd/hub", "/wd/hub/", "/wd/hub///"])
  func prefix(_ path: String) async throws {
    let server = try StubServer.answering { _ in answer("{}") }
    defer { server.stop() }
    _ = try await CurlTransport(baseURL: server.url + path).send(request())
    #expect(server.requests.first?.line == "POST /wd/hub/session/1/url HTTP/1.1")
  }

  @Test("a part of the path stays one part, whatever is in it")
  func escaping() async throws {
    let server = try StubServer.answering { _ in answer("{}") }
    defer { server.stop() }
    let path = ["session", "a/b?c#d", "..", ".", "é ü%", "f.1.d.2.e.3", "a-b_c~d"]
    _ = try await CurlTransport(baseURL: server.url).send(request(.get, path, body: nil))
    #expect(
      server.requests.first?.line == "GET /session/a%2Fb%3Fc%23d/%2E%2E/%2E/%C3%A9%20%C3%BC%25/f.1.d.2.e.3/a-b_c~d HTTP/1.1")
  }

  @Test("an authorization goes along with every request")
  func authorization() async throws {
    let server = try StubServer.answering { _ in answer("{}") }
    defer { server.stop() }
    let transport = try CurlTransport(baseURL: server.url, authorization: Secret("Bearer abc", label: "grid.token"))
    _ = try await transport.send(request())
    #expect(server.requests.first?.header("Authorization") == "Bearer abc")
    #expect(!"\(transport)".contains("abc"))
  }

  @Test(
    "what is no address of a remote end is refused at once",
    arguments: ["", "127.0.0.1:4444", "ftp://a", "http://a/?b", "http://a/#b"])
  func badBase(_ url: String) {
    #expect(throws: CurlError.self) { try CurlTransport(baseURL: url) }
  }

  @Test("failures come in the protocol's words, with the command and without the body")
  func errors() async throws {
    let server = try StubServer { connection in
      guard let request = connection.readRequest() else { return }
      if request.line.contains("/garbage") { connection.send("garbage") }
      if request.line.contains("/large") { connection.send("HTTP/1.1 200 OK\r\nContent-Length: 999999999\r\n\r\n") }
      if request.line.contains("/hang") { connection.waitForEnd() }
    }
    let transport = try CurlTransport(baseURL: "http://me:pass@127.0.0.1:\(server.port)")
    let expected: [(String, TransportError.Code)] = [("lost", .lost), ("garbage", .malformed), ("large", .tooLarge), ("hang", .timedOut)]
    for (path, code) in expected {
      let error = await #expect(throws: TransportError.self) {
        let body: JSONValue = ["text": .secret(Secret("hush", label: "x"))]
        return try await transport.send(
          request(.post, [path], body: body, timeLimit: path == "hang" ? .milliseconds(50) : .seconds(30)))
      }
      #expect(error?.code == code, "\(path)")
      #expect(error?.command == "navigateTo")
      #expect(error?.description.contains("hush") == false)
      #expect(error?.description.contains("pass") == false)
      #expect(error?.certainlyNotSent == false)
    }
    server.stop()
    let error = await #expect(throws: TransportError.self) { try await transport.send(request()) }
    #expect(error?.code == .refused)
    #expect(error?.certainlyNotSent == true)
  }
}
