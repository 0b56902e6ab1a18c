import ConsolePages
import Provisioning
import Technicians

/// Giving somebody permissions or groups, and taking them away.
struct RightsChange: Sendable {
  var add: [Permission] = []
  var remove: [Permission] = []
  var join: [String] = []
  var leave: [String] = []
  /// What to type on a console with groups, and on one without.
  let onGroups: String
  let onPeople: String

  func run(_ email: EmailAddress, _ single: SingleChange) async throws {
    try await single.run(email) { found, signedIn in
      guard let found else { throw SingleChange.notFound(email, on: signedIn) }
      return SingleOrder(try await change(of: found, signedIn))
    }
  }

  private func change(of found: Technician, _ signedIn: SignedInConsole) async throws -> Change {
    let areOnGroups = signedIn.console.capabilities.permissions == .group
    guard areOnGroups ? add.isEmpty && remove.isEmpty : join.isEmpty && leave.isEmpty else {
      throw UsageError(
        areOnGroups ? "this console keeps permissions on security groups" : "this console has no security groups",
        areOnGroups ? onGroups : onPeople)
    }
    guard found.kind == .technician else {
      throw UsageError("\(found.email) is an admin, whom permissions do not bind", "Make them a technician first, with a roster.")
    }
    try await Offered.requireGroups(join + leave, on: signedIn)
    if let id = found.id { try await Offered.require(add + remove, onPageOf: id, found.email, signedIn) }
    return Change(
      subject: .person(id: found.id, email: found.email, name: found.name),
      action: areOnGroups ? .groups(add: join, remove: leave) : .permissions(add: add, remove: remove), rosterLocation: .commandLine)
  }
}
