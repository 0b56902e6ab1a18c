public import Foundation
public import Secrets

/// Gives one-time codes for signing in.
public protocol CodeSource: Sendable {
  /// Whether a code is to be had without asking anybody, so that one can be got ready before it is known whether it is needed.
  var isImmediate: Bool { get }
  /// Whether it may be asked once more for a sign-in after the console refused what it gave: a person may mistype a code, a computed one is no
  /// better the second time.
  var mayMistype: Bool { get }
  /// A code that has not been used, and what to call once it has been typed.
  func next() async throws -> (code: Secret, used: @Sendable () throws -> Void)
}

extension CodeSource {
  /// Not unless said otherwise.
  public var mayMistype: Bool { false }
}

/// Codes computed from the account's secret. If the current one was used already, waits for the next.
public struct ComputedCodes: CodeSource {
  /// Always.
  public var isImmediate: Bool { true }
  private let totp: TOTP
  private let account: String
  private let ledger: any CodeLedger
  private let now: @Sendable () -> Date
  private let wait: @Sendable (Duration) async throws -> Void

  /// - Parameters:
  ///   - totp: what computes the codes.
  ///   - account: tells accounts apart in the ledger: console and email.
  ///   - ledger: which code was used last.
  ///   - now: the time.
  ///   - wait: how to wait for the next code; is told for how long.
  public init(
    totp: TOTP, account: String, ledger: any CodeLedger, now: @escaping @Sendable () -> Date = { Date() },
    wait: @escaping @Sendable (Duration) async throws -> Void = { try await Task.sleep(for: $0) }
  ) {
    self.totp = totp
    self.account = account
    self.ledger = ledger
    self.now = now
    self.wait = wait
  }

  /// The current code, or the next if the current one was used.
  public func next() async throws -> (code: Secret, used: @Sendable () throws -> Void) {
    var step = TOTP.step(at: now())
    if let last = try ledger.lastStep(account: account), last >= step {
      // A ledger ahead of the clock by more than one step was written under another clock; waiting for it would take for ever.
      let next = min(last, step) + 1
      let begins = Date(timeIntervalSince1970: Double(next) * Double(TOTP.period))
      try await wait(.milliseconds(max(0, Int(begins.timeIntervalSince(now()) * 1000) + 50)))
      step = next
    }
    let used = step
    return (totp.code(step: step), { try ledger.use(step: used, account: account) })
  }
}
