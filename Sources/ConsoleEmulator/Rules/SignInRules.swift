import struct Foundation.Date

/// How often somebody may mistype a code, and what it costs.
enum SignInRules {
  static let wrongCodesAllowed = 10
  static let lockSeconds = 30.0 * 60
  /// How long one's own password, once confirmed, opens the pages behind it.
  static let confirmationSeconds = 10.0 * 60

  enum CodeAnswer: Sendable, Equatable { case accepted, wrong, locked }

  /// Judges a typed code and writes down what follows from it.
  static func judge(code: String, for credentials: inout Credentials, at now: Date) -> CodeAnswer {
    judge(for: &credentials, at: now) { credentials in
      let typed = String(code.filter { !$0.isWhitespace })
      guard let secret = credentials.totpSecret,
        let step = OneTimeCode.acceptedStep(for: typed, secret: secret, at: now, lastUsed: credentials.lastCodeStep)
      else { return false }
      credentials.lastCodeStep = step
      return true
    }
  }

  /// The same of a recovery code, which is gone then.
  static func judge(recoveryCode: String, for credentials: inout Credentials, at now: Date) -> CodeAnswer {
    judge(for: &credentials, at: now) { credentials in
      let typed = recoveryCode.lowercased().filter { !$0.isWhitespace }
      guard let index = credentials.recoveryCodes.firstIndex(of: typed) else { return false }
      credentials.recoveryCodes.remove(at: index)
      return true
    }
  }

  /// The same of what a passkey has signed.
  static func judge(
    _ assertion: PasskeyAssertion, challenge: [UInt8], origin: String, for credentials: inout Credentials, at now: Date
  ) -> CodeAnswer {
    judge(for: &credentials, at: now) { credentials in
      guard let passkey = credentials.passkey,
        let count = try? PasskeyRules.judge(assertion, by: passkey, challenge: challenge, origin: origin)
      else { return false }
      credentials.passkey?.signCount = count
      return true
    }
  }

  private static func judge(
    for credentials: inout Credentials, at now: Date, isRight: (inout Credentials) -> Bool
  ) -> CodeAnswer {
    if let lockedUntil = credentials.lockedUntil {
      if now < lockedUntil { return .locked }
      credentials.lockedUntil = nil
      credentials.wrongCodes = 0
    }
    if isRight(&credentials) {
      credentials.wrongCodes = 0
      return .accepted
    }
    credentials.wrongCodes += 1
    guard credentials.wrongCodes >= wrongCodesAllowed else { return .wrong }
    credentials.lockedUntil = now.addingTimeInterval(lockSeconds)
    return .locked
  }
}
