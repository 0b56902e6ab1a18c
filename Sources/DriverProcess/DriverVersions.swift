/// Whether a driver and a browser go together.
public enum DriverVersions {
  /// Compares two version texts, such as `156.0.8078.79 (a21ce95c...)`, by the engine's rule: chromedriver serves Chromium of its own
  /// major version, geckodriver only must not be too old, WebKitWebDriver and MiniBrowser have to be the same. A text without a
  /// number is let pass: that is no proof of anything.
  ///
  /// - Throws: ``DriverError`` with ``DriverError/Code/versionMismatch``.
  public static func check(_ engine: Engine = .chromium, driverVersion: String, browserVersion: String) throws {
    if let text = engine.traits.mismatch(driver: driverVersion, browser: browserVersion) { throw DriverError(.versionMismatch, text) }
  }

  /// Recognises chromedriver's refusal of a browser: `session not created: This version of ChromeDriver only supports Chrome version
  /// 114 Current browser version is 119.0.6045.105 with binary path /usr/bin/chromium`. Nil for every other message.
  public static func mismatch(inMessage message: String) -> DriverError? {
    guard let driver = number(after: "only supports Chrome version ", in: message) else { return nil }
    let browser = number(after: "Current browser version is ", in: message)
    return DriverError(
      .versionMismatch, ChromiumEngine.mismatch(driver: "\(driver)", browser: browser.map { "\($0)" } ?? "another"))
  }

  private static func number(after words: String, in text: String) -> Int? {
    guard let range = text.firstRange(of: words) else { return nil }
    return Int(text[range.upperBound...].prefix { $0.isNumber })
  }
}
