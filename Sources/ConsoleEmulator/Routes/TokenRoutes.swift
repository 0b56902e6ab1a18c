import Hummingbird

/// The table of API tokens, and the red X in each row.
struct TokenRoutes: Sendable {
  private struct Model {
    let tokens: [Row]
  }

  private struct Row {
    let id: Int
    let name: String
    let integration: String?
    let creator: String
    let creatorEmail: String
    let created: String
    let lastUsed: String
  }

  let state: ConsoleState
  let pages: PageWriter

  func add(to routes: some Routes) {
    routes.get("api_tokens") { _, context in
      let never = pages.wording.text("list.never")
      let rows = await state.tokensWithCreators().map { token, creator in
        Row(
          id: token.id, name: token.name, integration: token.integration, creator: creator?.name.display ?? "",
          creatorEmail: state.tokensShowEmails ? creator?.email ?? "" : "", created: UTCMoment(token.createdAt).date,
          lastUsed: token.lastUsedAt.map { UTCMoment($0).dateAndTime } ?? never)
      }
      return try await pages.page("shared.api_tokens", title: pages.wording.text("tokens.title"), Model(tokens: rows), context)
    }
    routes.delete("api_tokens/:id") { _, context in
      do {
        let done = try await state.deleteToken(try context.number("id"), by: try context.actor)
        return try await pages.redirect(
          to: "/api_tokens", flash: .success(pages.wording.text("flash.token.deleted")), after: done.logged, context)
      } catch let refusal as Refusal where refusal != .notFound {
        return try await pages.redirect(to: "/api_tokens", flash: .danger(refusal.text(pages.wording)), context)
      }
    }
  }
}
