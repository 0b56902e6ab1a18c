import ArgumentParser
import DriverProcess
import Logging

/// The engines whose driver the relay can start, by the names that are typed.
enum EngineName: String, ExpressibleByArgument, CaseIterable {
  case chromium, firefox, webkit

  fileprivate var engine: Engine {
    switch self {
    case .chromium: .chromium
    case .firefox: .firefox
    case .webkit: .webKitGTK
    }
  }
}

/// A driver that lives as long as the relay.
enum OwnDriver {
  /// Starts the driver of `name`, and hands its address to `body`.
  static func running(_ name: EngineName, logger: Logger, _ body: @Sendable (String) async throws -> Void) async throws {
    try await DriverProcess.withDriver(DriverOptions(engine: name.engine), logger: logger) { driver in try await body(driver.url) }
  }
}
