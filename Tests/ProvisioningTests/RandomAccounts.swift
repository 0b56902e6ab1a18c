import BrowserSupport
import Technicians

@testable import Provisioning

/// Rosters and consoles that have some of their people in common.
struct RandomAccounts {
  var random: SeededGenerator
  let capabilities: ConsoleCapabilities
  private let offered: [Permission]
  /// How many addresses were given away that nobody had before.
  private var newAddresses = 0

  init(seed: UInt64, capabilities: ConsoleCapabilities) {
    random = SeededGenerator(seed: seed)
    self.capabilities = capabilities
    offered = (0..<5).flatMap { area in (0..<6).map { Permission(area: "Area \(area)", action: $0 == 0 ? "List/Search" : "Action \($0)") } }
  }

  private var hasGroups: Bool { capabilities.permissions == .group }

  static let robot = "robot@acme.example"

  private mutating func patterns() -> [String] {
    random.some(of: offered).map { permission in
      random.once(in: 4) ? "\(permission.area)/*" : random.once(in: 20) ? "*" : permission.description
    }
  }

  private mutating func fewPatterns() -> [String] { Array(patterns().shuffled(using: &random).prefix(random.below(4))) }

  private mutating func name() -> PersonName {
    let number = random.below(30)
    return random.once(in: 3) ? PersonName(full: "First\(number) van \"Last\"") : PersonName(first: "First\(number)", last: "Last, Jr.")
  }

  private mutating func newAddress() -> String {
    newAddresses += 1
    return "New\(newAddresses)@acme.example"
  }

  // MARK: Rosters

  /// A roster that `console` can be brought in line with: it names some of its people, by number or by address, gives some of them another
  /// address, and has others who are new.
  mutating func writing(on console: ConsoleSnapshot, newPeople: Int = 5) -> RosterWriting {
    var writing = RosterWriting()
    writing.unlisted = random.one(of: [nil, .report, .deactivate])
    if random.once(in: 2) { writing.ignore = ["*@Contractor.example"] }
    writing.roles = roles()
    let roleNames = writing.roles.map(\.name)
    var unmoved: [String] = []
    for technician in console.technicians {
      let address = technician.email.description
      let isIgnored = !writing.ignore.isEmpty && technician.email.comparable.hasSuffix("@contractor.example")
      guard !isIgnored, !random.once(in: 4), address != Self.robot || random.once(in: 2) else {
        unmoved.append(address)
        continue
      }
      var row = row(roles: roleNames)
      row.email = random.once(in: 2) ? address.uppercased() : address
      row.name = random.once(in: 2) ? technician.name : row.name
      if random.once(in: 2) { row.id = technician.id?.rawValue }
      // Somebody who moves the address that they are signed in with is not found by it afterwards.
      if row.id != nil, address != Self.robot, random.once(in: 3) { row.email = newAddress() } else { unmoved.append(address) }
      if address == Self.robot { (row.kind, row.state) = (.admin, nil) }
      writing.rows.append(row)
    }
    for _ in 0..<newPeople { writing.rows.append(row(roles: roleNames)) }
    writing.rows.shuffle(using: &random)
    writing.protect = Array(unmoved.shuffled(using: &random).prefix(random.below(4))) + random.some(of: ["*@board.example", "*nobody*"])
    return writing
  }

  /// A roster that knows of no console: some of its people are on any that ``console(people:)`` makes, by address. The account that is signed
  /// in may lose what it has.
  mutating func roster(people: Int) throws -> Roster {
    var writing = RosterWriting()
    writing.roles = roles()
    let roleNames = writing.roles.map(\.name)
    let addresses = (0..<people).map { "Person\($0)@acme.example" } + [Self.robot]
    for address in addresses where !random.once(in: 4) {
      var row = row(roles: roleNames)
      row.email = address
      writing.rows.append(row)
    }
    if writing.rows.isEmpty { writing.rows.append(row(roles: roleNames)) }
    return try writing.roster(.yaml)
  }

  /// Some roles inherit from others, which may stand before or after them.
  private mutating func roles() -> [RosterWriting.RoleEntry] {
    var roles: [RosterWriting.RoleEntry] = []
    for number in 0..<6 {
      var role = RosterWriting.RoleEntry(name: "role\(number)", shape: random.once(in: 3) ? .list : .mapping, permissions: patterns())
      if role.shape == .mapping {
        role.inherit = random.once(in: 3) ? [] : random.some(of: roles.map(\.name))
        role.without = random.once(in: 3) ? fewPatterns() : []
        if !role.inherit.isEmpty { role.permissions = fewPatterns() }
      }
      roles.append(role)
    }
    if hasGroups { roles.append(RosterWriting.RoleEntry(name: "Standing", shape: .existing)) }
    return roles.shuffled(using: &random)
  }

  private mutating func row(roles: [String]) -> RosterWriting.Row {
    RosterWriting.Row(
      email: newAddress(), name: name(), kind: random.once(in: 5) ? .admin : random.once(in: 2) ? .technician : nil,
      role: random.one(of: roles), extra: hasGroups || random.once(in: 2) ? [] : fewPatterns(),
      without: hasGroups || random.once(in: 2) ? [] : fewPatterns(), state: random.one(of: [.deactivated, .active, nil, nil]))
  }

  // MARK: Consoles

  mutating func console(people: Int) throws -> ConsoleSnapshot {
    let groupNames = ["role0", "role1", "Standing", "Other"]
    var technicians = [
      Technician(
        id: TechnicianID(rawValue: "9000"), email: try EmailAddress(Self.robot), name: PersonName(full: "Robot One"), kind: .admin)
    ]
    for number in 0..<people {
      let domain = random.one(of: ["ACME.example", "acme.example", "contractor.example", "board.example"])
      let kind: TechnicianKind = random.once(in: 5) ? .admin : .technician
      let status: TechnicianStatus = random.once(in: 4) ? .deactivated : .active
      let isUnread = (kind == .admin || status == .deactivated) && random.once(in: 2)
      technicians.append(
        Technician(
          id: TechnicianID(rawValue: "\(number + 1)"), email: try EmailAddress("person\(number)@\(domain)"), name: name(), kind: kind,
          status: status, permissions: hasGroups || isUnread ? nil : Set(random.some(of: offered)),
          groups: hasGroups && !isUnread ? Set(random.some(of: groupNames)) : nil))
    }
    let groups = groupNames.map { SecurityGroup(id: $0, name: $0, permissions: Set(random.some(of: offered))) }
    return ConsoleSnapshot(
      technicians: technicians.shuffled(using: &random), offeredPermissions: offered, groups: hasGroups ? groups : [],
      seats: SeatUsage(
        active: technicians.count { $0.status == .active }, pricePerMonth: Money(cents: 12900), source: .console),
      signedInAs: try EmailAddress(Self.robot), capabilities: capabilities, address: "acme.example", layout: "any")
  }
}
