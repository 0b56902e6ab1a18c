import ArgumentParser
import DriverProcess
import Logging

/// The engines whose driver the relay can start.
enum Engine: String, ExpressibleByArgument, CaseIterable {
  case chromium
}

/// A driver that lives as long as the relay.
enum OwnDriver {
  /// Starts the driver of `engine`, and hands its address to `body`.
  static func running(_ engine: Engine, logger: Logger, _ body: @Sendable (String) async throws -> Void) async throws {
    switch engine {
    case .chromium: try await DriverProcess.withDriver(logger: logger) { driver in try await body(driver.url) }
    }
  }
}
