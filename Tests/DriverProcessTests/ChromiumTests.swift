import DriverProcess
import SystemPackage
import Testing
import WebDriver

/// What the browser is asked for, and whether it goes with its driver.
struct ChromiumTests {
  private var options: ChromiumOptions {
    var options = ChromiumOptions(binary: "/usr/bin/chromium", profileFolder: "/tmp/run/profile")
    options.isSandboxed = true
    return options
  }

  @Test("headless, with a sandbox, unless told otherwise")
  func arguments() {
    var options = options
    #expect(options.arguments.contains("--headless=new"))
    #expect(options.arguments.contains("--user-data-dir=/tmp/run/profile"))
    #expect(options.arguments.contains("--window-size=1280,1600"))
    #expect(!options.arguments.contains("--no-sandbox"))
    options.isHeaded = true
    options.isSandboxed = false
    options.windowSize = (800, 600)
    options.extraArguments = ["--lang=de"]
    #expect(!options.arguments.contains("--headless=new"))
    #expect(options.arguments.contains("--no-sandbox"))
    #expect(options.arguments.contains("--window-size=800,600"))
    #expect(options.arguments.last == "--lang=de")
  }

  @Test("the capabilities of a new session")
  func capabilities() {
    let always = ChromiumCapabilities(options).alwaysMatch
    guard case .object(let chrome)? = always["goog:chromeOptions"] else {
      Issue.record("not of the shape that the standard asks for")
      return
    }
    #expect(always["unhandledPromptBehavior"] == "ignore")
    #expect(always["acceptInsecureCerts"] == false)
    #expect(always["pageLoadStrategy"] == "normal")
    #expect(chrome["binary"] == "/usr/bin/chromium")
    #expect(chrome["args"] == .array(options.arguments.map(JSONValue.string)))
    #expect(chrome["prefs"] == options.preferences)
  }

  @Test("major versions that agree, or that nobody can read, pass")
  func versionsAgree() throws {
    try DriverVersions.check(driverVersion: "156.0.8078.79 (a21ce95c-refs/branch-heads/8078@{#1704})", browserVersion: "156.0.1.2")
    try DriverVersions.check(driverVersion: "", browserVersion: "156.0.1.2")
    try DriverVersions.check(driverVersion: "ChromeDriver 156.0.8078.79", browserVersion: "Chromium 156.0.1.2 built on Debian")
  }

  @Test("major versions that differ do not")
  func versionsDiffer() {
    let error = #expect(throws: DriverError.self) { try DriverVersions.check(driverVersion: "155.9.9.9", browserVersion: "156.0.1.2") }
    #expect(error?.code == .versionMismatch)
    #expect(
      error?.description == """
        chromedriver is of version 155, Chromium of version 156; their major versions have to agree. \
        Install both with: sudo apt-get install chromium chromium-driver
        """)
  }

  @Test("chromedriver's own refusal is recognised")
  func refusal() {
    let text = """
      session not created: This version of ChromeDriver only supports Chrome version 114
      Current browser version is 119.0.6045.105 with binary path /usr/bin/chromium
      """
    #expect(DriverVersions.mismatch(inMessage: text)?.message.hasPrefix("chromedriver is of version 114, Chromium of version 119;") == true)
    #expect(DriverVersions.mismatch(inMessage: "session not created: Chrome instance exited.") == nil)
  }
}
