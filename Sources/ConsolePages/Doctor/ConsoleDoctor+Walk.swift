import SelectorPacks
import Synchronization
import Technicians
import WebDriver

extension ConsoleDoctor {
  /// Page after page, as the flows come to them.
  func walk(_ credentials: Credentials) async throws {
    guard try await signIn(credentials) else { return }
    try await walkSignedIn(as: credentials.email)
  }

  /// The pages behind the sign-in.
  func walkSignedIn(as email: EmailAddress) async throws {
    let people = try await people(but: email)
    try await look(at: WantedPages.newPerson) { try await $0.open("new_technician") }
    try await ownPages(people)
    if console.pack.capabilities.deactivation.confirm == .form { try await formBeforeDeactivating(people.active) }
    if console.pack.capabilities.permissions == .group { try await groups() }
    if console.pack.hasPage("seats") { try await look(at: WantedPages.seats) { try await $0.open("seats") } }
    try await tokens()
    try await tickets(of: people.active)
    suggestPaths()
  }

  /// The page that asks for email and password is looked at before anything is typed, and nothing is typed into what was only guessed.
  private func signIn(_ credentials: Credentials) async throws -> Bool {
    let seen = try await look(at: WantedPages.signIn, ignoring: Console.passedBySigningIn) { try await $0.open("sign_in") }
    guard seen != nil, let finding = state.withLock({ $0.diagnosis.pages.last }),
      !finding.entries.contains(where: { $0.isBad || $0.isMended })
    else {
      throw ConsoleError(
        .pageNotRecognised, "the sign-in page is not as the selector pack says, so nothing was typed there",
        advice: "Look at the suggestions. If they are right, start the doctor again with them: --selectors FILE.")
    }
    while true {
      do {
        let email = try await SignInPage(console).signIn(credentials)
        state.withLock { $0.diagnosis.signedInAs = email }
        try await look(at: WantedPages.frame, expected: ["frame.account": email.description], open: nil)
        return true
      } catch let error as ConsoleError where error.code == .outcomeUnknown || error.code == .pageNotRecognised {
        // A page after the password that is not known: the one that asks for a code, or what stands around all pages.
        let before = learning?.count
        do {
          try await lookAfterSigningIn(credentials)
        } catch  where learning != nil && !(error is ConsoleError) {
          throw error
        } catch {}
        // With what was learnt there, it may go on from where it is.
        guard learning?.count ?? 0 > before ?? 0 else { throw error }
      } catch let error as ConsoleError {
        if let block = error.block { try await noteBlock(block, inTheWayOf: "sign_in (after the password)") }
        throw error
      }
    }
  }

  private func lookAfterSigningIn(_ credentials: Credentials) async throws {
    let inventory = try await session.inventory()
    let asksForSomething = inventory.things.contains { $0.shown && $0.kind == .control && ["textbox", "spinbutton"].contains($0.role) }
    let isSmall = inventory.things.count { $0.role == "link" } < 6
    if asksForSomething && isSmall {
      try await look(at: WantedPages.code, ignoring: ["one_time_code"], open: nil)
    } else {
      try await look(at: WantedPages.frame, expected: ["frame.account": credentials.email.description], open: nil)
    }
  }

  /// Somebody whose pages may be opened.
  struct Subject: Sendable {
    let email: String
    let id: String?
  }

  struct Subjects: Sendable {
    var active: Subject?
    var deactivated: Subject?
  }

  /// The lists of people. Of those whose pages are opened later, the active one is no admin, whose permissions could not be changed.
  private func people(but own: EmailAddress) async throws -> Subjects {
    var subjects = Subjects()
    for (index, list) in console.pack.capabilities.people.enumerated() {
      let title = console.pack.capabilities.people.count > 1 ? "technicians (\(list.path))" : nil
      guard
        let seen = try await look(
          at: { index == 0 ? WantedPages.people($0) : WantedPages.otherPeople($0) }, title: title,
          open: { try await $0.open("technicians", list.path) }),
        let table = seen.tables["technicians.people"]
      else { continue }
      let pack = console.pack
      func means(_ row: StepResult.Table.Row, _ column: String, _ word: String) -> Bool {
        let words = (try? pack.words("technicians.\(word)")) ?? []
        return words.contains { $0.lowercased() == row.cells[column]?.lowercased() }
      }
      func isDeactivated(_ row: StepResult.Table.Row) -> Bool {
        list.status == .deactivated || (list.status == .column && means(row, "status", "deactivated"))
      }
      func subject(_ row: StepResult.Table.Row) -> Subject {
        let addresses = row.links.values.sorted() + [row.address].compactMap(\.self)
        return Subject(
          email: row.cells["email"] ?? "", id: addresses.lazy.compactMap { pack.value("id", of: "technician", in: $0) }.first)
      }
      let others = table.rows.filter { (try? EmailAddress($0.cells["email"] ?? "")) != own }
      let active = others.filter { !isDeactivated($0) && list.status != .deactivated }
      let first = active.first { !means($0, "kind", "admin") } ?? active.first
      subjects.active = subjects.active ?? first.map(subject)
      subjects.deactivated = subjects.deactivated ?? others.first(where: isDeactivated).map(subject)
      if index == 0, let row = first, let column = try? pack.table("technicians.people").key, let text = row.cells[column] {
        try await look(
          at: WantedPages.rowOfPerson, title: "technicians (a row)", rows: ["technicians.people": [column: text]], open: nil)
      }
    }
    return try await readWhole(subjects, but: own)
  }

  /// Reads everybody as every flow does: what stands on a later page, and whether each row says what is needed, is only seen by that.
  private func readWhole(_ known: Subjects, but own: EmailAddress) async throws -> Subjects {
    func lists(_ state: State) -> [Int] { state.diagnosis.pages.indices.filter { state.diagnosis.pages[$0].page.hasPrefix("technicians") } }
    // What is known to be missing is not looked for once more.
    let isSound = state.withLock { state in lists(state).allSatisfy { state.diagnosis.pages[$0].isSound } }
    guard isSound, learning == nil else { return known }
    note("Reading the whole list")
    var subjects = known
    do {
      let others = try await TechniciansPage(console).readAll().filter { $0.email != own }
      func first(_ status: TechnicianStatus) -> Subject? {
        others.first { $0.status == status && $0.id != nil }.map { Subject(email: $0.email.description, id: $0.id?.rawValue) }
      }
      subjects.active = known.active ?? first(.active)
      subjects.deactivated = known.deactivated ?? first(.deactivated)
    } catch let error as ConsoleError where error.code == .pageNotRecognised || error.code == .ambiguous {
      guard error.block == nil else { throw error }
      var finding = EntryFinding(name: "technicians.people, the whole list", state: .unread)
      finding.remark = ([error.message] + error.details).joined(separator: "; ")
      state.withLock { state in
        guard let index = lists(state).first else { return }
        state.diagnosis.pages[index].entries.append(finding)
      }
    }
    return subjects
  }

  /// Why there is nobody, or nobody deactivated, whose page could be opened.
  private func nobody(deactivated: Bool = false) -> String {
    let lists = state.withLock { state in state.diagnosis.pages.filter { $0.page.hasPrefix("technicians") } }
    if lists.contains(where: { $0.state == .blocked }) { return "the list of people could not be looked at" }
    if lists.contains(where: { !$0.isSound }) { return "the list of people could not be read" }
    return "the list shows nobody \(deactivated ? "deactivated " : "")to open it for"
  }

  private func ownPages(_ subjects: Subjects) async throws {
    for (title, subject, wanted) in [
      ("technician", subjects.active, WantedPages.activePerson),
      ("technician (deactivated)", subjects.deactivated, WantedPages.deactivatedPerson),
    ] {
      guard let id = subject?.id else {
        add(
          PageFinding(
            page: title, state: .notReached,
            remark: subject == nil ? nobody(deactivated: title != "technician") : "the list shows no link to it"))
        continue
      }
      try await look(at: wanted, title: title) { try await $0.open("technician", values: ["id": id]) }
    }
    if let id = subjects.active?.id, RightsForm(console: console).isApart {
      try await look(at: WantedPages.rights) { try await RightsForm(console: $0).open(TechnicianID(rawValue: id)) }
    }
  }

  /// The form that a link in somebody's row, or on their page, leads to. A button is not pressed, nor a link that is more than a link.
  private func formBeforeDeactivating(_ subject: Subject?) async throws {
    func notReached(_ why: String) { add(PageFinding(page: "deactivate", state: .notReached, remark: why)) }
    guard let subject else { return notReached(nobody()) }
    let console = console
    let isInRow = console.pack.capabilities.deactivation.from == .row
    if isInRow {
      let list = console.pack.capabilities.people.first { $0.status != .deactivated }
      try await console.open("technicians", list?.search, values: ["query": subject.email])
    } else {
      guard let id = subject.id else { return notReached("the list shows no link to the page of somebody") }
      try await console.open("technician", values: ["id": id])
    }
    let column = try console.pack.table("technicians.people").key
    let button = isInRow ? "technicians.deactivate" : "technician.deactivate"
    let answer = try? await console.look(
      isInRow ? "the row of \(subject.email)" : "the page of \(subject.email)",
      [
        PageCase(
          "row", all: [(button, .present)],
          steps: [.read(button, .address)]
            + ["data-method", "data-confirm", "data-remote", "onclick"].map { .read(button, .attribute($0)) })
      ], rows: ["technicians.people": [column: subject.email]])
    guard let answer, let address = answer.results[0].text, answer.results.dropFirst().allSatisfy({ $0.text == nil }) else {
      return notReached(
        isInRow ? "in the row there is no link that only leads to it" : "it comes behind a button, which is not pressed")
    }
    try await look(at: WantedPages.deactivating, expected: ["deactivate.person": subject.email]) { try await $0.open(address: address) }
  }

  private func groups() async throws {
    let seen = try await look(at: WantedPages.groups) { try await $0.open("groups") }
    try await look(at: WantedPages.newGroup) { try await $0.open("new_group") }
    let pack = console.pack
    let links = (seen?.tables["groups.groups"]?.rows ?? []).flatMap { $0.links.values.sorted() + [$0.address].compactMap(\.self) }
    guard let id = links.lazy.compactMap({ pack.value("id", of: "group", in: $0) }).first else {
      return add(PageFinding(page: "group", state: .notReached, remark: "the list shows no link to a group"))
    }
    try await look(at: WantedPages.group) { try await $0.open("group", values: ["id": id]) }
  }

  private func tokens() async throws {
    guard console.pack.hasPage("api_tokens") else { return }
    let seen = try await look(at: WantedPages.tokens) { try await $0.open("api_tokens") }
    guard let rows = seen?.tables["api_tokens.tokens"]?.rows,
      let first = rows.first(where: { row in rows.count { $0.cells == row.cells } == 1 })
    else { return }
    let cells = first.cells.filter { ["name", "creator", "created"].contains($0.key) }
    try await look(at: WantedPages.rowOfToken, title: "api_tokens (a row)", rows: ["api_tokens.tokens": cells], open: nil)
  }

  private func tickets(of subject: Subject?) async throws {
    guard console.pack.hasPage("tickets") else { return }
    guard let id = subject?.id else { return add(PageFinding(page: "tickets", state: .notReached, remark: nobody())) }
    let seen = try await look(at: WantedPages.tickets) { try await $0.open("tickets", "assigned", values: ["id": id]) }
    var number = Self.number(of: seen?.tables["tickets.tickets"])
    if seen != nil, number == nil {
      // That person has none; anybody's will do.
      let console = console
      try await console.open("tickets")
      number = Self.number(of: try await console.examine(WantedPages.tickets(console.pack)).tables["tickets.tickets"])
    }
    guard let number else { return add(PageFinding(page: "ticket", state: .notReached, remark: "no ticket was found to open it for")) }
    try await look(at: WantedPages.ticket) { try await $0.open("ticket", values: ["id": number]) }
  }

  private static func number(of tickets: StepResult.Table?) -> String? { tickets?.rows.lazy.compactMap { $0.cells["number"] }.first }

  /// For pages that are not where the pack says: links whose names are like what the page is about.
  private func suggestPaths() {
    state.withLock { state in
      for index in state.diagnosis.pages.indices where state.diagnosis.pages[index].state == .notThere {
        let page = state.diagnosis.pages[index].page
        let links = state.links
        state.diagnosis.pages[index].suggestions = Suggestion.best(
          links.map { name, path in
            (
              what: "the link \"\(name)\"", likeness: max(Likeness.shipped(page, name), 0.9 * Likeness.shipped(page, path)),
              entry: Suggestion.Entry.path(path), yaml: ["path: \(path)"]
            )
          }
        ).map { $0 }
      }
    }
  }
}
