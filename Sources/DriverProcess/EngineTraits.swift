import Subprocess
import SystemPackage
import WebDriver

/// All that is different between engines. One file an engine, and nothing of an engine anywhere else.
protocol EngineTraits: Sendable {
  /// How the driver is looked for.
  var driver: ProgramSearch { get }
  /// How the browser is looked for.
  var browser: ProgramSearch { get }
  /// How the X server is looked for that a browser needs which cannot do without a display; nil where it can.
  var displayServer: ProgramSearch? { get }
  /// How many sessions a driver serves at once; nil for any number.
  var maximumSessions: Int? { get }
  /// The path at which a driver is asked to end; nil where it cannot be asked, only told by a signal.
  var shutdownPath: String? { get }
  /// Whether the driver says which port it listens on. The others are looked up among the system's sockets.
  var saysPort: Bool { get }

  /// Whether port nought lets the driver take a free one. For the others one is chosen that is free at that moment.
  var takesAnyPort: Bool { get }

  /// How many bytes the path of a run folder may have, which is the browser's `TMPDIR`; nil for any number.
  var longestRunFolder: Int? { get }

  /// The driver's command line.
  func arguments(port: UInt16, folder: FilePath) -> [String]
  /// The port, if it is this line of the driver's output that tells it.
  func port(in line: String) -> UInt16?
  /// Whether this line of the driver's output says that its port is taken.
  func saysPortInUse(_ line: String) -> Bool
  /// The driver's version, where its status does not tell; empty if nothing does.
  func version(ofDriverAt path: FilePath, environment: [Environment.Key: String]) async -> String
  /// What a new session asks for.
  func capabilities(_ setup: SessionSetup) -> Capabilities
  /// The browser's processes in one session, of all that run.
  func browserProcesses(of setup: SessionSetup, among all: [ProcessTable.Entry]) -> [ProcessTable.Entry]
  /// Why driver and browser do not go together; nil when they do, or nobody can tell.
  func mismatch(driver: String, browser: String) -> String?
}

extension EngineTraits {
  var longestRunFolder: Int? { nil }
}

/// What a session's capabilities follow from.
struct SessionSetup: Sendable {
  /// The browser.
  let browser: FilePath
  /// A folder of the session's own for the profile. It is not there yet.
  let profileFolder: FilePath
  /// Whether there is a window to look at.
  let isHeaded: Bool
  /// Whether the browser's sandbox is on.
  let isSandboxed: Bool
  /// The person's own display, where there is one.
  let display: String?
  /// The driver.
  let driverID: Int32
}
