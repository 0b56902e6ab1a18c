import Foundation
import Provisioning
import Technicians
import Testing

@Suite struct RosterExportTests {
  private static let desk = SampleConsole.permissions("Tickets/List/Search", "Tickets/Create", "Tickets/Edit", "Tickets/Delete")
  private static let billing = SampleConsole.permissions("Invoices/Create", "Invoices/Edit", "Tickets/List/Search")

  private func export(
    _ technicians: [Technician], groups: [SecurityGroup] = [], on capabilities: ConsoleCapabilities = SampleConsole.onTechnicians,
    _ options: RosterExport.Options = RosterExport.Options()
  ) throws -> RosterExport {
    let robot = try SampleConsole.technician("robot@acme.example", "Robot One", id: "1", kind: .admin)
    let snapshot = try SampleConsole.snapshot([robot] + technicians, groups: groups, capabilities: capabilities)
    let export = try RosterExport.make(snapshot: snapshot, options: options, at: ExportProperties.time)
    try export.check(against: snapshot)
    return export
  }

  /// What stands below the comment at the head.
  private func body(_ export: RosterExport) -> String {
    String(export.text.drop { $0 == "#" || $0 != "\n" }).components(separatedBy: "\n").drop { $0.isEmpty || $0.hasPrefix("#") }
      .joined(separator: "\n")
  }

  @Test func equalSetsShareARoleAndNearOnesSayTheDifference() throws {
    let export = try export([
      SampleConsole.technician("b@acme.example", "Bea Two", id: "3", permissions: Self.desk),
      SampleConsole.technician("a@acme.example", "Al One", id: "2", permissions: Self.desk),
      SampleConsole.technician(
        "c@acme.example", "Cy Three", id: "4",
        permissions: Self.desk.subtracting(SampleConsole.permissions("Tickets/Delete")).union(SampleConsole.permissions("Invoices/Edit"))),
      SampleConsole.technician("d@acme.example", "Di Four", id: "5", permissions: Self.billing),
      SampleConsole.technician("e@acme.example", "Ed Five", id: "6", permissions: []),
      SampleConsole.technician("f@acme.example", "Flo Six", id: "7", status: .deactivated),
    ])
    #expect(
      body(export) == """
        version: 1
        # People on the console who are not named here are reported, and left alone.
        unlisted: report

        # Permissions that the console offers and no role names. `syncroctl drift` tells of others that are offered later.
        unassigned:
          - Assets/View Details

        roles:
          # 3 people, 4 permissions
          tickets:
            - Tickets/List/Search
            - Tickets/Create
            - Tickets/Edit
            - Tickets/Delete
          # 1 person, 3 permissions
          invoices-tickets:
            - Tickets/List/Search
            - Invoices/Create
            - Invoices/Edit
          # 1 person, 0 permissions
          no-permissions: []

        technicians:
          - {id: "2", email: a@acme.example, name: Al One, role: tickets}
          - {id: "3", email: b@acme.example, name: Bea Two, role: tickets}
          - {id: "4", email: c@acme.example, name: Cy Three, role: tickets, extra: [Invoices/Edit], without: [Tickets/Delete]}
          - {id: "5", email: d@acme.example, name: Di Four, role: invoices-tickets}
          - {id: "6", email: e@acme.example, name: Ed Five, role: no-permissions}
          - {id: "1", email: robot@acme.example, name: Robot One, kind: admin}

        """)
    #expect(export.people == 6 && export.roles == 3 && export.leftOut == 1 && export.ignored == [] && export.notes == [])
  }

  @Test func theHeadSaysWhatItIs() throws {
    let head = try export([]).text.split(separator: "\n").prefix { $0.hasPrefix("#") }.joined(separator: "\n")
    #expect(
      head == """
        # The roster of acme.example (layout technicians) as the console stood at 2026-09-21 14:13:20Z.
        # Written by: syncroctl roster export, signed in as robot@acme.example.
        #
        # It says what is so already: syncroctl plan team.yaml has nothing to do. From here on change this file:
        # plan shows what that would change on the console, apply changes it, and drift tells what was changed there
        # by hand. Every field is explained in docs/roster.md.
        """)
  }

  @Test func areasAreFoldedOnlyWhenAsked() throws {
    let people = [
      try SampleConsole.technician(
        "a@acme.example", "Al One", id: "2", permissions: Self.desk.union(SampleConsole.permissions("Assets/View Details", "Invoices/Edit"))
      )
    ]
    #expect(try !export(people).text.contains("*"))
    let folded = try export(people, RosterExport.Options(foldsAreas: true))
    // Assets has one action, and of Invoices only one of two is granted.
    #expect(body(folded).contains("    - Tickets/*\n    - Invoices/Edit\n    - Assets/View Details\n"))
  }

  @Test func deactivatedPeopleAreNamedOnRequest() throws {
    let gone = [
      try SampleConsole.technician("a@acme.example", "Al One", id: "2", status: .deactivated),
      try SampleConsole.technician("b@acme.example", "Bea Two", id: "3", kind: .admin, status: .deactivated),
      try SampleConsole.technician("c@acme.example", "\u{7}", id: "4", status: .deactivated),
    ]
    let export = try export(gone, RosterExport.Options(includesDeactivated: true))
    #expect(body(export).contains("  - {id: \"2\", email: a@acme.example, name: Al One, state: deactivated}\n"))
    #expect(body(export).contains("  - {id: \"3\", email: b@acme.example, name: Bea Two, kind: admin, state: deactivated}\n"))
    #expect(export.notes == ["c@acme.example is deactivated and left out: the name holds a control character (U+0007)"])
    #expect(export.ignored == [] && export.leftOut == 1)
  }

  @Test func groupsAreRolesAndWhoeverIsNotInExactlyOneIsIgnored() throws {
    let groups = [
      SecurityGroup(id: "1", name: "Technicians", permissions: Self.desk), SecurityGroup(id: "2", name: "Admins", permissions: []),
      SecurityGroup(id: "3", name: "lead", permissions: []), SecurityGroup(id: "4", name: "Lead", permissions: []),
    ]
    let people = [
      try SampleConsole.technician("a@acme.example", "Al", id: "2", groups: ["Technicians"]),
      try SampleConsole.technician("b@acme.example", "Bea Two", id: "3", groups: ["Technicians", "Admins"]),
      try SampleConsole.technician("c@acme.example", "Cy Three", id: "4", groups: []),
      try SampleConsole.technician("d@acme.example", "Di Four", id: "5", groups: ["lead"]),
      try SampleConsole.technician("e@acme.example", "Ed Five", id: "6", kind: .admin, groups: ["Technicians", "Admins"]),
    ]
    let export = try export(groups: groups, people)
    #expect(
      body(export) == """
        version: 1
        # People on the console who are not named here are reported, and left alone.
        unlisted: report

        # People whom a roster cannot describe as they are. They are neither changed nor reported.
        ignore:
          # Bea Two: in 2 groups (Admins, Technicians), where a roster puts everybody into exactly one
          - b@acme.example
          # Cy Three: in no group, where a roster puts everybody into exactly one
          - c@acme.example
          # Di Four: in the group "lead", which is no role: another group is called "Lead"
          - d@acme.example

        # Permissions that the console offers and no role names. `syncroctl drift` tells of others that are offered later.
        unassigned:
          - Invoices/Create
          - Invoices/Edit
          - Assets/View Details

        roles:
          # 0 people, 0 permissions
          Admins: []
          # 1 person, 4 permissions
          Technicians:
            - Tickets/List/Search
            - Tickets/Create
            - Tickets/Edit
            - Tickets/Delete

        technicians:
          - {id: "2", email: a@acme.example, name: Al, role: Technicians}
          - {id: "6", email: e@acme.example, name: Ed Five, kind: admin}
          - {id: "1", email: robot@acme.example, name: Robot One, kind: admin}

        """)
    #expect(export.ignored.map(\.description) == ["b@acme.example", "c@acme.example", "d@acme.example"])
    #expect(export.notes.count == 5)
    let kept = try self.export(groups: groups, people, RosterExport.Options(keepsGroups: true))
    #expect(body(kept).contains("  # 1 person, as the group stands\n  Technicians: existing\n"))
  }

  private func export(groups: [SecurityGroup], _ people: [Technician], _ options: RosterExport.Options = RosterExport.Options()) throws
    -> RosterExport
  {
    try export(people, groups: groups, on: SampleConsole.onGroups, options)
  }

  @Test func whatNoPatternMeansAloneIsNotSaid() throws {
    // The console does not offer it, so that no pattern finds it.
    let stray = SampleConsole.permissions("Tickets/Edit", "Gone/Long ago")
    let export = try export([SampleConsole.technician("a@acme.example", "Al One", id: "2", permissions: stray)])
    #expect(export.notes == ["a@acme.example is ignored: no pattern means the permission \"Gone/Long ago\" alone on this console"])
    let group = try self.export(
      groups: [SecurityGroup(id: "1", name: "Odd", permissions: stray)],
      [SampleConsole.technician("b@acme.example", "B", id: "2", groups: ["Odd"])])
    #expect(body(group).contains("  Odd: existing\n"))
    #expect(
      group.notes == ["the group \"Odd\" is used as it stands: no pattern means its permission \"Gone/Long ago\" alone on this console"])
  }

  @Test func aNameOfOneWordIsNoNameForASplitConsole() throws {
    let cher = try SampleConsole.technician("cher@acme.example", "Cher", id: "2", permissions: [])
    #expect(
      try export([cher]).notes == [
        "cher@acme.example is ignored: the name is one word, and a roster for this console gives a first and a last name"
      ])
  }

  @Test func namesAreKeptInTheirParts() throws {
    let person = Technician(
      id: TechnicianID(rawValue: "2"), email: try EmailAddress("a@acme.example"), name: PersonName(first: "Ana María", last: "No"),
      permissions: [])
    #expect(try body(export([person])).contains("first_name: Ana María, last_name: \"No\", role: no-permissions}"))
  }

  @Test func whatWasNotReadStopsIt() throws {
    let unread = try SampleConsole.technician("a@acme.example", "Al One", id: "2")
    #expect {
      try export([unread])
    } throws: {
      "\($0)" == """
        the permissions of a@acme.example were not read
          A roster must say them, or its plan would take them away.
        Nothing was changed.
        """
    }
    #expect(throws: PlanningError.self) {
      try export([
        SampleConsole.technician("a@acme.example", "Al One", id: "2", permissions: []),
        SampleConsole.technician("A@acme.example", "Al Two", id: "3", permissions: []),
      ])
    }
  }

  @Test func aRosterThatWouldChangeTheConsoleIsFoundOut() throws {
    var snapshot = try SampleConsole.snapshot([
      SampleConsole.technician("robot@acme.example", "Robot One", id: "1", kind: .admin),
      SampleConsole.technician("a@acme.example", "Al One", id: "2", permissions: Self.desk),
    ])
    let export = try RosterExport.make(snapshot: snapshot, at: ExportProperties.time)
    snapshot.technicians[1].permissions = []
    #expect {
      try export.check(against: snapshot)
    } throws: {
      "\($0)".contains(
        "\n  permissions a@acme.example (Al One): + Tickets/List/Search, Tickets/Create, Tickets/Edit, Tickets/Delete\nThis is")
    }
  }
}
