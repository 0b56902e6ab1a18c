import Foundation
import Provisioning
import Technicians
import Testing

@Suite struct RosterReaderTests {
  static let sample = """
    version: 1
    roles:
      helpdesk: [Tickets/*, Customers/View Detail]
      Admins: existing
    technicians:
      - email: nina.park@acme.example
        first_name: Nina
        last_name: Park
        kind: technician
        role: helpdesk
        extra: [Invoices/Create]
        without: [Tickets/Delete]
        state: active
      - email: Lee.Wong@acme.example
        name: Lee  Wong
        state: deactivated
      - {email: maya@acme.example, name: "Maya \\"M\\" <script>", kind: admin}
    """

  @Test func readsEveryField() throws {
    let roster = try RosterReader.parse(text: Self.sample, fileName: "team.yaml")
    #expect(roster.file == "team.yaml")
    #expect(roster.roles.map(\.role.name) == ["helpdesk", "Admins"])
    #expect(roster.roles[0].role.patterns?.map(\.description) == ["Tickets/*", "Customers/View Detail"])
    #expect(roster.roles[1].role.patterns == nil)
    #expect(roster.roles[1].location == RosterLocation(file: "team.yaml", line: 4))
    let nina = roster.people[0]
    #expect(nina.email.description == "nina.park@acme.example")
    #expect(nina.name == PersonName(first: "Nina", last: "Park"))
    #expect(nina.kind == .technician)
    #expect(nina.roleName == "helpdesk")
    #expect(nina.extra.map(\.description) == ["Invoices/Create"])
    #expect(nina.withheld.map(\.description) == ["Tickets/Delete"])
    #expect(nina.state == .active)
    #expect(nina.location == RosterLocation(file: "team.yaml", line: 6))
    #expect(roster.people[1].name == PersonName(full: "Lee Wong"))
    #expect(roster.people[1].state == .deactivated)
    #expect(roster.people[2].name.full == "Maya \"M\" <script>")
    #expect(roster.people[2].kind == .admin)
    #expect(roster.people.map(\.index) == [0, 1, 2])
    #expect(roster.people.map(\.location.line) == [6, 14, 17])
  }

  @Test(arguments: ["\r\n", "\r", "\n"], ["", "\u{FEFF}"])
  func lineBreaksAndAByteOrderMarkChangeNothing(_ lineBreak: String, _ mark: String) throws {
    let plain = try RosterReader.parse(text: Self.sample, fileName: "team.yaml")
    let text = mark + Self.sample.replacingOccurrences(of: "\n", with: lineBreak)
    #expect(try RosterReader.parse(RosterSource(bytes: Array(text.utf8), fileName: "team.yaml")) == plain)
  }

  @Test func followsAnchorsAndMerges() throws {
    let roster = try RosterReader.parse(
      text: """
        roles:
          helpdesk: &base [Tickets/*]
          second: *base
        technicians:
          - &nina
            email: nina@acme.example
            name: &name Nina Park
            role: helpdesk
          - <<: *nina
            email: other@acme.example
          - {email: third@acme.example, name: *name, role: second}
        """, fileName: "team.yaml")
    #expect(roster.people.map(\.email.description) == ["nina@acme.example", "other@acme.example", "third@acme.example"])
    #expect(roster.people.allSatisfy { $0.name.full == "Nina Park" })
    #expect(roster.people.map(\.roleName) == ["helpdesk", "helpdesk", "second"])
    #expect(roster.roles[1].role.patterns?.map(\.description) == ["Tickets/*"])
  }

  @Test func readsTheCSVForm() throws {
    let csv = #"""
      email,first_name,last_name,kind,role,extra,without,state

      nina.park@acme.example,Nina,Park,,helpdesk,Invoices/Create; Assets/*;,Tickets/Delete,
      "maya@acme.example" , "Maya ""M""","de la Cruz, Jr.",admin,,,,active
      ,,,,,,,
      lee@acme.example,Lee,Wong,,,,,deactivated
      """#
    let roles = RosterSource(text: "roles: {helpdesk: [Tickets/*]}", fileName: "roles.yaml")
    let roster = try RosterReader.parse(RosterSource(text: csv, fileName: "team.csv"), roles: roles)
    #expect(roster.people.map(\.email.description) == ["nina.park@acme.example", "maya@acme.example", "lee@acme.example"])
    #expect(roster.people[0].extra.map(\.description) == ["Invoices/Create", "Assets/*"])
    #expect(roster.people[0].withheld.map(\.description) == ["Tickets/Delete"])
    #expect(roster.people[1].name == PersonName(first: "Maya \"M\"", last: "de la Cruz, Jr."))
    #expect(roster.people[1].kind == .admin)
    #expect(roster.people[2].state == .deactivated)
    #expect(roster.people.map(\.location.line) == [3, 4, 6])
    #expect(roster.roles[0].location == RosterLocation(file: "roles.yaml", line: 1))
  }

  @Test(arguments: ["\r\n", "\r", "\n"])
  func anEmptyLastFieldNeedsNoLineBreak(_ lineBreak: String) throws {
    let csv = ["email,name,state", "\"a@acme.example\",Ann Lee,deactivated", "\"b@acme.example\",Bo Lee,deactivated"]
    let text = csv.joined(separator: lineBreak).replacingOccurrences(of: "Bo Lee,deactivated", with: "\"Bo Lee\",")
    let roles = RosterSource(text: "roles: {}", fileName: "roles.yaml")
    let error = #expect(throws: RosterMistakes.self) {
      try RosterReader.parse(RosterSource(text: text, fileName: "team.csv"), roles: roles)
    }
    #expect(error?.mistakes.map(\.message) == ["has no role"])
    #expect(error?.mistakes.first?.line == 3)
  }

  @Test func theFormsOfTheExampleSayTheSame() throws {
    let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appending(path: "../../docs/examples").standardized.path
    let yaml = try RosterReader.read(path: "\(folder)/roster.yaml")
    let csv = try RosterReader.read(path: "\(folder)/roster.csv", rolesPath: "\(folder)/roles.yaml")
    #expect(yaml.roles.map(\.role) == csv.roles.map(\.role))
    func essence(_ person: RosterPerson) -> [String] {
      [
        person.email.description, person.name.full, person.kind.rawValue, person.roleName ?? "", "\(person.extra)",
        "\(person.withheld)", person.state.rawValue,
      ]
    }
    #expect(yaml.people.map(essence) == csv.people.map(essence))
    let json = try RosterReader.read(path: "\(folder)/roster.json")
    #expect(yaml.roles.map(\.role) == json.roles.map(\.role))
    #expect(yaml.people.map(essence) == json.people.map(essence))
    #expect(yaml.unlisted == json.unlisted && yaml.protected == json.protected && yaml.ignored == json.ignored)
  }

  @Test func theExampleOfEverythingIsRead() throws {
    let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appending(path: "../../docs/examples").standardized.path
    let roster = try RosterReader.read(path: "\(folder)/everything.yaml")
    #expect(roster.unlisted == .deactivate && roster.protected.count == 2 && roster.ignored.count == 1)
    #expect(roster.people.contains { $0.id != nil } && roster.roles.contains { !$0.role.exclusions.isEmpty && !$0.inherits.isEmpty })
  }

  // MARK: Files

  @Test func aMissingFileIsOneClearError() {
    let error = #expect(throws: RosterMistakes.self) { try RosterReader.read(path: "/no/such/team.yaml") }
    #expect(error?.description == "/no/such/team.yaml cannot be read: there is no such file; nothing was done")
  }

  @Test func aFolderIsOneClearError() {
    let folder = FileManager.default.temporaryDirectory.path
    let error = #expect(throws: RosterMistakes.self) { try RosterReader.read(path: folder) }
    #expect(error?.description == "\(folder) cannot be read: it is a folder; nothing was done")
  }

  @Test func anEndlessFileIsLeftAlone() {
    let error = #expect(throws: RosterMistakes.self) { try RosterReader.read(path: "/dev/zero") }
    #expect(error?.description == "/dev/zero is larger than 16 MiB, which no roster is; nothing was done")
  }

  @Test func invalidUTF8IsPointedAt() {
    let bytes = Array("version: 1\r\nroles:\n  a: [Zo".utf8) + [0xEB] + Array("/x]\n".utf8)
    let error = #expect(throws: RosterMistakes.self) { try RosterSource(bytes: bytes, fileName: "team.yaml") }
    #expect(
      error?.description == """
        team.yaml has 1 mistake; nothing was done
          team.yaml:3  is not UTF-8; save the file as UTF-8
        """)
  }

  @Test(arguments: [[0xFF, 0xFE], [0xFE, 0xFF]] as [[UInt8]])
  func utf16IsCalledByItsName(_ mark: [UInt8]) {
    let error = #expect(throws: RosterMistakes.self) { try RosterSource(bytes: mark + [0x61, 0], fileName: "team.csv") }
    #expect(error?.description == "team.csv is UTF-16; save it as UTF-8; nothing was done")
  }

  @Test func tenThousandRowsAreRead() throws {
    let roster = try RosterReader.parse(text: LargeRoster.yaml(people: 10_000), fileName: "large.yaml")
    #expect(roster.people.count == 10_000)
    let csv = RosterSource(text: LargeRoster.csv(people: 10_000), fileName: "large.csv")
    let roles = RosterSource(text: LargeRoster.roles, fileName: "roles.yaml")
    #expect(try RosterReader.parse(csv, roles: roles).people.count == 10_000)
  }
}
