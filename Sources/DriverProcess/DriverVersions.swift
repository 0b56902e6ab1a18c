/// Whether a driver and a browser go together: chromedriver serves Chromium of its own major version.
public enum DriverVersions {
  /// Compares two version texts, such as `156.0.8078.79 (a21ce95c...)`. One without a number at its head is let pass: that is
  /// no proof of anything.
  ///
  /// - Throws: ``DriverError`` with ``DriverError/Code/versionMismatch`` when the major versions differ.
  public static func check(driverVersion: String, browserVersion: String) throws {
    guard let driver = major(driverVersion), let browser = major(browserVersion), driver != browser else { return }
    throw mismatch(driver: "\(driver)", browser: "\(browser)")
  }

  /// Recognises chromedriver's refusal of a browser: `session not created: This version of ChromeDriver only supports Chrome version
  /// 114 Current browser version is 119.0.6045.105 with binary path /usr/bin/chromium`. Nil for every other message.
  public static func mismatch(inMessage message: String) -> DriverError? {
    guard let driver = number(after: "only supports Chrome version ", in: message) else { return nil }
    let browser = number(after: "Current browser version is ", in: message)
    return mismatch(driver: "\(driver)", browser: browser.map { "\($0)" } ?? "another")
  }

  private static func mismatch(driver: String, browser: String) -> DriverError {
    DriverError(
      .versionMismatch,
      "chromedriver is of version \(driver), Chromium of version \(browser); their major versions have to agree. "
        + DriverError.installation)
  }

  /// The first number of a version text, whatever word stands before it: `ChromeDriver 156.0.8078.79`.
  private static func major(_ version: String) -> Int? {
    version.split { $0 == " " || $0 == "/" }.lazy.compactMap { Int($0.prefix { $0 != "." }) }.first
  }

  private static func number(after words: String, in text: String) -> Int? {
    guard let range = text.firstRange(of: words) else { return nil }
    return Int(text[range.upperBound...].prefix { $0.isNumber })
  }
}
