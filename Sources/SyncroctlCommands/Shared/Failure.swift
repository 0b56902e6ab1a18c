import ArgumentParser
import ConsoleEmulator
import ConsolePages
import DriverProcess
import Provisioning
import Recordings
import Scenarios
import SelectorPacks
import Technicians
import WebDriver

/// An error that has been reported already, with the exit code it asks for.
struct Reported: Error {
  let status: ExitStatus
}

/// A mistake in what was asked for, found after parsing and before anything was done.
struct UsageError: Error, CustomStringConvertible {
  /// What is wrong, without a full stop at the end.
  let message: String
  /// What to type, as a sentence.
  let advice: String

  init(_ message: String, _ advice: String) {
    self.message = message
    self.advice = advice
  }

  var description: String { "\(message)\nNothing was changed. \(advice)" }
}

/// A guard of a single change said no.
struct Refusal: Error, CustomStringConvertible {
  let message: String
  let advice: String

  var description: String { "\(message)\nNothing was changed. \(advice)" }
}

/// An error as a person is told of it, and its exit code.
struct Failure {
  let status: ExitStatus
  /// What to write on standard error; `nil` if it has been written.
  let text: String?

  /// - Parameters:
  ///   - interrupted: whether Ctrl-C came before: then what driver and browser say of it is no news.
  ///   - standing: how far the run had come.
  init(_ error: any Error, interrupted: Bool, standing: Undertaking.Standing) {
    switch error {
    case let reported as Reported: (status, text) = (reported.status, nil)
    case let error as Shortfall: (status, text) = (error.status, error.description)
    case let error as ConsoleError: (status, text) = (Self.status(of: error.code), "\(error)")
    case let error as UsageError: (status, text) = (.usage, "\(error)")
    case let error as ValidationError: (status, text) = (.usage, "\(error.message)\nNothing was changed.")
    case let error as PackError: (status, text) = (error.code == .missing ? .pageNotRecognised : .usage, "\(error)\n\(standing.sentence)")
    case let error as RosterMistakes: (status, text) = (.usage, "\(error)")
    case let error as PlanningError: (status, text) = (Self.status(of: error), "\(error)")
    case let error as GuardRefused: (status, text) = (.guardRefused, "\(error)")
    case let error as KeyError: (status, text) = (.usage, "\(error)")
    case let error as ApprovalFiles.Unwritable: (status, text) = (.failed, "\(error)")
    case let error as Refusal: (status, text) = (.guardRefused, "\(error)")
    case let error as ApprovalMissing: (status, text) = (.approval, "\(error)")
    case let error as ApprovalError: (status, text) = (.approval, "\(error)")
    case let error as PlanFileError: (status, text) = (.usage, "\(error)")
    case let error as PlanStale: (status, text) = (.approval, "\(error)")
    case let error as PlanSpent: (status, text) = (.approval, "\(error)")
    case let error as PlanExpired: (status, text) = (.approval, "\(error)")
    case let error as EvidenceError: (status, text) = (.failed, "\(error)\n\(standing.sentence)")
    case let error as JournalError where error.code == .spent: (status, text) = (.approval, "\(error)")
    case let error as EvidenceFolder.Unwritable: (status, text) = (.failed, "\(error)")
    case let error as JournalError: (status, text) = (.failed, "\(error)")
    case let error as RunLockError: (status, text) = (.failed, "\(error)")
    case let error as EmulatorStartError: (status, text) = (.failed, "\(error)\n\(standing.sentence)")
    case let error as RecordingError: (status, text) = (.usage, "\(error)\n\(standing.sentence)")
    case let error as StaleRecording: (status, text) = (.failed, "\(error)")
    case let error as ReplayMismatch: (status, text) = (.failed, "\(error)")
    case let error as ReplayLeftover: (status, text) = (.failed, "\(error)")
    case let error as SecretLeak: (status, text) = (.failed, "\(error)\n\(standing.sentence)")
    case let error as ConsoleHasChanged: (status, text) = (.pageNotRecognised, "\(error)\n\(standing.sentence)")
    case let error as DoctorReport.Unsound: (status, text) = (error.isOnlyBlocked ? .notSignedIn : .pageNotRecognised, "\(error)")
    case let error as Streams.OutputLost: (status, text) = (.failed, "\(error)\n\(standing.sentence)")
    case is CancellationError: (status, text) = Self.interrupted(standing)
    case is WebDriverError, is TransportError, is NotWebDriver, is DriverError:
      (status, text) = interrupted ? Self.interrupted(standing) : Self.ofTheBrowser(error, standing)
    default: (status, text) = (.failed, "\(error)\n\(standing.sentence)")
    }
  }

  /// Writes the error and gives its exit code.
  func report() -> Int32 {
    if let shown { StandardError.say(shown) }
    return status.rawValue
  }

  /// The text with what stands before and after it.
  var shown: String? {
    guard let text else { return nil }
    let lines = text.split(separator: "\n")
    // Below something indented the code stands by itself, so as not to pass for a part of it.
    let separator = lines.last?.first == " " ? "\n" : " "
    return "error: \(text)\(separator)(exit \(status.rawValue))\n"
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

  private static func status(of error: PlanningError) -> ExitStatus {
    switch error {
    case .roster: .usage
    case .console: .pageNotRecognised
    }
  }

  /// How a run that was cut short stands. What was under way has been finished by then.
  static func interrupted(_ standing: Undertaking.Standing) -> (ExitStatus, String) {
    if standing.touched == 0 { return (.interrupted, "interrupted\nNothing was changed. Start over with: \(standing.again)") }
    if standing.done < standing.total { return (.partly, "interrupted\n\(standing.sentence) The rest: \(standing.again)") }
    return (.failed, "interrupted after the last change\n\(standing.sentence) To look once more: \(standing.again)")
  }

  /// How a run stands that was ended at once, in the middle of whatever it was doing.
  static func endedAtOnce(_ standing: Undertaking.Standing) -> Failure {
    guard let change = standing.underWay else {
      let (status, text) = interrupted(standing)
      return Failure(status: status, text: text)
    }
    let whom = change.whom
    return Failure(
      status: .outcomeUnknown,
      text: """
        ended at once in the middle of: \(change.verb) \(whom)
        What came of it is not known: look at the console. \(standing.done) of \(standing.total) changes were done. The rest: \(standing.again)
        """)
  }

  private init(status: ExitStatus, text: String) {
    self.status = status
    self.text = text
  }

  /// Driver and browser are this machine's business, not the console's.
  private static func ofTheBrowser(_ error: any Error, _ standing: Undertaking.Standing) -> (ExitStatus, String) {
    switch error {
    case let error as DriverError: return (.failed, describe(error, standing))
    case let error as WebDriverError:
      if let mismatch = DriverVersions.mismatch(inMessage: error.message) { return (.failed, describe(mismatch, standing)) }
      let text =
        switch error.code {
        case .invalidSessionID, .noSuchWindow: "the browser went away during \(error.command)"
        case .sessionNotCreated: "the browser could not be started: \(error.message)"
        default: "the browser's driver says: \(error)"
        }
      return (.failed, "\(text)\n\(standing.sentence) Look closer with: \(standing.again) --verbose")
    case let error as TransportError where error.code == .untrusted:
      let advice = "Name its authority with --webdriver-ca FILE, or SYNCROCTL_WEBDRIVER_CA; see docs/remote-ends.md."
      return (.failed, "\(error)\n\(standing.sentence) \(advice)")
    case let error as NotWebDriver where error.hint != nil:
      return (.failed, "\(error)\n\(standing.sentence) See docs/remote-ends.md.")
    default: return (.failed, "\(error)\n\(standing.sentence) Look closer with: \(standing.again) --verbose")
    }
  }

  private static func describe(_ error: DriverError, _ standing: Undertaking.Standing) -> String {
    let first = error.message.hasPrefix("No ") ? "n" + error.message.dropFirst() : error.message
    let tail = error.outputTail.isEmpty ? [] : ["  the driver's last words:"] + error.outputTail.map { "    \(ShownText.plain($0))" }
    return ([first] + tail + [standing.sentence]).joined(separator: "\n")
  }
}
