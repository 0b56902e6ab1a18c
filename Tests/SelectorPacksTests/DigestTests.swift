import Foundation
import SelectorPacks
import TestSupport
import Testing
import WebDriver

@Suite struct DigestTests {
  private static let pages = """
    frame:
      lists: { errors: .error }
      elements:
        out: [{ css: p }]
    form:
      path: /people/{id}
      paths: { find: '/people?q={query}' }
      elements:
        a: [{ css: a }, { role: button, name: [Save, Keep] }]
        b: { within: a, candidates: [{ css: b }] }
        edit: { in_row: people, candidates: [{ css: i }] }
      tables:
        people: { key: email, candidates: [{ css: table }], columns: { email: [Email, E-mail] } }
      boxes:
        rights: { area: x, heading: y, box: z }
      words:
        never: Never
    """
  private static let names: Set<String> = [
    "blocks", "capabilities", "form.a", "form.b", "form.boxes.rights", "form.edit", "form.path", "form.paths.find", "form.people",
    "form.words.never", "frame.lists.errors", "frame.out", "list_price",
  ]

  private func pack(_ pages: String = pages, capabilities: String? = nil, blocks: String = "[]") throws -> SelectorPack {
    try readPack(packText(pages, capabilities: capabilities, blocks: blocks))
  }

  // MARK: - Digests

  @Test func everyEntryHasADigest() throws {
    let pack = try pack()
    #expect(Set(pack.entryDigests.keys) == Self.names)
    for (name, digest) in pack.entryDigests { #expect(digest.wholeMatch(of: /[0-9a-f]{12}/) != nil, "\(name)") }
    #expect(pack.digest.wholeMatch(of: /[0-9a-f]{64}/) != nil)
  }

  @Test func theSamePackHasTheSameDigests() throws {
    let (one, other) = (try pack(), try pack())
    #expect(one.sources != other.sources)
    #expect(one.entryDigests == other.entryDigests)
    #expect(one.digest == other.digest)
  }

  @Test(arguments: [
    ("a: [{ css: a }", "a: [{ css: aa }", "form.a"), ("name: [Save, Keep]", "name: [Keep, Save]", "form.a"),
    ("name: [Save, Keep]", "name: Save", "form.a"), ("[{ css: a }, { role: button, name: [Save, Keep] }]", "[{ css: a }]", "form.a"),
    ("b: { within: a,", "b: { within: a, hidden: true,", "form.b"), ("b: { within: a,", "b: { within: a, first: true,", "form.b"),
    ("b: { within: a,", "b: {", "form.b"), ("edit: { in_row: people,", "edit: { pattern: '(x)',", "form.edit"),
    ("{ css: b }", "{ hook: b }", "form.b"), ("{ css: b }", "{ xpath: b }", "form.b"), ("{ css: b }", "{ text: b }", "form.b"),
    ("{ css: b }", "{ label: b }", "form.b"), ("{ css: b }", "{ placeholder: b }", "form.b"), ("{ css: b }", "{ role: b }", "form.b"),
    ("[Email, E-mail]", "[Email]", "form.people"), ("[Email, E-mail]", "{ heading: [Email, E-mail], optional: true }", "form.people"),
    ("{ css: table }", "{ css: tbl }", "form.people"), ("/people/{id}", "/users/{id}", "form.path"),
    ("/people?q={query}", "/people?query={query}", "form.paths.find"), ("box: z", "box: zz", "form.boxes.rights"),
    ("never: Never", "never: [Never, Not yet]", "form.words.never"), ("errors: .error", "errors: .alert", "frame.lists.errors"),
  ])
  func aChangeChangesOneDigest(_ before: String, _ after: String, _ name: String) throws {
    let changed = Self.pages.replacing(before, with: after)
    #expect(changed != Self.pages)
    let (old, new) = (try pack(), try pack(changed))
    #expect(Set(old.entryDigests.keys) == Set(new.entryDigests.keys))
    #expect(old.entryDigests.filter { new.entryDigests[$0.key] != $0.value }.map(\.key) == [name])
    #expect(old.digest != new.digest)
  }

  @Test func whatIsOfNoPageHasADigestToo() throws {
    let old = try pack()
    let able = try pack(capabilities: smallCapabilities.replacing("by_box: true", with: "by_box: false"))
    #expect(old.entryDigests.filter { able.entryDigests[$0.key] != $0.value }.map(\.key) == ["capabilities"])
    let bulky = try pack(capabilities: smallCapabilities + "\n  bulk: true")
    #expect(old.entryDigests.filter { bulky.entryDigests[$0.key] != $0.value }.map(\.key) == ["capabilities"])
    let blocked = try pack(blocks: "[{ name: x, element: frame.out, says: out, not_signed_in: true }]")
    #expect(old.entryDigests.filter { blocked.entryDigests[$0.key] != $0.value }.map(\.key) == ["blocks"])
    var dear = old
    dear.listPrice = try readPack(packText(Self.pages).replacing("cents: 100", with: "cents: 101")).listPrice
    #expect(old.entryDigests.filter { dear.entryDigests[$0.key] != $0.value }.map(\.key) == ["list_price"])
    var elsewhere = old
    elsewhere.layout = "other"
    #expect(elsewhere.entryDigests == old.entryDigests)
    #expect(elsewhere.digest != old.digest)
  }

  @Test func onlyWhatIsAskedForIsGiven() throws {
    let pack = try pack()
    #expect(
      pack.digests(of: ["form.a", "form.z", "form", "seats"])
        == ["form.a": try #require(pack.entryDigests["form.a"]), "form.z": "absent", "form": "present", "seats": "absent"])
    #expect(pack.digests(of: []) == [:])
  }

  // MARK: - Uses

  /// What `look` is noted to have looked for.
  private func uses(_ look: (SelectorPack) throws -> Void) throws -> Set<String> {
    var pack = try pack(blocks: "[{ name: x, element: frame.out, says: out, not_signed_in: true }]")
    let uses = PackUses()
    pack.uses = uses
    try look(pack)
    return uses.names
  }

  @Test func everyLookupIsNoted() throws {
    #expect(try uses { _ = try $0.element("form.a") } == ["form.a"])
    #expect(try uses { _ = try $0.table("form.people") } == ["form.people"])
    #expect(try uses { _ = try $0.boxes("form.rights") } == ["form.boxes.rights"])
    #expect(try uses { _ = $0.list("frame.errors") } == ["frame.lists.errors"])
    #expect(try uses { _ = try $0.words("form.never") } == ["form.words.never"])
    #expect(try uses { _ = try $0.path("form", values: ["id": "1"]) } == ["form.path"])
    #expect(try uses { _ = try $0.path("form", "find", values: ["query": "1"]) } == ["form.paths.find"])
    #expect(try uses { _ = $0.value("id", of: "form", in: "/people/1") } == ["form.path"])
    #expect(try uses { _ = try $0.pathPattern("form") } == ["form.path"])
    #expect(try uses { _ = try $0.pathPattern("form", "find") } == ["form.paths.find"])
    #expect(try uses { _ = $0.has("form.a") } == ["form.a"])
    #expect(try uses { _ = $0.hasPage("form") } == ["form"])
    #expect(try uses { _ = $0.capabilities } == ["capabilities"])
    #expect(try uses { _ = $0.listPrice } == ["list_price"])
    #expect(try uses { _ = $0.blocks } == ["blocks"])
  }

  @Test func aProgramNotesWhatItsElementsStandIn() throws {
    #expect(
      try uses { _ = try $0.program([PageCase("x", all: [("form.b", .present)], none: ["frame.out"])]) } == [
        "form.a", "form.b", "frame.out",
      ])
    let rows = ["form.people": ["email": "a@b.example"]]
    #expect(try uses { _ = try $0.program([PageCase("x", all: [("form.edit", .click)])], rows: rows) } == ["form.edit", "form.people"])
  }

  @Test func whatIsLackingIsNotedAsAbsent() throws {
    let names = try uses { pack in
      #expect(!pack.has("form.z"))
      #expect(!pack.hasPage("seats"))
      #expect(pack.list("form.errors") == nil)
      #expect(pack.value("id", of: "nope", in: "/people/1") == nil)
      #expect(throws: PackError.self) { try pack.words("form.always") }
    }
    #expect(names == ["form.z", "seats", "form.lists.errors", "nope.path", "form.words.always"])
    #expect(Set(try pack().digests(of: names).values) == ["absent"])
    // Adding one of them is a change of what was used.
    let more = try pack(Self.pages.replacing("a: [{", with: "z: [{ css: z }]\n    a: [{"))
    #expect(more.digests(of: names).filter { $0.value != "absent" }.map(\.key) == ["form.z"])
  }

  @Test func askingForDigestsIsNoUse() throws {
    #expect(try uses { _ = ($0.entryDigests, $0.digest, $0.digests(of: ["form.a"])) } == [])
  }

  @Test func aCopyNotesInTheSamePlace() throws {
    let names = try uses { pack in
      let copy = pack
      _ = copy.has("form.a")
    }
    #expect(names == ["form.a"])
  }

  @Test(arguments: ["technicians", "users"]) func noEntryOfAShippedPackHidesAnother(_ layout: String) throws {
    let pack = try PackLibrary.pack(layout: layout, in: repository.appending(path: "selectors"))
    let count = pack.pages.values.reduce(3) { count, page in
      count + (page.path == nil ? 0 : 1) + page.paths.count + page.elements.count + page.tables.count + page.boxes.count + page.lists.count
        + page.words.count
    }
    #expect(pack.entryDigests.count == count)
  }
}
