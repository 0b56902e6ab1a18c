import struct Foundation.Date

/// Sessions, and getting from a password to a signed-in person.
extension ConsoleState {
  enum PasswordAnswer: Sendable { case wrong, needsCode, mustChangePassword, signedIn }

  /// Finds the session of a request, ends it when it has been idle for too long, and makes a new one where there is none.
  func visit(sessionID: String?) -> Visit {
    let now = now()
    if let sessionID, var session = sessions[sessionID] {
      let idle = Duration.seconds(now.timeIntervalSince(session.lastSeen))
      let person = session.stage.person.flatMap { self.person($0) }
      if idle <= idleTimeout || session.stage == .anonymous {
        session.lastSeen = now
        sessions[sessionID] = session
        return Visit(
          sessionID: sessionID, csrfToken: session.csrfToken, stage: session.stage, person: person, isNew: false,
          hasExpired: session.hasEnded)
      }
      sessions[sessionID] = nil
    }
    let session = newSession()
    return Visit(
      sessionID: session.id, csrfToken: session.csrfToken, stage: .anonymous, person: nil, isNew: true,
      hasExpired: sessionID != nil)
  }

  /// Takes an email and a password. The session is replaced by a fresh one whenever it gains rights; its id comes back.
  func signIn(email: String, password: String, sessionID: String) -> (answer: PasswordAnswer, sessionID: String, logged: [Int]) {
    guard let person = idsByEmail[email.lowercased()].flatMap({ self.person($0) }), person.isActive,
      person.credentials.password == password
    else { return (.wrong, sessionID, []) }
    if person.credentials.hasSecondFactor {
      return (.needsCode, replaceSession(sessionID, stage: .needsCode(person: person.id)), [])
    }
    if person.credentials.mustChangePassword {
      return (.mustChangePassword, replaceSession(sessionID, stage: .mustChangePassword(person: person.id)), [])
    }
    let (id, logged) = complete(person, sessionID: sessionID)
    return (.signedIn, id, logged)
  }

  /// What came of a second factor. `.accepted` may still leave a temporary password to be changed.
  typealias SecondFactorAnswer = (answer: SignInRules.CodeAnswer, mustChangePassword: Bool, sessionID: String, logged: [Int])

  /// Takes a one-time code.
  func enterCode(_ code: String, sessionID: String) -> SecondFactorAnswer {
    takeSecondFactor(sessionID) { credentials, now in SignInRules.judge(code: code, for: &credentials, at: now) }
  }

  /// Takes a recovery code.
  func enterRecoveryCode(_ code: String, sessionID: String) -> SecondFactorAnswer {
    takeSecondFactor(sessionID) { credentials, now in SignInRules.judge(recoveryCode: code, for: &credentials, at: now) }
  }

  /// Takes what a passkey has signed: the challenge of this session, which is spent by it.
  func usePasskey(_ assertion: PasskeyAssertion, origin: String, sessionID: String) -> SecondFactorAnswer {
    let challenge = sessions[sessionID]?.passkeyChallenge
    sessions[sessionID]?.passkeyChallenge = nil
    guard let challenge else { return (.wrong, false, sessionID, []) }
    return takeSecondFactor(sessionID) { credentials, now in
      SignInRules.judge(assertion, challenge: challenge, origin: origin, for: &credentials, at: now)
    }
  }

  /// Something new for a passkey to sign.
  func makePasskeyChallenge(sessionID: String) -> [UInt8] {
    let challenge = (0..<32).map { _ in UInt8.random(in: .min ... .max) }
    sessions[sessionID]?.passkeyChallenge = challenge
    return challenge
  }

  private func takeSecondFactor(
    _ sessionID: String, _ judge: (inout Credentials, Date) -> SignInRules.CodeAnswer
  ) -> SecondFactorAnswer {
    guard case .needsCode(let id) = sessions[sessionID]?.stage, var person = self.person(id) else {
      return (.wrong, false, sessionID, [])
    }
    let answer = judge(&person.credentials, now())
    store(person)
    guard answer == .accepted else { return (answer, false, sessionID, []) }
    if person.credentials.mustChangePassword {
      return (.accepted, true, replaceSession(sessionID, stage: .mustChangePassword(person: id)), [])
    }
    let (newID, logged) = complete(person, sessionID: sessionID)
    return (.accepted, false, newID, logged)
  }

  /// Replaces a temporary password by the person's own, and lets them in. With `isForced` somebody who is in already has to do so, too.
  func changePassword(_ password: String, confirmation: String, sessionID: String, isForced: Bool = false) throws(Refusal) -> Done<String> {
    let stage = sessions[sessionID]?.stage
    var who: Int?
    if case .mustChangePassword(let id) = stage { who = id }
    if case .signedIn(let id) = stage, isForced { who = id }
    guard let who, var person = self.person(who) else { throw .notFound }
    var problems = PasswordRule.problems(password, email: person.email)
    if problems.isEmpty, password == person.credentials.password {
      problems.append(.init(field: "password", message: "must not be the temporary one"))
    }
    if password != confirmation { problems.append(.init(field: "password_confirmation", message: "doesn't match Password")) }
    guard problems.isEmpty else { throw .invalid(problems) }
    person.credentials.password = password
    person.credentials.mustChangePassword = false
    store(person)
    let changed = log("password.change", by: person.email, target: person.email)
    let (newID, logged) = complete(person, sessionID: sessionID)
    return Done(value: newID, logged: [changed] + logged)
  }

  func signOut(sessionID: String) -> [Int] {
    guard let session = sessions.removeValue(forKey: sessionID), case .signedIn(let id) = session.stage, let person = self.person(id)
    else { return [] }
    return [log("session.destroy", by: person.email, target: person.email)]
  }

  /// Checks one's own password once more, and remembers for a while that it was right.
  func confirmPassword(_ password: String, sessionID: String) -> Bool {
    guard var session = sessions[sessionID], case .signedIn(let id) = session.stage,
      person(id)?.credentials.password == password
    else { return false }
    session.confirmedAt = now()
    sessions[sessionID] = session
    return true
  }

  func hasConfirmedPassword(sessionID: String) -> Bool {
    guard let confirmedAt = sessions[sessionID]?.confirmedAt else { return false }
    return now().timeIntervalSince(confirmedAt) <= SignInRules.confirmationSeconds
  }

  func setFlash(_ flash: Flash, sessionID: String) { sessions[sessionID]?.flash = flash }

  func takeFlash(sessionID: String) -> Flash? {
    guard let flash = sessions[sessionID]?.flash else { return nil }
    sessions[sessionID]?.flash = nil
    return flash
  }

  func setReturn(to path: String, sessionID: String) { sessions[sessionID]?.returnTo = path }

  func takeReturn(sessionID: String) -> String? {
    defer { sessions[sessionID]?.returnTo = nil }
    return sessions[sessionID]?.returnTo
  }

  private func complete(_ person: Person, sessionID: String) -> (String, [Int]) {
    var person = person
    person.lastSignIn = now()
    store(person)
    let id = replaceSession(sessionID, stage: .signedIn(person: person.id))
    return (id, [log("session.create", by: person.email, target: person.email)])
  }

  private func replaceSession(_ old: String, stage: WebSession.Stage) -> String {
    let former = sessions.removeValue(forKey: old)
    var session = newSession()
    session.stage = stage
    session.returnTo = former?.returnTo
    session.hasNotice = former?.hasNotice == true
    sessions[session.id] = session
    return session.id
  }

  private func newSession() -> WebSession {
    let session = WebSession(id: Self.randomToken(), csrfToken: Self.randomToken(), lastSeen: now())
    sessions[session.id] = session
    return session
  }

  private static func randomToken() -> String {
    var random = SystemRandomNumberGenerator()
    return Base32.encode((0..<32).map { _ in UInt8(truncatingIfNeeded: random.next()) }).lowercased()
  }
}
