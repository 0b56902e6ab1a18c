import BrowserSupport
import Foundation
import Technicians
import Testing

@testable import Provisioning

/// The JSON form: the same tree as YAML, and nothing that is not JSON.
@Suite struct JSONRosterTests {
  private func only(_ text: String) -> [String] {
    do {
      _ = try RosterReader.parse(text: text, fileName: "team.JSON")
      return []
    } catch {
      return error.mistakes.flatMap { ["\($0.line ?? 0)", $0.field, $0.message] }
    }
  }

  @Test func everyFieldIsRead() throws {
    let text = #"""
      {
        "$schema": "../schemas/roster.schema.json",
        "version": 1,
        "unlisted": "deactivate",
        "protect": ["breakglass@acme.example"],
        "ignore": null,
        "roles": {"desk": ["Tickets\/*"], "senior": {"inherit": ["desk"], "without": ["Tickets/Delete"]}, "Admins": "existing"},
        "technicians": [
          {"id": 5127, "email": "nina@acme.example", "name": "Nina \ud83d\udc69 \u00c9\"", "role": "senior", "extra": null},
          {"id": "17", "email": "lee@acme.example", "first_name": "Lee", "last_name": "No", "role": null, "state": "deactivated"}
        ]
      }
      """#
    let roster = try RosterReader.parse(text: text, fileName: "team.json")
    #expect(roster.unlisted == .deactivate)
    #expect(roster.unlistedLocation == RosterLocation(file: "team.json", line: 4))
    #expect(roster.protected.map(\.description) == ["breakglass@acme.example"])
    #expect(roster.roles.map(\.role.name) == ["desk", "senior", "Admins"])
    #expect(roster.roles[1].role.patterns?.map(\.description) == ["Tickets/*"])
    #expect(roster.people.map(\.name.full) == ["Nina 👩 É\"", "Lee No"])
    #expect(roster.people.map { $0.id?.rawValue } == ["5127", "17"])
    #expect(roster.people.map(\.location.line) == [9, 10])
  }

  @Test(arguments: [
    ("", "1", "is not JSON: there is nothing in it"),
    ("{\n  \"version\": 1,\n}", "2", "is not JSON: a comma with nothing after it"),
    ("{\"roles\": {\"a\": [\"A/x\",]}}", "1", "is not JSON: a comma with nothing after it"),
    ("{\n\"version\": 1\n\"roles\": {}}", "3", "is not JSON: a comma or } is missing"),
    ("{\n  // people\n}", "2", "is not JSON: a name in double quotes is missing"),
    ("{\"roles\": # none\n{}}", "1", "is not JSON: it has no comments"),
    ("{version: 1}", "1", "is not JSON: a name in double quotes is missing"),
    ("{\"version\": '1'}", "1", "is not JSON: a text is written in double quotes"),
    ("{\"version\": one}", "1", "is not JSON: a text is written in double quotes"),
    ("{\"version\" 1}", "1", "is not JSON: a colon is missing after \"version\""),
    ("{\"version\": }", "1", "is not JSON: a value is missing"),
    ("{\"version\": 01}", "1", "is not JSON: a number begins with 0"),
    ("{\"version\": 1.}", "1", "is not JSON: a number lacks a digit"),
    ("{\"version\": +1}", "1", "is not JSON: a text is written in double quotes"),
    ("{\"version\": \"1\n\"}", "1", "is not JSON: a text holds a line break or another control character; write it as an escape"),
    ("{\"version\": \"1", "1", "is not JSON: a text is never closed"),
    ("{\"version\": \"\\x\"}", "1", "is not JSON: no such escape in a text"),
    ("{\"version\": \"\\ud83d\"}", "1", "is not JSON: half a character in a text"),
    ("{\"version\": \"\\u12\"}", "1", "is not JSON: four hexadecimal digits belong after \\u"),
    ("{\"version\": 1}\n{}", "2", "is not JSON: something stands after its end"),
    ("{\"version\": 1", "1", "is not JSON: the file ends before its }"),
    ("{\"version\":", "1", "is not JSON: the file ends where a value belongs"),
    ("{\"a\": 1,\r\n\"a\": 2}", "2", "has \"a\" twice in one place"),
    ("version: 1", "1", "is not JSON: a text is written in double quotes"),
  ])
  func whatIsNotJSONIsPointedAt(_ text: String, _ line: String, _ message: String) { #expect(only(text) == [line, "", message]) }

  @Test(arguments: [
    ("[]", ["1", "", "is a list, where a roster has technicians and roles"]),
    ("null", ["1", "technicians", "names nobody; an empty roster never means that everybody is to go"]),
    ("{\"roles\": {},\n\"technicians\": [5]}", ["2", "technicians[0]", "is a number, where a person has fields such as email"]),
    (
      "{\"technicians\": [{\"email\": \"a@acme.example\", \"name\": true, \"kind\": \"admin\"}]}",
      ["1", "technicians[0].name", "is a yes/no value, not a text; if it is meant as it stands, write it in quotes: \"true\""]
    ),
    (
      "{\"<<\": {\"technicians\": []}}",
      ["1", "<<", "no section \"<<\"; there are version, unlisted, protect, ignore, unassigned, roles and technicians"]
    ),
  ])
  func theTreeIsChecked(_ text: String, _ expected: [String]) { #expect(Array(only(text).prefix(3)) == expected) }

  @Test func deepNestingIsRefusedNotFollowed() {
    #expect(only(String(repeating: "[", count: 200_000)).last == "is not JSON: more than 64 values lie in one another")
    #expect(only(String(repeating: "{\"a\":", count: 200_000)).last == "is not JSON: more than 64 values lie in one another")
  }

  @Test func rolesMayStandInAJSONFileOfTheirOwn() throws {
    let csv = RosterSource(text: "id,email,name,role\n7,a@acme.example,Ann Lee,desk\n", fileName: "team.csv")
    let roles = RosterSource(text: "{\"roles\": {\"desk\": [\"Tickets/*\"]}, \"ignore\": [\"*@x.example\"]}", fileName: "roles.json")
    let roster = try RosterReader.parse(csv, roles: roles)
    #expect(roster.people.map { $0.id?.rawValue } == ["7"])
    #expect(roster.ignored.map(\.description) == ["*@x.example"])
  }

  /// Foundation's parser is the witness of what is JSON. Names that stand twice are the one thing that it lets pass and a roster does not.
  @Test func itTakesWhatFoundationTakes() {
    var random = SeededGenerator(seed: 8)
    let pieces = [
      "{", "}", "[", "]", ",", ":", "\"a\"", "\"\\n\"", "\"\\u00e9\"", "\"\\ud83d\\ude00\"", "1", "-0", "0.5e+3", "true", "null", " ", "\n",
      "\"b\"", "x",
    ]
    var taken = 0
    for _ in 0..<20_000 {
      let text = (0..<1 + random.below(7)).map { _ in random.one(of: pieces) }.joined()
      let isJSON = (try? JSONSerialization.jsonObject(with: Data(text.utf8), options: .fragmentsAllowed)) != nil
      switch JSONTree.parse(RosterSource(text: text, fileName: "a.json")) {
      case .success:
        taken += 1
        // A number that is too large for Foundation is JSON all the same.
        #expect(isJSON || text.contains("e+"), "\(text)")
      case .failure(let mistake): #expect(!isJSON || mistake.message.contains("twice"), "\(text)")
      }
    }
    #expect(taken > 500)
  }
}
