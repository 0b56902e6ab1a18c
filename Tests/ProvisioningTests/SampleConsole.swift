import Foundation
import Provisioning
import Technicians
import Testing

/// A small console for examples, in either kind of layout.
enum SampleConsole {
  static let onTechnicians = ConsoleCapabilities(name: .split, permissions: .technician)
  static let onGroups = ConsoleCapabilities(name: .full, permissions: .group)

  static let offered = [
    "Tickets/List/Search", "Tickets/Create", "Tickets/Edit", "Tickets/Delete", "Invoices/Create", "Invoices/Edit", "Assets/View Details",
  ].compactMap { Permission($0) }

  static func permissions(_ names: String...) -> Set<Permission> { Set(names.compactMap { Permission($0) }) }

  static func technician(
    _ email: String, _ name: String, id: String, kind: TechnicianKind = .technician, status: TechnicianStatus = .active,
    lastSignIn: LastSignIn = .notShown, permissions: Set<Permission>? = nil, groups: Set<String>? = nil
  ) throws -> Technician {
    Technician(
      id: TechnicianID(rawValue: id), email: try EmailAddress(email), name: PersonName(full: name), kind: kind, status: status,
      lastSignIn: lastSignIn, permissions: permissions, groups: groups)
  }

  static func snapshot(
    _ technicians: [Technician], groups: [SecurityGroup] = [], capabilities: ConsoleCapabilities = onTechnicians,
    source: SeatUsage.PriceSource = .console
  ) throws -> ConsoleSnapshot {
    ConsoleSnapshot(
      technicians: technicians, offeredPermissions: offered, groups: groups,
      seats: SeatUsage(
        active: technicians.count { $0.status == .active }, pricePerMonth: Money(cents: 12900), source: source),
      signedInAs: try EmailAddress("robot@acme.example"), capabilities: capabilities, address: "acme.example",
      layout: capabilities.permissions == .group ? "users" : "technicians")
  }

  static func roster(_ text: String) throws -> Roster { try RosterReader.parse(text: text, fileName: "team.yaml") }
}
