public import Technicians
import SelectorPacks
import WebDriver

/// A ticket as the list shows it.
public struct Ticket: Sendable, Hashable {
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
    let table = try console.pack.table("tickets.tickets")
    return try await console.readPages("the list of tickets", table: "tickets.tickets", next: "tickets.next", headings: table.headings) {
      try await console.open("tickets", "assigned", values: ["id": id.rawValue])
    }.map {
      Ticket(
        number: $0.cells["number"] ?? "", subject: $0.cells["subject"] ?? "", assignee: $0.cells["assignee"] ?? "",
        status: $0.cells["status"] ?? "")
    }
  }
}
