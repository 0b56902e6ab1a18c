package import DriverProcess
import Logging
package import WebDriver

/// Runs `body` when one of the places for browsers is free: for tests that start one in another way than ``withBrowser(_:observer:transport:_:)``.
package func withBrowserPlace<Value: Sendable>(_ body: @Sendable () async throws -> Value) async throws -> Value {
  try await places.withPlace(body)
}

/// At most so many browsers at once, however many tests run in parallel: each takes a core while it starts.
private let places = Places(2)

/// A real browser for the time of `body`, with a driver of its own, gone afterwards. `wrap` may put a transport in front of the driver's.
package func withBrowser<Value: Sendable>(
  _ engine: Engine = .chromium, observer: CommandObserver? = nil, transport wrap: @Sendable (any Transport) -> any Transport = { $0 },
  _ body: @Sendable (Session) async throws -> Value
) async throws -> Value {
  try await places.withPlace {
    let logger = Logger(label: "test", factory: { _ in SwiftLogNoOpLogHandler() })
    return try await DriverProcess.withSession(DriverOptions(engine: engine), logger: logger, observer: observer, transport: wrap, body)
  }
}

/// A counting semaphore that suspends instead of blocking.
private actor Places {
  private var free: Int
  private var waiting: [CheckedContinuation<Void, Never>] = []

  init(_ count: Int) { free = count }

  func withPlace<Value: Sendable>(_ body: @Sendable () async throws -> Value) async throws -> Value {
    await take()
    defer { give() }
    return try await body()
  }

  private func take() async {
    if free > 0 {
      free -= 1
    } else {
      await withCheckedContinuation { waiting.append($0) }
    }
  }

  private func give() {
    if waiting.isEmpty { free += 1 } else { waiting.removeFirst().resume() }
  }
}
