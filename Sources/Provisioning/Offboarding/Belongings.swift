public import ConsolePages
internal import SelectorPacks
public import Technicians

/// What stays of somebody whose account is deactivated (console facts, section 2).
public struct Belongings: Sendable, Hashable, Codable {
  /// The API tokens that they have made, which go on working; `nil` where that was not looked at.
  public let tokens: [APIToken]?
  /// The tickets that are theirs and not closed; `nil` where that was not looked at.
  public let tickets: [Ticket]?

  init(tokens: [APIToken]? = nil, tickets: [Ticket]? = nil) {
    self.tokens = tokens
    self.tickets = tickets
  }
}

extension APIToken {
  /// Whether somebody may have given it to another program, which would stop working without it: a mobile login has no name.
  public var mayBeShared: Bool { !name.isEmpty }

  /// For a sentence: `the API token "Zapier"`, `the nameless API token of 2026-11-20`.
  public var shown: String {
    mayBeShared ? "the API token \(ShownText.quoted(name))" : "the nameless API token of \(ShownText.plain(created))"
  }
}

extension Belongings {
  /// What is there otherwise than `wanted`, a line each. What either side leaves out is not compared.
  func differences(from wanted: Belongings) -> [String] {
    var lines: [String] = []
    if let tokens, let wants = wanted.tokens {
      lines += Self.beyond(wants, in: tokens).map { "\($0.shown) is still there" }
      lines += Self.beyond(tokens, in: wants).map { "\($0.shown) is gone" }
    }
    if let tickets, let wants = wanted.tickets {
      let numbers = (has: tickets.map(\.number), wanted: wants.map(\.number))
      let (more, less) = (Self.beyond(numbers.wanted, in: numbers.has), Self.beyond(numbers.has, in: numbers.wanted))
      if !more.isEmpty { lines.append(Self.tickets(more, one: "is still theirs", many: "are still theirs")) }
      if !less.isEmpty { lines.append(Self.tickets(less, one: "is no longer theirs", many: "are no longer theirs")) }
    }
    return lines
  }

  private static func tickets(_ numbers: [String], one: String, many: String) -> String {
    let named = WordList.list(numbers.map { ShownText.plain($0) }, limit: 5)
    return numbers.count == 1 ? "ticket \(named) \(one)" : "\(numbers.count) tickets \(many): \(named)"
  }

  /// What `items` has more of than `others`. Two that look the same are two.
  private static func beyond<Item: Hashable>(_ others: [Item], in items: [Item]) -> [Item] {
    var left = others.reduce(into: [:]) { $0[$1, default: 0] += 1 }
    return items.filter { item in
      guard let count = left[item], count > 0 else { return true }
      left[item] = count - 1
      return false
    }
  }
}

/// Reads what stays of somebody, from fresh pages.
public struct BelongingsReader: Sendable {
  private let console: Console
  private let desk: (any TicketDesk)?

  /// Of `console`.
  ///
  /// - Parameter witness: is asked besides of tickets, if it knows of any.
  public init(_ console: Console, witness: (any Witness)? = nil) { self.init(console, desk: witness?.desk) }

  init(_ console: Console, desk: (any TicketDesk)?) {
    self.console = console
    self.desk = desk
  }

  /// Their API tokens; `nil` where the selector pack knows no page of tokens. Two commands a page of the list; two more for each list of
  /// people where a creator is written without an address.
  ///
  /// - Throws: `ConsoleError`; also where a creator is written by name alone, and the person is not known to be the only one of that name.
  public func tokens(of person: Technician) async throws -> [APIToken]? {
    guard console.pack.hasPage("api_tokens") else { return nil }
    let all = try await APITokensPage(console).readAll()
    let doubtful = all.filter { $0.creatorEmail == nil && PersonName(full: $0.creator).readsLike(person.name) }
    if !doubtful.isEmpty {
      let namesakes = try await TechniciansPage(console).namesakes(of: person.name)
      guard namesakes.map(\.email) == [person.email] else {
        throw ConsoleError(
          .pageNotRecognised,
          "the list of API tokens names \(ShownText.quoted(person.name.full)) without an address, which may be somebody else than \(person.email)",
          details: doubtful.map { "  \($0.shown), made \(ShownText.plain($0.created))" },
          advice: "Delete by hand those that are theirs.")
      }
    }
    return all.filter { $0.creatorEmail == person.email } + doubtful
  }

  /// Their tickets that are not closed, as the pages show them, or the desk where the selector pack knows no page of tickets; `nil` where there
  /// is neither. Two commands a page of the list.
  ///
  /// - Throws: `ConsoleError`; also where pages and desk do not agree.
  public func tickets(of id: TechnicianID) async throws -> [Ticket]? {
    let told = try await desk?.open(of: id).map(\.ticket)
    guard console.pack.hasPage("tickets") else { return told }
    let shown = try await TicketsPage(console).open(assignedTo: id)
    if let told, let desk, Set(told.map(\.number)) != Set(shown.map(\.number)) {
      throw ConsoleError(
        .pageNotRecognised, "the list of tickets shows \(Self.listed(shown)), and \(desk.name) tells of \(Self.listed(told))",
        advice: "Look which it is: somebody may be at work on them.")
    }
    return shown
  }

  private static func listed(_ tickets: [Ticket]) -> String {
    tickets.isEmpty ? "none" : WordList.list(tickets.map { ShownText.plain($0.number) }.sorted(), limit: 5)
  }
}
