import ConsoleEmulator
import Foundation
import SelectorPacks
import TestSupport
import Testing

/// What the linter says, to the letter.
@Suite struct LintTests {
  private static let shipped = repository.appending(path: "selectors")

  /// What is said of the files, with `FOLDER/` left out.
  private func lint(_ texts: [String]) throws -> [String] {
    let files = try PackFiles()
    defer { files.remove() }
    let urls = try texts.enumerated().map { try files.write($1, to: "\($0 + 1).yaml") }
    return try PackLinter.problems(in: urls, shipped: Self.shipped).map {
      "\($0.severity) \($0)".replacing("\(files.folder.path)/", with: "").replacing(Self.shipped.path, with: "selectors")
    }
  }

  private func lint(_ pages: String, head: String = "layout: users") throws -> [String] {
    try lint(["format: 1\n\(head)\npages:\n\(pages.split(separator: "\n").map { "  \($0)" }.joined(separator: "\n"))"])
  }

  @Test func nothingIsWrongWithTheShippedPacks() throws {
    #expect(try PackLinter.problems(in: [], shipped: Self.shipped).map(\.description) == [])
    let own = EmulatedLayout.allCases.map { Self.shipped.appending(path: "\($0.rawValue).yaml") }
    #expect(try PackLinter.problems(in: own, shipped: Self.shipped).map(\.description) == [])
  }

  @Test(arguments: EmulatedLayout.allCases) func nothingIsWrongWithTheExamples(_ layout: EmulatedLayout) throws {
    let file = repository.appending(path: "docs/examples/packs/werkhof-\(layout.rawValue).yaml")
    #expect(try PackLinter.problems(in: [file], shipped: Self.shipped).map(\.description) == [])
  }

  @Test func allMistakesAreToldAndNotOnlyTheFirst() throws {
    let said = try lint([
      """
      format: 1
      layout: users
      lauout: x
      capabilities:
        name: both
      pages:
        technician:
          elements:
            save: [{ label: A, css: a }, { id: b }]
            email: { inrow: t }
          word: {}
      """
    ])
    #expect(
      said == [
        #"error 1.yaml:3:1: lauout: unknown key; did you mean "layout"?"#,
        #"error 1.yaml:5:9: capabilities.name: is "both", where split or full belongs"#,
        "error 1.yaml:9:14: pages.technician.elements.save[0]: a candidate is exactly one of label, role (with name), text, placeholder, hook, css, xpath",
        "error 1.yaml:9:38: pages.technician.elements.save[1].id: unknown key; known are css, hook, label, name, placeholder, role, text, xpath",
        #"error 1.yaml:10:14: pages.technician.elements.email: lacks "candidates""#,
        #"error 1.yaml:10:16: pages.technician.elements.email.inrow: unknown key; did you mean "in_row"?"#,
        #"error 1.yaml:11:5: pages.technician.word: unknown key; did you mean "words"?"#,
      ])
  }

  @Test(arguments: [
    ("technican: { path: /x }", #"warning 1.yaml:4:3: technican: nothing asks for a page of this name; did you mean "technician"?"#),
    (
      "technician: { elements: { saev: [{ label: Save }] } }",
      #"warning 1.yaml:4:29: technician.saev: nothing asks for an element of this name; did you mean "save"?"#
    ),
    (
      "technician: { elements: { zzz: [{ label: Save }] } }",
      "warning 1.yaml:4:29: technician.zzz: nothing asks for an element of this name"
    ),
    (
      "technicians: { words: { admn: Boss } }",
      #"warning 1.yaml:4:27: technicians.words.admn: nothing asks for words of this name; did you mean "admin"?"#
    ),
    (
      "technicians: { paths: { actve: /x } }",
      #"warning 1.yaml:4:27: technicians.paths.actve: nothing asks for a path of this name; did you mean "active"?"#
    ),
    (
      "technician: { boxes: { group: { area: a, heading: b, box: c } } }",
      #"warning 1.yaml:4:26: technician.boxes.group: nothing asks for boxes of this name; did you mean "groups"?"#
    ),
    (
      "frame: { lists: { field_error: .e } }",
      #"warning 1.yaml:4:21: frame.lists.field_error: nothing asks for a list of this name; did you mean "field_errors"?"#
    ),
    (
      "groups: { tables: { groups: { key: name, candidates: [{ css: t }], columns: { name: N, nmae: M } } } }",
      #"warning 1.yaml:4:90: groups.groups.columns.nmae: nothing asks for a column of this name; did you mean "name"?"#
    ),
  ]) func whatNothingAsksForIsTold(_ pages: String, _ says: String) throws {
    #expect(try lint(pages) == [says])
  }

  @Test func aBlockSaysWhatIsToBeDone() throws {
    let blocks = """
      [{ name: x, element: sign_in.sso, without: sign_in.password, says: x, not_signed_in: true },
        { name: y, element: mfa.code, says: y, next: Do it., not_signed_in: true },
        { name: z, element: outage.failed, says: z, transient: true }]
      """
    #expect(
      try lint(["format: 1\nlayout: users\nblocks: \(blocks)"]) == [
        "warning 1.yaml:3:10: the block x: does not say what to do about it; add next"
      ])
  }

  @Test func whatOthersStandInIsAskedFor() throws {
    #expect(
      try lint(
        "technician:\n  elements:\n    form: [{ css: form }]\n    inner: { within: form, candidates: [{ css: div }] }\n    save: { within: inner, candidates: [{ label: Save }] }"
      ) == [])
  }

  @Test(arguments: [
    (
      "technician: { elements: { save: [{ hook: x }] } }",
      "warning 1.yaml:4:29: technician.save: is clicked, and told by one candidate that does not go by its words; add one that does"
    ),
    (
      "technician: { elements: { save: [{ role: button }] } }",
      "warning 1.yaml:4:29: technician.save: is clicked, and told by one candidate that does not go by its words; add one that does"
    ),
    (
      "technician: { elements: { save: { first: true, candidates: [{ label: Save }] } } }",
      "warning 1.yaml:4:29: technician.save: is clicked, and with first: true the first of several is"
    ),
    (
      "technician: { elements: { email: [{ css: 'td:nth-child(2)' }, { label: E }] } }",
      "warning 1.yaml:4:37: technician.email: goes by position (nth-child): something else may come to stand there"
    ),
    (
      "technician: { elements: { email: [{ xpath: '//td[2]/a' }, { label: E }] } }",
      "warning 1.yaml:4:37: technician.email: goes by position: something else may come to stand there"
    ),
    (
      "technician: { boxes: { groups: { area: 'form:first-child', heading: b, box: c } } }",
      "warning 1.yaml:4:26: technician.boxes.groups: goes by position (first-child): something else may come to stand there"
    ),
    (
      "technician: { elements: { email: [{ label: [A, B] }, { css: x }, { label: [A, B] }] } }",
      "warning 1.yaml:4:68: technician.email: the same candidate as [0]"
    ),
    (
      "technicians: { elements: { total: { pattern: '\\d+', candidates: [{ css: x }] } } }",
      "warning 1.yaml:4:30: technicians.total: its pattern has no group, so that it stands for nothing"
    ),
  ]) func whatMayGoWrongIsTold(_ pages: String, _ says: String) throws {
    #expect(try lint(pages) == [says])
  }

  @Test(arguments: [
    "technician: { elements: { save: [{ label: Save }] } }", "technician: { elements: { save: [{ role: button, name: Save }] } }",
    "technician: { elements: { save: [{ hook: a }, { hook: b }] } }", "technician: { elements: { email: [{ css: '#email' }] } }",
    "technicians: { elements: { total: { pattern: '(?:of )(\\d+)', candidates: [{ css: x }] } } }", "seats: null",
    "technicians: { elements: { nobody: [{ text: Nobody }] } }",
  ]) func whatIsAsItShouldBeIsNotTold(_ pages: String) throws { #expect(try lint(pages) == []) }

  @Test(arguments: [
    ("technician: { elements: { save: null } }", "error 1.yaml:4:29: technician.save: is missing, and needed"),
    (
      "deactivate: null",
      "error 1.yaml:4:3: deactivate: the page is missing; flows ask it for person, reason, submit"
    ),
    (
      "technician: { words: { groups_heading: null } }",
      "error 1.yaml:4:26: technician.words.groups_heading: is missing, and needed where capabilities.permissions is group"
    ),
    (
      "technicians: { paths: { search_active: null } }",
      "error 1.yaml:4:27: technicians.paths.search_active: is missing, and needed by capabilities.people"
    ),
    (
      "technician: { path: '/users/{number}' }",
      "error 1.yaml:4:17: technician.path: has a {number}, and filled in is {id}; error 1.yaml:4:17: technician.path: has no {id} to be filled in"
    ),
    ("seats: { path: '/s/{x}' }", "error 1.yaml:4:12: seats.path: has a {x}, and nothing is filled in here"),
    (
      "groups: { tables: { groups: { key: nr, candidates: [{ css: t }], columns: { nr: N } } } }",
      // A column by which rows are told is there for that.
      #"error 1.yaml:4:23: groups.groups: lacks the column "name", which is read"#
    ),
  ]) func whatFlowsNeedIsTold(_ pages: String, _ says: String) throws {
    #expect(try lint(pages).joined(separator: "; ") == says)
  }

  @Test func whatIsNeededGoesByTheCapabilities() throws {
    let said = try lint(["format: 1\nextends: users\ncapabilities: { deactivation: { from: technician }, reactivation: { by_box: false } }"]
    )
    #expect(
      said == [
        "error 1.yaml:1:1: technician.deactivate: is missing, and needed where deactivation.from is technician",
        "error 1.yaml:1:1: technician.reactivate: is missing, and needed where reactivation.by_box is false",
      ])
  }

  @Test func whatABaseLacksForOtherCapabilitiesIsSaidOfTheFileThatHasThem() throws {
    let people = "people: [{ path: active, search: active, status: column }]"
    let said = try lint(["format: 1\nlayout: users\npages: { seats: null }\ncapabilities: { \(people) }"])
    #expect(
      said == [
        "error 1.yaml:3:8: technicians.paths.active: has no {query} to be filled in",
        "error 1.yaml:3:8: technicians.people: lacks the column \"status\", which is read",
      ])
  }

  @Test func overridesAreLaidOverEachOtherInOrder() throws {
    let first = "format: 1\nlayout: users\npages: { technician: { elements: { save: { within: form, candidates: [{ label: S }] } } } }"
    let second = "format: 1\nlayout: users\npages: { technician: { elements: { form: [{ css: form }] } } }"
    let said = try lint([first])
    #expect(
      said == [#"error 1.yaml:3:36: technician.save: stands within "form", which technician does not have"#])
    #expect(try lint([first, second]) == [])
  }

  @Test func anOverrideOfAPackOfOnesOwnIsNamedWithIt() throws {
    let pack = "format: 1\nextends: users\nlayout: acme"
    let override = "format: 1\nlayout: acme\npages: { technician: { elements: { saev: [{ label: S }] } } }"
    let said = try lint([override, pack])
    #expect(
      said == [
        #"warning 1.yaml:3:36: technician.saev: nothing asks for an element of this name; did you mean "save"?"#
      ])
    #expect(
      try lint([override]) == [
        #"error 1.yaml:2:9: layout: there is no layout "acme"; shipped are technicians, users, and a pack of your own is named beside this"#
      ])
  }

  @Test func aFileThatIsNotThereIsNoProblemOfAPack() throws {
    #expect(throws: PackError.self) { try PackLinter.problems(in: [URL(fileURLWithPath: "/nowhere.yaml")], shipped: Self.shipped) }
  }

  @Test func whatIsNoYAMLIsTold() throws {
    #expect(
      try lint(["format: 1\npages: [unclosed\n"]) == [
        "error 1.yaml:3:1: did not find expected ',' or ']' while parsing a flow sequence"
      ])
    #expect(try lint([""]) == ["error 1.yaml:1:1: is empty, where a mapping belongs"])
  }
}
