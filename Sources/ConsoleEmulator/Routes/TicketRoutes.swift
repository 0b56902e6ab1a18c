import Hummingbird

/// Tickets: a list with two filters, and whom a ticket is assigned to.
struct TicketRoutes: Sendable {
  private struct ListModel {
    let tickets: [Row]
    let assignees: [OptionModel]
    let onlyOpen: Bool
    let pager: PagerModel
  }

  private struct Row {
    let number: Int
    let subject: String
    let assignee: String
    let status: String
  }

  private struct TicketModel {
    let number: Int
    let subject: String
    let status: String
    let assignees: [OptionModel]
    let error: String?
  }

  let state: ConsoleState
  let pages: PageWriter

  func add(to routes: some Routes) {
    routes.get("tickets", use: list)
    routes.get("tickets/:number") { _, context in
      guard let ticket = await state.ticket(try context.number("number")) else { throw HTTPError(.notFound) }
      return try await ticketPage(ticket, [], context)
    }
    routes.patch("tickets/:number", use: update)
  }

  @Sendable private func list(_ request: Request, _ context: ConsoleContext) async throws -> Response {
    let assignee = context.query["assignee"].flatMap { Int($0) }
    let status = context.query["status"] ?? ""
    let found = await state.tickets(assignee: assignee, onlyOpen: status == "open", page: context.page)
    let rows = found.rows.map { ticket, assignee in
      Row(number: ticket.number, subject: ticket.subject, assignee: assignee?.name.display ?? "", status: ticket.status.rawValue)
    }
    let pager = PagerModel(
      found, noun: "tickets", path: "/tickets", query: [("assignee", assignee.map { "\($0)" } ?? ""), ("status", status)])
    let assignees = await state.assignable(including: assignee).map { OptionModel(person: $0, chosen: assignee) }
    return try await pages.page(
      "shared.tickets", title: pages.wording.text("tickets.title"),
      ListModel(tickets: rows, assignees: assignees, onlyOpen: status == "open", pager: pager), context)
  }

  @Sendable private func update(_ request: Request, _ context: ConsoleContext) async throws -> Response {
    let number = try context.number("number")
    do {
      let done = try await state.assign(
        number, to: Int(context.form.text("assignee_id", of: "ticket")), by: try context.actor)
      return try await pages.redirect(
        to: "/tickets/\(number)", flash: .success(pages.wording.text("flash.ticket.updated")), after: done.logged, context)
    } catch let refusal as Refusal where !refusal.problems.isEmpty {
      guard let ticket = await state.ticket(number) else { throw HTTPError(.notFound) }
      return try await ticketPage(ticket, refusal.problems, context)
    }
  }

  private func ticketPage(_ ticket: Ticket, _ problems: [FieldProblem], _ context: ConsoleContext) async throws -> Response {
    let model = TicketModel(
      number: ticket.number, subject: ticket.subject, status: ticket.status.rawValue,
      assignees: await state.assignable(including: ticket.assignee).map { OptionModel(person: $0, chosen: ticket.assignee) },
      error: problems.first?.message)
    return try await pages.page(
      "shared.ticket", title: "\(pages.wording.text("tickets.one")) \(ticket.number)", model,
      status: problems.isEmpty ? .ok : .unprocessableContent,
      alert: problems.isEmpty ? nil : .danger(pages.wording.text("flash.problems")), context)
  }
}

/// A choice in a select.
struct OptionModel {
  let value: String
  let label: String
  let isChosen: Bool

  init(value: String, label: String, isChosen: Bool) {
    self.value = value
    self.label = label
    self.isChosen = isChosen
  }

  init(person: Person, chosen: Int?) {
    self.init(value: "\(person.id)", label: person.name.display, isChosen: person.id == chosen)
  }
}
