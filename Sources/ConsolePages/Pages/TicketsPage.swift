import SelectorPacks
public import Technicians
import WebDriver

/// A ticket as the list shows it.
public struct Ticket: Sendable, Hashable, Codable {
  /// The ticket's number.
  public let number: String
  /// What it is about.
  public let subject: String
  /// Who works on it, by name.
  public let assignee: String
  /// Its state.
  public let status: String

  /// A ticket; see the properties.
  public init(number: String, subject: String, assignee: String, status: String) {
    (self.number, self.subject, self.assignee, self.status) = (number, subject, assignee, status)
  }
}

/// The tickets of one technician.
public struct TicketsPage: Sendable {
  private let console: Console

  /// The tickets of `console`.
  public init(_ console: Console) { self.console = console }

  /// The tickets assigned to somebody that are not closed. Two commands a page of the list.
  public func open(assignedTo id: TechnicianID) async throws -> [Ticket] {
    console.mark("tickets", "reads the open tickets of number \(id.rawValue)")
    return try await console.readPages("the list of tickets", table: "tickets.tickets", next: "tickets.next") {
      try await console.open("tickets", "assigned", values: ["id": id.rawValue])
    }.map {
      Ticket(
        number: $0.cells["number"] ?? "", subject: $0.cells["subject"] ?? "", assignee: $0.cells["assignee"] ?? "",
        status: $0.cells["status"] ?? "")
    }
  }

  /// Gives a ticket of somebody to somebody else, and reads back from a fresh page. Seven commands.
  ///
  /// It must be theirs by its own page: a console that does not know a word in the list's address shows the tickets of everybody.
  /// The assignee is chosen by the console's number, since two people may share a name.
  public func reassign(_ number: String, from owner: TechnicianID, to person: Technician) async throws {
    console.mark("ticket", "gives ticket \(number) to \(person.email)")
    guard let id = person.id else { throw ConsoleError(.notFound, "the console shows no page for \(person.email)") }
    try await console.open("ticket", values: ["id": number])
    let shown = try await chosenAssignee(of: number, is: owner)
    guard shown.results[0].problem == nil else {
      throw ConsoleError(
        .pageNotRecognised, "ticket \(number) is not with number \(owner.rawValue), whose tickets were asked for: it was left as it is",
        details: [Console.place(shown)],
        advice: "Put right the address \"assigned\" of the page \"tickets\" in an override: --selectors FILE (see docs/packs.md).")
    }
    try await console.lookAndClick(
      "ticket.save", on: "ticket \(number)",
      [
        PageCase(
          "form", all: [("ticket.assignee", .fill), ("ticket.save", .click)],
          steps: [.fill([("ticket.assignee", .optionValue(id.rawValue))])])
      ]
    ) { ready in
      guard ready.results[0].texts?.isEmpty != false else {
        throw ConsoleError(.notFound, "ticket \(number) cannot be given to \(person.email): the console does not offer them")
      }
      return true
    }
    let outcome = try await console.look(
      "ticket \(number)",
      [console.doneCase("saved", all: ["ticket.assignee"]), console.refusedCase],
      after: .unknown)
    guard outcome.heldCase == "saved" else {
      throw ConsoleError(
        .refused, "the console did not give ticket \(number) to \(person.email)", details: console.refusal(outcome).map { "it says: \($0)" }
      )
    }
    try await console.open("ticket", values: ["id": number])
    let read = try await chosenAssignee(of: number, is: id)
    guard read.results[0].problem == nil else {
      throw ConsoleError(
        .outcomeUnknown, "on a fresh page ticket \(number) is not with \(person.email)", consequence: .unknown)
    }
  }

  /// Looks at the open page of a ticket; the first result has a problem if the ticket is not with `id`. One command.
  private func chosenAssignee(of number: String, is id: TechnicianID) async throws -> PageAnswer {
    try await console.look(
      "ticket \(number)",
      [
        PageCase(
          "form", all: [("ticket.assignee", .present)],
          steps: [.require("ticket.chosen_assignee", .attribute("value"), equals: id.rawValue)])
      ])
  }
}
