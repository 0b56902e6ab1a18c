import Hummingbird

/// The pages that are shown in place of others, and how a person gets past them.
struct BlockedPages: Sendable {
  private struct ConfirmModel {
    let action: String
  }

  private static let unlock = "/unlock"
  private static let confirm = "/users/confirm_password"
  private static let acknowledge = "/announcements/acknowledge"
  /// Where a failed payment leaves nothing to be seen.
  private static let unpaid = ["/admin", "/technicians", "/users", "/groups", "/api_tokens"]

  let state: ConsoleState
  let pages: PageWriter

  private var blockade: Blockade { pages.blockade }

  /// What is answered instead of what was asked for; `nil` where nothing stands in the way.
  func answer(_ request: Request, _ context: ConsoleContext) async throws -> Response? {
    if blockade.has(.ipAllowList) { return try pages.outage(.barred) }
    let path = request.uri.path
    guard try context.visit.signedIn != nil, ![SignInPaths.signIn, SignInPaths.signOut].contains(path) else { return nil }
    if blockade.has(.lockScreen), request.method != .get {
      // The PIN is whatever has four digits.
      if path == Self.unlock, isNumber(context.form["pin"], of: 4) { blockade.lift(.lockScreen) }
      return pages.redirect(to: "/")
    }
    if blockade.has(.ownPassword), !blockade.has(.lockScreen) { return try await askForPassword(path, context) }
    if blockade.has(.notice), path == Self.acknowledge {
      blockade.lift(.notice)
      return pages.redirect(to: "/")
    }
    if blockade.has(.failedPayment), Self.unpaid.contains(where: { path == $0 || path.hasPrefix("\($0)/") }) {
      let model = ErrorModel(heading: pages.wording.text("payment.heading"), text: pages.wording.text("payment.text"))
      return try await pages.page("shared.payment_failed", title: model.heading, model, context)
    }
    return nil
  }

  private func askForPassword(_ path: String, _ context: ConsoleContext) async throws -> Response {
    var alert: Flash?
    if path == Self.confirm, let password = context.form.text("current_password").isEmpty ? nil : context.form.secret("current_password") {
      if await state.confirmPassword(password, sessionID: try context.visit.sessionID) {
        blockade.lift(.ownPassword)
        return pages.redirect(to: "/")
      }
      alert = .danger(pages.wording.text("confirmPassword.wrong"))
    }
    return try await pages.page(
      "shared.confirm_password", title: pages.wording.text("confirmPassword.title"), ConfirmModel(action: Self.confirm),
      status: alert == nil ? .ok : .unprocessableContent, alert: alert, context)
  }

  private func isNumber(_ text: String?, of digits: Int) -> Bool {
    text.map { $0.count == digits && $0.allSatisfy(\.isNumber) } ?? false
  }
}
