/// What was lost when a command could not be carried out: told apart, since each asks for something else of whoever is waiting.
public enum Loss: Sendable, Hashable, CustomStringConvertible {
  /// Nobody listens where the driver did, or nobody who can be trusted. The command was not sent.
  case driverGone
  /// The connection ended before the answer was whole. The driver may live; the command may have been carried out.
  case connectionLost
  /// The browser has crashed or was closed, or the session in it was ended. The driver lives.
  case browserGone
  /// Nothing answered within the time limit: the driver, the page or a script hangs. The command may have been carried out.
  case timedOut

  /// What `error` says was lost; `nil` where nothing was, and the command merely failed.
  public init?(_ error: any Error) {
    if let error = error as? TransportError {
      self.init(error)
    } else if let error = error as? WebDriverError {
      self.init(error)
    } else {
      return nil
    }
  }

  private init?(_ error: TransportError) {
    switch error.code {
    case .refused, .unreachable, .untrusted: self = .driverGone
    case .lost: self = .connectionLost
    case .timedOut: self = .timedOut
    default: return nil
    }
  }

  private init?(_ error: WebDriverError) {
    // WebKitWebDriver has no word at all for it; every other error of a driver's has some.
    let isWithoutWords = error.code == .unknownError && error.message.isEmpty
    if error.code == .invalidSessionID || isWithoutWords || Self.crashWords.contains(where: { error.message.contains($0) }) {
      self = .browserGone
    } else if error.code == .timeout || error.code == .scriptTimeout {
      self = .timedOut
    } else {
      return nil
    }
  }

  /// What drivers say of a browser that is no more, under `unknown error` or `no such window` as it comes: chromedriver the first four,
  /// geckodriver the others.
  private static let crashWords = [
    "disconnected", "not connected to DevTools", "tab crashed", "page crash", "Failed to decode response from marionette",
    "without establishing a connection", "browser process", "Process unexpectedly closed",
  ]

  /// For people.
  public var description: String {
    switch self {
    case .driverGone: "the driver is gone"
    case .connectionLost: "the connection to the driver was lost"
    case .browserGone: "the browser is gone"
    case .timedOut: "nothing answered in time"
    }
  }
}
