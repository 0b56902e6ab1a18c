import Technicians
import Testing

@testable import Provisioning

/// What counts as done by hand, and what does not.
@Suite struct HandCheckTests {
  private static func person(
    name: String = "Omar Said", kind: TechnicianKind = .technician, status: TechnicianStatus = .active, _ permissions: String...
  ) throws -> Technician {
    try SampleConsole.technician(
      "omar.said@acme.example", name, id: "5102", kind: kind, status: status,
      permissions: Set(permissions.compactMap { Permission($0) }))
  }

  private static func verdict(_ before: Technician?, _ wanted: Technician, _ now: Technician?, fact: Technician? = nil) throws -> String {
    let known = fact.map { PlanFact(person: $0, email: $0.email) } ?? before.map { PlanFact(person: $0, email: $0.email) }
    let check = HandCheck(before: Looked(person: before), wanted: Looked(person: wanted), fact: known)
    switch check.verdict(on: Looked(person: now)) {
    case .done(let besides): return (["done"] + besides).joined(separator: ", ")
    case .undone: return "undone"
    case .otherwise(let lines): return "otherwise: " + lines.joined(separator: ", ")
    }
  }

  @Test func boxesAreDoneOnlyExactly() throws {
    let (before, wanted) = (try Self.person("Tickets/Edit"), try Self.person("Tickets/Create", "Assets/Edit"))
    #expect(try Self.verdict(before, wanted, before) == "undone")
    #expect(try Self.verdict(before, wanted, try Self.person("Tickets/Edit", "Assets/Edit")) == "undone")
    #expect(try Self.verdict(before, wanted, wanted) == "done")
    #expect(
      try Self.verdict(before, wanted, try Self.person("Tickets/Create", "Assets/Edit", "Tickets/Delete"))
        == "otherwise: its permissions differ: + Tickets/Delete")
    #expect(
      try Self.verdict(before, wanted, try Self.person("Tickets/Edit", "Tickets/Delete"))
        == "otherwise: its permissions differ: + Tickets/Delete + Tickets/Edit - Assets/Edit - Tickets/Create")
    #expect(try Self.verdict(before, wanted, nil) == "otherwise: there is no such account")
  }

  @Test func whatTheChangeIsNotAboutIsSaid() throws {
    let (before, wanted) = (try Self.person("Tickets/Edit"), try Self.person("Tickets/Create"))
    #expect(
      try Self.verdict(before, wanted, try Self.person(kind: .admin, "Tickets/Create")) == "done, the kind was technician and is admin")
    #expect(
      try Self.verdict(before, wanted, try Self.person(kind: .admin, "Tickets/Edit"))
        == "otherwise: its permissions differ: + Tickets/Edit - Tickets/Create, the kind was technician and is admin")
    // What another change of the same run has made of somebody is expected.
    let renamed = try Self.person(name: "Omar S. Said", "Tickets/Edit")
    #expect(try Self.verdict(before, wanted, renamed, fact: renamed) == "undone")
  }

  @Test func deactivatingLeavesTheRestToTheConsole() throws {
    let before = try Self.person("Tickets/Edit")
    var wanted = before
    (wanted.status, wanted.permissions) = (.deactivated, nil)
    #expect(try Self.verdict(before, wanted, before) == "undone")
    #expect(try Self.verdict(before, wanted, try Self.person(status: .deactivated)) == "done")
    #expect(
      try Self.verdict(before, wanted, try Self.person(name: "Somebody Else", "Tickets/Edit"))
        == #"otherwise: the account is still active, the name was "Omar Said" and is "Somebody Else""#)
  }

  @Test func anAccountMadeByHandIsFoundByWhoItIs() throws {
    let wanted = try Self.person("Tickets/Edit")
    #expect(try Self.verdict(nil, wanted, nil) == "undone")
    #expect(try Self.verdict(nil, wanted, wanted) == "done")
    // What it lacks is given to it; never is a second one made.
    #expect(try Self.verdict(nil, wanted, try Self.person("Tickets/Delete")) == "undone")
    #expect(
      try Self.verdict(nil, wanted, try Self.person(kind: .admin, "Tickets/Edit")) == "otherwise: it is admin")
  }

  @Test func groupsAreHeldAgainstTheirBoxes() throws {
    func verdict(_ before: SecurityGroup?, _ now: SecurityGroup?) -> String {
      let wanted = Looked(group: SecurityGroup(name: "Night", permissions: SampleConsole.permissions("Tickets/Edit")))
      switch HandCheck(before: Looked(group: before), wanted: wanted, fact: nil).verdict(on: Looked(group: now)) {
      case .done: return "done"
      case .undone: return "undone"
      case .otherwise(let lines): return lines.joined(separator: ", ")
      }
    }
    let empty = SecurityGroup(id: "7", name: "Night", permissions: [])
    #expect(verdict(empty, empty) == "undone")
    #expect(verdict(empty, SecurityGroup(id: "7", name: "Night", permissions: SampleConsole.permissions("Tickets/Edit"))) == "done")
    #expect(
      verdict(empty, SecurityGroup(id: "7", name: "Night", permissions: SampleConsole.permissions("Tickets/Delete")))
        == "its permissions differ: + Tickets/Delete - Tickets/Edit")
    #expect(verdict(empty, nil) == "there is no such group")
    #expect(verdict(nil, nil) == "undone")
  }
}
