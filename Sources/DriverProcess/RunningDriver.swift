import Logging
public import SystemPackage

/// A driver that answers, for as long as the closure of ``DriverProcess/withDriver(_:logger:_:)`` runs.
public struct RunningDriver: Sendable {
  /// The address that commands go to.
  public let url: String
  /// The driver's process, which leads a session and a process group of its own.
  public let processID: Int32
  /// The driver's own version text, as its status gives it; empty if it gives none.
  public let version: String
  /// The browser that the driver is to start.
  public let browserPath: FilePath
  /// The folder in which driver and browser keep what they write, and which is removed at the end.
  public let folder: FilePath
  /// A profile for the browser, inside ``folder``. One session at a time: a profile serves one browser.
  public var profileFolder: FilePath { folder.appending("profile") }

  let logger: Logger

  /// What to ask of the driver for a session of this run: its browser, its profile, and no sandbox if this process is root, in
  /// which case Chromium would not start with one. The log says so.
  public func chromium(headed: Bool = false) -> ChromiumOptions {
    var options = ChromiumOptions(binary: browserPath, profileFolder: profileFolder)
    options.isHeaded = headed
    if options.isSandboxed == false {
      logger.warning("running as root: the browser runs without its sandbox")
    }
    return options
  }
}
