public import Secrets
import Synchronization

/// The first password of somebody new, on its way to whoever hands it on. It is in memory alone: no file, no log and no recording has it.
public final class FirstPassword: Sendable {
  /// What is typed where the console asks for a password. Where the console makes one up, that one is taken instead.
  let made: Secret
  private let kept = Mutex<Secret?>(nil)

  /// - Parameter made: a password that keeps the console's rule.
  public init(made: Secret) { self.made = made }

  /// The password of the form that was sent, or was just about to be; `nil` before that.
  public var sent: Secret? { kept.withLock { $0 } }

  /// The form is about to be sent.
  ///
  /// - Parameter text: what the console made up; `nil` where ``made`` was typed.
  func send(_ text: String?) {
    let secret = text.map { Secret($0, label: made.label) } ?? made
    kept.withLock { $0 = secret }
  }
}
