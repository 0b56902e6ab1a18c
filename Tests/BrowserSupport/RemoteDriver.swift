import CurlTransport
import DriverProcess
import Foundation
import Logging
import Testing
package import WebDriver

/// A driver without a session, for tests that reach it in a way of their own.
package struct RemoteDriver: Sendable {
  /// `http://127.0.0.1:PORT`.
  package let url: String
  /// What a new session has to ask of it.
  package let capabilities: [String: JSONValue]

  /// The session that somebody else has started there: for a person in front of a program's browser.
  package func startedSession() async throws -> Session {
    struct Sessions: Decodable {
      struct One: Decodable { let id: String }
      let value: [One]
    }
    let client = CurlClient()
    defer { client.close() }
    let response = try await client.send(HTTPRequest(.get, url + "/sessions", timeLimit: .seconds(10)))
    let sessions = try JSONDecoder().decode(Sessions.self, from: Data(response.body)).value
    return Session.attach(try #require(sessions.first).id, on: RemoteEnd(transport: try CurlTransport(baseURL: url)))
  }
}

/// A driver for the time of `body`. The body deletes its session.
package func withRemoteDriver<Value: Sendable>(_ body: @Sendable (RemoteDriver) async throws -> Value) async throws -> Value {
  try await withBrowserPlace {
    try await DriverProcess.withDriver(logger: Logger(label: "test", factory: { _ in SwiftLogNoOpLogHandler() })) { driver in
      try await body(RemoteDriver(url: driver.url, capabilities: driver.capabilities().members))
    }
  }
}
