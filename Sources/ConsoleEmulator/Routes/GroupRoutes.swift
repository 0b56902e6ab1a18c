import Hummingbird

/// Security groups: the list, and one form for a new group and for one that is there.
struct GroupRoutes: Sendable {
  let state: ConsoleState
  let pages: PageWriter

  func add(to routes: some Routes) {
    routes.get("groups") { _, context in
      let rows = await state.groupsWithMembers().map { GroupListModel.Row(id: $0.group.id, name: $0.group.name, members: $0.members) }
      return try await pages.page("users.groups", title: pages.wording.text("group.title"), GroupListModel(rows: rows), context)
    }
    routes.get("groups/new") { _, context in try await page(id: nil, name: "", permissions: [], [], context) }
    routes.post("groups", use: create)
    routes.get("groups/:id") { _, context in
      guard let group = await state.group(try context.number("id")) else { throw HTTPError(.notFound) }
      return try await page(id: group.id, name: group.name, permissions: group.permissions, [], context)
    }
    for method in [HTTPRequest.Method.patch, .put] { routes.on("groups/:id", method: method, use: update) }
  }

  @Sendable private func create(_ request: Request, _ context: ConsoleContext) async throws -> Response {
    let (name, permissions) = fields(context.form)
    do {
      let done = try await state.createGroup(name: name, permissions: permissions, by: try context.actor)
      return try await pages.redirect(
        to: "/groups/\(done.value.id)", flash: .success(pages.wording.text("flash.group.created")), after: done.logged, context)
    } catch let refusal as Refusal where !refusal.problems.isEmpty {
      return try await page(id: nil, name: name, permissions: permissions, refusal.problems, context)
    }
  }

  @Sendable private func update(_ request: Request, _ context: ConsoleContext) async throws -> Response {
    let id = try context.number("id")
    let (name, permissions) = fields(context.form)
    do {
      let done = try await state.updateGroup(id, name: name, permissions: permissions, by: try context.actor)
      return try await pages.redirect(
        to: "/groups/\(id)", flash: .success(pages.wording.text("flash.group.updated")), after: done.logged, context)
    } catch let refusal as Refusal where !refusal.problems.isEmpty {
      return try await page(id: id, name: name, permissions: permissions, refusal.problems, context)
    }
  }

  private func fields(_ form: Form) -> (name: String, permissions: Set<Int>) {
    (form.text("name", of: "security_group"), form.numbers("permission_ids", of: "security_group"))
  }

  private func page(
    id: Int?, name: String, permissions: Set<Int>, _ problems: [FieldProblem], _ context: ConsoleContext
  ) async throws -> Response {
    let maker = FieldMaker(model: "security_group", wording: pages.wording, problems: problems)
    let model = GroupModel(
      id: id, name: maker.field("name", "group.name", value: name, required: true),
      areas: AreaModel.areas(of: state.catalogue, granted: permissions, model: "security_group"),
      problems: maker.sentences(["name": "group.name"]))
    return try await pages.page(
      "users.group", title: id == nil ? pages.wording.text("group.newTitle") : pages.wording.text("group.editTitle"), model,
      status: problems.isEmpty ? .ok : .unprocessableContent,
      alert: problems.isEmpty ? nil : .danger(pages.wording.text("flash.problems")), context)
  }
}
