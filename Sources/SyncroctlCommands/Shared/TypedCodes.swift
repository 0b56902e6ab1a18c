import ConsolePages
import Foundation
import Secrets

/// One-time codes typed by a person, for accounts whose secret is not known here.
struct TypedCodes: CodeSource {
  var isImmediate: Bool { false }
  var mayMistype: Bool { true }
  /// The time, by which authenticator apps change their codes.
  var now: @Sendable () -> Date = { Date() }
  /// Says what is asked for, and hands back what was typed.
  var ask: @Sendable (String) async throws -> String = { question in
    StandardError.write(question)
    return try await Question.line()
  }

  /// Only where there is a person to ask.
  static var ifTerminal: TypedCodes? { Question.isPossible ? TypedCodes() : nil }

  func next() async throws -> (code: Secret, used: @Sendable () throws -> Void) {
    let line = try await ask(Self.question(at: now()))
    let code = line.filter { !$0.isWhitespace }
    guard !code.isEmpty else {
      throw ConsoleError(
        .notSignedIn, "no one-time code was typed",
        advice: "Type the command again, or set SYNCROCTL_TOTP_SECRET so that none is asked for.")
    }
    return (Secret(code, label: TOTP.codeLabel), {})
  }

  /// Codes of authenticator apps change every thirty seconds, all at once. With a code typed behind it, it fits a terminal of 60 columns.
  static func question(at now: Date) -> String {
    let end = Date(timeIntervalSince1970: Double(TOTP.step(at: now) + 1) * Double(TOTP.period))
    let left = Int(end.timeIntervalSince(now).rounded(.up))
    let until = end.formatted(.iso8601.time(includingFractionalSeconds: false)) + "Z"
    return "One-time code (this one ends \(until), \(left) s): "
  }
}
