import Foundation
public import Secrets
import Synchronization

/// Recovery codes, used up in order: one a run, and never one twice.
///
/// A code counts as used before it is sent, whatever comes of it. That costs a code where the run is killed in between, and never sends one
/// that is used up, which consoles count as a failed try.
public final class RecoveryCodes: Sendable {
  /// What each is called where it must not be shown.
  public static let codeLabel = "account.recovery_code"

  /// Why a text has no recovery codes. Never quotes it.
  public struct Malformed: Error, Sendable, Hashable, CustomStringConvertible {
    /// The reason.
    public let description: String
  }

  /// All of them, used ones too: what a recording must be searched for.
  public let all: [Secret]
  private let account: String
  private let ledger: any RecoveryCodeLedger
  private let report: @Sendable (String) -> Void
  private let isTaken = Mutex(false)

  /// Reads the codes, one a line. Empty lines, and those that begin with `#`, are passed over.
  ///
  /// - Parameters:
  ///   - account: tells accounts apart in the ledger: console and email.
  ///   - ledger: which codes were used.
  ///   - report: is told of each code that is used, in a sentence without the code.
  /// - Throws: ``Malformed``.
  public init(
    secret: Secret, account: String, ledger: any RecoveryCodeLedger, report: @escaping @Sendable (String) -> Void
  ) throws(Malformed) {
    let lines = secret.reveal { text in
      text.split(whereSeparator: \.isNewline).map { $0.trimmingCharacters(in: .whitespaces) }.filter { !$0.isEmpty && !$0.hasPrefix("#") }
    }
    guard !lines.isEmpty else { throw Malformed(description: "there is no recovery code in it: it has to have one a line") }
    guard Set(lines).count == lines.count else { throw Malformed(description: "a recovery code stands in it twice") }
    guard lines.allSatisfy({ $0.count >= 6 }) else {
      throw Malformed(description: "a line of the recovery codes is too short to be one: each has to have 6 characters or more")
    }
    all = lines.map { Secret($0, label: Self.codeLabel) }
    (self.account, self.ledger, self.report) = (account, ledger, report)
  }

  private init(placeholder: Secret) {
    (all, account, ledger, report) = ([placeholder], "", NothingUsed(), { _ in })
  }

  /// Ones that are none, for a recording, which has nothing of them.
  public static var placeholder: RecoveryCodes { RecoveryCodes(placeholder: Secret("replayed", label: codeLabel)) }

  /// The first code that was not used, which counts as used from now on. To be sent at once, and once.
  ///
  /// - Throws: ``ConsoleError`` with ``ConsoleError/Code/notSignedIn`` where none is left, or this run has used one.
  func take() throws -> Secret {
    guard !isTaken.withLock({ $0 }) else {
      throw ConsoleError(
        .notSignedIn, "the console asked for another recovery code, and this run has used one",
        advice: "A run uses one at most. Look at the console by hand before you type the command again: that takes the next code.")
    }
    let count = all.count
    guard let taken = try ledger.useFirst(of: all, account: account) else {
      throw ConsoleError(
        .notSignedIn, "the console asked for a recovery code, and all \(count) have been used",
        advice:
          "Sign in by hand, have the console make new ones, and put them where the program finds them (SYNCROCTL_RECOVERY_CODES_COMMAND).")
    }
    isTaken.withLock { $0 = true }
    report("Recovery code \(taken.position + 1) of \(count) used; \(taken.left == 0 ? "none" : "\(taken.left)") left: make new ones soon")
    return all[taken.position]
  }
}

/// Where nothing is used up.
private struct NothingUsed: RecoveryCodeLedger {
  func useFirst(of codes: [Secret], account: String) throws -> (position: Int, left: Int)? { (0, codes.count - 1) }
}
