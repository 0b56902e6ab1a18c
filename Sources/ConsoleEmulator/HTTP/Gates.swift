import Hummingbird

/// Lets only those in who are signed in; everybody else is sent to sign in, and comes back to where they wanted to go.
struct SignedInOnly: RouterMiddleware {
  let state: ConsoleState
  let pages: PageWriter

  func handle(
    _ request: Request, context: ConsoleContext, next: @concurrent (Request, ConsoleContext) async throws -> Response
  ) async throws -> Response {
    let visit = try context.visit
    switch visit.stage {
    case .signedIn: return try await next(request, context)
    case .needsCode: return pages.redirect(to: SignInPaths.code)
    case .mustChangePassword: return pages.redirect(to: SignInPaths.newPassword)
    case .mustSetUpMFA: return pages.redirect(to: SignInPaths.setUpMFA)
    case .anonymous:
      if request.method == .get { await state.setReturn(to: request.uri.description, sessionID: visit.sessionID) }
      let flash = visit.hasExpired ? "flash.session.expired" : "flash.session.required"
      return try await pages.redirect(to: SignInPaths.signIn, flash: .danger(pages.wording.text(flash)), context)
    }
  }
}

/// Lets only admins in.
struct AdminsOnly: RouterMiddleware {
  func handle(
    _ request: Request, context: ConsoleContext, next: @concurrent (Request, ConsoleContext) async throws -> Response
  ) async throws -> Response {
    guard try context.actor.isAdmin else { throw HTTPError(.forbidden) }
    return try await next(request, context)
  }
}
