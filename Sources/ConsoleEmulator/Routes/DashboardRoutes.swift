import Hummingbird

/// Where everybody lands.
struct DashboardRoutes: Sendable {
  private struct Model {
    let name: String
    let openTickets: Int
  }

  let state: ConsoleState
  let pages: PageWriter

  func add(to routes: some Routes) {
    routes.get("/") { _, context in
      let open = await state.tickets(assignee: nil, onlyOpen: true, page: 1).total
      return try await pages.page(
        "shared.dashboard", title: pages.wording.text("dashboard.title"),
        Model(name: try context.actor.name.display, openTickets: open), context)
    }
  }
}
