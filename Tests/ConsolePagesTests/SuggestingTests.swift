import ConsoleEmulator
import Foundation
import SelectorPacks
import TestSupport
import Testing
import WebDriver

@testable import ConsolePages

struct LikenessTests {
  private let likeness = Likeness.shipped

  @Test(arguments: [
    ("First name:", ["first", "name"]), ("user[first_name]", ["user", "first", "name"]), ("bhv-saveUser", ["save", "user"]),
    ("Création", ["création"]), ("", []),
  ])
  func takesTextsApart(_ text: String, _ words: [String]) { #expect(Likeness.words(text) == words) }

  @Test func isWholeForTheSameWords() {
    #expect(likeness("Save Technician", "save technician:") == 1)
    #expect(likeness("", "") == 0)
    #expect(likeness("Save", "Cancel") == 0)
  }

  @Test(arguments: [
    ("Deactivate", "Turn off"), ("deactivate", "Disable"), ("save", "Update"), ("Email address", "Mail"), ("Last login", "Last Seen"),
    ("first_name", "Given name"), ("Create Technician", "Add Member"),
  ])
  func knowsWhatConsolesCallTheSame(_ one: String, _ other: String) {
    #expect(likeness(one, other) > 0.7)
    #expect(likeness(one, other) == likeness(other, one))
  }

  @Test(arguments: [
    ("Deactivate", "Reactivate"), ("Save Technician", "Save Permissions"), ("First name", "Last name"), ("email", "password"),
  ])
  func doesNotConfuse(_ one: String, _ other: String) { #expect(likeness(one, other) < 0.7) }
}

struct ElementSuggesterTests {
  private static func thing(_ changes: [String: Any]) -> [String: Any] {
    let usual: [String: Any] = [
      "kind": "control", "tag": "button", "role": "button", "name": "", "labels": [], "id": "", "hooks": [], "classes": [],
      "type": "submit",
      "field": "", "placeholder": "", "inside": "", "form": 0, "row": -1, "shown": true, "enabled": true, "box": [0, 0, 1, 1],
    ]
    return usual.merging(changes) { $1 }
  }

  private static func inventory(_ things: [[String: Any]], tables: [[String: Any]] = []) throws -> PageInventory {
    let page: [String: Any] = ["address": "https://a.example/", "title": "", "status": 200, "things": things.map(thing), "tables": tables]
    return try JSONDecoder().decode(PageInventory.self, from: JSONSerialization.data(withJSONObject: page))
  }

  private func suggestions(
    _ name: String, _ use: ElementUse, of page: String = "technician", in things: [[String: Any]], expected: String? = nil
  ) throws -> [Suggestion] {
    let pack = try shippedPack(.technicians)
    return ElementSuggester(
      likeness: .shipped, inventory: try Self.inventory(things), selector: try pack.element("\(page).\(name)"),
      wanted: WantedElement(name: "\(page).\(name)", use: use), expected: expected
    ).suggestions()
  }

  @Test func takesTheButtonOfTheSameMeaning() throws {
    let found = try suggestions(
      "deactivate", .click, in: [["name": "Turn off", "form": 1], ["name": "Save"], ["name": "Cancel", "type": "button"]])
    #expect(found.first?.what == "the button \"Turn off\"")
    #expect(found.first?.isSure == true)
    #expect(found.first?.yaml == ["deactivate:", "  - { role: button, name: Turn off }"])
  }

  @Test func isNotSureBetweenTwo() throws {
    let found = try suggestions("deactivate", .click, in: [["name": "Turn off", "form": 1], ["name": "Suspend", "form": 2]])
    #expect(found.count == 2)
    #expect(found.allSatisfy { !$0.isSure })
  }

  @Test func leavesOutWhatIsKnownHiddenOrOfAnotherKind() throws {
    let found = try suggestions(
      "deactivate", .click,
      in: [
        ["name": "Deactivate", "known": "technician.save"], ["name": "Deactivate", "shown": false],
        ["name": "Deactivate", "role": "textbox", "tag": "input"], ["name": "Deactivate", "row": 0],
      ])
    #expect(found.isEmpty)
  }

  @Test func neverTakesAPasswordForSomethingElse() throws {
    let password = ["tag": "input", "role": "", "type": "password", "name": "Last name", "labels": ["Last name"]] as [String: Any]
    #expect(try suggestions("last_name", .fill, in: [password]).isEmpty)
    let found = try suggestions("password", .fill, of: "sign_in", in: [password, ["tag": "input", "role": "textbox", "name": "Password"]])
    #expect(found.count == 1)
  }

  @Test func wantsTheTextThatIsKnown() throws {
    let texts: [[String: Any]] = ["a@x.example", "b@x.example"].map {
      ["kind": "text", "tag": "span", "role": "", "name": $0, "hooks": ["bhv-\($0.prefix(1))"]]
    }
    let found = try suggestions("account", .read, of: "frame", in: texts, expected: "b@x.example")
    #expect(found.map(\.what) == ["the span \"b@x.example\""])
    #expect(found.first?.yaml.last == "    - hook: bhv-b")
  }

  @Test func doesNotGoByWhatAMachineMadeUp() {
    for id in [":r1:", "css-1x2y3z", "user_5051", "react-aria-abc", "a1", ""] { #expect(!ThingCandidates.isLasting(id), "\(id)") }
    for id in ["user_email", "user[email]", "save-button"] { #expect(ThingCandidates.isLasting(id), "\(id)") }
  }

  @Test func findsColumnsByTheirWordsAndByWhatStandsInThem() throws {
    let table: [String: Any] = [
      "headings": ["Who", "Contact", "Level", "State", "Seen"], "id": "", "hooks": ["bhv-staff"], "classes": [], "shown": true,
      "around": "",
      "rows": 2,
      "sample": [
        ["Ann Lee", "ann@x.example", "Technician", "Active", "2026-11-20 08:14"], ["Bo", "bo@x.example", "Technician", "Active", "Never"],
      ],
    ]
    let pack = try shippedPack(.technicians)
    let suggester = TableSuggester(
      likeness: .shipped, inventory: try Self.inventory([], tables: [table]), name: "people",
      selector: try pack.table("technicians.people"),
      words: ["kind": ["Technician"], "status": ["Active"]])
    let found = try #require(suggester.suggestions(isFound: false, known: "technicians.people").first)
    let lines = found.yaml.joined(separator: "\n")
    #expect(lines.contains("    - css: table.bhv-staff"))
    #expect(lines.contains("    email: [Contact, Email, Email address]"))
    #expect(lines.contains("    kind: [Level, Role, Type]"))
    #expect(lines.contains("    status: [State, Status]"))
  }
}
