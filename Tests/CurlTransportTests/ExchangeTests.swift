import BrowserSupport
import CurlTransport
import Testing

/// What goes well: one request, many, large ones.
@Suite(.timeLimit(.minutes(1)))
struct ExchangeTests {
  @Test("an answer's status, fields and body come through")
  func answerComesThrough() async throws {
    let server = try StubServer.answering { _ in answer(#"{"value":null}"#, status: "404 Not Found") }
    defer { server.stop() }
    let response = try await CurlClient().send(HTTPRequest(.get, server.url + "/a%2Fb?c=d", timeLimit: .seconds(30)))
    #expect(response.status == 404)
    #expect(response.header("content-type") == "application/json")
    #expect(String(decoding: response.body, as: UTF8.self) == #"{"value":null}"#)
    #expect(server.requests.map(\.line) == ["GET /a%2Fb?c=d HTTP/1.1"])
    #expect(server.requests.first?.header("Cookie") == nil)
  }

  @Test("chromedriver's field without a space after the colon is read")
  func fieldWithoutSpace() async throws {
    let body = String(repeating: "x", count: 249)
    let server = try StubServer.answering { _ in "HTTP/1.1 200 OK\r\nContent-Length:249\r\nCache-Control:no-cache\r\n\r\n\(body)" }
    defer { server.stop() }
    let response = try await CurlClient().send(HTTPRequest(.get, server.url, timeLimit: .seconds(30)))
    #expect(response.body.count == 249)
    #expect(response.header("Cache-Control") == "no-cache")
  }

  @Test("each method arrives as itself, with its body", arguments: [HTTPRequest.Method.get, .post, .delete])
  func methods(_ method: HTTPRequest.Method) async throws {
    let server = try StubServer.answering { _ in answer("{}") }
    defer { server.stop() }
    let client = CurlClient()
    _ = try await client.send(HTTPRequest(method, server.url + "/a", timeLimit: .seconds(30)))
    let headers = [HTTPField("X-One", "1"), HTTPField("X-Empty", "")]
    _ = try await client.send(HTTPRequest(method, server.url + "/b", headers: headers, body: Array("hello".utf8), timeLimit: .seconds(30)))
    #expect(server.requests.map(\.line) == ["\(method.rawValue) /a HTTP/1.1", "\(method.rawValue) /b HTTP/1.1"])
    #expect(server.requests.map { String(decoding: $0.body, as: UTF8.self) } == ["", "hello"])
    #expect(server.requests.last?.header("X-One") == "1")
    #expect(server.requests.last?.header("X-Empty") == "")
  }

  @Test("one connection serves requests that follow one another")
  func keepAlive() async throws {
    let server = try StubServer.answering { _ in answer("{}") }
    defer { server.stop() }
    let client = CurlClient()
    for _ in 0..<20 { _ = try await client.send(HTTPRequest(.post, server.url, body: [0x7B, 0x7D], timeLimit: .seconds(30))) }
    #expect(server.connectionCount == 1)
    #expect(server.requests.count == 20)
  }

  @Test("a hundred requests at once each get their own answer")
  func manyAtOnce() async throws {
    let server = try StubServer.answering { request in answer(request.line) }
    defer { server.stop() }
    let client = CurlClient()
    try await withThrowingTaskGroup(of: Void.self) { group in
      for number in 0..<100 {
        group.addTask {
          let response = try await client.send(HTTPRequest(.get, server.url + "/\(number)", timeLimit: .seconds(30)))
          #expect(String(decoding: response.body, as: UTF8.self) == "GET /\(number) HTTP/1.1")
        }
      }
      try await group.waitForAll()
    }
    #expect(server.requests.count == 100)
  }

  @Test("a body beyond 1 MiB is sent whole, and without asking leave")
  func largeBody() async throws {
    let server = try StubServer.answering { request in answer("\(request.body.count)") }
    defer { server.stop() }
    let body = [UInt8](repeating: UInt8(ascii: "x"), count: 3 << 20)
    let response = try await CurlClient().send(HTTPRequest(.post, server.url, body: body, timeLimit: .seconds(30)))
    #expect(String(decoding: response.body, as: UTF8.self) == "\(3 << 20)")
    #expect(server.requests.map { $0.header("Expect") } == [nil])
  }

  @Test("bytes that trickle in make up an answer")
  func trickle() async throws {
    let server = try StubServer { connection in
      guard connection.readRequest() != nil else { return }
      for byte in answer(#"{"value":"slowly"}"#).utf8 { connection.send([byte]) }
      connection.waitForEnd()
    }
    defer { server.stop() }
    let response = try await CurlClient().send(HTTPRequest(.get, server.url, timeLimit: .seconds(30)))
    #expect(String(decoding: response.body, as: UTF8.self) == #"{"value":"slowly"}"#)
  }

  @Test("fields of a 100 Continue are not the answer's")
  func interimAnswer() async throws {
    let server = try StubServer.answering { _ in "HTTP/1.1 100 Continue\r\nX-Interim: 1\r\n\r\n" + answer("{}") }
    defer { server.stop() }
    let response = try await CurlClient().send(HTTPRequest(.post, server.url, body: [], timeLimit: .seconds(30)))
    #expect(response.status == 200)
    #expect(response.header("X-Interim") == nil)
  }

  @Test("a redirect is an answer")
  func redirect() async throws {
    let server = try StubServer.answering { _ in "HTTP/1.1 302 Found\r\nLocation: /elsewhere\r\nContent-Length: 0\r\n\r\n" }
    defer { server.stop() }
    let response = try await CurlClient().send(HTTPRequest(.post, server.url, body: [], timeLimit: .seconds(30)))
    #expect(response.status == 302)
    #expect(response.header("Location") == "/elsewhere")
    #expect(server.requests.count == 1)
  }

  @Test("a printed request shows nothing that may be a secret")
  func printing() {
    let request = HTTPRequest(
      .post, "http://me:hush@127.0.0.1/", headers: [HTTPField("Authorization", "hush")], body: Array("hush".utf8), timeLimit: .seconds(1))
    #expect("\(request)" == "POST with 4 bytes")
    var dumped = ""
    dump(request, to: &dumped)
    #expect(!dumped.contains("hush"))
  }

  @Test("user name and password of an address go into the request, and out of errors")
  func userInfo() async throws {
    let server = try StubServer.answering { _ in answer("{}") }
    let url = "http://me:p%40ss@127.0.0.1:\(server.port)/"
    _ = try await CurlClient().send(HTTPRequest(.get, url, timeLimit: .seconds(30)))
    #expect(server.requests.first?.header("Authorization") == "Basic bWU6cEBzcw==")
    server.stop()
    let error = await #expect(throws: CurlError.self) { try await CurlClient().send(HTTPRequest(.get, url, timeLimit: .seconds(30))) }
    #expect(error?.description.contains("p@ss") == false)
    #expect(error?.description.contains("p%40ss") == false)
  }
}
