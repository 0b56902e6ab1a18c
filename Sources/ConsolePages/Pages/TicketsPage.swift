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

  /// Gives a ticket to somebody else, and reads back from a fresh page. Six commands.
  ///
  /// The assignee is chosen by the console's number, since two people may share a name.
  public func reassign(_ number: String, to person: Technician) async throws {
    console.mark("ticket", "gives ticket \(number) to \(person.email)")
    guard let id = person.id else { throw ConsoleError(.notFound, "the console shows no page for \(person.email)") }
    try await console.open("ticket", values: ["id": number])
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
    let read = try await console.look(
      "ticket \(number)",
      [
        PageCase(
          "form", all: [("ticket.assignee", .present)],
          steps: [.require("ticket.chosen_assignee", .attribute("value"), equals: id.rawValue)])
      ])
    guard read.results[0].problem == nil else {
      throw ConsoleError(
        .outcomeUnknown, "on a fresh page ticket \(number) is not with \(person.email)", consequence: .unknown)
    }
  }
}
