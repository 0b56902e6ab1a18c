public import Secrets
public import SystemPackage

/// Which driver and browser to take, and how to start them.
public struct DriverOptions: Sendable {
  /// The engine.
  public var engine: Engine
  /// The driver, if it is not to be looked for.
  public var driverPath: FilePath?
  /// The browser, if it is not to be looked for.
  public var browserPath: FilePath?
  /// Arguments of the driver's own beside those that it needs: `--verbose`, `-v`.
  public var driverArguments: [String] = []
  /// The port that the driver listens on; nought lets it take a free one, which is what to do unless somebody else has to find it.
  public var port: UInt16 = 0
  /// How long the driver may take until it answers.
  public var startTimeLimit: Duration = .seconds(20)
  /// How long deleting a session may take, until its browser is killed. Firefox takes most of a second on a quiet machine.
  public var sessionEndTimeLimit: Duration = .seconds(10)
  /// How long the driver is given to end by itself, having been asked to, before it is made to.
  public var exitTimeLimit: Duration = .seconds(3)
  /// The variables in which programs are looked for, and which driver and browser inherit, save those of
  /// ``withheldVariablePrefixes`` and those that would have them write elsewhere than in the run's own folder.
  public var environment: [String: String]
  /// What the names of the variables begin with that say where programs are: `WEBDRIVER_CHROMEDRIVER`, `WEBDRIVER_CHROMIUM`,
  /// `WEBDRIVER_GECKODRIVER`, `WEBDRIVER_FIREFOX`, `WEBDRIVER_WEBKITWEBDRIVER`, `WEBDRIVER_MINIBROWSER`, `WEBDRIVER_XVFB`.
  public var variablePrefix = "WEBDRIVER_"
  /// Variables that neither driver nor browser inherits, by how their names begin: a password in the environment is for this program,
  /// not for a browser.
  public var withheldVariablePrefixes: [String] = []
  /// Texts that a driver's output must not show, in the log or in an error. Their placeholders stand there instead.
  public var secrets: [Secret] = []

  /// Programs from `environment`, which is this process's own unless told otherwise.
  public init(engine: Engine = .chromium, environment: [String: String] = ProcessEnvironment.current()) {
    self.engine = engine
    self.environment = environment
  }

  /// Where run folders are made: `TMPDIR`, or `/tmp`.
  var temporaryFolder: FilePath {
    environment["TMPDIR"].flatMap { $0.isEmpty ? nil : FilePath($0) } ?? "/tmp"
  }
}
