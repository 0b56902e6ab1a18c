import Glibc
public import SystemPackage
public import WebDriver

/// How Chromium is to be started: the command-line arguments and the preferences that keep a console's pages as they are, without
/// bubbles, offers and background traffic.
public struct ChromiumOptions: Sendable, Hashable {
  /// The browser.
  public var binary: FilePath
  /// The profile, a folder of its own for each browser.
  public var profileFolder: FilePath
  /// Whether there is a window to look at.
  public var isHeaded = false
  /// Whether the browser's sandbox is on. Off only for root, for whom Chromium refuses to start with it.
  public var isSandboxed = geteuid() != 0
  /// The window's size in CSS pixels. Tall enough for a form of sixty checkboxes to need little scrolling.
  public var windowSize: (width: Int, height: Int) {
    get { (width, height) }
    set { (width, height) = newValue }
  }
  private var width = 1280
  private var height = 1600
  /// Arguments beside those of ``arguments``.
  public var extraArguments: [String] = []

  /// The browser at `binary`, headless, with its profile in `profileFolder`.
  public init(binary: FilePath, profileFolder: FilePath) {
    self.binary = binary
    self.profileFolder = profileFolder
  }

  /// The command-line arguments.
  public var arguments: [String] {
    var arguments = [
      "--user-data-dir=\(profileFolder)",
      "--window-size=\(width),\(height)",
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
    if !isHeaded { arguments.append("--headless=new") }
    if !isSandboxed { arguments.append("--no-sandbox") }
    return arguments + extraArguments
  }

  /// The leak check's bubble would lie over the page after a sign-in; the others fetch, translate or offer.
  private static let disabledFeatures = [
    "PasswordLeakDetection", "PasswordManagerOnboarding", "AutofillServerCommunication", "Translate", "OptimizationHints", "MediaRouter",
    "InterestFeedContentSuggestions",
  ]

  /// The profile's preferences.
  public var preferences: JSONValue {
    [
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
  }
}
