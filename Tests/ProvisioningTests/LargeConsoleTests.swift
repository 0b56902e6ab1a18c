import ConsoleEmulator
import ConsolePages
import Provisioning
import SelectorPacks
import Technicians
import TestSupport
import Testing

/// What planning against a large console costs in commands, and that a console says the same however it is read.
@Suite struct LargeConsoleTests {
  /// The same console in the same browser with a pack that does not allow bulk reads.
  private static func opening(_ test: EmulatedConsole) -> Console {
    var pack = test.console.pack
    pack.capabilities.bulk = false
    return Console(address: test.console.address, pack: pack, session: test.console.session)
  }

  private func reader(_ console: Console, _ test: EmulatedConsole) -> SnapshotReader {
    SnapshotReader(console, signedInAs: test.credentials.email) { note in
      #expect(!note.contains("one by one"), "\(note)")
    }
  }

  /// Five people who are on the console, one of them deactivated, and one who is not.
  private func roster(_ test: EmulatedConsole) async throws -> Roster {
    let people = try await test.state().people.filter { $0.kind != "admin" }
    let named = people.filter { $0.status == "active" }.suffix(4) + people.filter { $0.status != "active" }.suffix(1)
    let rows = named.map { "  - { email: \($0.email), name: \"\($0.name)\", role: helpdesk }\n" }.joined()
    return try RosterReader.parse(
      text: """
        roles:
          helpdesk: [Tickets/*, Customers/View Detail]
        technicians:
        \(rows)  - { email: nina.park@acme.example, name: Nina Park, role: helpdesk }
        """, fileName: "team.yaml")
  }

  @Test(arguments: EmulatedLayout.allCases) func aThousandPeopleTakeFewCommands(_ layout: EmulatedLayout) async throws {
    try await withEmulatedConsole(layout, configure: { $0.technicians = 1000 }) { (test) async throws -> Void in
      let roster = try await roster(test)
      let signIn = test.commandCount()
      #expect(signIn < 10)

      // With every page opened: under ninety commands with the sign-in, and two more for each person and group whose permissions count.
      let opening = reader(Self.opening(test), test)
      var before = test.commandCount()
      let list = try await opening.readList()
      _ = try await opening.readSeats(list)
      #expect(signIn + test.commandCount() - before < 90)
      before = test.commandCount()
      let opened = try await opening.read(for: roster)
      #expect(signIn + test.commandCount() - before < 90 + 2 * 5 + 4)

      // In bulk: under twenty, and what permissions need.
      let bulk = reader(test.console, test)
      before = test.commandCount()
      _ = try await bulk.readSeats(try await bulk.readList())
      #expect(signIn + test.commandCount() - before < 20)
      before = test.commandCount()
      let fetched = try await bulk.read(for: roster)
      // The session, and a sign-in without a look more where the browser was slow to go on: that is no part of the plan.
      #expect(min(signIn, 7) + test.commandCount() - before < (layout == .technicians ? 20 : 26))

      expectSame(fetched, opened)
      #expect(fetched.technicians.count == 1000)
      let plan = try Planner.plan(roster: roster, snapshot: fetched)
      #expect(plan.changes == (try Planner.plan(roster: roster, snapshot: opened)).changes)
      #expect(!plan.isEmpty)
    }
  }

  @Test(arguments: EmulatedLayout.allCases) func everybodyIsReadByFewCommands(_ layout: EmulatedLayout) async throws {
    try await withEmulatedConsole(layout, configure: { $0.technicians = 120 }) { (test) async throws -> Void in
      var before = test.commandCount()
      let fetched = try await reader(test.console, test).readEverybody()
      let few = test.commandCount() - before
      before = test.commandCount()
      let opened = try await reader(Self.opening(test), test).readEverybody()
      let many = test.commandCount() - before
      expectSame(fetched, opened)
      #expect(fetched.technicians.count == 120)
      #expect(few < 30)
      #expect(many > 240)
    }
  }

  private func expectSame(_ one: ConsoleSnapshot, _ other: ConsoleSnapshot) {
    #expect(one.technicians == other.technicians)
    #expect(one.offeredPermissions == other.offeredPermissions)
    #expect(one.groups == other.groups)
    #expect(one.seats == other.seats)
    #expect(!one.offeredPermissions.isEmpty)
  }
}
