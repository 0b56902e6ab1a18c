import SystemPackage
public import WebDriver

/// What a new session asks of chromedriver.
public struct ChromiumCapabilities: Sendable, Hashable {
  /// How the browser is started.
  public var options: ChromiumOptions
  /// What becomes of a dialog that nobody expected. `ignore` leaves it open, so that the next command fails and says what it
  /// asked; every other value answers it on the quiet.
  public var unhandledPromptBehavior = "ignore"
  /// Whether certificates that prove nothing are accepted.
  public var acceptInsecureCerts = false
  /// Which state of a page ends a navigation.
  public var pageLoadStrategy = "normal"

  /// Capabilities for a browser started with `options`.
  public init(_ options: ChromiumOptions) {
    self.options = options
  }

  /// The capabilities that a new session must have.
  public var alwaysMatch: [String: JSONValue] {
    [
      "browserName": "chrome",
      "goog:chromeOptions": [
        "binary": .string(options.binary.string),
        "args": .array(options.arguments.map(JSONValue.string)),
        "prefs": options.preferences,
      ],
      "unhandledPromptBehavior": .string(unhandledPromptBehavior),
      "acceptInsecureCerts": .bool(acceptInsecureCerts),
      "pageLoadStrategy": .string(pageLoadStrategy),
    ]
  }
}
