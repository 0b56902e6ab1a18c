import Hummingbird

/// Technicians in the layout of that name: the list, the new one, and everything about one on a single page.
struct TechnicianRoutes: Sendable {
  let state: ConsoleState
  let pages: PageWriter
  let listsLastSignIn: Bool

  func add(to routes: some Routes) {
    routes.get("technicians", use: list)
    routes.get("technicians/new") { _, context in try await newPage(TechnicianForm.empty, [], context) }
    routes.post("technicians", use: create)
    routes.get("technicians/:id") { _, context in
      guard let person = await state.person(try context.number("id")) else { throw HTTPError(.notFound) }
      return try await page(of: person, form: TechnicianForm(person), context)
    }
    if pages.skin == .foreign {
      routes.get("technicians/:id/permissions") { _, context in
        guard let person = await state.person(try context.number("id")) else { throw HTTPError(.notFound) }
        return try await page(of: person, form: TechnicianForm(person), on: "technicians.permissions", context)
      }
    }
    for method in [HTTPRequest.Method.patch, .put] {
      routes.on("technicians/:id", method: method, use: update)
      routes.on("technicians/:id/permissions", method: method, use: setPermissions)
    }
    routes.post("technicians/:id/deactivate") { _, context in try await setActive(false, context) }
    routes.post("technicians/:id/reactivate") { _, context in try await setActive(true, context) }
  }

  @Sendable private func list(_ request: Request, _ context: ConsoleContext) async throws -> Response {
    let query = context.query["query"] ?? ""
    let showsAll = context.query["status"] == "all"
    let found = await state.people(matching: query, showsAll ? .all : .active, page: context.page)
    let model = TechnicianListModel(
      rows: found.rows.map { PersonRow($0, wording: pages.wording) }, query: query, showsAll: showsAll,
      listsLastSignIn: listsLastSignIn,
      pager: PagerModel(
        found, noun: pages.wording.text("list.noun"), path: "/technicians",
        query: [("query", query), ("status", showsAll ? "all" : "")]))
    return try await pages.page("technicians.list", title: pages.wording.text("list.title"), model, context)
  }

  @Sendable private func create(_ request: Request, _ context: ConsoleContext) async throws -> Response {
    let form = TechnicianForm(context.form)
    do {
      let done = try await state.create(form.draft, by: try context.actor)
      return try await pages.redirect(
        to: "/technicians/\(done.value.id)", flash: .success(pages.wording.text("flash.technician.created")),
        after: done.logged, context)
    } catch let refusal as Refusal where !refusal.problems.isEmpty {
      return try await newPage(form, refusal.problems, context)
    }
  }

  @Sendable private func update(_ request: Request, _ context: ConsoleContext) async throws -> Response {
    let id = try context.number("id")
    let form = TechnicianForm(context.form)
    do {
      let done = try await state.update(id, with: form.draft, by: try context.actor)
      return try await pages.redirect(
        to: "/technicians/\(id)", flash: .success(pages.wording.text("flash.technician.updated")), after: done.logged, context)
    } catch let refusal as Refusal {
      guard let person = await state.person(id) else { throw refusal }
      return try await page(of: person, form: form, refusal: refusal, context)
    }
  }

  @Sendable private func setPermissions(_ request: Request, _ context: ConsoleContext) async throws -> Response {
    let id = try context.number("id")
    do {
      let done = try await state.setPermissions(id, context.form.numbers("permission_ids"), by: try context.actor)
      return try await pages.redirect(
        to: pages.skin == .foreign ? "/technicians/\(id)/permissions" : "/technicians/\(id)",
        flash: .success(pages.wording.text("flash.permissions.updated")), after: done.logged, context)
    } catch let refusal as Refusal {
      guard refusal != .notFound, let person = await state.person(id) else { throw refusal }
      let template = pages.skin == .foreign ? "technicians.permissions" : "technicians.show"
      return try await page(of: person, form: TechnicianForm(person), refusal: refusal, on: template, context)
    }
  }

  private func setActive(_ isActive: Bool, _ context: ConsoleContext) async throws -> Response {
    let id = try context.number("id")
    do {
      let done = try await state.setActive(id, isActive, by: try context.actor)
      let flash = pages.wording.text(isActive ? "flash.technician.reactivated" : "flash.technician.deactivated")
      return try await pages.redirect(to: "/technicians/\(id)", flash: .success(flash), after: done.logged, context)
    } catch let refusal as Refusal where refusal != .notFound {
      return try await pages.redirect(to: "/technicians/\(id)", flash: .danger(refusal.text(pages.wording)), context)
    }
  }

  private func newPage(_ form: TechnicianForm, _ problems: [FieldProblem], _ context: ConsoleContext) async throws -> Response {
    try await pages.page(
      "technicians.new", title: pages.wording.text("technician.newTitle"),
      NewTechnicianModel(form, pages.personFields(problems)),
      status: problems.isEmpty ? .ok : .unprocessableContent,
      alert: problems.isEmpty ? nil : .danger(pages.wording.text("flash.problems")), context)
  }

  private func page(
    of person: Person, form: TechnicianForm, refusal: Refusal? = nil, on template: String = "technicians.show", _ context: ConsoleContext
  ) async throws -> Response {
    let model = TechnicianModel(
      person, form, pages.personFields(refusal?.problems ?? []), catalogue: state.catalogue)
    return try await pages.page(
      template, title: person.name.display, model, status: refusal == nil ? .ok : .unprocessableContent,
      alert: refusal.map { .danger($0.text(pages.wording)) }, context)
  }
}

extension Refusal {
  /// What the person at the screen is told.
  func text(_ wording: Wording) -> String {
    switch self {
    case .invalid: wording.text("flash.problems")
    case .lastAdmin: wording.text("refusal.lastAdmin")
    case .oneself: wording.text("refusal.oneself")
    case .unsaved: wording.text("refusal.unsaved")
    case .notFound: wording.text("error.notFound.heading")
    }
  }
}
