import Provisioning
import Technicians

/// A made-up company of any size: its roster in every form, and a console on which it is not quite so. The same size is the same company.
struct Company {
  /// One who works there.
  struct Person {
    let number: Int

    var email: String { "person.\(number)@acme.example" }
    var first: String { Company.firstNames[number % Company.firstNames.count] }
    var last: String { "Nº\(number)" }
    var role: Int { number % Company.roleCount }
    /// One in fifty has left, one in twenty may do something besides.
    var hasLeft: Bool { number.isMultiple(of: 50) }
    var extra: Permission? { number % 20 == 7 ? Company.offered[number % Company.offered.count] : nil }
  }

  static let roleCount = 20
  private static let firstNames = ["Ada", "Inès", "Łukasz", "Mei", "Omar", "Priya", "Søren", "Zoë"]

  /// 30 areas of five actions: about as many as the console has.
  static let offered: [Permission] = (1...30).flatMap { area in
    ["List/Search", "View Details", "Create", "Edit", "Delete"].map { Permission(area: "Area \(area)", action: $0) }
  }

  let people: [Person]

  init(people count: Int) { people = (1...max(1, count)).map { Person(number: $0) } }

  /// The patterns of a role: two whole areas and two single boxes.
  private static func patterns(_ role: Int) -> [String] {
    ["Area \(role + 1)/*", "Area \(role + 2)/*", "Area \(role + 5)/List/Search", "Area \(role + 9)/View Details"]
  }

  private static func permissions(_ role: Int) -> Set<Permission> {
    let single: Set = [
      Permission(area: "Area \(role + 5)", action: "List/Search"), Permission(area: "Area \(role + 9)", action: "View Details"),
    ]
    return single.union(offered.filter { $0.area == "Area \(role + 1)" || $0.area == "Area \(role + 2)" })
  }

  // MARK: - Its roster

  var rolesYAML: String {
    "roles:\n" + (0..<Self.roleCount).map { "  role-\($0): [\(Self.patterns($0).joined(separator: ", "))]\n" }.joined()
  }

  var yaml: String {
    rolesYAML + "technicians:\n"
      + people.map { person in
        person.hasLeft
          ? "  - { email: \(person.email), name: \"\(person.first) \(person.last)\", state: deactivated }\n"
          : """
            - email: \(person.email)
              first_name: \(person.first)
              last_name: \(person.last)
              role: role-\(person.role)
          \(person.extra.map { "    extra: [\($0)]\n" } ?? "")
          """
      }.joined()
  }

  var json: String {
    let roles = (0..<Self.roleCount).map { role in
      "\"role-\(role)\": [\(Self.patterns(role).map { "\"\($0)\"" }.joined(separator: ", "))]"
    }
    let rows = people.map { person in
      let rest =
        person.hasLeft
        ? "\"state\": \"deactivated\""
        : "\"role\": \"role-\(person.role)\"\(person.extra.map { ", \"extra\": [\"\($0)\"]" } ?? "")"
      return "{\"email\": \"\(person.email)\", \"first_name\": \"\(person.first)\", \"last_name\": \"\(person.last)\", \(rest)}"
    }
    return "{\"roles\": {\(roles.joined(separator: ", "))},\n\"technicians\": [\n\(rows.joined(separator: ",\n"))]}\n"
  }

  /// Every text quoted, as spreadsheets write it.
  var csv: String {
    "email,first_name,last_name,role,extra,state\n"
      + people.map { person in
        let cells =
          person.hasLeft
          ? [person.email, person.first, person.last, "", "", "deactivated"]
          : [person.email, person.first, person.last, "role-\(person.role)", person.extra.map { "\($0)" } ?? "", ""]
        return cells.map { "\"\($0)\"" }.joined(separator: ",") + "\n"
      }.joined()
  }

  // MARK: - Its console

  /// One in ten is not there yet, one in ten has a box too many, and whoever has left is still active.
  var console: ConsoleSnapshot {
    var list: [Technician] = []
    for person in people where person.number % 10 != 3 {
      guard let email = try? EmailAddress(person.email) else { continue }
      var permissions = Self.permissions(person.role)
      if let extra = person.extra { permissions.insert(extra) }
      if person.number % 10 == 6 { permissions.insert(Self.offered[(person.number + 77) % Self.offered.count]) }
      list.append(
        Technician(
          id: TechnicianID(rawValue: "\(5000 + person.number)"), email: email, name: PersonName(first: person.first, last: person.last),
          permissions: permissions))
    }
    let robot = Technician(
      id: TechnicianID(rawValue: "1"), email: Self.robot, name: PersonName(first: "Robot", last: "Admin"), kind: .admin)
    list.append(robot)
    return ConsoleSnapshot(
      technicians: list, offeredPermissions: Self.offered,
      seats: SeatUsage(active: list.count, pricePerMonth: Money(cents: 12_900), source: .console), signedInAs: Self.robot,
      capabilities: ConsoleCapabilities(name: .split, permissions: .technician), address: "acme.example", layout: "technicians")
  }

  private static let robot: EmailAddress = {
    guard let email = try? EmailAddress("robot@acme.example") else { preconditionFailure("robot@acme.example is an address") }
    return email
  }()
}
