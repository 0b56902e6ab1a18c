import Hummingbird

/// Users in the layout of that name: the list with its row buttons, the new one, the details, and the page that disables.
struct UserRoutes: Sendable {
  let state: ConsoleState
  let pages: PageWriter
  let listsLastSignIn: Bool

  func add(to routes: some Routes) {
    routes.get("users", use: list)
    routes.get("users/new") { _, context in try await newPage(.empty, [], context) }
    routes.post("users", use: create)
    routes.get("users/:id") { _, context in
      let person = try await person(context)
      return try await page(of: person, form: UserForm(person), context)
    }
    for method in [HTTPRequest.Method.patch, .put] { routes.on("users/:id", method: method, use: update) }
    if pages.skin == .foreign {
      routes.get("users/:id/groups") { _, context in
        let person = try await person(context)
        return try await page(of: person, form: UserForm(person), on: "users.memberships", context)
      }
      routes.patch("users/:id/groups", use: setGroups)
    }
    routes.get("users/:id/disable") { _, context in
      try await disablePage(try await person(context), chosen: "", context)
    }
    routes.post("users/:id/disable", use: disable)
  }

  @Sendable private func list(_ request: Request, _ context: ConsoleContext) async throws -> Response {
    let query = context.query["query"] ?? ""
    let showsDisabled = context.query["disabled"] == "true"
    let found = await state.people(matching: query, showsDisabled ? .disabled : .active, page: context.page)
    var rows: [PersonRow] = []
    for person in found.rows {
      let groups = await state.groupNames(person.groups).joined(separator: ", ")
      rows.append(PersonRow(person, wording: pages.wording, groups: groups))
    }
    let model = UserListModel(
      rows: rows, query: query, showsDisabled: showsDisabled, listsLastSignIn: listsLastSignIn,
      pager: PagerModel(
        found, noun: pages.wording.text("list.noun"), path: "/users",
        query: [("query", query), ("disabled", showsDisabled ? "true" : "")]))
    return try await pages.page("users.list", title: pages.wording.text("list.title"), model, context)
  }

  @Sendable private func create(_ request: Request, _ context: ConsoleContext) async throws -> Response {
    let form = UserForm(context.form)
    do {
      let done = try await state.create(form.draft, by: try context.actor)
      return try await pages.redirect(
        to: "/users/\(done.value.id)", flash: .success(pages.wording.text("flash.technician.created")), after: done.logged, context)
    } catch let refusal as Refusal where !refusal.problems.isEmpty {
      return try await newPage(form, refusal.problems, context)
    }
  }

  @Sendable private func update(_ request: Request, _ context: ConsoleContext) async throws -> Response {
    let id = try context.number("id")
    var form = UserForm(context.form)
    if pages.skin == .foreign { form.groups = try await person(context).groups }
    do {
      let done = try await state.update(id, with: form.draftOfExisting, by: try context.actor)
      return try await pages.redirect(
        to: "/users/\(id)", flash: .success(pages.wording.text("flash.technician.updated")), after: done.logged, context)
    } catch let refusal as Refusal where refusal != .notFound {
      return try await page(of: try await person(context), form: form, refusal: refusal, context)
    }
  }

  @Sendable private func setGroups(_ request: Request, _ context: ConsoleContext) async throws -> Response {
    let person = try await person(context)
    var form = UserForm(person)
    form.groups = context.form.numbers("security_group_ids")
    do {
      let done = try await state.update(person.id, with: form.draftOfExisting, by: try context.actor)
      return try await pages.redirect(
        to: "/users/\(person.id)/groups", flash: .success(pages.wording.text("flash.technician.updated")), after: done.logged, context)
    } catch let refusal as Refusal where refusal != .notFound {
      return try await page(of: person, form: form, refusal: refusal, on: "users.memberships", context)
    }
  }

  @Sendable private func disable(_ request: Request, _ context: ConsoleContext) async throws -> Response {
    let person = try await person(context)
    let reason = context.form.text("disable_reason")
    guard reasons.contains(reason) else {
      return try await disablePage(
        person, chosen: reason, error: "can't be blank", alert: .danger(pages.wording.text("flash.problems")), context)
    }
    do {
      let done = try await state.setActive(person.id, false, reason: reason, by: try context.actor)
      return try await pages.redirect(
        to: "/users", flash: .success(pages.wording.text("flash.technician.deactivated")), after: done.logged, context)
    } catch let refusal as Refusal {
      return try await disablePage(person, chosen: reason, alert: .danger(refusal.text(pages.wording)), context)
    }
  }

  private var reasons: [String] {
    ["left", "contract", "role", "other"].map { pages.wording.text("disable.reason.\($0)") }
  }

  private func person(_ context: ConsoleContext) async throws -> Person {
    guard let person = await state.person(try context.number("id")) else { throw HTTPError(.notFound) }
    return person
  }

  private func newPage(_ form: UserForm, _ problems: [FieldProblem], _ context: ConsoleContext) async throws -> Response {
    let model = NewUserModel(
      form, pages.personFields(problems), groups: await state.groups,
      charge: SeatPrices.text(cents: state.prices.proratedCents(at: state.now())),
      monthly: SeatPrices.text(cents: state.prices.monthlyCents))
    return try await pages.page(
      "users.new", title: pages.wording.text("user.newTitle"), model, status: problems.isEmpty ? .ok : .unprocessableContent,
      alert: problems.isEmpty ? nil : .danger(pages.wording.text("flash.problems")), context)
  }

  private func page(
    of person: Person, form: UserForm, refusal: Refusal? = nil, on template: String = "users.show", _ context: ConsoleContext
  ) async throws -> Response {
    let model = UserModel(
      person, form, pages.personFields(refusal?.problems ?? []), groups: await state.groups)
    return try await pages.page(
      template, title: person.name.display, model, status: refusal == nil ? .ok : .unprocessableContent,
      alert: refusal.map { .danger($0.text(pages.wording)) }, context)
  }

  private func disablePage(
    _ person: Person, chosen: String, error: String? = nil, alert: Flash? = nil, _ context: ConsoleContext
  ) async throws -> Response {
    let model = DisableModel(
      id: person.id, name: person.name.display, email: person.email,
      reasons: reasons.map { OptionModel(value: $0, label: $0, isChosen: $0 == chosen) }, error: error)
    return try await pages.page(
      "users.disable", title: pages.wording.text("disable.title"), model, status: alert == nil ? .ok : .unprocessableContent,
      alert: alert, context)
  }
}
