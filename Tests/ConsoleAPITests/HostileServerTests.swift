import BrowserSupport
import ConsoleAPI
import CurlTransport
import Secrets
import Synchronization
import Testing

/// Real connections to servers with bad manners.
@Suite struct HostileServerTests {
  /// - Parameter patience: how long one exchange may take, in place of the client's own limit.
  private static func client(_ server: StubServer, patience: Duration? = nil) throws -> APIClient {
    let transport: any APITransport = patience.map { Impatient(client: APIClient.transport(), patience: $0) } ?? APIClient.transport()
    return APIClient(try APIAddress(server.url), token: sampleToken, transport: transport, clock: FakeTime().clock)
  }

  /// Gives up early, so that a test does not have to wait half a minute.
  private struct Impatient: APITransport {
    let client: CurlClient
    let patience: Duration

    func send(_ request: HTTPRequest) async throws -> HTTPResponse {
      var request = request
      request.timeLimit = patience
      return try await client.send(request)
    }
  }

  private static func error(_ client: APIClient) async throws -> APIError {
    try #require(await #expect(throws: APIError.self) { _ = try await client.me() })
  }

  @Test func `a redirect is not followed, and nobody else gets the token`() async throws {
    let elsewhere = try StubServer.answering { _ in answer(sampleMe) }
    defer { elsewhere.stop() }
    let (port, empty) = (elsewhere.port, "Content-Length: 0\r\n\r\n")
    let server = try StubServer.answering { _ in "HTTP/1.1 307 Moved\r\nLocation: http://127.0.0.1:\(port)/api/v1/me\r\n\(empty)" }
    defer { server.stop() }
    #expect(try await Self.error(try Self.client(server)).code == .redirected)
    #expect(elsewhere.connectionCount == 0)
    #expect(server.requests.map { $0.header("Authorization") } == ["Bearer T5ecret-token"])
  }

  @Test func `an answer without end is cut off`() async throws {
    let server = try StubServer { connection in
      while connection.readRequest() != nil {
        connection.send("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n[")
        while connection.send(Array(repeating: 0x20, count: 1 << 16)) {}
      }
    }
    defer { server.stop() }
    #expect(try await Self.error(try Self.client(server)).code == .tooLarge)
    #expect(server.requests.count == 1)
  }

  @Test func `an answer that says it is huge is not taken`() async throws {
    let server = try StubServer { connection in
      while connection.readRequest() != nil {
        connection.send("HTTP/1.1 200 OK\r\nContent-Length: 99999999999\r\n\r\n{")
        connection.waitForEnd()
      }
    }
    defer { server.stop() }
    #expect(try await Self.error(try Self.client(server)).code == .tooLarge)
  }

  @Test func `a server that never answers is given up after three tries`() async throws {
    let server = try StubServer { connection in
      while connection.readRequest() != nil { connection.waitForEnd() }
    }
    defer { server.stop() }
    let error = try await Self.error(try Self.client(server, patience: .milliseconds(200)))
    #expect(error.code == .unreachable)
    #expect(server.requests.count == 3)
  }

  @Test func `a server that hangs up is asked again`() async throws {
    let server = try StubServer { connection in
      guard connection.readRequest() != nil, connection.number.load(ordering: .relaxed) > 2 else { return }
      connection.send(answer(sampleMe))
    }
    defer { server.stop() }
    #expect(try await Self.client(server).me().subdomain == "acme")
    #expect(server.requests.count == 3)
  }

  @Test(arguments: ["{\"user_id\": ", String(repeating: "[", count: 100_000), "{\"user_id\": 1e999}", "\u{FEFF}null", "nonsense"])
  func `what is no answer is an error, however it is made`(_ body: String) async throws {
    let server = try StubServer.answering { _ in answer(body) }
    defer { server.stop() }
    #expect(try await Self.error(try Self.client(server)).code == .malformed)
  }

  @Test func `what does not speak HTTP is an error`() async throws {
    let server = try StubServer { connection in
      while connection.readRequest() != nil {
        connection.send("SSH-2.0-OpenSSH\r\n")
        return
      }
    }
    defer { server.stop() }
    #expect(try await Self.error(try Self.client(server)).code == .malformed)
  }

  @Test func `nobody there is an error that says so`() async throws {
    let server = try StubServer.answering { _ in "" }
    let client = try Self.client(server)
    server.stop()
    let error = try await Self.error(client)
    #expect(error.code == .unreachable)
    #expect(error.advice?.contains("reached") == true)
  }
}
