import Hummingbird

/// `Password / MFA` of a user, behind the gate that asks for one's own password again.
struct UserSecurityRoutes: Sendable {
  let state: ConsoleState
  let pages: PageWriter

  func add(to routes: some Routes) {
    routes.get("users/:id/security") { _, context in
      guard try await isConfirmed(context) else { return try await gate(try await person(context), context) }
      return try await page("users.security", try await person(context), context)
    }
    routes.post("users/:id/security", use: confirm)
    routes.post("users/:id/reset_password") { _, context in
      try await reset(context, flash: "flash.password.reset") { id, actor in try await state.resetPassword(id, by: actor).logged }
    }
    routes.post("users/:id/reset_mfa") { _, context in
      try await reset(context, flash: "flash.mfa.reset") { id, actor in try await state.resetMFA(id, by: actor).logged }
    }
  }

  @Sendable private func confirm(_ request: Request, _ context: ConsoleContext) async throws -> Response {
    let person = try await person(context)
    guard await state.confirmPassword(context.form.secret("current_password"), sessionID: try context.visit.sessionID) else {
      return try await gate(person, alert: .danger(pages.wording.text("flash.confirmation.wrong")), context)
    }
    return pages.redirect(to: "/users/\(person.id)/security")
  }

  private func reset(
    _ context: ConsoleContext, flash: String, _ act: (Int, Person) async throws -> [Int]
  ) async throws -> Response {
    let id = try context.number("id")
    guard try await isConfirmed(context) else { return pages.redirect(to: "/users/\(id)/security") }
    let logged = try await act(id, try context.actor)
    return try await pages.redirect(
      to: "/users/\(id)/security", flash: .success(pages.wording.text(flash)), after: logged, context)
  }

  private func isConfirmed(_ context: ConsoleContext) async throws -> Bool {
    await state.hasConfirmedPassword(sessionID: try context.visit.sessionID)
  }

  private func gate(_ person: Person, alert: Flash? = nil, _ context: ConsoleContext) async throws -> Response {
    try await page("users.confirm_password", person, alert: alert, context)
  }

  private func page(_ template: String, _ person: Person, alert: Flash? = nil, _ context: ConsoleContext) async throws -> Response {
    try await pages.page(
      template, title: pages.wording.text("security.title"),
      UserSecurityModel(
        id: person.id, name: person.name.display, email: person.email, hasMFA: person.credentials.totpSecret != nil),
      status: alert == nil ? .ok : .unprocessableContent, alert: alert, context)
  }

  private func person(_ context: ConsoleContext) async throws -> Person {
    guard let person = await state.person(try context.number("id")) else { throw HTTPError(.notFound) }
    return person
  }
}
