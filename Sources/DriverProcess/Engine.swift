/// A browser engine with the driver that serves it.
public enum Engine: String, Sendable, Hashable, CaseIterable, CustomStringConvertible {
  /// Chromium, by chromedriver.
  case chromium
  /// Firefox, by geckodriver.
  case firefox
  /// WebKitGTK's MiniBrowser, by WebKitWebDriver.
  case webKitGTK = "webkit"

  /// How many sessions one driver serves at once; nil where there is no such limit.
  public var maximumSessions: Int? { traits.maximumSessions }

  /// The engine's name, for people.
  public var description: String {
    switch self {
    case .chromium: "Chromium"
    case .firefox: "Firefox"
    case .webKitGTK: "WebKitGTK"
    }
  }

  /// All that is different between engines.
  var traits: any EngineTraits {
    switch self {
    case .chromium: ChromiumEngine()
    case .firefox: FirefoxEngine()
    case .webKitGTK: WebKitGTKEngine()
    }
  }
}
