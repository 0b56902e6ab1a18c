import Subprocess
import SystemPackage
import WebDriver

/// Chromium by chromedriver.
struct ChromiumEngine: EngineTraits {
  private static let installation = "Install both with: sudo apt-get install chromium chromium-driver"

  var driver: ProgramSearch {
    ProgramSearch(
      what: "chromedriver", code: .driverNotFound, variable: "CHROMEDRIVER", names: ["chromedriver"], installation: Self.installation)
  }
  var browser: ProgramSearch {
    ProgramSearch(
      what: "Chromium", code: .browserNotFound, variable: "CHROMIUM", names: ["chromium", "chromium-browser", "google-chrome"],
      installation: Self.installation)
  }
  var displayServer: ProgramSearch? { nil }
  var maximumSessions: Int? { nil }
  var shutdownPath: String? { "/shutdown" }
  var saysPort: Bool { true }
  var takesAnyPort: Bool { true }
  /// It makes `org.chromium.Chromium.XXXXXX/SingletonSocket` in there, and the name of a socket has at most 107 bytes (unix(7)). With more it
  /// ends at once, and chromedriver says no more than that it did.
  var longestRunFolder: Int? { 107 - "/org.chromium.Chromium.XXXXXX/SingletonSocket".utf8.count }

  func arguments(port: UInt16, folder: FilePath) -> [String] { ["--port=\(port)"] }

  /// `ChromeDriver was started successfully on port 46131.` Before it comes a line with the port that was asked for, which is
  /// nought, or not listened on yet.
  func port(in line: String) -> UInt16? {
    let words = line.split(separator: " ")
    guard line.contains("started successfully"), let index = words.lastIndex(of: "port"), index + 1 < words.count else { return nil }
    return UInt16(words[index + 1].prefix { $0.isNumber }).flatMap { $0 == 0 ? nil : $0 }
  }

  func saysPortInUse(_ line: String) -> Bool { line.contains("Address already in use") || line.contains("port not available") }

  /// Its status tells.
  func version(ofDriverAt path: FilePath, environment: [Environment.Key: String]) async -> String { "" }

  // MARK: A session

  func capabilities(_ setup: SessionSetup) -> Capabilities {
    var options = ChromeOptions()
    options.binary = setup.browser.string
    options.arguments = arguments(setup)
    options.preferences = Self.preferences
    var capabilities = Capabilities()
    capabilities.browserName = "chrome"
    capabilities[ChromeOptions.self] = options
    return capabilities
  }

  /// The command-line arguments that keep pages as they are, without bubbles, offers and background traffic.
  private func arguments(_ setup: SessionSetup) -> [String] {
    var arguments = [
      "--user-data-dir=\(setup.profileFolder)",
      // Tall enough for a form of sixty checkboxes to need little scrolling.
      "--window-size=1280,1600",
      // Nothing that opens beside the page.
      "--no-first-run",
      "--no-default-browser-check",
      "--disable-search-engine-choice-screen",
      "--disable-features=\(Self.disabledFeatures.joined(separator: ","))",
      // No traffic but the page's own.
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
      "--disable-default-apps",
      // No key ring: on a desktop it would ask for a password of its own.
      "--password-store=basic",
      "--use-mock-keychain",
      // A page in the background is not slowed down.
      "--disable-background-timer-throttling",
      "--disable-backgrounding-occluded-windows",
      "--disable-renderer-backgrounding",
    ]
    if !setup.isHeaded { arguments.append("--headless=new") }
    // For root, Chromium refuses to start with it.
    if !setup.isSandboxed { arguments.append("--no-sandbox") }
    return arguments
  }

  /// The leak check's bubble would lie over the page after a sign-in. The two popups of the bar of addresses are pages of their own, which
  /// Chromium 156 loads for every window and draws again with every page that is shown: a third of its work in a listing with signing in,
  /// for what nobody types in. The others fetch, translate or offer.
  private static let disabledFeatures = [
    "PasswordLeakDetection", "PasswordManagerOnboarding", "AutofillServerCommunication", "Translate", "OptimizationHints", "MediaRouter",
    "InterestFeedContentSuggestions", "WebUIOmniboxPopup", "WebUIOmniboxAimPopup",
  ]

  private static let preferences: [String: JSONValue] = [
    // With a profile of ours, Chromium would begin with its new tab page, which asks the network for things. The first page of the console
    // waits for that: 0.2 s, and where no name server answers 1 to 5 s. With about:blank the focus would stay in the bar of addresses, and pages
    // would learn of no field that is left.
    "session": ["restore_on_startup": 4, "startup_urls": ["data:,"]],
    "credentials_enable_service": false,
    "profile": [
      "password_manager_enabled": false,
      "password_manager_leak_detection": false,
      "default_content_setting_values": ["notifications": 2, "geolocation": 2],
    ],
    "autofill": ["profile_enabled": false, "credit_card_enabled": false],
    "translate": ["enabled": false],
    // 3 forbids all downloads: nothing that a page offers is to land on this machine.
    "download_restrictions": 3,
    "download": ["prompt_for_download": false],
  ]

  /// Several browsers may be open; each is known by its profile.
  func browserProcesses(of setup: SessionSetup, among all: [ProcessTable.Entry]) -> [ProcessTable.Entry] {
    ProcessTable.withDescendants(all.filter { ProcessTable.hasArgument(of: $0, naming: setup.profileFolder) }, among: all)
  }

  /// chromedriver serves Chromium of its own major version.
  func mismatch(driver: String, browser: String) -> String? {
    guard let driver = VersionNumber(driver), let browser = VersionNumber(browser), driver.major != browser.major else { return nil }
    return Self.mismatch(driver: "\(driver.major)", browser: "\(browser.major)")
  }

  static func mismatch(driver: String, browser: String) -> String {
    "chromedriver is of version \(driver), Chromium of version \(browser); their major versions have to agree. " + installation
  }
}
