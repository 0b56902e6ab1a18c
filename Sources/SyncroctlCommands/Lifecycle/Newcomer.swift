import ConsolePages
import Provisioning
import SelectorPacks
import Technicians

/// Somebody who is to get an account.
struct Newcomer: Sendable {
  let email: EmailAddress
  let name: PersonName

  /// What is wrong where somebody has the email already.
  func taken(by found: Technician) -> ConsoleError {
    ConsoleError(
      .emailTaken, "\(email) has an account already: \(found.name), \(found.status.rawValue)",
      advice: found.status == .active
        ? "Look: syncroctl technicians show \(email)" : "Let them in again: syncroctl reactivate \(email)")
  }

  /// - Throws: ``UsageError`` where the console asks for a first and a last name, and there is one word.
  func requireName(on console: Console) throws {
    guard console.capabilities.name == .split, name.parts == nil else { return }
    throw UsageError(
      "this console asks for a first and a last name, and \(ShownText.quoted(name.full)) is one word", "Say --first-name and --last-name.")
  }

  /// The change, with rights that were named one by one. All of them are looked for before anybody is created.
  ///
  /// - Throws: ``UsageError`` with the nearest names for what the console does not have.
  func change(_ kind: TechnicianKind, permissions: [Permission], groups: [String], _ signedIn: SignedInConsole) async throws -> SingleOrder
  {
    let areOnGroups = signedIn.console.capabilities.permissions == .group
    guard areOnGroups ? permissions.isEmpty : groups.isEmpty else {
      throw UsageError(
        areOnGroups ? "this console keeps permissions on security groups" : "this console has no security groups",
        areOnGroups ? "Say --group instead of --grant." : "Say --grant instead of --group.")
    }
    try await Offered.requireGroups(groups, on: signedIn)
    if !permissions.isEmpty { try await Self.require(permissions, signedIn) }
    let seats = try await signedIn.reader().readSeats([])
    return SingleOrder(
      Change(
        subject: .person(id: nil, email: email, name: name),
        action: .create(kind: kind, role: nil, permissions: permissions, groups: groups), rosterLocation: .commandLine,
        monthlyDelta: seats.pricePerMonth), seats: seats)
  }

  /// Looks whether the console has these permissions: on the page of the account that is signed in.
  private static func require(_ permissions: [Permission], _ signedIn: SignedInConsole) async throws {
    let email = signedIn.operatorEmail
    guard let id = try await TechniciansPage(signedIn.console).find(email)?.id else { return }
    try await Offered.require(permissions, onPageOf: id, email, signedIn)
  }
}
