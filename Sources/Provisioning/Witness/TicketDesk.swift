public import ConsolePages
public import Technicians

/// Somebody else than the console's pages who knows whose tickets are open, and can give them to others: the console's API.
///
/// What it throws is a `ConsoleError`; after a change that may have been made one whose consequence is not `nothing`.
public protocol TicketDesk: Sendable {
  /// What it is called in sentences: `the API`.
  var name: String { get }
  /// Somebody's tickets that are not closed.
  func open(of person: TechnicianID) async throws -> [DeskTicket]
  /// Gives a ticket to somebody. Asked once, whatever comes of it.
  func give(_ ticket: DeskTicket, to person: TechnicianID) async throws
}

/// A ticket as a desk knows it.
public struct DeskTicket: Sendable, Hashable {
  /// The number by which the desk is asked for it.
  public let id: Int
  /// The ticket as people know it.
  public let ticket: Ticket

  /// A ticket; see the properties.
  public init(id: Int, ticket: Ticket) { (self.id, self.ticket) = (id, ticket) }
}

extension Witness {
  /// The same one as a desk, where it is one.
  var desk: (any TicketDesk)? { self as? any TicketDesk }
}
