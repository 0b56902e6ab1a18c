import BrowserSupport
import CurlTransport
import Glibc
import Testing
import WebDriver

/// A grid lets a new session wait until a browser is free, and says nothing meanwhile.
@Suite(.timeLimit(.minutes(1)))
struct QueueTests {
  private static let started = answer(#"{"value":{"sessionId":"s1","capabilities":{}}}"#)

  /// A client that gives a call 50 ms to be taken.
  private func hastyClient() -> CurlClient {
    var configuration = CurlClient.Configuration()
    configuration.connectTimeLimit = .milliseconds(50)
    return CurlClient(configuration: configuration)
  }

  @Test("the limit for connecting does not cut the wait in a queue")
  func connectLimit() async throws {
    let isFree = Gate()
    let server = try StubServer { connection in
      guard let request = connection.readRequest() else { return }
      if request.line.hasPrefix("GET") { return connection.waitForEnd() }
      isFree.wait()
      connection.send(Self.started)
    }
    defer { server.stop() }
    let client = hastyClient()
    let remote = RemoteEnd(transport: try CurlTransport(baseURL: server.url, client: client))
    let session = Task { try await Session.start(on: remote, alwaysMatch: [:], startLimit: .seconds(600)) }
    // By the client's own clock, four times the limit for connecting pass before the browser is free.
    let error = await #expect(throws: CurlError.self) {
      try await client.send(HTTPRequest(.get, server.url, timeLimit: .milliseconds(200)))
    }
    #expect(error?.code == .timedOut)
    isFree.open()
    #expect(try await session.value.id == "s1")
  }

  @Test("how long to wait in a queue is the caller's to say")
  func startLimit() async throws {
    let server = try StubServer { connection in
      _ = connection.readRequest()
      connection.waitForEnd()
    }
    defer { server.stop() }
    let remote = RemoteEnd(transport: try CurlTransport(baseURL: server.url, client: hastyClient()))
    let clock = ContinuousClock()
    let took = await clock.measure {
      let error = await #expect(throws: TransportError.self) {
        try await Session.start(on: remote, alwaysMatch: [:], startLimit: .milliseconds(120))
      }
      #expect(error?.code == .timedOut)
      #expect(error?.certainlyNotSent == false)
    }
    #expect(took >= .milliseconds(120))
    #expect(took < .seconds(10))
  }

  /// The kernel's table, read to its end: Foundation stops early in a file that says it has no size.
  private func connections() throws -> String {
    let file = open("/proc/self/net/tcp", O_RDONLY)
    try #require(file >= 0)
    defer { close(file) }
    var text: [UInt8] = []
    var piece = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = read(file, &piece, piece.count)
      guard count > 0 else { return String(decoding: text, as: UTF8.self) }
      text += piece[..<count]
    }
  }

  @Test("a connection that is silent is kept alive")
  func keepAlive() async throws {
    let (asked, ask) = AsyncStream.makeStream(of: Void.self)
    let server = try StubServer { connection in
      _ = connection.readRequest()
      ask.yield()
      connection.waitForEnd()
    }
    let remote = RemoteEnd(transport: try CurlTransport(baseURL: server.url))
    let session = Task { try await Session.start(on: remote, alwaysMatch: [:]) }
    for await _ in asked { break }
    // The kernel's table: the client's end of the connection has the timer of kind 2, which is that of keep-alive probes. Kind 1,
    // that of a sending not yet acknowledged, may come first, and a table that changes while it is read may lack a row.
    let port = String(server.port, radix: 16, uppercase: true)
    let suffix = ":" + String(repeating: "0", count: 4 - port.count) + port
    var timer: Substring?
    let deadline = ContinuousClock.now + .seconds(20)
    while timer != "02", ContinuousClock.now < deadline {
      let rows = try connections().split(separator: "\n").map { $0.split(separator: " ") }
      timer = rows.first { $0.count > 5 && $0[2].hasSuffix(suffix) && $0[3] == "01" }?[5].prefix(2)
      await Task.yield()
    }
    #expect(timer == "02")
    server.stop()
    await #expect(throws: TransportError.self) { try await session.value }
  }
}
