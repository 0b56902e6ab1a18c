import Technicians
import Testing

@testable import Provisioning

@Suite struct RoleInheritanceTests {
  private static let people = "technicians: [{email: a@acme.example, name: Ann Lee, kind: admin}]\n"

  private func roles(_ text: String) throws -> [String: Role] {
    let roster = try RosterReader.parse(text: "\(text)\n\(Self.people)", fileName: "team.yaml")
    return Dictionary(uniqueKeysWithValues: roster.roles.map { ($0.role.name, $0.role) })
  }

  private func only(_ text: String, roles: String? = nil) -> [String] {
    do {
      let source = roles.map { RosterSource(text: $0, fileName: "roles.yaml") }
      _ = try RosterReader.parse(RosterSource(text: "\(text)\n\(Self.people)", fileName: "team.yaml"), roles: source)
      return []
    } catch {
      return error.mistakes.map { "\($0.place) \($0.field): \($0.message)" }
    }
  }

  @Test func aRoleHasWhatItsParentsHave() throws {
    let roles = try roles(
      """
      roles:
        lead:
          inherit: [senior, billing]
        senior:
          inherit: [desk]
          permissions: [Invoices/Create]
          without: [Tickets/Delete]
        billing: [Invoices/*, Tickets/Delete]
        desk: [Tickets/*]
      """)
    #expect(roles["lead"]?.patterns?.map(\.description) == ["Tickets/*", "Invoices/Create", "Invoices/*", "Tickets/Delete"])
    #expect(roles["lead"]?.exclusions.map(\.description) == ["Tickets/Delete"])
    #expect(roles["senior"]?.patterns?.map(\.description) == ["Tickets/*", "Invoices/Create"])
    #expect(roles["desk"]?.exclusions == [])
    let offered = SampleConsole.offered
    #expect(
      roles["lead"]?.permissions(among: offered)
        == SampleConsole.permissions("Tickets/List/Search", "Tickets/Create", "Tickets/Edit", "Invoices/Create", "Invoices/Edit"))
  }

  @Test func aMappingMaySayAsMuchAsAList() throws {
    let roles = try roles(
      "roles:\n  a: {permissions: [Tickets/*]}\n  none: {permissions: []}\n  b: {inherit: [none], without: [Tickets/Edit]}")
    #expect(roles["a"]?.patterns?.map(\.description) == ["Tickets/*"])
    #expect(roles["none"]?.patterns == [])
    #expect(roles["b"]?.patterns == [])
  }

  @Test func whatARoleInheritsIsKeptAsItWasWritten() throws {
    let roster = try RosterReader.parse(
      text: "roles:\n  a: [Tickets/*]\n  b: {inherit: [a], permissions: [Invoices/*]}\n\(Self.people)", fileName: "team.yaml")
    #expect(roster.roles.map(\.inherits) == [[], ["a"]])
    #expect(roster.roles[1].written.map(\.field) == ["roles.b.permissions[0]"])
  }

  @Test(arguments: [
    (
      "roles:\n  a: {inherit: [helpdsek]}\n  helpdesk: []",
      ["team.yaml:2 roles.a.inherit[0]: no role \"helpdsek\"; did you mean \"helpdesk\"?"]
    ),
    ("roles:\n  a: {inherit: [a]}", ["team.yaml:2 roles.a.inherit[0]: a role cannot inherit from itself"]),
    (
      "roles:\n  x: {inherit: [b]}\n  a: {inherit: [b]}\n  b: {inherit: [c]}\n  c:\n    inherit: [d, a]\n  d: []",
      ["team.yaml:4 roles.b.inherit[0]: a role cannot inherit from itself: \"b\" -> \"c\" -> \"a\" -> \"b\""]
    ),
    (
      "roles:\n  a: {inherit: [b]}\n  b: {inherit: [a]}\n  c: {inherit: [d]}\n  d: {inherit: [c]}",
      [
        "team.yaml:2 roles.a.inherit[0]: a role cannot inherit from itself: \"a\" -> \"b\" -> \"a\"",
        "team.yaml:4 roles.c.inherit[0]: a role cannot inherit from itself: \"c\" -> \"d\" -> \"c\"",
      ]
    ),
    (
      "roles:\n  Admins: existing\n  a: {inherit: [Admins]}",
      [
        "team.yaml:3 roles.a.inherit[0]: \"Admins\" stands on the console already, and what it has is not in the roster; list its permissions here"
      ]
    ),
    ("roles:\n  a: {inherit: desk}", ["team.yaml:2 roles.a.inherit: is a text, where a list such as [helpdesk] belongs"]),
    ("roles:\n  a: {permissions: Tickets/*}", ["team.yaml:2 roles.a.permissions: is a text, where a list such as [Tickets/*] belongs"]),
    (
      "roles:\n  a: {inherits: [b]}\n  b: []",
      ["team.yaml:2 roles.a.inherits: no field \"inherits\"; did you mean \"inherit\"?"]
    ),
    (
      "roles:\n  a: {grants: [b]}\n  b: []",
      ["team.yaml:2 roles.a.grants: no field \"grants\"; there are inherit, permissions and without"]
    ),
    ("roles:\n  a: {}", ["team.yaml:2 roles.a: has neither inherit nor permissions; write permissions: [] for none"]),
    ("roles:\n  a: {without: [A/x]}", ["team.yaml:2 roles.a: has neither inherit nor permissions; write permissions: [] for none"]),
    (
      "roles:\n  a:\n    permissions:\n      - A/*\n      - B\n    without: [C]",
      [
        "team.yaml:5 roles.a.permissions[1]: \"B\" has no slash; write Area/Action, Area/* for all of an area, or * for everything",
        "team.yaml:6 roles.a.without[0]: \"C\" has no slash; write Area/Action, Area/* for all of an area, or * for everything",
      ]
    ),
  ])
  func aRoleIsChecked(_ text: String, _ expected: [String]) { #expect(only(text) == expected) }

  @Test func aParentMayStandInTheOtherFile() throws {
    #expect(only("roles: {a: {inherit: [b]}}", roles: "roles: {b: [A/*]}") == [])
    // A file of roles that cannot be read proves nothing of what is missing from it.
    #expect(only("roles: {a: {inherit: [b]}}", roles: "roles: [").count == 1)
  }

  @Test func aLongLineOfAncestorsIsFollowed() throws {
    let lines = (1...20_000).map { "  r\($0): {inherit: [r\($0 - 1)]}" }
    let roles = try roles((["roles:", "  r0: [Tickets/*]"] + lines).joined(separator: "\n"))
    #expect(roles["r20000"]?.patterns?.map(\.description) == ["Tickets/*"])
    let circle = (["roles:", "  r0: {inherit: [r20000]}"] + lines).joined(separator: "\n")
    #expect(only(circle).count == 1)
  }

  @Test func aFewLinesDoNotFillTheMemory() {
    let own = (0..<2_000).map { "A/\($0)" }.joined(separator: ", ")
    let lines = (1...2_000).map { "  r\($0): {inherit: [r\($0 - 1)]}" }
    let mistakes = only((["roles:", "  r0: [\(own)]"] + lines).joined(separator: "\n"))
    #expect(mistakes.count == 1)
    #expect(mistakes.first?.contains("inherits too much: all roles together have more than 1,000,000 permissions") == true)
  }

  // MARK: On a console

  @Test func aPatternThatMeansNothingIsSaidWhereItStandsAndOnce() throws {
    let roster = try SampleConsole.roster(
      """
      roles:
        desk: [Tickets/*, Tickets/Merge]
        senior: {inherit: [desk], without: [Tickets/Erase]}
        lead: {inherit: [senior]}
      technicians:
        - {email: nina@acme.example, name: Nina Park, role: lead}
      """)
    let robot = try SampleConsole.technician("robot@acme.example", "Robot One", id: "1", kind: .admin)
    let error = #expect(throws: PlanningError.self) { try Planner.plan(roster: roster, snapshot: SampleConsole.snapshot([robot])) }
    let tickets = "it has: Tickets/List/Search, Tickets/Create, Tickets/Edit, Tickets/Delete"
    #expect(
      error?.description == """
        team.yaml has 2 mistakes; nothing was done
          team.yaml:2  roles.desk[1]            the console has no permission "Tickets/Merge"; \(tickets)
          team.yaml:3  roles.senior.without[0]  the console has no permission "Tickets/Erase"; \(tickets)
        """)
  }

  @Test func aGroupHoldsWhatItsRoleInherits() throws {
    let roster = try SampleConsole.roster(
      """
      roles:
        desk: [Tickets/*]
        senior: {inherit: [desk], permissions: [Invoices/Edit], without: [Tickets/Delete]}
      technicians:
        - {email: nina@acme.example, name: Nina Park, role: senior}
      """)
    let robot = try SampleConsole.technician("robot@acme.example", "Robot One", id: "1", kind: .admin)
    let plan = try Planner.plan(roster: roster, snapshot: SampleConsole.snapshot([robot], capabilities: SampleConsole.onGroups))
    let permissions = ["Tickets/List/Search", "Tickets/Create", "Tickets/Edit", "Invoices/Edit"].compactMap { Permission($0) }
    #expect(plan.changes.first { $0.name == "senior" }?.action == .createGroup(permissions: permissions))
  }
}
