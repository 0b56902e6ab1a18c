import DriverProcess
import Testing

/// Whether driver and browser go together.
struct DriverVersionsTests {
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

  @Test("geckodriver must not be too old; Firefox may be of any version")
  func geckodriver() throws {
    try DriverVersions.check(.firefox, driverVersion: "0.33.0 (a80e5fd61076 2023-04-02 18:31 +0000)", browserVersion: "153.7.0")
    try DriverVersions.check(.firefox, driverVersion: "0.100", browserVersion: "153.7.0")
    try DriverVersions.check(.firefox, driverVersion: "", browserVersion: "153.7.0")
    let error = #expect(throws: DriverError.self) {
      try DriverVersions.check(.firefox, driverVersion: "0.32.2", browserVersion: "153.7.0")
    }
    #expect(error?.code == .versionMismatch)
    #expect(error?.message.hasPrefix("geckodriver is of version 0.32.2; 0.33 or later is needed. ") == true)
  }

  @Test("WebKitWebDriver and MiniBrowser have to be the same")
  func webKitGTK() throws {
    try DriverVersions.check(.webKitGTK, driverVersion: "2.50.6", browserVersion: "2.50.6")
    try DriverVersions.check(.webKitGTK, driverVersion: "", browserVersion: "2.50.6")
    let error = #expect(throws: DriverError.self) {
      try DriverVersions.check(.webKitGTK, driverVersion: "2.50.5", browserVersion: "2.50.6")
    }
    #expect(
      error?.description == """
        WebKitWebDriver is of version 2.50.5, MiniBrowser of version 2.50.6; they have to be the same. \
        Install all of it with: sudo apt-get install webkit2gtk-driver xvfb
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
