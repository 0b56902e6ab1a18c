import SelectorPacks
import Synchronization
public import Technicians
import WebDriver

/// The sign-in page and what may come after it: the pages that ask for a second factor.
public struct SignInPage: Sendable {
  let console: Console

  /// The sign-in of `console`.
  public init(_ console: Console) { self.console = console }

  /// Signs in, with a second factor if the console asks for one.
  ///
  /// Six commands: open, fill, click, wait and fill the code, click, wait. It can be done again at any time: where somebody is signed in
  /// already nothing is typed, and where the code alone is missing, the code alone. Signing in changes nobody's account, so that a console
  /// that fails on the way is tried again from the start. A recovery code is never part of that: one is used at most.
  ///
  /// The forms of email, password and code are filled in at once where they came with the page's own markup: nothing else is sent with them.
  /// One that the page empties after that is not sent, since the click is stopped; then it is filled in once more.
  ///
  /// A passkey takes three commands more: the browser is lent it before, and it is taken back after, however this ends.
  ///
  /// - Returns: who the console says is signed in, read from the page.
  /// - Throws: ``ConsoleError`` with ``ConsoleError/Code/notSignedIn`` and the console's own words.
  public func signIn(_ credentials: Credentials) async throws -> EmailAddress {
    console.mark("sign_in", "signs in as \(credentials.email)")
    guard credentials.recoveryCodes == nil || console.pack.has("recovery.code") else {
      throw ConsoleError(
        .notSignedIn, "the selector pack does not say where a recovery code is typed",
        advice: "Give the page recovery in an override: --selectors FILE (see docs/packs.md). No code was used.")
    }
    return try await lendingPasskey(of: credentials) { try await signInAtLast($0) }
  }

  private func signInAtLast(_ credentials: Credentials) async throws -> EmailAddress {
    var pauses = Hitch.shortly[...]
    var wasAnswered = false
    while true {
      try await console.open("sign_in")
      do {
        let email = try await signInHere(credentials)
        console.ownPassword.withLock { $0 = credentials.password }
        return email
      } catch let error as ConsoleError where error.code == .outcomeUnknown && error.pause != nil {
        guard let pause = pauses.popFirst() else {
          throw ConsoleError(
            .transient, "\(error.message) (tried 4 times)", details: error.details, advice: "Try again later.", pause: error.pause)
        }
        let longer = max(pause, error.pause ?? .zero)
        console.note("\(error.message); signing in again in \(longer.components.seconds) s")
        try await console.clock.sleep(longer)
      } catch let error as ConsoleError where error.isStoppedClick {
        guard let pause = pauses.popFirst() else { throw error }
        console.note("\(error.message); signing in again in \(pause.components.seconds) s")
        try await console.clock.sleep(pause)
      } catch let error as ConsoleError where error.block?.isAnswered == true && !wasAnswered {
        wasAnswered = true
      } catch let error as ConsoleError where error.block != nil {
        throw error.changingNothing()
      } catch let error as ConsoleError where error.code == .outcomeUnknown {
        guard credentials.passkey == nil, try await isPasskeyAskedFor() else { throw error.ofSigningIn() }
        throw Self.noPasskey
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
          trustsMarkup: true,
          steps: [
            .fill([
              ("sign_in.email", .text(credentials.email.description)), ("sign_in.password", .secret(credentials.password)),
            ])
          ]),
        signedIn(),
      ] + secondFactorCases(credentials), ignoring: Console.passedBySigningIn
    ) { form in
      guard form.heldCase == "form" else { return false }
      try requireFilled(form, step: 0, page: "the sign-in page")
      return true
    }
    guard form.heldCase == "form" else { return try await goOn(from: form, credentials, code: nil) }

    let code = try await credentials.codeInAdvance()
    let second = try await console.look(
      "the page after the password",
      [signedIn(newDocument: true)] + secondFactorCases(credentials, code: code?.code, newDocument: true)
        + [refused(steps: [.read("sign_in.error", .text)], by: "sign_in.error")],
      after: .unknown, ignoring: Console.passedBySigningIn)
    guard second.heldCase != "refused" else {
      throw ConsoleError(
        .notSignedIn, "the console did not accept the email and password of \(credentials.email)",
        details: ["it says: \(second.results.first?.text ?? "")"], advice: "Check the password; too many tries can lock the account.")
    }
    return try await goOn(from: second, credentials, code: code)
  }

  func signedIn(newDocument: Bool = false) -> PageCase {
    PageCase("signed in", all: [("frame.account", .present)], newDocument: newDocument, steps: [.read("frame.account", .text)])
  }

  func refused(steps: [PageStep], by element: String) -> PageCase {
    PageCase("refused", all: [(element, .present)], newDocument: true, steps: steps)
  }

  func requireFilled(_ answer: PageAnswer, step: Int, page: String) throws {
    guard let refused = answer.results[step].texts, !refused.isEmpty else { return }
    throw ConsoleError.notTaken(refused, by: page)
  }

  func signedInAs(_ answer: PageAnswer) throws -> EmailAddress {
    let text = answer.results.first?.text ?? ""
    guard let email = console.capture("frame.account", in: text).flatMap({ try? EmailAddress($0) }) else {
      throw ConsoleError(
        .pageNotRecognised, "the console does not show who is signed in", details: ["frame.account says: \(text)"],
        advice: "Without it nobody can be kept from deactivating themselves.")
    }
    return email
  }
}
