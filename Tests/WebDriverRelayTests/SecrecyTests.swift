import BrowserSupport
import CurlTransport
import Foundation
import Logging
import Synchronization
import Testing
import WebDriverRelay

@testable import WebDriver

/// What is typed, set or handed to a script is seen by the driver alone.
@Suite struct SecrecyTests {
  /// Keeps everything that is logged.
  private final class Book: Sendable {
    let lines = Mutex<[String]>([])

    var logger: Logger {
      var logger = Logger(label: "test", factory: { _ in Handler(book: self) })
      logger.logLevel = .trace
      return logger
    }

    private struct Handler: LogHandler {
      let book: Book
      var metadata: Logger.Metadata = [:]
      var logLevel = Logger.Level.trace

      subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
      }

      func log(event: LogEvent) { book.lines.withLock { $0.append("\(event.level) \(event.message) \(event.metadata ?? [:])") } }
    }
  }

  @Test func neitherLogNorTraceHasIt() async throws {
    let book = Book()
    let trace = Mutex<[UInt8]>([])
    let writer = TraceWriter { bytes in trace.withLock { $0 += bytes } }
    let transport = EchoTransport()
    try await withRelay(to: transport, observer: writer.observer, logger: book.logger) { relay in
      let caller = Caller(url: relay.url)
      for endpoint in allEndpoints {
        let body = endpoint.method == .post ? Sample.of(endpoint.name).body : nil
        _ = try await caller.send(try #require(HTTPRequest.Method(rawValue: endpoint.method.rawValue)), endpoint.samplePath, body)
      }
      _ = try await caller.send(.post, "/session/s/goog/cdp/execute", #"{"cmd":"Input.insertText","params":{"text":"hunter2"}}"#)
      _ = try await caller.send(
        .post, "/session", #"{"capabilities":{"alwaysMatch":{"proxy":{"httpProxy":"u:hunter2@p.example:1"}}}}"#)
    }
    let said = book.lines.withLock { $0.joined(separator: "\n") }
    let traced = trace.withLock { String(decoding: $0, as: UTF8.self) }
    #expect(said.contains("elementSendKeys"))
    #expect(traced.contains("elementSendKeys"))
    #expect(!said.contains("hunter2"))
    #expect(!traced.contains("hunter2"))
    // The driver does get it.
    #expect(transport.bodies.withLock { $0["elementSendKeys"] }?.contains("hunter2") == true)
  }

  private final class EchoTransport: Transport {
    let bodies = Mutex<[String: String]>([:])

    func send(_ request: WireRequest) async throws -> WireResponse {
      bodies.withLock { $0[request.command] = request.body.map { String(decoding: $0.bytes(secrets: .revealed), as: UTF8.self) } }
      return WireResponse(status: 200, body: Array(#"{"value":\#(Sample.of(request.command).answer)}"#.utf8))
    }
  }
}
