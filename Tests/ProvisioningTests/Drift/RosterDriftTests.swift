import Foundation
import Provisioning
import Technicians
import Testing

@Suite struct RosterDriftTests {
  private static let time = Date(timeIntervalSince1970: 1_790_000_000.75)
  private let robot: Technician
  private let head = "ignore: [robot@acme.example]\nunassigned: [\"*\"]\nroles:\n  desk: [Tickets/Create, Tickets/Edit]\n"

  init() throws { robot = try SampleConsole.technician("robot@acme.example", "Robot One", id: "1", kind: .admin) }

  private func drift(
    _ people: String, _ technicians: [Technician], head: String? = nil, groups: [SecurityGroup] = [],
    on capabilities: ConsoleCapabilities = SampleConsole.onTechnicians
  ) throws -> RosterDrift {
    let roster = try SampleConsole.roster("\(head ?? self.head)technicians:\n\(people)")
    let snapshot = try SampleConsole.snapshot([robot] + technicians, groups: groups, capabilities: capabilities)
    return RosterDrift(roster: roster, snapshot: snapshot, plan: try Planner.plan(roster: roster, snapshot: snapshot), at: Self.time)
  }

  private func row(_ fields: String) -> String { "  - {email: nina@acme.example, name: Nina Park, \(fields)}\n" }

  private func nina(
    name: String = "Nina Park", kind: TechnicianKind = .technician, status: TechnicianStatus = .active, lastSignIn: LastSignIn = .notShown,
    _ permissions: Set<Permission>? = SampleConsole.permissions("Tickets/Create", "Tickets/Edit"), groups: Set<String>? = nil
  ) throws -> Technician {
    try SampleConsole.technician(
      "nina@acme.example", name, id: "2", kind: kind, status: status, lastSignIn: lastSignIn, permissions: permissions, groups: groups)
  }

  private func lines(_ drift: RosterDrift) -> [String] {
    drift.findings.map { "\($0.severity.rawValue) \($0.kind.rawValue) \($0.subject): \($0.text)" }
  }

  @Test func aConsoleThatIsAsTheRosterSaysHasNone() throws {
    let drift = try drift(row("role: desk"), [nina()])
    #expect(drift.isNone && drift.findings == [] && drift.notes == [])
    #expect(drift.tally == "No drift: acme.example is as team.yaml says (1 person, 1 role)")
    #expect(drift.ignored == 1)
    #expect(drift.at == Date(timeIntervalSince1970: 1_790_000_000))
  }

  @Test func permissionsChangedByHand() throws {
    let more = try drift(row("role: desk"), [nina(SampleConsole.permissions("Tickets/Create", "Tickets/Edit", "Tickets/Delete"))])
    #expect(lines(more) == ["high permissions nina@acme.example: has Tickets/Delete beyond the roster"])
    #expect(more.findings.first?.added == ["Tickets/Delete"] && more.findings.first?.removed == [])
    #expect(more.findings.first?.rosterLocation == RosterLocation(file: "team.yaml", line: 6))

    let less = try drift(row("role: desk"), [nina(SampleConsole.permissions("Tickets/Create"))])
    #expect(lines(less) == ["medium permissions nina@acme.example: lacks Tickets/Edit"])
    #expect(less.findings.first?.added == [] && less.findings.first?.removed == ["Tickets/Edit"])

    let many = try drift(row("role: desk"), [nina(Set(SampleConsole.offered).subtracting(SampleConsole.permissions("Tickets/Edit")))])
    #expect(lines(many) == ["high permissions nina@acme.example: has 5 permissions beyond the roster; lacks 1 permission"])
    #expect(many.description.contains("\n    + Tickets/List/Search\n    + Tickets/Delete\n"))
    #expect(many.description.contains("\n    - Tickets/Edit\n"))
  }

  @Test func whoeverIsInNoRow() throws {
    let admin = try SampleConsole.technician(
      "eve@acme.example", "Eve\u{1B}[2J", id: "8", kind: .admin, lastSignIn: .at(Date(timeIntervalSince1970: 1_789_000_000)))
    let technician = try SampleConsole.technician("bob@acme.example", "Bob Bee", id: "9", lastSignIn: .never, permissions: [])
    let gone = try SampleConsole.technician("gone@acme.example", "Gone", id: "10", status: .deactivated)
    let drift = try drift(row("role: desk"), [nina(), technician, admin, gone])
    #expect(
      lines(drift) == [
        #"critical unexpected eve@acme.example: an active admin who is not in the roster (Eve\u{1B}[2J), last sign-in 2026-09-10 00:26:40Z"#,
        "high unexpected bob@acme.example: an active technician who is not in the roster (Bob Bee), never signed in",
      ])
    #expect(drift.tally == "2 differences: 1 critical, 1 high")
  }

  @Test func thoseWhomThePlanWouldDeactivateForIt() throws {
    let bob = try SampleConsole.technician("bob@acme.example", "Bob Bee", id: "9", permissions: [])
    let drift = try drift(row("role: desk"), [nina(), bob], head: "unlisted: deactivate\n\(head)")
    #expect(lines(drift) == ["high unexpected bob@acme.example: an active technician who is not in the roster (Bob Bee)"])
  }

  @Test func theAccountThatLooksIsNamedToo() throws {
    let drift = try drift(row("role: desk"), [nina()], head: "unassigned: [\"*\"]\nroles:\n  desk: [Tickets/Create, Tickets/Edit]\n")
    #expect(
      lines(drift) == [
        "critical unexpected robot@acme.example: an active admin who is not in the roster (Robot One); "
          + "syncroctl is signed in with it: name it in the roster, or ignore it there"
      ])
  }

  @Test func accountsThatAreNotThereOrNotAsTheyShould() throws {
    #expect(
      try lines(drift(row("role: desk"), [])) == [
        "medium missing nina@acme.example: not on the console; in the roster a technician, role desk"
      ])
    #expect(try lines(drift(row("kind: admin"), [])) == ["medium missing nina@acme.example: not on the console; in the roster an admin"])
    // What somebody deactivated holds was not read: it is not said to be missing.
    #expect(
      try lines(drift(row("role: desk"), [nina(status: .deactivated, nil)]))
        == ["medium deactivated nina@acme.example: deactivated on the console; active in the roster"])
    #expect(
      try lines(drift(row("state: deactivated"), [nina(lastSignIn: .never)]))
        == ["high active nina@acme.example: active on the console; deactivated in the roster, never signed in"])
    #expect(
      try lines(drift(row("state: deactivated"), [nina(kind: .admin)]))
        == ["critical active nina@acme.example: active on the console as an admin; deactivated in the roster"])
  }

  @Test func detailsChangedByHand() throws {
    #expect(
      try lines(drift(row("role: desk"), [nina(name: "Nina Roe")]))
        == ["low details nina@acme.example: called \"Nina Roe\"; \"Nina Park\" in the roster"])
    #expect(
      try lines(drift(row("role: desk"), [nina(kind: .admin, nil)]))
        == ["critical details nina@acme.example: an admin on the console; a technician in the roster"])
    #expect(
      try lines(drift(row("kind: admin"), [nina()]))
        == ["medium details nina@acme.example: a technician on the console; an admin in the roster"])
    let moved = try SampleConsole.technician(
      "np@elsewhere.example", "Nina Park", id: "2", permissions: SampleConsole.permissions("Tickets/Create", "Tickets/Edit"))
    let drift = try drift(row("id: \"2\", role: desk"), [moved])
    #expect(lines(drift) == ["high details np@elsewhere.example: the address is np@elsewhere.example; nina@acme.example in the roster"])
    let gone = try self.drift(row("id: \"2\", state: deactivated"), [moved])
    #expect(lines(gone).first?.hasPrefix("high active np@elsewhere.example: ") == true)
  }

  @Test func groups() throws {
    let desk = SecurityGroup(id: "1", name: "desk", permissions: SampleConsole.permissions("Tickets/Create", "Assets/View Details"))
    let drift = try drift(
      row("role: desk"), [nina(nil, groups: ["Other"])], head: "\(head)  new: [Tickets/*]\n",
      groups: [desk, SecurityGroup(id: "2", name: "Other", permissions: [])], on: SampleConsole.onGroups)
    #expect(
      lines(drift) == [
        "high permissions nina@acme.example: is in Other beyond the roster; is not in desk",
        "high group desk: has Assets/View Details beyond the roster; lacks Tickets/Edit",
        "medium missing-group new: the console has no security group of this name; the role has 4 permissions",
      ])
    #expect(drift.notes == ["nobody in the roster has the role new"])
  }

  @Test func permissionsThatTheConsoleOffersAndNothingNames() throws {
    let row = row("role: desk, extra: [Assets/*], without: [Tickets/Delete]")
    let person = try nina(SampleConsole.permissions("Tickets/Create", "Tickets/Edit", "Assets/View Details"))
    let roles = "ignore: [robot@acme.example]\nroles:\n  desk: [Tickets/Create, Tickets/Edit]\n"
    let drift = try drift(row, [person], head: roles)
    #expect(
      lines(drift) == [
        "low unassigned Invoices: the console offers 2 permissions that no role names: Create, Edit",
        "low unassigned Tickets: the console offers 1 permission that no role names: List/Search",
      ])
    #expect(drift.findings.map(\.added) == [["Invoices/Create", "Invoices/Edit"], ["Tickets/List/Search"]])
    #expect(try self.drift(row, [person], head: "unassigned: [Invoices/*, Tickets/List/Search]\n\(roles)").isNone)
  }

  @Test func anExportedRosterHasNoDriftUntilTheConsoleOffersMore() throws {
    for layout in PlanProperties.layouts {
      for seed in PlanProperties.seeds {
        var console = AwkwardConsole(seed: seed, capabilities: layout)
        var snapshot = try console.snapshot(people: 20)
        let text = try RosterExport.make(snapshot: snapshot, at: Self.time).text
        let roster = try SampleConsole.roster(text)
        func drift() throws -> RosterDrift {
          RosterDrift(roster: roster, snapshot: snapshot, plan: try Planner.plan(roster: roster, snapshot: snapshot), at: Self.time)
        }
        // An address whose star means others as well is in no list, and a blank at the end of a permission cannot be said.
        #expect(try drift().findings.filter { !$0.subject.contains("*") && $0.subject != "Tail" } == [], "seed \(seed)")
        snapshot.offeredPermissions.append(Permission(area: "Robots", action: "Dance"))
        #expect(try drift().findings.contains { $0.subject == "Robots" && $0.added == ["Robots/Dance"] }, "seed \(seed)")
      }
    }
  }

  /// A plan and a drift are two ways to say one thing.
  @Test(arguments: PlanProperties.layouts) func thereIsDriftExactlyWhereThereIsSomethingToDo(_ layout: ConsoleCapabilities) throws {
    var found: Set<DriftFinding.Kind> = []
    for seed in PlanProperties.seeds {
      var accounts = RandomAccounts(seed: seed, capabilities: layout)
      let snapshot = try accounts.console(people: 24)
      let roster = try accounts.writing(on: snapshot).roster(.yaml)
      let plan = try Planner.plan(roster: roster, snapshot: snapshot)
      let drift = RosterDrift(roster: roster, snapshot: snapshot, plan: plan, at: Self.time)
      found.formUnion(drift.findings.map(\.kind))
      let subjects = Set(drift.findings.filter { $0.kind != .unassigned }.map(\.subject))
      let expected = Set(plan.changes.map { $0.email?.description ?? $0.name } + plan.notInRoster.map(\.email.description))
      #expect(subjects == expected, "seed \(seed)")
      #expect(drift.findings.map(\.severity) == drift.findings.map(\.severity).sorted(), "seed \(seed)")
    }
    #expect(found.isSuperset(of: [.unexpected, .active, .deactivated, .missing, .details, .permissions]))
  }

  @Test func theDocumentHasEveryKey() throws {
    let drift = try drift(row("role: desk"), [nina(name: "Nina Roe", SampleConsole.permissions("Tickets/Create"))])
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .prettyPrinted, .withoutEscapingSlashes]
    encoder.dateEncodingStrategy = .iso8601
    let text = String(decoding: try encoder.encode(drift), as: UTF8.self)
    #expect(
      text == """
        {
          "at" : "2026-09-21T14:13:20Z",
          "console" : "acme.example",
          "findings" : [
            {
              "added" : [

              ],
              "kind" : "permissions",
              "removed" : [
                "Tickets/Edit"
              ],
              "roster" : {
                "file" : "team.yaml",
                "line" : 6
              },
              "severity" : "medium",
              "subject" : "nina@acme.example",
              "text" : "lacks Tickets/Edit"
            },
            {
              "added" : [

              ],
              "kind" : "details",
              "removed" : [

              ],
              "roster" : {
                "file" : "team.yaml",
                "line" : 6
              },
              "severity" : "low",
              "subject" : "nina@acme.example",
              "text" : "called \\"Nina Roe\\"; \\"Nina Park\\" in the roster"
            }
          ],
          "ignored" : 1,
          "layout" : "technicians",
          "notes" : [

          ],
          "people" : 1,
          "roles" : 1,
          "roster" : "team.yaml",
          "signedInAs" : "robot@acme.example"
        }
        """)
    let decoder = JSONDecoder()
    decoder.dateDecodingStrategy = .iso8601
    #expect(try decoder.decode(RosterDrift.self, from: Data(text.utf8)) == drift)
  }
}
