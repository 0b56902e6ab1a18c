import BrowserSupport
import CurlTransport
import Testing

/// A request is sent at most once: a click that is sent again is clicked again.
@Suite(.timeLimit(.minutes(1)))
struct AtMostOnceTests {
  /// All methods, with and without a body: for none does the client know what sending it again would do.
  /// (Sizes, since arguments are printed.)
  static let requests: [(HTTPRequest.Method, bodySize: Int?)] = [
    (.post, 2), (.post, 0), (.post, nil), (.post, 2 << 20), (.delete, nil), (.get, nil),
  ]

  @Test("a kept-alive connection that ends after the request gives an error, not a second request", arguments: requests)
  func connectionEndsAfterRequest(_ method: HTTPRequest.Method, bodySize: Int?) async throws {
    let body = bodySize.map { [UInt8](repeating: 0x20, count: $0) }
    let server = try StubServer { connection in
      // The first request on the connection is answered, the second read to its end and left without a word.
      guard connection.readRequest() != nil else { return }
      connection.send(answer("{}"))
      _ = connection.readRequest()
      connection.close()
    }
    defer { server.stop() }
    let client = CurlClient()
    _ = try await client.send(HTTPRequest(.get, server.url + "/first", timeLimit: .seconds(30)))
    let error = await #expect(throws: CurlError.self) {
      try await client.send(HTTPRequest(method, server.url + "/second", body: body, timeLimit: .seconds(30)))
    }
    #expect(error?.code == .lost)
    #expect(server.requests.map(\.line) == ["GET /first HTTP/1.1", "\(method.rawValue) /second HTTP/1.1"])
    // The client goes on: the next request has a connection of its own.
    _ = try await client.send(HTTPRequest(.get, server.url + "/third", timeLimit: .seconds(30)))
    #expect(server.requests.count == 3)
  }

  @Test("the same with a reset")
  func connectionResetAfterRequest() async throws {
    let server = try StubServer { connection in
      guard connection.readRequest() != nil else { return }
      connection.send(answer("{}"))
      _ = connection.readRequest()
      connection.reset()
    }
    defer { server.stop() }
    let client = CurlClient()
    _ = try await client.send(HTTPRequest(.get, server.url, timeLimit: .seconds(30)))
    let error = await #expect(throws: CurlError.self) {
      try await client.send(HTTPRequest(.post, server.url, body: [0x7B, 0x7D], timeLimit: .seconds(30)))
    }
    #expect(error?.code == .lost)
    #expect(server.requests.count == 2)
  }

  @Test("a connection that ended while idle is no reason to fail: the request opens another")
  func connectionEndsWhileIdle() async throws {
    let (ended, end) = AsyncStream.makeStream(of: Void.self)
    let server = try StubServer { connection in
      guard connection.readRequest() != nil else { return }
      connection.send(answer("{}"))
      connection.close()
      end.yield()
    }
    defer { server.stop() }
    let client = CurlClient()
    var waiting = ended.makeAsyncIterator()
    for _ in 0..<5 {
      _ = try await client.send(HTTPRequest(.post, server.url, body: [0x7B, 0x7D], timeLimit: .seconds(30)))
      _ = await waiting.next()
    }
    #expect(server.requests.count == 5)
    #expect(server.connectionCount == 5)
  }
}
