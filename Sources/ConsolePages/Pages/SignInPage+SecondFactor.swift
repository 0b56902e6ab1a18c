import Secrets
import SelectorPacks
import Technicians
import WebDriver

/// What comes after the password.
extension SignInPage {
  /// The ways in which a console may ask for a second factor, as far as there is an answer to them. None of them is clicked by looking.
  ///
  /// - Parameter code: is typed at once, if it is asked for.
  func secondFactorCases(_ credentials: Credentials, code: Secret? = nil, newDocument: Bool = false) -> [PageCase] {
    let pack = console.pack
    if credentials.recoveryCodes != nil {
      // Where the field is there already, the link would lead away from it.
      let field = PageCase("recovery code", all: [("recovery.code", .fill), ("recovery.submit", .click)], newDocument: newDocument)
      let link = PageCase("way to recovery code", all: [("mfa.use_recovery_code", .click)], newDocument: newDocument)
      return (pack.hasPage("recovery") ? [field] : []) + (pack.has("mfa.use_recovery_code") ? [link] : [])
    }
    // Also without a passkey, where no code can be given: then it is said what is missing.
    let asksForPasskey = credentials.passkey != nil || (credentials.codes == nil && pack.has("mfa.passkey"))
    let passkey = PageCase("passkey", all: [("mfa.passkey", .click)], newDocument: newDocument)
    let typed = PageCase(
      "code", all: [("mfa.code", .fill), ("mfa.submit", .click)], newDocument: newDocument, trustsMarkup: true,
      steps: code.map { [.fill([("mfa.code", .secret($0))])] } ?? [])
    return credentials.passkey != nil ? [passkey, typed] : [typed] + (asksForPasskey ? [passkey] : [])
  }

  /// Gives the second factor that is asked for, if one is.
  ///
  /// - Parameter code: what was typed into `page` already.
  func goOn(
    from page: PageAnswer, _ credentials: Credentials, code: (code: Secret, used: @Sendable () throws -> Void)?
  ) async throws -> EmailAddress {
    switch page.heldCase {
    case "code":
      if let code { return try await enter(code, in: page, from: credentials.codes) }
      guard let codes = credentials.codes else { throw Self.noCode }
      return try await enter(try await codes.next(), in: nil, from: codes)
    case "passkey":
      guard credentials.passkey != nil else { throw Self.noPasskey }
      return try await usePasskey(page)
    case "way to recovery code":
      try await console.lookAndClick(
        "mfa.use_recovery_code", on: "the page after the password",
        [PageCase("way to recovery code", all: [("mfa.use_recovery_code", .click)])], seen: page, ignoring: ["one_time_code"]
      ) { _ in true }
      return try await giveRecoveryCode(credentials.recoveryCodes)
    case "recovery code": return try await giveRecoveryCode(credentials.recoveryCodes)
    default: return try signedInAs(page)
    }
  }

  // MARK: - One-time codes

  /// Sends the code. `filled` is the page with the code typed already; `nil` if it is still to be typed.
  private func enter(
    _ code: (code: Secret, used: @Sendable () throws -> Void), in filled: PageAnswer?, from codes: (any CodeSource)?
  ) async throws -> EmailAddress {
    let outcome = try await send(code, in: filled)
    guard outcome.heldCase == "refused" else { return try signedInAs(outcome) }
    let said = outcome.results.first?.text ?? ""
    guard let codes, codes.mayMistype else {
      throw ConsoleError(
        .notSignedIn, "the console did not accept the one-time code", details: ["it says: \(said)"],
        advice: "Check the secret and this machine's clock; a code holds 30 seconds.")
    }
    console.note("The console did not accept the one-time code (\"\(said)\"). Once more:")
    let second = try await send(try await codes.next(), in: nil)
    guard second.heldCase == "refused" else { return try signedInAs(second) }
    throw ConsoleError(
      .notSignedIn, "the console accepted neither of two one-time codes", details: ["it says: \(second.results.first?.text ?? "")"],
      advice: "Look whether the codes are those of this account; too many wrong ones can lock it.")
  }

  private func send(
    _ code: (code: Secret, used: @Sendable () throws -> Void), in filled: PageAnswer?
  ) async throws -> PageAnswer {
    // Used up before it is sent: a second try with it would be refused, and counted.
    try code.used()
    try await console.lookAndClick(
      "mfa.submit", on: "the one-time-code page",
      [
        PageCase(
          "code", all: [("mfa.code", .fill), ("mfa.submit", .click)], trustsMarkup: true,
          steps: [.fill([("mfa.code", .secret(code.code))])])
      ],
      seen: filled, ignoring: ["one_time_code"]
    ) { answer in
      try requireFilled(answer, step: 0, page: "the one-time-code page")
      return true
    }
    return try await console.look(
      "the page after the one-time code",
      [signedIn(newDocument: true), refused(steps: [.read("mfa.error", .text)], by: "mfa.error")], after: .unknown,
      ignoring: Console.passedBySigningIn)
  }

  private static let noCode = ConsoleError(
    .notSignedIn, "the console asked for a one-time code and there is none to give",
    advice: """
      Set SYNCROCTL_TOTP_SECRET, or account.totp in the configuration file (a command works: "pass show acme/totp"), or run it on a terminal \
      to type one.
      """)

  // MARK: - Passkeys

  /// Lends the browser the passkey for the time of `body`, if there is one, and takes it back, however that ends.
  ///
  /// - Parameter body: is handed the credentials: without the passkey where this browser cannot be lent one, and there are codes to give.
  func lendingPasskey<Value>(of credentials: Credentials, _ body: (Credentials) async throws -> Value) async throws -> Value {
    guard let passkey = credentials.passkey, credentials.recoveryCodes == nil else { return try await body(credentials) }
    guard console.pack.has("mfa.passkey") else {
      throw ConsoleError(
        .notSignedIn, "the selector pack does not say how the console asks for a passkey",
        advice: "Give the element mfa.passkey in an override: --selectors FILE (see docs/packs.md).")
    }
    let session = console.session
    let authenticator: AuthenticatorID
    do {
      authenticator = try await session.addVirtualAuthenticator()
    } catch  where Self.hasNoAuthenticators(error) {
      if let codes = credentials.codes {
        console.note("This browser cannot be lent a passkey; a one-time code is given where one is asked for")
        return try await body(Credentials(email: credentials.email, password: credentials.password, codes: codes))
      }
      throw ConsoleError(
        .notSignedIn, "this browser cannot be lent a passkey",
        details: ["its driver says: \((error as? WebDriverError)?.code.description ?? "no such command")"],
        advice: "Only Chromium can: leave out --engine, or give this account one-time codes (SYNCROCTL_TOTP_SECRET).")
    }
    do {
      try await lend(passkey, to: authenticator)
      let value = try await body(credentials)
      try await session.removeVirtualAuthenticator(authenticator)
      return value
    } catch {
      // What went wrong says more than that the browser is at its end, which has the passkey no longer than it lives.
      try? await session.removeVirtualAuthenticator(authenticator)
      throw error
    }
  }

  /// What drivers answer that have never heard of virtual authenticators. Firefox's has no words of WebDriver for it.
  private static func hasNoAuthenticators(_ error: any Error) -> Bool {
    guard let error = error as? WebDriverError else { return [404, 405].contains((error as? NotWebDriver)?.status) }
    return [.unknownCommand, .unknownMethod, .unsupportedOperation, .invalidArgument].contains(error.code)
  }

  private func lend(_ passkey: Passkey, to authenticator: AuthenticatorID) async throws {
    let credential = try passkey.credential()
    do {
      try await console.session.addCredential(credential, to: authenticator)
    } catch let error as WebDriverError where error.code == .invalidArgument || error.code == .unsupportedOperation {
      // What the driver says of it may quote it.
      throw ConsoleError(
        .notSignedIn, "the browser does not take the passkey", details: ["its driver says: \(error.code)"],
        advice: "Look whether its privateKey is PKCS#8 of the kind P-256, and its credentialId the one that belongs to it.")
    }
  }

  private func usePasskey(_ page: PageAnswer) async throws -> EmailAddress {
    try await console.lookAndClick(
      "mfa.passkey", on: "the page that asks for a passkey", [PageCase("passkey", all: [("mfa.passkey", .click)])], seen: page,
      ignoring: ["one_time_code"]
    ) { _ in true }
    // That the browser found none to use is said on the page that stands already, and only counts once nothing more comes.
    let told = PageCase("told", all: [("mfa.error", .present)], settling: .seconds(1), steps: [.read("mfa.error", .text)])
    let outcome = try await console.look(
      "the page after the passkey",
      [signedIn(newDocument: true), refused(steps: [.read("mfa.error", .text)], by: "mfa.error"), told], after: .unknown,
      ignoring: Console.passedBySigningIn)
    guard outcome.heldCase == "signed in" else {
      throw ConsoleError(
        .notSignedIn, "the console did not accept the passkey", details: ["it says: \(outcome.results.first?.text ?? "")"],
        advice: """
          Look whether the passkey is registered for this account. If it was used elsewhere too, or the state folder was lost, its count may \
          have fallen behind: see docs/live-console.md.
          """)
    }
    return try signedInAs(outcome)
  }

  /// Whether the page that nothing was made of asks for a passkey.
  func isPasskeyAskedFor() async throws -> Bool {
    guard console.pack.has("mfa.passkey") else { return false }
    var program = try console.pack.program([PageCase("passkey", all: [("mfa.passkey", .present)], none: ["frame.account"])])
    program.origin = console.address.origin
    guard case .answered(let answer)? = try? await console.session.run(program, deadline: .zero) else { return false }
    return answer.heldCase == "passkey"
  }

  static let noPasskey = ConsoleError(
    .notSignedIn, "the console asked for a passkey and there is none to give",
    advice: """
      Set SYNCROCTL_PASSKEY_COMMAND, or account.passkey in the configuration file, or give this account one-time codes instead (see \
      docs/live-console.md).
      """)

  // MARK: - Recovery codes

  /// Takes a code only once there is a field for it.
  private func giveRecoveryCode(_ codes: RecoveryCodes?) async throws -> EmailAddress {
    let fields: [(element: String, need: PageCase.Need)] = [("recovery.code", .fill), ("recovery.submit", .click)]
    _ = try await console.look("the page for a recovery code", [PageCase("recovery code", all: fields)], ignoring: ["one_time_code"])
    guard let code = try codes?.take() else { throw Self.noCode }
    try await console.lookAndClick(
      "recovery.submit", on: "the page for a recovery code",
      [PageCase("recovery code", all: fields, steps: [.fill([("recovery.code", .secret(code))])])], ignoring: ["one_time_code"]
    ) { answer in
      try requireFilled(answer, step: 0, page: "the page for a recovery code")
      return true
    }
    let outcome = try await console.look(
      "the page after the recovery code",
      [signedIn(newDocument: true), refused(steps: [.read("recovery.error", .text)], by: "recovery.error")], after: .unknown,
      ignoring: Console.passedBySigningIn)
    guard outcome.heldCase == "signed in" else {
      throw ConsoleError(
        .notSignedIn, "the console did not accept the recovery code", details: ["it says: \(outcome.results.first?.text ?? "")"],
        advice: "It counts as used, and the next run takes the next one. Look whether the codes are the account's newest.")
    }
    return try signedInAs(outcome)
  }
}
