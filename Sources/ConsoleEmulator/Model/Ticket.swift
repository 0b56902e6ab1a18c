/// A ticket: here only to show that it survives whoever it is assigned to.
struct Ticket: Sendable {
  enum Status: String, Sendable, CaseIterable {
    case new = "New"
    case inProgress = "In Progress"
    case waiting = "Waiting on Customer"
    case resolved = "Resolved"

    var isOpen: Bool { self != .resolved }
  }

  /// The number that people quote, and the address of its page.
  let number: Int
  let subject: String
  let status: Status
  /// Nobody, or somebody who may have been deactivated since.
  var assignee: Int?
}
