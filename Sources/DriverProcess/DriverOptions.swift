public import SystemPackage

/// Which driver and browser to take, and how to start them.
public struct DriverOptions: Sendable {
  /// The driver, if it is not to be looked for.
  public var driverPath: FilePath?
  /// The browser, if it is not to be looked for.
  public var browserPath: FilePath?
  /// The port that the driver listens on; nought lets it take a free one, which is what to do unless somebody else has to find it.
  public var port: UInt16 = 0
  /// How long the driver may take until it answers.
  public var startTimeLimit: Duration = .seconds(20)
  /// How long the driver is given to end by itself, having been asked to, before it is made to.
  public var exitTimeLimit: Duration = .seconds(3)
  /// The variables in which programs are looked for, and which driver and browser inherit, save those that begin with `SYNCRO`:
  /// a password in the environment is for this program, not for a browser.
  public var environment: [String: String]

  /// Programs from `environment`, which is this process's own unless told otherwise.
  public init(environment: [String: String] = ProcessEnvironment.current()) {
    self.environment = environment
  }

  /// Where run folders are made: `TMPDIR`, or `/tmp`.
  var temporaryFolder: FilePath {
    environment["TMPDIR"].flatMap { $0.isEmpty ? nil : FilePath($0) } ?? "/tmp"
  }
}
