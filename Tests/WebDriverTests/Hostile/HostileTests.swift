import BrowserSupport
import CurlTransport
import Testing
import WebDriver

/// Remote ends that answer badly, too much, too slowly or not at all: each a typed error within its limit, and the next command on the
/// same session is answered as if nothing had been.
@Suite(.timeLimit(.minutes(1)))
struct HostileTests {
  /// What a command is to end with.
  enum Ending: Sendable, Equatable {
    case transport(TransportError.Code)
    case notWebDriver(status: Int, reason: String)
    case webDriver(code: String)
    case answer(String)
  }

  /// What a remote end does with one command.
  struct Trick: Sendable, CustomTestStringConvertible {
    let title: String
    let ending: Ending
    var timeLimit = HostileEnd.patience
    let play: StubServer.Script

    init(_ title: String, _ ending: Ending, timeLimit: Duration = HostileEnd.patience, play: @escaping StubServer.Script) {
      self.title = title
      self.ending = ending
      self.timeLimit = timeLimit
      self.play = play
    }

    /// Sends `body` as a whole answer.
    init(_ title: String, _ ending: Ending, status: String = "200 OK", body: String) {
      self.init(title, ending) { $0.send(answer(body, status: status)) }
    }

    var testDescription: String { title }
  }

  private static let head = "HTTP/1.1 200 OK\r\n"

  /// What is not HTTP, or not the whole of it.
  private static let connections = [
    Trick("garbage", .transport(.malformed)) { $0.send("\u{1}\u{2}garbage\r\n\r\n") },
    Trick("garbage that looks like an answer", .transport(.malformed)) { $0.send("HTTP/1.1 abc\r\n\r\n{}") },
    Trick("bare JSON", .transport(.malformed)) { $0.send(#"{"value":"a"}"#) },
    Trick("no byte at all", .transport(.lost)) { $0.close() },
    Trick("a header without an end", .transport(.lost)) { $0.send(head + "Content-Length: 5\r\n") },
    Trick("a body that ends early", .transport(.lost)) { $0.send(head + "Content-Length: 500\r\n\r\n{\"value\":\"a") },
    Trick("a chunked body that ends early", .transport(.lost)) {
      $0.send(head + "Transfer-Encoding: chunked\r\n\r\n5\r\n{\"val\r\n")
    },
    Trick("a reset before the answer", .transport(.lost)) { $0.reset() },
    Trick("a reset in the middle of the body", .transport(.lost)) {
      $0.send(head + "Content-Length: 500\r\n\r\n{\"value\":")
      $0.reset()
    },
    Trick("two lengths that differ", .transport(.lost)) {
      $0.send(head + "Content-Length: 500\r\nContent-Length: 3\r\n\r\n{}")
    },
    Trick("a length below nought", .transport(.malformed)) { $0.send(head + "Content-Length: -5\r\n\r\n{}") },
    Trick("silence", .transport(.timedOut), timeLimit: .milliseconds(40)) { $0.waitForEnd() },
    Trick("silence in the middle of the body", .transport(.timedOut), timeLimit: .milliseconds(40)) {
      $0.send(head + "Content-Length: 500\r\n\r\n{\"value\":")
      $0.waitForEnd()
    },
    Trick("bytes of a body that trickle for ever", .transport(.timedOut), timeLimit: .milliseconds(60)) { connection in
      connection.send(head + "Content-Length: 50000000\r\n\r\n")
      while connection.send([0x20]), !connection.waitForEnd(atMost: .milliseconds(1)) {}
    },
    Trick("bytes of a header that trickle for ever", .transport(.timedOut), timeLimit: .milliseconds(60)) { connection in
      connection.send(head + "X-Slow: ")
      while connection.send([0x78]), !connection.waitForEnd(atMost: .milliseconds(1)) {}
    },
    Trick("a flood of header lines", .transport(.tooLarge)) { connection in
      connection.send(head)
      while connection.send("X-Flood: \(String(repeating: "x", count: 1000))\r\n") {}
    },
    Trick("one header line without end", .transport(.tooLarge)) { connection in
      connection.send(head + "X-Flood: ")
      while connection.send(String(repeating: "x", count: 1 << 14)) {}
    },
    Trick("interim answers without end", .transport(.tooLarge)) { connection in
      while connection.send("HTTP/1.1 100 Continue\r\n\r\n") {}
    },
    Trick("a body said to be 1 GB", .transport(.tooLarge)) { connection in
      connection.send(head + "Content-Length: 1073741824\r\n\r\n")
      while connection.send([UInt8](repeating: 0x20, count: 1 << 16)) {}
    },
  ]

  /// What is HTTP and no WebDriver.
  private static let bodies = [
    Trick("an empty body", .notWebDriver(status: 200, reason: "the answer is empty"), body: ""),
    Trick("no content", .notWebDriver(status: 204, reason: "the answer is empty")) {
      $0.send("HTTP/1.1 204 No Content\r\n\r\n")
    },
    Trick("truncated JSON", .notWebDriver(status: 200, reason: "it is not JSON, or not the whole of it"), body: #"{"value":"a"#),
    Trick(
      "a wrong type", .notWebDriver(status: 200, reason: ".value: Expected to decode String but found number instead."),
      body: #"{"value":5}"#),
    Trick("no value", .notWebDriver(status: 200, reason: #"lacks "value""#), body: #"{"sessionId":null}"#),
    Trick("HTML in a 500", .notWebDriver(status: 500, reason: #"it begins "<h1>Oops</h1>""#), status: "500 Oops", body: "<h1>Oops</h1>"),
    Trick(
      "an error in a 200", .webDriver(code: "no such window"), body: #"{"value":{"error":"no such window","message":"m","stacktrace":""}}"#),
    Trick(
      "an error that nobody knows", .webDriver(code: "gremlins"), status: "418 Teapot",
      body: #"{"value":{"error":"gremlins","message":"m"}}"#),
    Trick("a redirect", .notWebDriver(status: 302, reason: "the answer is empty")) {
      $0.send("HTTP/1.1 302 Found\r\nLocation: /session/s1/title\r\nContent-Length: 0\r\n\r\n")
    },
    Trick("bytes that are no UTF-8", .notWebDriver(status: 200, reason: "it is not JSON, or not the whole of it")) {
      let body = Array(#"{"value":""#.utf8) + [0xFF, 0xC3, 0x28] + Array(#""}"#.utf8)
      $0.send(Array((head + "Content-Length: \(body.count)\r\n\r\n").utf8) + body)
    },
    Trick(
      "100,000 brackets", .notWebDriver(status: 200, reason: "it is not JSON, or not the whole of it"),
      body: #"{"value":"# + String(repeating: "[", count: 100_000) + String(repeating: "]", count: 100_000) + "}"),
    Trick(
      "100,000 braces", .notWebDriver(status: 200, reason: "it is not JSON, or not the whole of it"),
      body: #"{"value":"# + String(repeating: #"{"a":"#, count: 100_000) + "1" + String(repeating: "}", count: 100_000) + "}"),
    Trick(
      "a number of 100,000 digits", .notWebDriver(status: 200, reason: ".value: Expected to decode String but found number instead."),
      body: #"{"value":\#(String(repeating: "9", count: 100_000))}"#),
    Trick("duplicate keys", .answer("a"), body: #"{"value":"a","value":"b"}"#),
    Trick("a text that holds nought", .answer("a\u{0}b"), body: #"{"value":"a\u0000b"}"#),
    Trick(
      "half a surrogate pair", .notWebDriver(status: 200, reason: "it is not JSON, or not the whole of it"), body: #"{"value":"a\ud800b"}"#),
  ]

  @Test("a connection that goes wrong", arguments: connections) func connection(_ trick: Trick) async throws {
    try await check(trick, goesOn: false)
  }

  @Test("an answer that is none", arguments: bodies) func body(_ trick: Trick) async throws { try await check(trick, goesOn: true) }

  private func check(_ trick: Trick, goesOn: Bool) async throws {
    let end = try await HostileEnd(timeLimit: trick.timeLimit, goesOn: goesOn, trick: trick.play)
    let clock = ContinuousClock()
    let start = clock.now
    #expect(try await ending(of: end.session) == trick.ending)
    // Whatever the limit, it held, with room for a machine that is busy.
    #expect(clock.now - start < trick.timeLimit + .seconds(10))
    #expect(end.requestCount == 2)
    #expect(try await next(end.session) == "a title")
  }

  private func ending(of session: Session) async throws -> Ending {
    do {
      return .answer(try await session.title())
    } catch let error as TransportError {
      #expect(error.command == "getTitle")
      return .transport(error.code)
    } catch let error as NotWebDriver {
      #expect(error.command == "getTitle")
      return .notWebDriver(status: error.status, reason: error.reason)
    } catch let error as WebDriverError {
      #expect(error.command == "getTitle")
      return .webDriver(code: error.code.rawValue)
    }
  }

  /// The next command: the limit of the one before may be too short for it on a busy machine, which is no fault.
  private func next(_ session: Session) async throws -> String {
    for _ in 0..<20 {
      do { return try await session.title() } catch let error as TransportError where error.code == .timedOut { continue }
    }
    return try await session.title()
  }
}
