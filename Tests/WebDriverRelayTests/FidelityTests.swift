import BrowserSupport
import CurlTransport
import Foundation
import Synchronization
import Testing

@testable import WebDriver

/// What goes into the relay comes out of it, on both sides.
@Suite struct FidelityTests {
  private static let names = allEndpoints.map(\.name)

  private static func endpoint(_ name: String) throws -> Endpoint {
    try #require(allEndpoints.first { $0.name == name })
  }

  private static func method(_ endpoint: Endpoint) throws -> HTTPRequest.Method {
    try #require(HTTPRequest.Method(rawValue: endpoint.method.rawValue))
  }

  @Test(arguments: names) func aCommandAndItsAnswerArriveAsTheyWereSent(_ name: String) async throws {
    let endpoint = try Self.endpoint(name)
    let sample = Sample.of(name)
    let answered = #"{"value":\#(sample.answer),"sessionId":"s","x-outer":[1]}"#
    let seen = Mutex<[String]>([])
    let observer: CommandObserver = { event in seen.withLock { $0.append(event.command) } }
    try await withStubbedRelay(observer: observer, answering: { _ in answer(answered) }) { caller, stub in
      let body = endpoint.method == .post ? sample.body : nil
      let response = try await caller.send(try Self.method(endpoint), endpoint.samplePath, body)
      #expect(response.status == 200)
      #expect(try canonical(response.body) == canonical(answered))
      #expect(response.header("Content-Type") == "application/json; charset=utf-8")
      #expect(response.header("Cache-Control") == "no-cache")
      let request = try #require(stub.requests.first)
      #expect(stub.requests.count == 1)
      #expect(request.line == "\(endpoint.method.rawValue) \(endpoint.samplePath) HTTP/1.1")
      if let body {
        #expect(try canonical(request.body) == canonical(body))
      } else {
        #expect(request.body.isEmpty)
      }
    }
    #expect(seen.withLock { $0 } == [name])
  }

  @Test(arguments: names, [(404, "404 Not Found"), (200, "200 OK")])
  func anErrorArrivesAsItWasAnswered(_ name: String, _ status: (code: Int, text: String)) async throws {
    // Inside a 200 an error is one for those commands alone whose value it cannot be.
    guard status.code == 404 || ["elementClick", "findElement", "getTitle"].contains(name) else { return }
    let endpoint = try Self.endpoint(name)
    let failed =
      #"{"value":{"error":"brand new error","message":"m: x\n  (Session info: y)","stacktrace":"f\n g","data":{"text":"t","n":1.5},"x-more":[null]}}"#
    try await withStubbedRelay(answering: { _ in answer(failed, status: status.text) }) { caller, _ in
      let body = endpoint.method == .post ? Sample.of(name).body : nil
      let response = try await caller.send(try Self.method(endpoint), endpoint.samplePath, body)
      #expect(response.status == status.code)
      #expect(try canonical(response.body) == canonical(failed))
    }
  }

  @Test(arguments: [
    (HTTPRequest.Method.post, "/session/s/goog/cdp/execute", #"{"cmd":"Browser.getVersion","params":{"a":1.5}}"#, "goog:cdp/execute"),
    (.post, "/session/s/se/log", #"{"type":"browser"}"#, "se:getLog"), (.get, "/session/s/se/log/types", "", "se:getLogTypes"),
    (.post, "/session/s/file", #"{"file":"AA=="}"#, "se:uploadFile"), (.get, "/session/s/moz/context", "", "moz:getContext"),
    (.delete, "/session/s/ms/thing/f.1%2F2/part", "", "ms:thing/part"), (.get, "/sessions", "", "sessions"),
    (.get, "/se/grid/node/status", "", "se:grid/node/status"),
  ])
  func aVendorsCommandArrivesToo(_ method: HTTPRequest.Method, _ path: String, _ body: String, _ name: String) async throws {
    let answered = #"{"value":{"a":[1,2.5,null]},"x-outer":1}"#
    let seen = Mutex<[String]>([])
    let observer: CommandObserver = { event in seen.withLock { $0.append(event.command) } }
    try await withStubbedRelay(observer: observer, answering: { _ in answer(answered) }) { caller, stub in
      let response = try await caller.send(method, path, body.isEmpty ? nil : body)
      #expect(try canonical(response.body) == canonical(answered))
      #expect(stub.requests.first?.line == "\(method.rawValue) \(path) HTTP/1.1")
      let sent = try #require(stub.requests.first).body
      #expect(body.isEmpty ? sent.isEmpty : try canonical(sent) == canonical(body))
    }
    #expect(seen.withLock { $0 } == [name])
  }

  @Test func aLargeBodyArrivesWhole() async throws {
    let text = String(repeating: "é", count: 8 << 20)
    try await withStubbedRelay(answering: { request in answer(#"{"value":\#(request.body.count)}"#) }) { caller, _ in
      let response = try await caller.send(.post, "/session/s/execute/sync", #"{"args":["\#(text)"],"script":"s"}"#)
      #expect(String(decoding: response.body, as: UTF8.self) == #"{"value":\#((16 << 20) + 26)}"#)
    }
  }
}
