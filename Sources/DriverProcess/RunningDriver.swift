import Glibc
import Logging
public import SystemPackage
public import WebDriver

/// A driver that answers, for as long as the closure of ``DriverProcess/withDriver(_:logger:_:)`` runs.
public struct RunningDriver: Sendable {
  /// The engine that it serves.
  public var engine: Engine { options.engine }
  /// The address that commands go to.
  public let url: String
  /// The driver's process, which leads a session and a process group of its own.
  public let processID: Int32
  /// The driver's own version text; empty if it cannot be found out.
  public let version: String
  /// The browser that the driver is to start.
  public let browserPath: FilePath
  /// The folder in which driver and browser keep what they write, and which is removed at the end.
  public let folder: FilePath

  let options: DriverOptions
  let logger: Logger
  let slots: SessionSlots

  init(
    options: DriverOptions, url: String, processID: Int32, version: String, browserPath: FilePath, folder: FilePath, logger: Logger
  ) {
    self.options = options
    self.url = url
    self.processID = processID
    self.version = version
    self.browserPath = browserPath
    self.folder = folder
    self.logger = logger
    slots = SessionSlots(limit: options.engine.maximumSessions)
  }

  /// What to ask of the driver for a session of this run: its browser, a profile that no other session has, and no sandbox if this
  /// process is root, in which case Chromium would not start with one. The log says so.
  ///
  /// Only for a session that is started by other means than ``withSession(headed:timeouts:observer:transport:capabilities:_:)``.
  public func capabilities(headed: Bool = false) -> Capabilities { capabilities(setup(headed: headed)) }

  func capabilities(_ setup: SessionSetup) -> Capabilities {
    var capabilities = engine.traits.capabilities(setup)
    capabilities.unhandledPromptBehavior = .ignore
    capabilities.acceptInsecureCerts = false
    capabilities.pageLoadStrategy = .normal
    return capabilities
  }

  func setup(headed: Bool) -> SessionSetup {
    let isRoot = geteuid() == 0
    if isRoot, engine == .chromium { logger.warning("running as root: the browser runs without its sandbox") }
    let display = options.environment["DISPLAY"].flatMap { $0.isEmpty ? nil : $0 }
    return SessionSetup(
      browser: browserPath, profileFolder: folder.appending("profile-\(slots.next())"), isHeaded: headed, isSandboxed: !isRoot,
      display: display, driverID: processID)
  }
}
