import Foundation
import Provisioning
import Testing

/// What a person is told, to the letter.
@Suite struct RosterMistakeTests {
  private func told(_ text: String, file: String = "team.yaml", roles: String? = nil) -> String? {
    do {
      let rolesSource = roles.map { RosterSource(text: $0, fileName: "roles.yaml") }
      _ = try RosterReader.parse(RosterSource(text: text, fileName: file), roles: rolesSource)
      return nil
    } catch {
      return error.description
    }
  }

  /// The one mistake of a roster: its line, field and message.
  private func only(_ text: String, file: String = "team.yaml", roles: String? = nil) -> [String] {
    do {
      let rolesSource = roles.map { RosterSource(text: $0, fileName: "roles.yaml") }
      _ = try RosterReader.parse(RosterSource(text: text, fileName: file), roles: rolesSource)
      return []
    } catch {
      return error.mistakes.flatMap { ["\($0.line ?? 0)", $0.field, $0.message] }
    }
  }

  @Test func allMistakesAreReportedAtOnce() {
    let text = """
      version: 1
      roles:
        helpdesk: [Tickets/*]
        billing: [Invoices/*, Payments]
      technicians:
        - email: nina.park@acme.example
          name: Nina Park
          role: helpdsek
        - email: lee.wong
          first_name: Lee
          last_name: ""
          kind: Admin
        - email: NINA.park@acme.example
          name: Nina Two
          role: helpdesk
          stat: active
        - email: 5
          name: Five
          role: helpdesk
      """
    #expect(
      told(text)
        == """
        team.yaml has 8 mistakes; nothing was done
          team.yaml:4   roles.billing[1]          "Payments" has no slash; write Area/Action, Area/* for all of an area, or * for everything
          team.yaml:8   technicians[0].role       no role "helpdsek"; did you mean "helpdesk"?
          team.yaml:9   technicians[1].email      "lee.wong" has no @
          team.yaml:11  technicians[1].last_name  is empty
          team.yaml:12  technicians[1].kind       no kind "Admin"; did you mean "admin"?
          team.yaml:13  technicians[2].email      the same as line 6 (NINA.park@acme.example)
          team.yaml:16  technicians[2].stat       no field "stat"; did you mean "state"?
          team.yaml:17  technicians[3].email      is a number, not a text; if it is meant as it stands, write it in quotes: "5"
        """)
  }

  @Test(arguments: [
    ("email: a@acme.example\n    role: r", ["4", "technicians[0]", "has no name; write first_name and last_name, or one name"]),
    ("name: Ann Lee\n    role: r", ["4", "technicians[0]", "has no email"]),
    ("email:\n    name: Ann Lee\n    role: r", ["4", "technicians[0].email", "is empty"]),
    ("email: a@acme.example\n    name:\n    role: r", ["5", "technicians[0].name", "is empty"]),
    ("email: a@acme.example\n    name: '  '\n    role: r", ["5", "technicians[0].name", "is empty"]),
    (
      "email: a@acme.example\n    first_name: Ann\n    role: r",
      ["5", "technicians[0].first_name", "has no last_name beside it; write both, or one name"]
    ),
    (
      "email: a@acme.example\n    last_name: Lee\n    role: r",
      ["5", "technicians[0].last_name", "has no first_name beside it; write both, or one name"]
    ),
    (
      "email: a@acme.example\n    first_name: Ann\n    last_name: Lee\n    name: Ann Lee\n    role: r",
      ["7", "technicians[0].name", "stands beside first_name and last_name; write one name, or first_name and last_name"]
    ),
    ("email: a@acme.example\n    name: \"Ann\\tLee\"\n    role: r", ["5", "technicians[0].name", "holds a control character (U+0009)"]),
    (
      "email: a@acme.example\n    name: \"Ann\\u202ELee\"\n    role: r", ["5", "technicians[0].name", "holds a control character (U+202E)"]
    ),
    ("email: a@acme.example\n    name: Ann Lee", ["4", "technicians[0]", "has no role"]),
    ("email: a@acme.example\n    name: Ann Lee\n    role: ~", ["4", "technicians[0]", "has no role"]),
    ("email: a@acme.example\n    name: Ann Lee\n    role: billing", ["6", "technicians[0].role", "no role \"billing\""]),
    ("email: a@acme.example\n    name: Ann Lee\n    role: R", ["6", "technicians[0].role", "no role \"R\"; did you mean \"r\"?"]),
    (
      "email: a@acme.example\n    name: Ann Lee\n    role: r\n    kind: boss",
      ["7", "technicians[0].kind", "no kind \"boss\"; it is admin or technician"]
    ),
    (
      "email: a@acme.example\n    name: Ann Lee\n    role: r\n    state: activ",
      ["7", "technicians[0].state", "no state \"activ\"; did you mean \"active\"?"]
    ),
    (
      "email: a@acme.example\n    name: Ann Lee\n    role: r\n    shoe_size: 44",
      [
        "7", "technicians[0].shoe_size",
        "no field \"shoe_size\"; there are id, email, first_name, last_name, name, kind, role, extra, without and state",
      ]
    ),
    (
      "email: a@acme.example\n    name: Ann Lee\n    role: r\n    extra: Invoices/Create",
      ["7", "technicians[0].extra", "is a text, where a list such as [Invoices/Create] belongs"]
    ),
    (
      "email: a@acme.example\n    name: Ann Lee\n    role: r\n    extra: [Invoices/, Create]",
      [
        "7", "technicians[0].extra[0]", "\"Invoices/\" lacks a side of its slash; write Area/Action, or Area/* for all of an area",
        "7", "technicians[0].extra[1]", "\"Create\" has no slash; write Area/Action, Area/* for all of an area, or * for everything",
      ]
    ),
    (
      "email: a@acme.example\n    first_name: Ann\n    last_name: No\n    role: r",
      ["6", "technicians[0].last_name", "is a yes/no value, not a text; if it is meant as it stands, write it in quotes: \"No\""]
    ),
    (
      "email: a@acme.example\n    first_name: Ann\n    last_name: Null\n    role: r",
      ["6", "technicians[0].last_name", "is null, not a text; if it is meant as it stands, write it in quotes: \"Null\""]
    ),
    ("email: [a@acme.example]\n    name: Ann Lee\n    role: r", ["4", "technicians[0].email", "is a list, where a text belongs"]),
    ("email: a@acme.example\n    name: {first: Ann}\n    role: r", ["5", "technicians[0].name", "is a mapping, where a text belongs"]),
    (
      "email: \"a@acme.example\\e[2J\"\n    name: Ann Lee\n    role: r",
      ["4", "technicians[0].email", "\"a@acme.example\\u{1B}[2J\" holds the character U+001B"]
    ),
  ])
  func aRowIsChecked(_ row: String, _ expected: [String]) {
    #expect(only("roles:\n  r: [A/*]\ntechnicians:\n  - \(row)\n") == expected)
  }

  @Test(arguments: [
    ("email: a@acme.example\n    name: 'Ann \"A\" <script>alert(1)</script>'\n    role: r"),
    ("email: a@acme.example\n    name: \"O'Hara; DROP TABLE\"\n    role: r"),
    ("email: a@acme.example\n    name: '42'\n    role: r"),
    ("email: a@acme.example\n    name: Cher\n    state: deactivated"),
    ("email: a@acme.example\n    name: Ann Lee\n    kind: admin"),
    ("email: a@acme.example\n    name: Nobody No\n    role: r\n    extra:\n    without: []"),
    ("email: a@acme.example\n    name: NO way\n    role: r\n    extra: ['*']"),
  ])
  func aRowPasses(_ row: String) { #expect(only("roles:\n  r: [A/*]\ntechnicians:\n  - \(row)\n") == []) }

  @Test func aNameMayHave255CharactersAndNoMore() {
    let row = { (length: Int) in
      "roles: {r: [A/*]}\ntechnicians: [{email: a@acme.example, role: r, name: \(String(repeating: "é", count: length))}]"
    }
    #expect(only(row(255)) == [])
    #expect(only(row(300)) == ["2", "technicians[0].name", "is 300 characters long; the most is 255"])
    let half = String(repeating: "n", count: 128)
    #expect(
      only("roles: {r: [A/*]}\ntechnicians: [{email: a@acme.example, role: r, first_name: \(half), last_name: \(half)}]")
        == ["2", "technicians[0].last_name", "the whole name is 257 characters long; the most is 255"])
  }

  @Test(arguments: [
    ("", ["1", "technicians", "names nobody; an empty roster never means that everybody is to go"]),
    ("# nothing\n", ["1", "technicians", "names nobody; an empty roster never means that everybody is to go"]),
    ("version: 1\ntechnicians:\n", ["2", "technicians", "names nobody; an empty roster never means that everybody is to go"]),
    ("version: 1\ntechnicians: []\n", ["2", "technicians", "names nobody; an empty roster never means that everybody is to go"]),
    ("technicians: nina\n", ["1", "technicians", "is a text, where a list of people belongs"]),
    ("technicians: [nina]\n", ["1", "technicians[0]", "is a text, where a person has fields such as email"]),
    ("- email: a@acme.example\n", ["1", "", "is a list, where a roster has technicians and roles"]),
    ("just text\n", ["1", "", "is a text, where a roster has technicians and roles"]),
  ])
  func theShapeIsChecked(_ text: String, _ expected: [String]) { #expect(only(text) == expected) }

  private static let person = "technicians: [{email: a@acme.example, name: Ann Lee, state: deactivated}]"

  @Test(arguments: [
    ("version: 2", ["1", "version", "no version \"2\"; there is 1"]),
    ("rolls: {}", ["1", "rolls", "no section \"rolls\"; did you mean \"roles\"?"]),
    ("teams: {}", ["1", "teams", "no section \"teams\"; there are version, unlisted, protect, ignore, unassigned, roles and technicians"]),
    ("roles: [helpdesk]", ["1", "roles", "is a list, where each role has its name and a list"]),
    ("roles:\n  a:", ["2", "roles.a", "is empty; write a list, [] for no permissions, or existing"]),
    ("roles:\n  a: exsting", ["2", "roles.a", "is a text; did you mean \"existing\"?"]),
    ("roles:\n  a: Tickets/*", ["2", "roles.a", "is a text; write a list such as [Tickets/*], or existing"]),
    ("roles:\n  a: [5]", ["2", "roles.a[0]", "is a number, not a text; if it is meant as it stands, write it in quotes: \"5\""]),
    ("roles:\n  a:\n    - A/*\n    -\n    - [x]", ["4", "roles.a[1]", "is empty", "5", "roles.a[2]", "is a list, where a text belongs"]),
    ("roles:\n  Desk: []\n  desk: []", ["3", "roles.desk", "but for its case the same as \"Desk\" at line 2"]),
    ("roles:\n  '': []", ["2", "roles.", "the role's name is empty"]),
  ])
  func theSectionsAreChecked(_ section: String, _ expected: [String]) { #expect(only("\(section)\n\(Self.person)\n") == expected) }

  @Test(arguments: [
    ("a: [1, 2", "2", "is not YAML: did not find expected ',' or ']'"),
    ("a: b: c", "1", "is not YAML: mapping values are not allowed in this context"),
    (
      "roles:\n  a: [*]", "2",
      "is not YAML: did not find expected alphabetic or numeric character; a text that begins with * must be in quotes: \"*\""
    ),
    ("roles:\n  a: [*x]", "2", "is not YAML: found undefined alias; a text that begins with * must be in quotes: \"*\""),
    ("version: 1\nversion: 1", "1", "has \"version\" twice in one place"),
    ("a: 1\n---\nb: 1", "2", "is not YAML: but found another document"),
    ("a: 1\nb: \u{1}", "2", "is not YAML: control characters are not allowed"),
  ])
  func whatIsNotYAMLIsPointedAt(_ text: String, _ line: String, _ message: String) {
    #expect(only(text) == [line, "", message])
  }

  @Test func deepNestingIsRefusedNotFollowed() {
    #expect(!only(String(repeating: "[", count: 200_000)).isEmpty)
    #expect(!only(String(repeating: "- ", count: 200_000)).isEmpty)
    #expect(!only(String(repeating: "{a: ", count: 200_000)).isEmpty)
  }

  // MARK: CSV

  private static let roles = "roles: {r: [A/*]}"

  @Test(arguments: [
    ("", ["1", "technicians", "names nobody; an empty roster never means that everybody is to go"]),
    ("email,name,role\n", ["1", "technicians", "names nobody; an empty roster never means that everybody is to go"]),
    ("emial,name\n", ["1", "header", "no field \"emial\"; did you mean \"email\"?"]),
    ("email,name,email\n", ["1", "header", "has \"email\" twice"]),
    ("name,role\n", ["1", "header", "has no email"]),
    ("email,first_name\n", ["1", "header", "has no name; write first_name and last_name, or one name"]),
    ("email;name;role\n", ["1", "header", "the fields are separated by semicolons; separate them by commas"]),
    ("email\tname\n", ["1", "header", "the fields are separated by tabs; separate them by commas"]),
    ("email,name,role\na@acme.example,Ann\n", ["2", "technicians[0]", "has 2 fields, the header has 3"]),
    (
      "email,name,role\na@acme.example,Lee, Ann,r\n",
      ["2", "technicians[0]", "has 4 fields, the header has 3; a field that holds a comma is written in quotes"]
    ),
    ("email,name,role\na@acme.example,\"Ann,r\nb@acme.example,Bo,r\n", ["2", "technicians[0]", "has a quote that is never closed"]),
    (
      "email,name,role\na@acme.example,Ann \"A\" Lee,r\n",
      ["2", "technicians[0]", "has a quote in the middle of a field; write the whole field in quotes, and each quote in it twice"]
    ),
    (
      "email,name,role\na@acme.example,Ann \"\"A Lee,r\n",
      ["2", "technicians[0]", "has a quote in the middle of a field; write the whole field in quotes, and each quote in it twice"]
    ),
    (
      "email,name,role\na@acme.example,\"Ann\" Lee,r\n",
      ["2", "technicians[0]", "has a quote in the middle of a field; write the whole field in quotes, and each quote in it twice"]
    ),
    (
      "email,name,role\n\n\"a@acme.example\",\"Ann\nLee\",r\nb@acme.example,Bo,x\n",
      ["3", "technicians[0].name", "holds a control character (U+000A)", "5", "technicians[1].role", "no role \"x\"; did you mean \"r\"?"]
    ),
    ("email,name,role\r\n\r\na@acme.example,Ann,s\r\n", ["3", "technicians[0].role", "no role \"s\"; did you mean \"r\"?"]),
    ("email,name,role\n\"a@acme.example\",Ann,r\u{2028}x\n", ["2", "technicians[0].role", "no role \"r\\u{2028}x\""]),
    ("email,name,role\na@acme.example,,r\n", ["2", "technicians[0]", "has no name; write first_name and last_name, or one name"]),
    (
      "email,name,role,extra\na@acme.example,Ann,r,Tickets;A/x\n",
      [
        "2", "technicians[0].extra[0]", "\"Tickets\" has no slash; write Area/Action, Area/* for all of an area, or * for everything",
      ]
    ),
  ])
  func csvIsChecked(_ text: String, _ expected: [String]) { #expect(only(text, file: "team.csv", roles: Self.roles) == expected) }

  @Test func aCSVRosterWithoutRolesIsToldSo() {
    #expect(
      only("email,name,role\na@acme.example,Ann,r\n", file: "team.csv")
        == ["2", "technicians[0].role", "no role \"r\"; a CSV roster needs a roles file, and none was given"])
  }

  @Test func mistakesOfBothFilesAreReportedTogether() {
    #expect(
      told("email,name,role\nann,Ann,r\n", file: "team.csv", roles: "roles:\n  r: [A]\ntechnicians: []\n") == """
        team.csv and roles.yaml have 3 mistakes; nothing was done
          team.csv:2    technicians[0].email  "ann" has no @
          roles.yaml:2  roles.r[0]            "A" has no slash; write Area/Action, Area/* for all of an area, or * for everything
          roles.yaml:3  technicians           no section "technicians"; there are version, unlisted, protect, ignore, unassigned and roles
        """)
  }

  @Test func aRoleMayStandInOneFileOnly() {
    let yaml = "roles: {r: [A/*]}\ntechnicians: [{email: a@acme.example, name: Ann, role: r}]\n"
    #expect(only(yaml, roles: "roles: {s: [A/*]}") == [])
    #expect(only(yaml, roles: "roles: {r: [A/*]}") == ["1", "roles.r", "the same role as team.yaml:1"])
  }

  @Test func rolesThatCannotBeReadDoNotMakeEveryRowAMistake() {
    #expect(only("email,name,role\na@acme.example,Ann,r\n", file: "team.csv", roles: "roles: [").count == 3)
  }
}
