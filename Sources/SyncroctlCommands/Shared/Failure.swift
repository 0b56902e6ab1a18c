import ArgumentParser
import ConsoleEmulator
import ConsolePages
import DriverProcess
import Provisioning
import SelectorPacks
import WebDriver

/// An error that has been reported already, with the exit code it asks for.
struct Reported: Error {
  let status: ExitStatus
}

/// A mistake in what was asked for, found after parsing.
struct UsageError: Error, CustomStringConvertible {
  let description: String
}

/// An error as a person is told of it, and its exit code.
struct Failure {
  let status: ExitStatus
  /// What to write on standard error; `nil` if it has been written.
  let text: String?

  init(_ error: any Error, interrupted: Bool) {
    switch error {
    case let reported as Reported: (status, text) = (reported.status, nil)
    case let error as ConsoleError: (status, text) = (Self.status(of: error.code), "\(error)")
    case let error as UsageError: (status, text) = (.usage, "\(error)")
    case let error as ValidationError: (status, text) = (.usage, "\(error)")
    case let error as PackError: (status, text) = (.pageNotRecognised, "\(error)\nNothing was changed.")
    case let error as RosterMistakes: (status, text) = (.usage, "\(error)")
    case let error as GuardRefused: (status, text) = (.guardRefused, "\(error)")
    case let error as DriverError: (status, text) = (.failed, "\(error)")
    case let error as EmulatorStartError: (status, text) = (.failed, "\(error)")
    case is CancellationError: (status, text) = (.interrupted, "interrupted")
    case let error as WebDriverError: (status, text) = (.failed, Self.explain(error))
    case let error as TransportError:
      (status, text) =
        interrupted ? (.interrupted, "interrupted") : (.failed, "\(error)\nThe browser's driver may have died; run it again.")
    case let error as ExitCode: (status, text) = (ExitStatus(rawValue: error.rawValue) ?? .failed, nil)
    default: (status, text) = (.failed, "\(error)")
    }
  }

  /// Writes the error and gives its exit code.
  func report() -> Int32 {
    if let text { StandardError.write("error: \(text) (exit \(status.rawValue))\n") }
    return status.rawValue
  }

  static func status(of code: ConsoleError.Code) -> ExitStatus {
    switch code {
    case .notSignedIn: .notSignedIn
    case .pageNotRecognised, .ambiguous: .pageNotRecognised
    case .outcomeUnknown: .outcomeUnknown
    case .usage: .usage
    default: .failed
    }
  }

  private static func explain(_ error: WebDriverError) -> String {
    if let mismatch = DriverVersions.mismatch(inMessage: error.message) { return "\(mismatch)" }
    return switch error.code {
    case .invalidSessionID: "the browser went away (\(error.command)). Look at the console before running it again."
    case .sessionNotCreated: "the browser could not be started: \(error.message)"
    default: "the browser's driver says: \(error)"
    }
  }
}
