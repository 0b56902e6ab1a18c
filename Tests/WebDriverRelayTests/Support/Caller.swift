import BrowserSupport
import CurlTransport
import Foundation
import Logging
import WebDriver
import WebDriverRelay

/// A program that calls a relay, byte by byte.
struct Caller: Sendable {
  let url: String
  private let client = CurlClient()

  init(url: String) { self.url = url }

  /// Sends a request; `path` stands in it as it is.
  func send(
    _ method: HTTPRequest.Method, _ path: String, _ body: String? = nil, headers: [HTTPField] = []
  ) async throws -> HTTPResponse {
    try await client.send(
      HTTPRequest(method, url + path, headers: headers, body: body.map { Array($0.utf8) }, timeLimit: .seconds(30)))
  }
}

let noLogger = Logger(label: "test", factory: { _ in SwiftLogNoOpLogHandler() })

/// A relay in front of a stub that takes the driver's place.
func withStubbedRelay<Value: Sendable>(
  _ configuration: RelayConfiguration = RelayConfiguration(), observer: CommandObserver? = nil,
  answering answer: @escaping @Sendable (StubRequest) -> String,
  _ body: @Sendable (Caller, StubServer) async throws -> Value
) async throws -> Value {
  let stub = try StubServer.answering(answer)
  defer { stub.stop() }
  return try await withRelay(to: try CurlTransport(baseURL: stub.url), configuration, observer: observer, logger: noLogger) { relay in
    try await body(Caller(url: relay.url), stub)
  }
}

/// JSON in one form, so that texts can be compared.
func canonical(_ json: String) throws -> String { try canonical(Array(json.utf8)) }

func canonical(_ json: [UInt8]) throws -> String {
  String(decoding: try JSONDecoder().decode(JSONValue.self, from: Data(json)).bytes(secrets: .revealed), as: UTF8.self)
}
