import Glibc
import SystemPackage
import Testing

@testable import DriverProcess

/// Where driver and browser are looked for.
struct ProgramsTests {
  @Test("both are found on the PATH, the browser by any of its names")
  func found() throws {
    let programs = try Programs.find(DriverOptions(environment: ["PATH": "/nowhere:/usr/bin"]))
    #expect(programs.driver == "/usr/bin/chromedriver")
    #expect(programs.browser == "/usr/bin/chromium")
  }

  @Test("a path that is given goes before a variable, and a variable before the PATH")
  func order() throws {
    var options = DriverOptions(environment: ["PATH": "/usr/bin", "WEBDRIVER_CHROMEDRIVER": "/bin/sh", "WEBDRIVER_CHROMIUM": "/bin/cat"])
    #expect(try Programs.find(options).driver == "/bin/sh")
    #expect(try Programs.find(options).browser == "/bin/cat")
    options.driverPath = "/bin/ls"
    options.browserPath = "/bin/echo"
    #expect(try Programs.find(options).driver == "/bin/ls")
    #expect(try Programs.find(options).browser == "/bin/echo")
  }

  @Test("the other engines' programs are found in their usual places", arguments: [Engine.firefox, .webKitGTK])
  func engines(_ engine: Engine) throws {
    let programs = try Programs.find(DriverOptions(engine: engine, environment: ["PATH": "/usr/local/bin:/usr/bin"]))
    switch engine {
    case .chromium: break
    case .firefox:
      #expect(programs.driver.lastComponent == "geckodriver")
      #expect(programs.browser == "/usr/bin/firefox-esr")
      #expect(programs.displayServer == nil)
    case .webKitGTK:
      #expect(programs.driver == "/usr/bin/WebKitWebDriver")
      #expect(programs.browser.string.hasSuffix("/webkit2gtk-4.1/MiniBrowser"))
      #expect(programs.displayServer == "/usr/bin/Xvfb")
    }
  }

  @Test("their variables, with another prefix")
  func variables() throws {
    var options = DriverOptions(engine: .firefox, environment: ["MY_GECKODRIVER": "/bin/sh", "MY_FIREFOX": "/bin/cat"])
    options.variablePrefix = "MY_"
    #expect(try Programs.find(options).driver == "/bin/sh")
    #expect(try Programs.find(options).browser == "/bin/cat")
    options.engine = .webKitGTK
    options.environment = ["MY_WEBKITWEBDRIVER": "/bin/sh", "MY_MINIBROWSER": "/bin/cat", "MY_XVFB": "/bin/ls"]
    #expect(try Programs.find(options).driver == "/bin/sh")
    #expect(try Programs.find(options).browser == "/bin/cat")
    #expect(try Programs.find(options).displayServer == "/bin/ls")
  }

  @Test("a geckodriver is found where scripts/setup puts it, on the PATH or not")
  func geckodriverAtHome() throws {
    let place = try TestPlace()
    let folder = place.path.appending(".local").appending("bin")
    #expect(mkdir(place.path.appending(".local").string, 0o700) == 0)
    #expect(mkdir(folder.string, 0o700) == 0)
    #expect(symlink("/bin/sh", folder.appending("geckodriver").string) == 0)
    var options = DriverOptions(engine: .firefox, environment: ["PATH": "/nowhere", "HOME": place.path.string])
    options.browserPath = "/bin/cat"
    #expect(try ["/usr/local/bin/geckodriver", folder.appending("geckodriver").string].contains(Programs.find(options).driver.string))
  }

  @Test("a missing driver: the places looked at, and the line to type")
  func noDriver() {
    let error = #expect(throws: DriverError.self) { try Programs.find(DriverOptions(environment: ["PATH": ""])) }
    #expect(error?.code == .driverNotFound)
    #expect(
      error?.description == """
        No chromedriver found: WEBDRIVER_CHROMEDRIVER is not set, and there is no chromedriver on the PATH (PATH is empty). \
        Install both with: sudo apt-get install chromium chromium-driver
        """)
  }

  @Test("a missing browser: the names looked for")
  func noBrowser() {
    var options = DriverOptions(environment: ["PATH": "/nowhere:/dev"])
    options.driverPath = "/bin/sh"
    let error = #expect(throws: DriverError.self) { try Programs.find(options) }
    #expect(error?.code == .browserNotFound)
    #expect(
      error?.description == """
        No Chromium found: WEBDRIVER_CHROMIUM is not set, and there is no chromium, chromium-browser, google-chrome on the PATH \
        (looked in /nowhere, /dev). Install both with: sudo apt-get install chromium chromium-driver
        """)
  }

  @Test("a path or variable that leads nowhere is not passed over", arguments: ["/nowhere/chromedriver", "/etc/passwd", "/tmp"])
  func wrongPath(_ path: String) {
    var options = DriverOptions(environment: ["PATH": "/usr/bin", "WEBDRIVER_CHROMEDRIVER": path])
    let error = #expect(throws: DriverError.self) { try Programs.find(options) }
    #expect(error?.code == .driverNotFound)
    #expect(error?.message.hasPrefix("No chromedriver at \(path), where WEBDRIVER_CHROMEDRIVER points.") == true)
    options.driverPath = "/nowhere/else"
    let other = #expect(throws: DriverError.self) { try Programs.find(options) }
    #expect(other?.message.hasPrefix("No chromedriver at /nowhere/else, as asked for.") == true)
  }
}
