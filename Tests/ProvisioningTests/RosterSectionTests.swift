import Technicians
import Testing

@testable import Provisioning

/// The sections about people who may not be in the roster, and the number of those who are.
@Suite struct RosterSectionTests {
  private static let person = "technicians:\n  - {email: a@acme.example, name: Ann Lee, kind: admin}\n"

  private func only(_ text: String, file: String = "team.yaml", roles: String? = nil) -> [String] {
    do {
      let rolesSource = roles.map { RosterSource(text: $0, fileName: "roles.yaml") }
      _ = try RosterReader.parse(RosterSource(text: text, fileName: file), roles: rolesSource)
      return []
    } catch {
      return error.mistakes.map { "\($0.place) \($0.field): \($0.message)" }
    }
  }

  @Test func theyAreRead() throws {
    let roster = try RosterReader.parse(
      text:
        "version: 1\nunlisted: deactivate\nprotect: [breakglass@acme.example, \"*@Board.acme.example\"]\nignore:\n  - x*\n\(Self.person)",
      fileName: "team.yaml")
    #expect(roster.unlisted == .deactivate)
    #expect(roster.unlistedLocation == RosterLocation(file: "team.yaml", line: 2))
    #expect(roster.protected.map(\.description) == ["breakglass@acme.example", "*@Board.acme.example"])
    #expect(roster.protects(try EmailAddress("Ceo@board.ACME.example")))
    #expect(!roster.protects(try EmailAddress("board@acme.example")))
    #expect(roster.ignores(try EmailAddress("X@acme.example")))
    #expect(roster.ignoredPlaces.map(\.location.line) == [5])
  }

  @Test(arguments: ["", "unlisted:\nprotect:\nignore: []\n", "unlisted: report\n"])
  func leftOutTheyAskForNothing(_ text: String) throws {
    let roster = try RosterReader.parse(text: text + Self.person, fileName: "team.yaml")
    #expect(roster.unlisted == .report && roster.protected.isEmpty && roster.ignored.isEmpty)
  }

  @Test(arguments: [
    ("unlisted: deactivat", "unlisted: no rule \"deactivat\"; did you mean \"deactivate\"?"),
    ("unlisted: remove", "unlisted: no rule \"remove\"; it is report or deactivate"),
    ("unlisted: [report]", "unlisted: is a list; it is report or deactivate"),
    ("protect: a@b.example", "protect: is a text, where a list such as [breakglass@acme.example] belongs"),
    (
      "protect: [breakglass]",
      "protect[0]: \"breakglass\" is like no address; write one such as breakglass@acme.example, or \"*@board.acme.example\" for many"
    ),
    ("ignore: [\"*@x.example\", 5]", "ignore[1]: is a number, not a text; if it is meant as it stands, write it in quotes: \"5\""),
    ("ignore: [~]", "ignore[0]: is empty"),
    ("unassigned: Tickets/*", "unassigned: is a text, where a list such as [Tickets/Delete] belongs"),
    ("unassigned: [Tickets]", "unassigned[0]: \"Tickets\" has no slash; write Area/Action, Area/* for all of an area, or * for everything"),
    ("protected: []", "protected: no section \"protected\"; did you mean \"protect\"?"),
  ])
  func theyAreChecked(_ section: String, _ expected: String) { #expect(only("\(section)\n\(Self.person)") == ["team.yaml:1 \(expected)"]) }

  @Test func permissionsThatAreKnownGiveNothing() throws {
    let roster = try RosterReader.parse(
      RosterSource(text: "unassigned: [Tickets/*]\n\(Self.person)", fileName: "team.yaml"),
      roles: RosterSource(text: "unassigned: [\"*\"]\n", fileName: "roles.yaml"))
    #expect(roster.unassigned.map(\.description) == ["Tickets/*", "*"])
    let snapshot = try SampleConsole.snapshot([
      SampleConsole.technician("robot@acme.example", "Robot One", id: "1", kind: .admin),
      SampleConsole.technician("a@acme.example", "Ann Lee", id: "2", kind: .admin),
    ])
    #expect(try Planner.plan(roster: roster, snapshot: snapshot).isEmpty)
  }

  @Test func aRowThatIsIgnoredIsAMistake() {
    #expect(
      only("ignore: [\"*@ACME.example\"]\n\(Self.person)") == [
        "team.yaml:3 technicians[0].email: a@acme.example is ignored by \"*@ACME.example\" (team.yaml:1); take one of the two out"
      ])
  }

  @Test func theFileOfRolesMayHaveThem() throws {
    let csv = RosterSource(text: "email,name,kind\na@acme.example,Ann Lee,admin\n", fileName: "team.csv")
    let roles = RosterSource(text: "unlisted: deactivate\nprotect: [b@acme.example]\nroles: {}\n", fileName: "roles.yaml")
    let roster = try RosterReader.parse(csv, roles: roles)
    #expect(roster.unlistedLocation == RosterLocation(file: "roles.yaml", line: 1))
    #expect(roster.protectedPlaces.map(\.location.description) == ["roles.yaml:2"])
    #expect(
      only("unlisted: report\nprotect: [c@acme.example]\n\(Self.person)", roles: "protect: [b@acme.example]\nunlisted: report\nroles: {}")
        == ["roles.yaml:2 unlisted: stands in team.yaml:1 as well"])
  }

  // MARK: Numbers

  private func row(_ id: String) -> String { "technicians: [{email: a@acme.example, name: Ann Lee, kind: admin, id: \(id)}]" }

  @Test(arguments: ["5127", "'5127'", "\" 5127 \"", "18446744073709551615"])
  func aNumberIsRead(_ id: String) throws {
    let roster = try RosterReader.parse(text: row(id), fileName: "team.yaml")
    #expect(roster.people.first?.id?.rawValue == id.filter(\.isNumber))
  }

  @Test(arguments: ["~", "''", ""])
  func anEmptyNumberIsLeftOutOrEmpty(_ id: String) throws {
    if id == "''" {
      #expect(
        only(row(id)) == [
          "team.yaml:1 technicians[0].id: \"\" is no number; write the digits that stand in the address of the person's page"
        ])
    } else {
      #expect(try RosterReader.parse(text: row(id), fileName: "team.yaml").people.map(\.id) == [nil])
    }
  }

  @Test(arguments: [
    ("'51a'", "\"51a\" is no number; write the digits that stand in the address of the person's page"),
    ("-5", "is a number, not a text; if it is meant as it stands, write it in quotes: \"-5\""),
    ("5_1", "is a number, not a text; if it is meant as it stands, write it in quotes: \"5_1\""),
    ("0127", "\"0127\" begins with 0; write the digits that stand in the address of the person's page"),
    ("'٣'", "\"٣\" is no number; write the digits that stand in the address of the person's page"),
    ("123456789012345678901", "\"123456789012345678901\" is longer than 20 digits"),
    ("[5]", "is a list, where a text belongs"),
  ])
  func aNumberIsChecked(_ id: String, _ expected: String) { #expect(only(row(id)) == ["team.yaml:1 technicians[0].id: \(expected)"]) }

  @Test func aNumberStandsInARosterOnce() {
    let csv = "id,email,name,kind\n7,a@acme.example,Ann Lee,admin\n,b@acme.example,Bo Lee,admin\n7,c@acme.example,Cy Lee,admin\n"
    #expect(only(csv, file: "team.csv") == ["team.csv:4 technicians[2].id: the same as line 2 (7)"])
  }
}
