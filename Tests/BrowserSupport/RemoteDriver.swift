import DriverProcess
import Logging
package import WebDriver

/// A driver without a session, for tests that reach it in a way of their own.
package struct RemoteDriver: Sendable {
  /// `http://127.0.0.1:PORT`.
  package let url: String
  /// What a new session has to ask of it.
  package let capabilities: [String: JSONValue]
}

/// A driver for the time of `body`. The body deletes its session.
package func withRemoteDriver<Value: Sendable>(_ body: @Sendable (RemoteDriver) async throws -> Value) async throws -> Value {
  try await withBrowserPlace {
    try await DriverProcess.withDriver(logger: Logger(label: "test", factory: { _ in SwiftLogNoOpLogHandler() })) { driver in
      try await body(RemoteDriver(url: driver.url, capabilities: driver.capabilities().members))
    }
  }
}
