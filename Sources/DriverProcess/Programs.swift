public import SystemPackage

/// The driver and the browser, found.
public struct Programs: Sendable, Hashable {
  /// Where the driver is.
  public let driver: FilePath
  /// Where the browser is.
  public let browser: FilePath
  /// Where the X server is that the browser needs, if it needs one.
  public let displayServer: FilePath?

  /// Looks for all of them: at the options' paths, else where variables say, such as `WEBDRIVER_CHROMEDRIVER` and
  /// `WEBDRIVER_CHROMIUM`, else on the `PATH` and in the engine's usual places.
  ///
  /// - Throws: ``DriverError`` with the places that were looked at, and the line to type.
  public static func find(_ options: DriverOptions) throws -> Programs {
    let traits = options.engine.traits
    return Programs(
      driver: try traits.driver.result(options.driverPath, options), browser: try traits.browser.result(options.browserPath, options),
      displayServer: try traits.displayServer?.result(nil, options))
  }
}
