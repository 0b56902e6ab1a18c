import BrowserSupport
import CurlTransport
import Synchronization
import Testing

/// Servers that answer badly or not at all: each a typed error, and memory stays capped.
@Suite(.timeLimit(.minutes(1)))
struct HostileServerTests {
  /// Sends one POST to a server that does `script` once it has read a request, and gives what the client throws.
  private func failure(
    _ configuration: CurlClient.Configuration = .init(), timeLimit: Duration = .seconds(30), script: @escaping StubServer.Script
  ) async throws -> CurlError? {
    let server = try StubServer { connection in
      if connection.readRequest() != nil { script(connection) }
    }
    defer { server.stop() }
    let error = await #expect(throws: CurlError.self) {
      try await CurlClient(configuration: configuration).send(HTTPRequest(.post, server.url, body: [0x7B, 0x7D], timeLimit: timeLimit))
    }
    #expect(server.requests.count == 1)
    return error
  }

  @Test("garbage instead of HTTP", arguments: ["\u{0}\u{1}garbage\r\n\r\n", "HTTP/9.x what\r\n\r\n", "HTTP/1.1 2OO OK\r\n\r\n{}", "{}"])
  func garbage(_ text: String) async throws {
    let error = try await failure { $0.send(text) }
    #expect(error?.code == .malformed, "\(error?.description ?? "")")
  }

  @Test("a body shorter than announced")
  func truncated() async throws {
    let error = try await failure { $0.send("HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n{\"value\":") }
    #expect(error?.code == .lost)
    #expect(error?.detail.contains("after ") == true)
  }

  @Test("a chunk that is none")
  func badChunk() async throws {
    let error = try await failure { $0.send("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n{}\r\n") }
    #expect(error?.code == .lost || error?.code == .malformed, "\(error?.description ?? "")")
  }

  @Test("no reply at all")
  func empty() async throws {
    #expect(try await failure { $0.close() }?.code == .lost)
  }

  @Test("a reset in the middle of the body")
  func reset() async throws {
    let error = try await failure { connection in
      connection.send("HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n{\"value\":")
      connection.reset()
    }
    #expect(error?.code == .lost)
  }

  @Test("silence, until the time limit")
  func hang() async throws {
    let error = try await failure(timeLimit: .milliseconds(50)) { $0.waitForEnd() }
    #expect(error?.code == .timedOut)
  }

  @Test("half an answer, then silence, until the time limit")
  func hangInBody() async throws {
    let error = try await failure(timeLimit: .milliseconds(50)) { connection in
      connection.send("HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n{\"value\":")
      connection.waitForEnd()
    }
    #expect(error?.code == .timedOut)
  }

  @Test("a body without end is read up to the cap and no further")
  func endlessBody() async throws {
    var configuration = CurlClient.Configuration()
    configuration.maximumBodyBytes = 1 << 20
    let taken = Atomic<Int>(0)
    let error = try await failure(configuration) { connection in
      connection.send("HTTP/1.1 200 OK\r\n\r\n")
      let piece = [UInt8](repeating: 0x20, count: 1 << 16)
      // A gibibyte, if anyone took it.
      for _ in 0..<(1 << 14) {
        guard connection.send(piece) else { return }
        taken.add(piece.count, ordering: .relaxed)
      }
    }
    #expect(error?.code == .tooLarge)
    #expect(error?.detail.contains("1048576") == true)
    // What is beyond the cap lies in the two sockets' buffers, a few MiB at most.
    #expect(taken.load(ordering: .relaxed) < 64 << 20)
  }

  @Test("a body announced beyond the cap is not read at all")
  func announcedBody() async throws {
    let error = try await failure { connection in
      connection.send("HTTP/1.1 200 OK\r\nContent-Length: 1073741824\r\n\r\n")
      connection.waitForEnd()
    }
    #expect(error?.code == .tooLarge)
  }

  @Test("a flood of header lines")
  func headerFlood() async throws {
    let error = try await failure { connection in
      connection.send("HTTP/1.1 200 OK\r\n")
      while connection.send("X-Flood: \(String(repeating: "x", count: 1000))\r\n") {}
    }
    #expect(error?.code == .tooLarge, "\(error?.description ?? "")")
  }

  @Test("one header line without end")
  func headerLine() async throws {
    let error = try await failure { connection in
      connection.send("HTTP/1.1 200 OK\r\nX-Flood: ")
      while connection.send(String(repeating: "x", count: 1 << 14)) {}
    }
    #expect(error?.code == .tooLarge, "\(error?.description ?? "")")
  }

  @Test("interim answers without end")
  func interimFlood() async throws {
    let error = try await failure { connection in
      while connection.send("HTTP/1.1 100 Continue\r\n\r\n") {}
    }
    #expect(error?.code == .tooLarge, "\(error?.description ?? "")")
  }

  @Test("a port where nobody listens")
  func refused() async throws {
    let server = try StubServer { _ in }
    server.stop()
    let error = await #expect(throws: CurlError.self) {
      try await CurlClient().send(HTTPRequest(.get, server.url, timeLimit: .seconds(30)))
    }
    #expect(error?.code == .refused)
  }

  @Test("a name that does not exist")
  func noSuchHost() async throws {
    let error = await #expect(throws: CurlError.self) {
      try await CurlClient().send(HTTPRequest(.get, "http://driver.invalid/", timeLimit: .seconds(30)))
    }
    #expect(error?.code == .unreachable)
  }

  @Test("TLS where the server speaks none")
  func noTLS() async throws {
    let server = try StubServer.answering { _ in answer("{}") }
    defer { server.stop() }
    let error = await #expect(throws: CurlError.self) {
      try await CurlClient().send(HTTPRequest(.get, "https://127.0.0.1:\(server.port)/", timeLimit: .milliseconds(500)))
    }
    #expect(error?.code == .unreachable)
  }

  @Test(
    "what is no request is not sent",
    arguments: ["", "nonsense", "file:///etc/passwd", "ftp://127.0.0.1/", "http://", "http://127.0.0.1:99999/", "http://a b/"])
  func badAddress(_ url: String) async throws {
    let error = await #expect(throws: CurlError.self) { try await CurlClient().send(HTTPRequest(.get, url, timeLimit: .seconds(30))) }
    #expect(error?.code == .invalidRequest, "\(error?.description ?? "")")
  }

  @Test(
    "a header field cannot smuggle in another",
    arguments: [("X", "a\r\nY: b"), ("X\r\nY", "a"), ("X: Y", "a"), ("", "a"), ("X", "\u{0}")])
  func smuggling(_ name: String, _ value: String) async throws {
    let error = await #expect(throws: CurlError.self) {
      try await CurlClient().send(
        HTTPRequest(.get, "http://127.0.0.1:9/", headers: [HTTPField(name, value)], timeLimit: .seconds(30)))
    }
    #expect(error?.code == .invalidRequest)
  }
}
