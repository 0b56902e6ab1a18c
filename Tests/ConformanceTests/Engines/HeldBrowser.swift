import BrowserSupport
import CurlTransport
import DriverProcess
import Logging
import WebDriver

/// A browser that stays open until it is told to end: for tests that come one by one and share it.
///
/// Drivers live for the time of a closure, so that none is left behind. A task of its own stands in that closure and waits.
struct HeldBrowser: Sendable {
  let session: Session
  let remote: RemoteEnd
  /// The driver's own version text, where it is known.
  let driverVersion: String
  private let release: AsyncStream<Void>.Continuation
  private let holder: Task<Void, any Error>

  private struct Opened: Sendable {
    let session: Session
    let remote: RemoteEnd
    let driverVersion: String
  }

  /// Starts driver and browser, or a session at the remote end that the suite runs against.
  static func start(_ engine: Engine, observer: @escaping CommandObserver) async throws -> HeldBrowser {
    let (opened, report) = AsyncThrowingStream<Opened, any Error>.makeStream()
    let (released, release) = AsyncStream<Void>.makeStream()
    let holder = Task {
      do {
        try await open(engine, observer: observer) { browser in
          report.yield(browser)
          for await _ in released {}
        }
      } catch {
        report.finish(throwing: error)
        throw error
      }
    }
    var iterator = opened.makeAsyncIterator()
    guard let browser = try await iterator.next() else { throw CancellationError() }
    return HeldBrowser(
      session: browser.session, remote: browser.remote, driverVersion: browser.driverVersion, release: release, holder: holder)
  }

  /// Ends the browser and all that belongs to it. A session that is lost already is no matter.
  func end() async {
    release.finish()
    _ = await holder.result
  }

  /// How long a command may hang: a page of this suite takes none of it.
  static let timeouts = SessionTimeouts(pageLoad: .seconds(10), script: .seconds(5))
}

extension HeldBrowser {
  /// Firefox runs scripts in its own window only if it is started so.
  private static func allowAll(_ capabilities: inout Capabilities) {
    capabilities[FirefoxOptions.self]?.arguments.append("-remote-allow-system-access")
  }

  private static func open(
    _ engine: Engine, observer: @escaping CommandObserver, _ body: @escaping @Sendable (Opened) async -> Void
  ) async throws {
    if let url = Target.current.url {
      let remote = RemoteEnd(transport: try CurlTransport(baseURL: url), observer: observer)
      let session = try await Session.start(on: remote, alwaysMatch: Target.current.capabilities, timeouts: timeouts)
      await body(Opened(session: session, remote: remote, driverVersion: ""))
      try await session.delete()
      return
    }
    var options = DriverOptions(engine: engine)
    // One feature is a command that hangs, and the session with it.
    options.sessionEndTimeLimit = .seconds(3)
    let logger = Logger(label: "conformance", factory: { _ in SwiftLogNoOpLogHandler() })
    try await withBrowserPlace { [options] in
      try await DriverProcess.withDriver(options, logger: logger) { driver in
        let remote = RemoteEnd(transport: try CurlTransport(baseURL: driver.url), observer: observer)
        try await driver.withSession(timeouts: timeouts, observer: observer, capabilities: allowAll) { session in
          await body(Opened(session: session, remote: remote, driverVersion: driver.version))
        }
      }
    }
  }
}
