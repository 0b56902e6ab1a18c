public import ArgumentParser
public import DriverProcess
import Recordings
import Secrets
import SystemPackage
import WebDriver

extension Engine: ExpressibleByArgument {}

/// Which browser to take, and where to have it from.
struct BrowserOptions: ParsableArguments {
  @Flag(help: "Show the browser.")
  var headed = false

  @Option(help: "The browser to start; Chromium if nobody says another. Also SYNCROCTL_ENGINE.")
  var engine: Engine?

  @Option(help: ArgumentHelp("The driver of Chromium; found on the PATH if not said.", valueName: "path"), completion: .file())
  var chromedriver: String?

  @Option(help: ArgumentHelp("Chromium itself; found on the PATH if not said.", valueName: "path"), completion: .file())
  var chromium: String?

  @Option(
    help: ArgumentHelp(
      "Have the browser from a remote end, such as a Selenium Grid, and start none. Also SYNCROCTL_WEBDRIVER. See docs/remote-ends.md.",
      valueName: "url"))
  var webdriver: String?

  @Option(
    help: ArgumentHelp("The authorities that the remote end is trusted by, in PEM. Also SYNCROCTL_WEBDRIVER_CA.", valueName: "file"),
    completion: .file())
  var webdriverCa: String?

  @Option(help: ArgumentHelp("The capabilities to ask the remote end for, in JSON.", valueName: "file"), completion: .file())
  var webdriverCapabilities: String?

  @Option(help: ArgumentHelp("How long to wait for a free browser of the remote end.", valueName: "seconds"))
  var webdriverQueue = 330

  @Option(
    help: ArgumentHelp("Write down every WebDriver command with its times; opens in Perfetto.", valueName: "file"), completion: .file())
  var trace: String?

  @OptionGroup var recording: RecordingOptions

  func validate() throws {
    if webdriverQueue < 1 { throw ValidationError("--webdriver-queue is to be a number of seconds, 1 or more.") }
    if let webdriver, let scheme = webdriver.firstRange(of: "://"),
      webdriver[scheme.upperBound...].prefix(while: { $0 != "/" }).contains("@")
    {
      throw ValidationError(
        "--webdriver has a user name or password in it, which everybody on this machine can read. Set SYNCROCTL_WEBDRIVER instead.")
    }
  }

  /// Where the browser comes from, by these options and, where they say nothing, by the configuration. Nothing is started.
  ///
  /// - Parameters:
  ///   - configuration: what is said elsewhere.
  ///   - purpose: whether the session is played back: then there is no browser.
  /// - Throws: ``UsageError`` where they contradict each other, or name a file that is of no use.
  func source(_ configuration: Configuration? = nil, purpose: SessionPurpose = .live) async throws -> BrowserSource {
    let trace = try traceFile()
    if let replayed = purpose.replayed {
      if let option = localOnly ?? remoteOnly ?? webdriver.map({ _ in "--webdriver" }) {
        throw UsageError("\(option) is for a browser, and --replay needs none", "Leave one of them out.")
      }
      return BrowserSource(kind: .replayed(Replay(replayed.recording, file: replayed.file)), trace: trace)
    }
    guard let address = webdriver.map({ Secret($0, label: "webdriver.url") }) ?? configuration?.webdriver else {
      if let option = remoteOnly { throw UsageError("\(option) is for a remote end, and there is none", "Say --webdriver URL as well.") }
      return BrowserSource(kind: .started(try driverOptions(configuration), isHeaded: headed), trace: trace)
    }
    if let option = localOnly {
      throw UsageError(
        "\(option) is for a browser that is started here, and --webdriver has one started elsewhere", "Leave one of them out.")
    }
    let remote = try await RemoteBrowser(
      address: address, token: configuration?.webdriverToken, authorities: webdriverCa ?? configuration?.webdriverAuthorities,
      capabilities: webdriverCapabilities ?? configuration?.webdriverCapabilities, queueLimit: .seconds(webdriverQueue))
    return BrowserSource(kind: .remote(remote), trace: trace)
  }

  private func traceFile() throws -> TraceFile? {
    do {
      return try trace.map { try TraceFile(path: $0, program: "syncroctl") }
    } catch let error as TraceFile.Unwritable {
      throw UsageError("\(error)", "Put --trace right.")
    }
  }

  private var remoteOnly: String? {
    webdriverCa != nil ? "--webdriver-ca" : webdriverCapabilities != nil ? "--webdriver-capabilities" : nil
  }

  private var localOnly: String? {
    if headed { return "--headed" }
    if engine ?? .chromium != .chromium { return "--engine" }
    return chromedriver != nil ? "--chromedriver" : chromium != nil ? "--chromium" : nil
  }

  private func driverOptions(_ configuration: Configuration?) throws -> DriverOptions {
    var options = DriverOptions(engine: try engine ?? configuration?.engine() ?? .chromium)
    options.driverPath = chromedriver.map { FilePath($0) }
    options.browserPath = chromium.map { FilePath($0) }
    options.variablePrefix = "SYNCROCTL_"
    // Syncro's password is for this program, not for driver or browser.
    options.withheldVariablePrefixes = ["SYNCRO"]
    return options
  }
}

extension BrowserOptions: SaysSettings {
  var said: [Setting: SettingText] {
    var said: [Setting: SettingText] = [:]
    said.say(.engine, engine?.rawValue)
    said.say(.webdriver, webdriver)
    said.say(.webdriverAuthorities, webdriverCa)
    said.say(.webdriverCapabilities, webdriverCapabilities)
    return said
  }
}
