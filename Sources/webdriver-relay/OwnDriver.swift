public import ArgumentParser
public import DriverProcess
import Logging

extension Engine: ExpressibleByArgument {}

/// A driver that lives as long as the relay.
enum OwnDriver {
  /// Starts the driver of `engine`, and hands its address to `body`.
  static func running(_ engine: Engine, logger: Logger, _ body: @Sendable (String) async throws -> Void) async throws {
    try await DriverProcess.withDriver(DriverOptions(engine: engine), logger: logger) { driver in try await body(driver.url) }
  }
}
