import ConsolePages
import SelectorPacks
import Technicians

/// Deletes somebody's API tokens, which go on working without the account.
struct DeleteTokensWork: ChangeWork {
  let person: PersonOnPage
  /// Whether those with a name go too.
  let shared: Bool
  var already: String { shared ? "no API token of theirs" : "no nameless API token of theirs" }

  func look() async throws -> Looked {
    let shown = try await person.page.read(expecting: person.email).technician
    return Looked(person: shown, belongings: Belongings(tokens: try await BelongingsReader(person.console).tokens(of: shown)))
  }

  private func stays(_ token: APIToken) -> Bool { token.mayBeShared && !shared }

  func wanted(from looked: Looked) -> Looked {
    Looked(person: looked.person, belongings: Belongings(tokens: (looked.belongings?.tokens ?? []).filter(stays)))
  }

  /// Whatever is left of them is to go.
  func canContinue(from now: Looked) -> Bool { true }

  func act(on looked: Looked, witness: @escaping @Sendable () async -> Void) async throws -> String? {
    await witness()
    var left = (looked.belongings?.tokens ?? []).filter { !stays($0) }
    while let token = left.first {
      try await APITokensPage(person.console).delete(token, alike: left.count { $0 == token })
      left.removeFirst()
    }
    return nil
  }

  func done(from before: Looked, to now: Looked) -> String {
    let gone = (before.belongings?.tokens ?? []).count - (now.belongings?.tokens ?? []).count
    let kept = (now.belongings?.tokens ?? []).count
    return "\(WordList.count(gone, "token", "tokens")) deleted, read back\(kept > 0 ? " (\(kept) with a name kept)" : "")"
  }

  func byHand(from seen: Looked, to wanted: Looked) -> [HandStep] {
    HandGuide(person.console).deleteTokens((seen.belongings?.tokens ?? []).filter { !stays($0) }, of: person.email)
  }
}

/// Gives somebody's open tickets to somebody else.
struct ReassignTicketsWork: ChangeWork {
  let person: PersonOnPage
  let heir: Technician
  /// Who gives them away, where there is somebody; else it is done on the pages.
  let desk: (any TicketDesk)?
  var already: String { "no open ticket of theirs" }

  func look() async throws -> Looked {
    Looked(
      person: try await person.page.read(expecting: person.email).technician,
      belongings: Belongings(tickets: try await BelongingsReader(person.console, desk: desk).tickets(of: person.id)))
  }

  func wanted(from looked: Looked) -> Looked { Looked(person: looked.person, belongings: Belongings(tickets: [])) }

  /// Whatever is left of them is to be given away.
  func canContinue(from now: Looked) -> Bool { true }

  func act(on looked: Looked, witness: @escaping @Sendable () async -> Void) async throws -> String? {
    await witness()
    if let desk, let id = heir.id, try await give(to: id, by: desk) { return nil }
    let page = TicketsPage(person.console)
    for ticket in looked.belongings?.tickets ?? [] { try await page.reassign(ticket.number, from: person.id, to: heir) }
    return nil
  }

  /// - Returns: whether the desk has given them away; not where it may not, and has given none.
  private func give(to id: TechnicianID, by desk: any TicketDesk) async throws -> Bool {
    var given = 0
    do {
      for ticket in try await desk.open(of: person.id) {
        try await desk.give(ticket, to: id)
        given += 1
      }
      return true
    } catch let error as ConsoleError where given == 0 && error.consequence == .nothing && person.console.pack.hasPage("tickets") {
      return false
    }
  }

  func done(from before: Looked, to now: Looked) -> String {
    let count = (before.belongings?.tickets ?? []).count
    return "\(WordList.count(count, "ticket", "tickets")) given to \(heir.email), read back"
  }

  func byHand(from seen: Looked, to wanted: Looked) -> [HandStep] {
    HandGuide(person.console).reassign((seen.belongings?.tickets ?? []).map(\.number), to: heir, from: person.id)
  }
}

/// Looks whether nothing of somebody's access is left: it changes nothing.
struct ConfirmOffboardedWork: ChangeWork {
  let person: PersonOnPage
  /// Who is asked besides of tickets.
  let desk: (any TicketDesk)?
  var already: String { "deactivated, no API token, no open ticket" + (desk.map { "; \($0.name) agrees" } ?? "") }

  /// The list and the person's own page must say the same of whether the account is deactivated.
  func look() async throws -> Looked {
    let listed = try await TechniciansPage(person.console).find(person.email)
    let shown = try await person.page.read(expecting: person.email).technician
    guard let listed, listed.id == person.id, listed.status == shown.status else {
      throw ConsoleError(
        .pageNotRecognised,
        "the list shows \(person.email) \(listed.map { "as \($0.status.rawValue)" } ?? "nowhere"), and their own page as \(shown.status.rawValue)"
      )
    }
    let reader = BelongingsReader(person.console, desk: desk)
    return Looked(
      person: shown,
      belongings: Belongings(tokens: try await reader.tokens(of: shown), tickets: try await reader.tickets(of: person.id)))
  }

  func wanted(from looked: Looked) -> Looked {
    var wanted = looked.person
    wanted?.status = .deactivated
    return Looked(person: wanted, belongings: Belongings(tokens: [], tickets: []))
  }

  /// There is nothing to be done about it here: what is left was to be left, or has failed.
  func act(on looked: Looked, witness: @escaping @Sendable () async -> Void) async throws -> String? {
    throw ConsoleError(.refused, looked.differences(from: wanted(from: looked)).joined(separator: "; "))
  }

  func done(from before: Looked, to now: Looked) -> String { already }

  func byHand(from seen: Looked, to wanted: Looked) -> [HandStep] {
    HandGuide(person.console).check(person.email, person.id, shows: ["The account is deactivated"])
  }
}
