import BrowserSupport
import Provisioning
import Technicians

/// Rosters and consoles that have some of their people in common.
struct RandomAccounts {
  var random: SeededGenerator
  let capabilities: ConsoleCapabilities
  private let offered: [Permission]

  init(seed: UInt64, capabilities: ConsoleCapabilities) {
    random = SeededGenerator(seed: seed)
    self.capabilities = capabilities
    offered = (0..<5).flatMap { area in (0..<6).map { Permission(area: "Area \(area)", action: $0 == 0 ? "List/Search" : "Action \($0)") } }
  }

  private var hasGroups: Bool { capabilities.permissions == .group }

  private mutating func patterns() -> [PermissionPattern] {
    random.some(of: offered).map { permission in
      PermissionPattern(random.once(in: 4) ? "\(permission.area)/*" : random.once(in: 20) ? "*" : permission.description)
    }
  }

  private mutating func name(_ number: Int) -> PersonName {
    random.once(in: 3) ? PersonName(full: "First\(number) van Last") : PersonName(first: "First\(number)", last: "Last")
  }

  private func email(_ number: Int) throws -> EmailAddress { try EmailAddress("Person\(number)@acme.example") }

  mutating func roster(people: Int) throws -> Roster {
    var roles = (0..<4).map { Role(name: "role\($0)", patterns: patterns()) }
    if hasGroups { roles.append(Role(name: "Standing", patterns: nil)) }
    let rows = try (0..<people).filter { _ in !random.once(in: 4) }.map { number in
      RosterPerson(
        email: try email(number), name: name(number), kind: random.once(in: 5) ? .admin : .technician,
        roleName: random.one(of: roles).name, extra: hasGroups || random.once(in: 2) ? [] : patterns(),
        withheld: hasGroups || random.once(in: 2) ? [] : patterns(), state: random.once(in: 5) ? .deactivated : .active, index: number,
        location: RosterLocation(file: "team.yaml", line: number + 1))
    }
    let located = roles.enumerated().map { RosterRole(role: $1, location: RosterLocation(file: "team.yaml", line: $0 + 1)) }
    return Roster(roles: located, people: rows, file: "team.yaml")
  }

  mutating func console(people: Int) throws -> ConsoleSnapshot {
    let groupNames = ["role0", "role1", "Standing", "Other"]
    let technicians = try (0..<people + 3).filter { _ in !random.once(in: 4) }.map { number in
      let kind: TechnicianKind = random.once(in: 5) ? .admin : .technician
      let status: TechnicianStatus = random.once(in: 4) ? .deactivated : .active
      let isUnread = (kind == .admin || status == .deactivated) && random.once(in: 2)
      return Technician(
        id: TechnicianID(rawValue: "\(number)"), email: try EmailAddress("person\(number)@ACME.example"), name: name(number), kind: kind,
        status: status, permissions: hasGroups || isUnread ? nil : Set(random.some(of: offered)),
        groups: hasGroups && !isUnread ? Set(random.some(of: groupNames)) : nil)
    }
    let groups = groupNames.map { SecurityGroup(id: $0, name: $0, permissions: Set(random.some(of: offered))) }
    return ConsoleSnapshot(
      technicians: technicians.shuffled(using: &random), offeredPermissions: offered, groups: hasGroups ? groups : [],
      seats: SeatUsage(
        active: technicians.count { $0.status == .active }, pricePerMonth: Money(cents: 12900), source: .console),
      signedInAs: try EmailAddress("robot@acme.example"), capabilities: capabilities, address: "acme.example", layout: "any")
  }
}
