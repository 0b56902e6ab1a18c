public import Secrets
import SelectorPacks
public import Technicians
import WebDriver

/// What is needed to sign in.
public struct Credentials: Sendable {
  /// The account's email.
  public let email: EmailAddress
  /// The account's password.
  public let password: Secret
  /// Where one-time codes come from; `nil` if there are none to give.
  public let codes: (any CodeSource)?

  /// Credentials; see the properties.
  public init(email: EmailAddress, password: Secret, codes: (any CodeSource)?) {
    self.email = email
    self.password = password
    self.codes = codes
  }
}

/// The sign-in page and the page that asks for a one-time code.
public struct SignInPage: Sendable {
  private let console: Console

  /// The sign-in of `console`.
  public init(_ console: Console) { self.console = console }

  /// Signs in, with a one-time code if the console asks for one.
  ///
  /// Six commands: open, fill, click, wait and fill the code, click, wait. It can be done again at any time: where somebody is signed in
  /// already nothing is typed, and where the code alone is missing, the code alone. Signing in changes nobody's account, so that a console
  /// that fails on the way is tried again from the start.
  ///
  /// - Returns: who the console says is signed in, read from the page.
  /// - Throws: ``ConsoleError`` with ``ConsoleError/Code/notSignedIn`` and the console's own words.
  public func signIn(_ credentials: Credentials) async throws -> EmailAddress {
    console.mark("sign_in", "signs in as \(credentials.email)")
    var pauses = Hitch.shortly[...]
    while true {
      try await console.open("sign_in")
      do {
        return try await signInHere(credentials)
      } catch let error as ConsoleError where error.code == .outcomeUnknown && error.pause != nil {
        guard let pause = pauses.popFirst() else {
          throw ConsoleError(
            .transient, "\(error.message) (tried 4 times)", details: error.details, advice: "Try again later.", pause: error.pause)
        }
        let longer = max(pause, error.pause ?? .zero)
        console.note("\(error.message); signing in again in \(longer.components.seconds) s")
        try await console.clock.sleep(longer)
      } catch let error as ConsoleError where error.block != nil {
        throw error.changingNothing()
      }
    }
  }

  /// Signs in on the page that is open.
  package func signInHere(_ credentials: Credentials) async throws -> EmailAddress {
    let form = try await console.lookAndClick(
      "sign_in.submit", on: "the sign-in page",
      [
        PageCase(
          "form", all: [("sign_in.email", .fill), ("sign_in.password", .fill), ("sign_in.submit", .click)],
          steps: [
            .fill([
              ("sign_in.email", .text(credentials.email.description)), ("sign_in.password", .secret(credentials.password)),
            ])
          ]),
        signedIn(),
        PageCase("code", all: [("mfa.code", .fill), ("mfa.submit", .click)]),
      ], ignoring: Console.passedBySigningIn
    ) { form in
      guard form.heldCase == "form" else { return false }
      try requireFilled(form, step: 0, page: "the sign-in page")
      return true
    }
    switch form.heldCase {
    case "form": break
    case "code": return try await enter(try await credentials.codes?.next(), in: nil)
    default: return try signedInAs(form)
    }

    // The code is computed before it is known whether it is asked for: that saves a command where it is.
    let code = credentials.codes?.isImmediate == true ? try await credentials.codes?.next() : nil
    let second = try await console.look(
      "the page after the password",
      [
        signedIn(newDocument: true),
        PageCase(
          "code", all: [("mfa.code", .fill), ("mfa.submit", .click)], newDocument: true,
          steps: code.map { [.fill([("mfa.code", .secret($0.code))])] } ?? []),
        refused(steps: [.read("sign_in.error", .text)], by: "sign_in.error"),
      ], after: .unknown, ignoring: Console.passedBySigningIn)
    switch second.heldCase {
    case "code":
      if code == nil, let codes = credentials.codes { return try await enter(try await codes.next(), in: nil) }
      return try await enter(code, in: second)
    case "refused":
      throw ConsoleError(
        .notSignedIn, "the console did not accept the email and password of \(credentials.email)",
        details: ["it says: \(second.results.first?.text ?? "")"], advice: "Check the password; too many tries can lock the account.")
    default: return try signedInAs(second)
    }
  }

  /// Sends the code. `filled` is the page with the code typed already; `nil` if it is still to be typed.
  private func enter(_ code: (code: Secret, used: @Sendable () throws -> Void)?, in filled: PageAnswer?) async throws -> EmailAddress {
    guard let code else {
      throw ConsoleError(
        .notSignedIn, "the console asked for a one-time code and there is none to give",
        advice: "Set SYNCROCTL_TOTP_SECRET, or account.totp in the configuration file (a command works: \"pass show acme/totp\").")
    }
    // Used up before it is sent: a second try with it would be refused, and counted.
    try code.used()
    try await console.lookAndClick(
      "mfa.submit", on: "the one-time-code page",
      [PageCase("code", all: [("mfa.code", .fill), ("mfa.submit", .click)], steps: [.fill([("mfa.code", .secret(code.code))])])],
      seen: filled, ignoring: ["one_time_code"]
    ) { answer in
      try requireFilled(answer, step: 0, page: "the one-time-code page")
      return true
    }
    let outcome = try await console.look(
      "the page after the one-time code",
      [signedIn(newDocument: true), refused(steps: [.read("mfa.error", .text)], by: "mfa.error")], after: .unknown,
      ignoring: Console.passedBySigningIn)
    guard outcome.heldCase == "signed in" else {
      throw ConsoleError(
        .notSignedIn, "the console did not accept the one-time code", details: ["it says: \(outcome.results.first?.text ?? "")"],
        advice: "Check the secret and this machine's clock; a code holds 30 seconds.")
    }
    return try signedInAs(outcome)
  }

  private func signedIn(newDocument: Bool = false) -> PageCase {
    PageCase("signed in", all: [("frame.account", .present)], newDocument: newDocument, steps: [.read("frame.account", .text)])
  }

  private func refused(steps: [PageStep], by element: String) -> PageCase {
    PageCase("refused", all: [(element, .present)], newDocument: true, steps: steps)
  }

  private func requireFilled(_ answer: PageAnswer, step: Int, page: String) throws {
    guard let refused = answer.results[step].texts, !refused.isEmpty else { return }
    throw ConsoleError(.pageNotRecognised, "\(page) did not take what was typed into \(refused.joined(separator: ", "))")
  }

  private func signedInAs(_ answer: PageAnswer) throws -> EmailAddress {
    let text = answer.results.first?.text ?? ""
    guard let email = console.capture("frame.account", in: text).flatMap({ try? EmailAddress($0) }) else {
      throw ConsoleError(
        .pageNotRecognised, "the console does not show who is signed in", details: ["frame.account says: \(text)"],
        advice: "Without it nobody can be kept from deactivating themselves.")
    }
    return email
  }
}
