import Foundation
import SelectorPacks
import Testing
import WebDriver

@Suite struct LookupTests {
  private static let pages = """
    form:
      path: /people/{id}
      paths:
        find: /people?q={query}&page={page}
      elements:
        a: [{ css: a }]
        b: { within: a, candidates: [{ css: b }] }
        c: { within: b, candidates: [{ css: c }], hidden: true, first: true }
        edit: { in_row: people, candidates: [{ css: i }] }
        next: { within: people, candidates: [{ css: n }] }
      tables:
        people: { within: a, key: email, candidates: [{ css: table }], columns: { email: [Email, E-mail], name: Name } }
      boxes:
        rights: { area: x, heading: y, box: z }
      words:
        never: Never
    edit:
      path: /people/{id}/edit?tab=1
    bare: {}
    """

  // MARK: - What is missing

  @Test func whatIsMissingIsSaidWithTheFile() throws {
    let files = try PackFiles()
    defer { files.remove() }
    let base = try files.write(packText(Self.pages), to: "base.yaml")
    let pack = try SelectorPack.read(base: base)
    func says(_ text: String, _ body: () throws -> Void) {
      let error = #expect(throws: PackError.self) { try body() }
      #expect(error?.code == .missing)
      #expect(error?.description == "\(base.path): \(text)")
    }
    says(#"has no page "nope""#) { _ = try pack.page("nope") }
    says(#"has no page "nope""#) { _ = try pack.element("nope.a") }
    says(#"the page "form" has no element "z""#) { _ = try pack.element("form.z") }
    says(#"the page "form" has no table "a""#) { _ = try pack.table("form.a") }
    says(#"the page "form" has no boxes "people""#) { _ = try pack.boxes("form.people") }
    says(#"the page "form" has no words "always""#) { _ = try pack.words("form.always") }
    says(#"the page "form" has no path "search""#) { _ = try pack.path("form", "search") }
    says(#"the page "bare" has no path"#) { _ = try pack.path("bare") }
    says(#"has no page "nope""#) { _ = try pack.path("nope") }
    says(#"the page "form" has no path "search""#) { _ = try pack.pathPattern("form", "search") }
    says(#"the page "form" has no element "z""#) { _ = try pack.program([PageCase("c", all: [("form.z", .present)])]) }
    says(#"the path /people/{id} of the page "form" has a {id}, for which there is no value here"#) { _ = try pack.path("form") }
    says(#"the path /people?q={query}&page={page} of the page "form" has a {page}, for which there is no value here"#) {
      _ = try pack.path("form", "find", values: ["query": "{page}"])
    }
  }

  @Test(arguments: [
    (nil, "/people/12", true), (nil, "/people/a-b_C", true), (nil, "/people/", false), (nil, "/people/1/edit", false),
    (nil, "/x/people/1", false), (nil, "/people/%31", false), ("find", "/people", true), ("find", "/people/1", false),
    ("find", "/peopleX", false),
    ("odd", "/a.b/(c)+", true), ("odd", "/axb/(c)+", false), ("odd", "/a.b/cc", false),
  ]) func anAddressFitsThePatternOfItsPath(_ path: String?, _ address: String, _ fits: Bool) throws {
    let pack = try readPack(packText(Self.pages.replacing("find: /people", with: "odd: /a.b/(c)+?x=1\n    find: /people")))
    let pattern = try Regex(try pack.pathPattern("form", path))
    #expect((address.wholeMatch(of: pattern) != nil) == fits)
  }

  @Test func aNameWithoutAPageIsNone() throws {
    let pack = try readPack(packText(Self.pages))
    let error = #expect(throws: PackError.self) { try pack.element("email") }
    #expect(error?.description == #""email" is not of the form page.element"#)
    #expect(!pack.has("email"))
    #expect(pack.list("email") == nil)
  }

  @Test func hasSaysWhatElementAndTableThereAre() throws {
    let pack = try readPack(packText(Self.pages))
    #expect(pack.has("form.a"))
    #expect(pack.has("form.people"))
    #expect(!pack.has("form.z"))
    #expect(!pack.has("nope.a"))
    #expect(!pack.has("form.rights"))
    #expect(pack.list("form.errors") == nil)
    #expect(pack.list("nope.errors") == nil)
  }

  // MARK: - Paths

  @Test(arguments: [
    ("ada+1@example.com", "ada%2B1%40example.com"), ("a b&c=d", "a%20b%26c%3Dd"), ("é😀", "%C3%A9%F0%9F%98%80"),
    ("AZaz09-._~", "AZaz09-._~"),
    ("/../?#%", "%2F..%2F%3F%23%25"), ("\u{0}\n\u{7F}", "%00%0A%7F"), ("", ""), ("{id}", "%7Bid%7D"),
  ])
  func valuesArePercentEncoded(_ value: String, _ encoded: String) throws {
    let pack = try readPack(packText(Self.pages))
    #expect(try pack.path("form", values: ["id": value]) == "/people/\(encoded)")
    #expect(try pack.path("form", "find", values: ["query": value, "page": "2"]) == "/people?q=\(encoded)&page=2")
    // In either order of the keys, a value is never taken for a key.
    #expect(try pack.path("form", "find", values: ["query": "1", "page": value]) == "/people?q=1&page=\(encoded)")
  }

  @Test func aValueThatThePathDoesNotAskForIsLeftOut() throws {
    let pack = try readPack(packText(Self.pages))
    #expect(try pack.path("form", values: ["id": "1", "query": "x"]) == "/people/1")
  }

  @Test(arguments: [
    ("https://a.example/people/12", "12"), ("http://127.0.0.1:8080/people/12?tab=1#x", "12"), ("/people/12", "12"),
    ("https://a.example/people/a_B-9", "a_B-9"), ("https://a.example/people/", nil), ("https://a.example/people", nil),
    ("https://a.example/people/12/edit", nil), ("https://a.example/x/people/12", nil), ("https://a.example/groups/12", nil),
    ("https://a.example/people/1%32", nil), ("https://a.example/people/1é", nil), ("https://a.example", nil), ("", nil),
    ("https://a.example/?/people/12", nil), ("https://a.example/#/people/12", nil),
  ])
  func theValueIsReadOutOfAnAddress(_ address: String, _ value: String?) throws {
    #expect(try readPack(packText(Self.pages)).value("id", of: "form", in: address) == value)
  }

  @Test func theValueIsReadOnlyWhereThePathHasIt() throws {
    let pack = try readPack(packText(Self.pages))
    #expect(pack.value("query", of: "form", in: "/people/12") == nil)
    #expect(pack.value("id", of: "bare", in: "/people/12") == nil)
    #expect(pack.value("id", of: "nope", in: "/people/12") == nil)
  }

  // MARK: - Programs

  @Test func aProgramHasWhatItsElementsStandIn() throws {
    let pack = try readPack(packText(Self.pages))
    let program = try pack.program([PageCase("x", all: [("form.c", .present)])])
    #expect(
      program.elements == [
        "form.a": ElementQuery([.css("a")]), "form.b": ElementQuery([.css("b")], within: "form.a"),
        "form.c": ElementQuery([.css("c")], within: "form.b", includesHidden: true, takesFirst: true),
      ])
    #expect(program.cases.map(\.name) == ["x"])
    let next = try pack.program([PageCase("x", all: [("form.next", .click)])])
    #expect(Set(next.elements.keys) == ["form.next", "form.people", "form.a"])
  }

  @Test func aProgramHasTheTableOfARow() throws {
    let pack = try readPack(packText(Self.pages))
    let cases = [PageCase("x", all: [("form.edit", .click)])]
    let program = try pack.program(cases, rows: ["form.people": ["name": "Ada", "email": "ada@example.com"]])
    let cells = [
      ElementQuery.Row.Cell(column: ["Email", "E-mail"], equals: "ada@example.com"), ElementQuery.Row.Cell(column: ["Name"], equals: "Ada"),
    ]
    #expect(program.elements["form.edit"] == ElementQuery([.css("i")], row: ElementQuery.Row(table: "form.people", cells: cells)))
    #expect(Set(program.elements.keys) == ["form.edit", "form.people", "form.a"])
    let column = #expect(throws: PackError.self) { try pack.program(cases, rows: ["form.people": ["kind": "Admin"]]) }
    #expect(column?.description.hasSuffix(#"base.yaml: form.people has no column "kind""#) == true)
    let error = #expect(throws: PackError.self) { try pack.program(cases) }
    #expect(throws: PackError.self) { try pack.program(cases, rows: ["form.people": [:]]) }
    #expect(error?.description == "form.edit stands in a row of form.people, and it was not said in which")
  }

  @Test(arguments: [
    PageStep.read("form.a", .text), .texts(css: "p", within: "form.a"), .existing(["form.a"]), .fill([("form.a", .text("x"))]),
    .table("form.a", columns: [:]), .boxes(PageStep.BoxLayout(area: "x", heading: "y", box: "z"), within: "form.a"),
    .setBoxes(PageStep.BoxLayout(area: "x", heading: "y", box: "z"), within: "form.a", changes: [], exactly: true),
    .require("form.a", .text, equals: "x"), .follow("form.a"),
  ])
  func aProgramHasTheElementsOfItsSteps(_ step: PageStep) throws {
    let pack = try readPack(packText(Self.pages))
    #expect(Set(try pack.program([PageCase("x", all: [], steps: [step])]).elements.keys) == ["form.a"])
  }

  @Test func aProgramHasWhatMustNotBeThere() throws {
    let pack = try readPack(packText(Self.pages))
    #expect(Set(try pack.program([PageCase("x", all: [], none: ["form.b"])]).elements.keys) == ["form.a", "form.b"])
    #expect(try pack.program([PageCase("x", all: [], steps: [.texts(css: "p", within: nil)])]).elements.isEmpty)
  }
}
