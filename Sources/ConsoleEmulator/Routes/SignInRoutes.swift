import Hummingbird

enum SignInPaths {
  static let signIn = "/users/sign_in"
  static let code = "/users/two_factor_authentication"
  static let passkey = "/users/two_factor_passkey"
  static let recovery = "/users/two_factor_recovery"
  static let newPassword = "/users/password/edit"
  static let setUpMFA = "/users/two_factor_setup"
  static let signOut = "/users/sign_out"
}

/// From the sign-in page to a session, and out again.
struct SignInRoutes: Sendable {
  private struct SignInModel {
    let email: String
    var isSSO = false
  }

  private struct PasswordModel {
    let password: FieldModel
    let confirmation: FieldModel
  }

  private struct CodeModel {
    let asksForCode: Bool
    let passkey: PasskeyModel?
    let hasRecoveryCodes: Bool
  }

  private struct PasskeyModel {
    let id: String
    let site: String
    let challenge: String
  }

  let state: ConsoleState
  let pages: PageWriter

  func add(to routes: some Routes) {
    routes.get("users/sign_in") { _, context in
      if try context.visit.signedIn != nil { return pages.redirect(to: "/") }
      if case .mustSetUpMFA = try context.visit.stage { return pages.redirect(to: SignInPaths.setUpMFA) }
      return try await signInPage(context)
    }
    routes.post("users/sign_in", use: signIn)
    routes.get("users/two_factor_authentication") { _, context in
      guard case .needsCode = try context.visit.stage else { return pages.redirect(to: SignInPaths.signIn) }
      return try await codePage(context)
    }
    routes.post("users/two_factor_authentication", use: enterCode)
    routes.post("users/two_factor_passkey", use: usePasskey)
    routes.get("users/two_factor_recovery") { _, context in
      guard case .needsCode = try context.visit.stage else { return pages.redirect(to: SignInPaths.signIn) }
      return try await recoveryPage(context)
    }
    routes.post("users/two_factor_recovery", use: enterRecoveryCode)
    routes.get("users/password/edit") { _, context in
      guard case .mustChangePassword = try context.visit.stage else { return pages.redirect(to: SignInPaths.signIn) }
      return try await passwordPage([], context)
    }
    routes.put("users/password", use: changePassword)
    routes.get("users/two_factor_setup") { _, context in
      guard case .mustSetUpMFA = try context.visit.stage else { return pages.redirect(to: SignInPaths.signIn) }
      return try await setUpPage(context)
    }
    routes.post("users/two_factor_setup") { _, context in
      guard case .mustSetUpMFA = try context.visit.stage else { return pages.redirect(to: SignInPaths.signIn) }
      let code = context.form.text("otp_attempt")
      guard code.count == 6, code.allSatisfy(\.isNumber) else { return try await setUpPage(context) }
      pages.blockade.lift(.mfaSetup)
      return pages.redirect(to: "/")
    }
    routes.delete("users/sign_out", use: signOut)
  }

  @Sendable private func signIn(_ request: Request, _ context: ConsoleContext) async throws -> Response {
    let email = context.form.text("email")
    if pages.blockade.has(.sso) { return pages.redirect(to: SignInPaths.signIn) }
    if pages.blockade.has(.ssoRefusal) {
      return try await signInPage(
        email: email, status: .unprocessableContent, alert: .danger(pages.wording.text("flash.session.sso")), context)
    }
    let (answer, sessionID, logged) = await state.signIn(
      email: email, password: context.form.secret("password"), sessionID: try context.visit.sessionID)
    switch answer {
    case .wrong:
      return try await signInPage(
        email: email, status: .unprocessableContent, alert: .danger(pages.wording.text("flash.session.invalid")), context)
    case .needsCode: return forward(to: SignInPaths.code, sessionID)
    case .mustChangePassword: return forward(to: SignInPaths.newPassword, sessionID)
    case .signedIn: return await welcome(sessionID, logged)
    }
  }

  @Sendable private func enterCode(_ request: Request, _ context: ConsoleContext) async throws -> Response {
    guard case .needsCode = try context.visit.stage else { return pages.redirect(to: SignInPaths.signIn) }
    let outcome = await state.enterCode(context.form.text("otp_attempt"), sessionID: try context.visit.sessionID)
    return try await answer(outcome, wrong: "flash.code.invalid") { alert in try await codePage(alert: alert, context) }
  }

  @Sendable private func usePasskey(_ request: Request, _ context: ConsoleContext) async throws -> Response {
    guard case .needsCode = try context.visit.stage else { return pages.redirect(to: SignInPaths.signIn) }
    func field(_ name: String) -> [UInt8] { Base64URL.decode(context.form.text(name)) ?? [] }
    let assertion = PasskeyAssertion(
      id: field("passkey"), clientData: field("client_data"), authenticatorData: field("authenticator_data"), signature: field("signature"))
    let outcome = await state.usePasskey(
      assertion, origin: "http://\(request.head.authority ?? "")", sessionID: try context.visit.sessionID)
    return try await answer(outcome, wrong: "flash.passkey.invalid") { alert in try await codePage(alert: alert, context) }
  }

  @Sendable private func enterRecoveryCode(_ request: Request, _ context: ConsoleContext) async throws -> Response {
    guard case .needsCode = try context.visit.stage else { return pages.redirect(to: SignInPaths.signIn) }
    let outcome = await state.enterRecoveryCode(context.form.text("recovery_code"), sessionID: try context.visit.sessionID)
    return try await answer(outcome, wrong: "flash.recovery.invalid") { alert in try await recoveryPage(alert: alert, context) }
  }

  private func answer(
    _ outcome: ConsoleState.SecondFactorAnswer, wrong: String, _ again: (Flash) async throws -> Response
  ) async throws -> Response {
    switch outcome.answer {
    case .accepted where outcome.mustChangePassword: forward(to: SignInPaths.newPassword, outcome.sessionID)
    case .accepted: await welcome(outcome.sessionID, outcome.logged)
    case .wrong: try await again(.danger(pages.wording.text(wrong)))
    case .locked: try await again(.danger(pages.wording.text("flash.code.locked")))
    }
  }

  @Sendable private func changePassword(_ request: Request, _ context: ConsoleContext) async throws -> Response {
    do {
      let done = try await state.changePassword(
        context.form.secret("password"), confirmation: context.form.secret("password_confirmation"),
        sessionID: try context.visit.sessionID, isForced: pages.blockade.has(.newPassword))
      pages.blockade.lift(.newPassword)
      return await welcome(done.value, done.logged)
    } catch let refusal as Refusal where !refusal.problems.isEmpty {
      return try await passwordPage(refusal.problems, context)
    }
  }

  @Sendable private func signOut(_ request: Request, _ context: ConsoleContext) async throws -> Response {
    let logged = await state.signOut(sessionID: try context.visit.sessionID)
    // The session is gone; a new one carries the message.
    let fresh = await state.visit(sessionID: nil)
    let flash = Flash.success(pages.wording.text("flash.session.ended"))
    await state.setFlash(flash, sessionID: fresh.sessionID)
    await state.told(.init(status: 302, location: SignInPaths.signIn, flash: flash.text), about: logged)
    return forward(to: SignInPaths.signIn, fresh.sessionID)
  }

  private func welcome(_ sessionID: String, _ logged: [Int]) async -> Response {
    let flash = Flash.success(pages.wording.text("flash.session.started"))
    let location = await state.takeReturn(sessionID: sessionID) ?? "/"
    await state.setFlash(flash, sessionID: sessionID)
    await state.told(.init(status: 302, location: location, flash: flash.text), about: logged)
    return forward(to: location, sessionID)
  }

  private func forward(to path: String, _ sessionID: String) -> Response {
    var response = pages.redirect(to: path)
    response.setSession(sessionID)
    return response
  }

  private func signInPage(
    email: String = "", status: HTTPResponse.Status = .ok, alert: Flash? = nil, _ context: ConsoleContext
  ) async throws -> Response {
    try await pages.page(
      "shared.sign_in", title: pages.wording.text("signIn.title"), SignInModel(email: email, isSSO: pages.blockade.has(.sso)),
      status: status,
      alert: alert, context)
  }

  private func codePage(alert: Flash? = nil, _ context: ConsoleContext) async throws -> Response {
    let visit = try context.visit
    let credentials = visit.person?.credentials
    var passkey: PasskeyModel?
    if let registered = credentials?.passkey {
      let challenge = await state.makePasskeyChallenge(sessionID: visit.sessionID)
      passkey = PasskeyModel(
        id: Base64URL.encode(registered.id), site: registered.site, challenge: Base64URL.encode(challenge))
    }
    let model = CodeModel(
      asksForCode: credentials?.totpSecret != nil, passkey: passkey, hasRecoveryCodes: credentials?.recoveryCodes.isEmpty == false)
    return try await pages.page(
      "shared.two_factor", title: pages.wording.text("code.title"), model, status: alert == nil ? .ok : .unprocessableContent,
      alert: alert, context)
  }

  private func recoveryPage(alert: Flash? = nil, _ context: ConsoleContext) async throws -> Response {
    try await pages.page(
      "shared.two_factor_recovery", title: pages.wording.text("recovery.title"), SignInModel(email: ""),
      status: alert == nil ? .ok : .unprocessableContent, alert: alert, context)
  }

  private func setUpPage(_ context: ConsoleContext) async throws -> Response {
    try await pages.page("shared.mfa_setup", title: pages.wording.text("mfaSetup.title"), SignInModel(email: ""), context)
  }

  private func passwordPage(_ problems: [FieldProblem], _ context: ConsoleContext) async throws -> Response {
    let maker = FieldMaker(model: "user", wording: pages.wording, problems: problems)
    let model = PasswordModel(
      password: maker.field("password", "newPassword.password", kind: "password", value: "", required: true),
      confirmation: maker.field("password_confirmation", "newPassword.confirmation", kind: "password", value: "", required: true))
    return try await pages.page(
      "shared.new_password", title: pages.wording.text("newPassword.title"), model,
      status: problems.isEmpty ? .ok : .unprocessableContent,
      alert: problems.isEmpty ? nil : .danger(pages.wording.text("flash.problems")), context)
  }
}
