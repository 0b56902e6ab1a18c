/// Why there is no driver, or none any more.
public struct DriverError: Error, Sendable, Hashable, CustomStringConvertible {
  /// The kinds of failure. More may be added.
  public struct Code: Sendable, Hashable, CustomStringConvertible {
    private enum Known: String {
      case driverNotFound, browserNotFound, versionMismatch, portInUse, startFailed, exitedEarly, noRunFolder, tooManySessions
    }
    private let known: Known
    private init(_ known: Known) { self.known = known }

    /// No driver where one was looked for.
    public static let driverNotFound = Code(.driverNotFound)
    /// No browser, or nothing that it needs, where one was looked for.
    public static let browserNotFound = Code(.browserNotFound)
    /// Driver and browser do not go together.
    public static let versionMismatch = Code(.versionMismatch)
    /// The port that the driver was to take is taken.
    public static let portInUse = Code(.portInUse)
    /// The driver was found, and did not come up.
    public static let startFailed = Code(.startFailed)
    /// The driver ended while it was still needed.
    public static let exitedEarly = Code(.exitedEarly)
    /// The folder for what driver and browser write cannot be made.
    public static let noRunFolder = Code(.noRunFolder)
    /// The driver serves no further session at the same time.
    public static let tooManySessions = Code(.tooManySessions)

    /// The code's name.
    public var description: String { known.rawValue }
  }

  /// The kind of failure.
  public let code: Code
  /// What happened, and what to do about it, in one or two sentences.
  public let message: String
  /// The last lines that the driver printed, oldest first.
  public let outputTail: [String]

  /// An error; see the properties.
  public init(_ code: Code, _ message: String, outputTail: [String] = []) {
    self.code = code
    self.message = message
    self.outputTail = outputTail
  }

  /// The message, and below it what the driver printed last.
  public var description: String {
    guard !outputTail.isEmpty else { return message }
    return message + "\nThe driver's last words:\n" + outputTail.map { "  " + $0 }.joined(separator: "\n")
  }
}
