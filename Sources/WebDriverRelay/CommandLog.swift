import Logging
import WebDriver

/// Says of every command how it ended, at debug level: its name, what it was aimed at, its error's code. Neither bodies nor the texts of
/// errors, in which a driver quotes what was typed and what the page says.
struct CommandLog: Sendable {
  let logger: Logger

  func note(_ event: CommandEvent) {
    guard logger.logLevel <= .debug else { return }
    var metadata: Logger.Metadata = ["ms": "\(event.duration / .milliseconds(1))", "outcome": "\(Self.outcome(event.failure))"]
    if let session = event.session { metadata["session"] = "\(session)" }
    if let target = event.target { metadata["target"] = "\(target)" }
    logger.debug("\(event.command)", metadata: metadata)
  }

  private static func outcome(_ failure: (any Error)?) -> String {
    switch failure {
    case nil: "done"
    case let error as WebDriverError: error.code.description
    case let error as TransportError: error.code.description
    case is NotWebDriver: "not WebDriver"
    case is CancellationError: "given up"
    default: "failed"
    }
  }
}
