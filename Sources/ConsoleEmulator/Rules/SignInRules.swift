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
    if let lockedUntil = credentials.lockedUntil {
      if now < lockedUntil { return .locked }
      credentials.lockedUntil = nil
      credentials.wrongCodes = 0
    }
    let typed = String(code.filter { !$0.isWhitespace })
    if let secret = credentials.totpSecret,
      let step = OneTimeCode.acceptedStep(for: typed, secret: secret, at: now, lastUsed: credentials.lastCodeStep)
    {
      credentials.lastCodeStep = step
      credentials.wrongCodes = 0
      return .accepted
    }
    credentials.wrongCodes += 1
    guard credentials.wrongCodes >= wrongCodesAllowed else { return .wrong }
    credentials.lockedUntil = now.addingTimeInterval(lockSeconds)
    return .locked
  }
}
