import ConsolePages
import Foundation
import Provisioning
import SelectorPacks
import Technicians
import WebDriver

extension ConsoleTarget {
  /// Signs in, with the session that was kept where there is one that the console still knows.
  func signIn(
    _ session: Session, _ counter: CommandCounter, _ uses: PackUses?, _ watch: PageWatch?, _ talk: Talk, _ witness: (any Witness)? = nil,
    kept: KeptSession? = nil, isTraced: Bool = false
  ) async throws -> SignedInConsole {
    var pack = pack
    pack.uses = uses
    let console = Console(
      address: address, pack: pack, session: session, watch: watch, tellsChoices: isTraced, note: { talk.say($0) })
    talk.say("Signing in to \(address.host) (layout \(pack.layout)) as \(credentials.email)")
    let started = counter.count
    let email: EmailAddress
    var how = ""
    if let kept, let known = try await signIn(with: kept, console, session) {
      email = known
      // Where the console no longer knew it, somebody was signed in with password and code.
      if console.clicks == 0 { how = " with the session kept at \(kept.kept.formatted(.iso8601))" }
    } else {
      email = try await SignInPage(console).signIn(credentials)
    }
    talk.say("Signed in as \(email)\(how) (\(counter.count - started) commands)")
    return SignedInConsole(console: console, operatorEmail: email, counter: counter, witness: witness)
  }

  /// - Returns: who is signed in; `nil` where the kept session led nowhere, or to somebody else, and nothing was typed: the browser has
  ///   forgotten it again then.
  private func signIn(with kept: KeptSession, _ console: Console, _ session: Session) async throws -> EmailAddress? {
    do {
      try await kept.restore(into: session, on: address)
      let email = try await SignInPage(console).signIn(credentials)
      if email == credentials.email || console.clicks > 0 { return email }
    } catch let error where error is ConsoleError || error is WebDriverError {
      // A password or a code that was sent is not sent twice.
      guard console.clicks == 0 else { throw error }
      // What stands in the way of everybody does so for whoever signs in anew, too.
      if let block = (error as? ConsoleError)?.block, !block.isPassedBySigningIn { throw error }
    }
    sessions?.forget()
    try await session.deleteAllCookies()
    return nil
  }

  /// Keeps the session for the next run, as the console last gave it. That it cannot be kept is said, and harms nothing.
  func keepSession(_ session: Session, _ talk: Talk) async {
    guard let sessions, let cookies = try? await session.cookies(), !cookies.isEmpty else { return }
    do {
      try sessions.keep(KeptSession(cookies: cookies, kept: Date()))
    } catch {
      talk.say("The session could not be kept, so the next run signs in anew: \(error.localizedDescription)")
    }
  }
}
