import DriverProcess
import Foundation
import WebDriver

/// Against what the suite runs: the three engines with their own drivers, or one remote end that somebody else has started.
struct Target: Sendable {
  /// The remote end's address; nil for drivers of the suite's own.
  let url: String?
  /// The one engine that is behind it.
  let engine: Engine?
  /// What else to ask for there.
  let capabilities: [String: JSONValue]

  /// As the environment has it: `WEBDRIVER_CONFORMANCE_URL`, `WEBDRIVER_CONFORMANCE_ENGINE`, and `WEBDRIVER_CONFORMANCE_CAPABILITIES` as
  /// an object of JSON, which replaces what the suite would ask for.
  static let current: Target = {
    let environment = ProcessInfo.processInfo.environment
    guard let url = environment["WEBDRIVER_CONFORMANCE_URL"], !url.isEmpty else { return Target(url: nil, engine: nil, capabilities: [:]) }
    let engine = environment["WEBDRIVER_CONFORMANCE_ENGINE"].flatMap { Engine(rawValue: $0) } ?? .chromium
    let own = environment["WEBDRIVER_CONFORMANCE_CAPABILITIES"].flatMap { try? JSONDecoder().decode(JSONValue.self, from: Data($0.utf8)) }
    return Target(url: url, engine: engine, capabilities: own?.objectValue ?? engine.remoteCapabilities)
  }()

  /// Whether `engine` is to run.
  func wants(_ engine: Engine) -> Bool { self.engine == nil || self.engine == engine }
}

extension Engine {
  /// What a remote end is asked for, where nothing else is said: a browser without a window, found by its driver.
  fileprivate var remoteCapabilities: [String: JSONValue] {
    var members: [String: JSONValue] = ["unhandledPromptBehavior": "ignore"]
    switch self {
    case .chromium: members["goog:chromeOptions"] = ["args": ["--headless=new", "--no-sandbox", "--window-size=1280,1600"]]
    case .firefox: members["moz:firefoxOptions"] = ["args": ["-headless", "--width=1280", "--height=1600", "-remote-allow-system-access"]]
    case .webKitGTK: members["webkitgtk:browserOptions"] = ["args": ["--automation"]]
    }
    return members
  }
}
