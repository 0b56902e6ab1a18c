import Foundation
import Testing
import WebDriver

@testable import SelectorPacks

@Suite struct ReadingTests {
  private static let everyForm = """
    form:
      path: /form/{id}
      paths:
        all: /form?all=1
      elements:
        one:
          - label: Email
        each:
          - label: [Email, E-mail]
          - { role: button, name: Save }
          - role: link
            name: [Next, More]
          - role: navigation
          - text: Done
          - placeholder: [Search]
          - hook: bhv-save
          - css: '#a > b'
          - xpath: //a[1]
        mapped:
          candidates: [{ css: i }]
          within: one
          hidden: true
          first: true
          pattern: '(\\d+)'
        in_row:
          in_row: people
          candidates: [{ css: a }]
        inside_table:
          within: people
          candidates: [{ css: a }]
      tables:
        people:
          key: email
          within: one
          candidates: [{ css: table }]
          columns:
            email: Email
            name: [Name, Full name]
            seen: { heading: Seen, optional: true }
            kind: { heading: [Kind] }
        cards:
          key: email
          rows: li.card
          candidates: [{ css: ul }]
          columns:
            email: { css: .mail }
            state: { attribute: data-state }
            rank: { classes: [chief, hand] }
            paid: { heading: Paid, ticked: svg, unticked: 'td:empty', optional: true }
      boxes:
        rights: { area: fieldset, heading: legend, box: input }
      lists:
        errors: .error
      words:
        never: Never
        off: [Off, Disabled]
        # YAML takes these for something else than words.
        odd: [yes, No, 12, 1.50, null, ~]
    """

  /// Texts that are read, for others who look at them.
  static let validTexts = [
    packText(everyForm), base, override,
    packText(
      "form:\n  elements: { a: [{ css: a }] }",
      capabilities: smallCapabilities + "\n  bulk: true\n  dates: { formats: [d.M.yyyy, 'MMM d, yyyy'], zone: Europe/Berlin, locale: de }",
      blocks:
        "[{ name: x, element: form.a, says: x, bare: true, transient: true, wait: 5 }, { name: y, element: form.a, says: y, not_signed_in: false }]"
    ),
    packText("form:\n  elements: { a: [{ css: a }], b: [{ css: b }] }", blocks: fullBlocks),
  ]

  private static let fullBlocks = """
    [{ name: x, element: form.a, without: form.b, says: x, next: Do x., not_signed_in: true, bare: true, quoted: true },
      { name: y, element: form.a, says: y, not_signed_in: true, overlay: true },
      { name: z, element: form.a, without: [form.b], says: z, next: Do z., not_signed_in: false, overlay: false, answer: { click: form.b } },
      { name: w, element: form.a, says: w, not_signed_in: true, answer: { fill: form.a, with: own_password, click: form.b } }]
    """

  @Test func everyFormIsRead() throws {
    let pack = try readPack(packText(Self.everyForm))
    #expect(pack.layout == "small")
    #expect(pack.version == "1.0")
    #expect(pack.notes == "For tests.")
    #expect(pack.listPrice.cents == 100)
    #expect(pack.listPrice.currency == "EUR")
    #expect(pack.blocks.isEmpty)

    let page = try pack.page("form")
    #expect(page.path == "/form/{id}")
    #expect(page.paths == ["all": "/form?all=1"])
    #expect(
      page.elements["one"]
        == ElementSelector(candidates: [.label(["Email"])], within: nil, inRow: nil, includesHidden: false, takesFirst: false, pattern: nil)
    )
    #expect(
      page.elements["each"]?.candidates == [
        .label(["Email", "E-mail"]), .role("button", names: ["Save"]), .role("link", names: ["Next", "More"]),
        .role("navigation", names: []),
        .text(["Done"]), .placeholder(["Search"]), .hook("bhv-save"), .css("#a > b"), .xpath("//a[1]"),
      ])
    #expect(
      page.elements["mapped"]
        == ElementSelector(
          candidates: [.css("i")], within: "one", inRow: nil, includesHidden: true, takesFirst: true, pattern: #"(\d+)"#))
    #expect(page.elements["in_row"]?.inRow == "people")
    let table = try pack.table("form.people")
    #expect(table.key == "email")
    #expect(table.element.within == "one")
    #expect(
      table.columns.mapValues(\.column)
        == ["email": ["Email"], "name": ["Name", "Full name"], "seen": ["Seen"], "kind": ["Kind"]] as [String: TableColumn])
    #expect(table.rows == nil)
    #expect(table.columns.filter(\.value.isOptional).map(\.key) == ["seen"])
    let cards = try pack.table("form.cards")
    #expect(cards.rows == "li.card")
    #expect(
      cards.columns.mapValues(\.column) == [
        "email": TableColumn(.part(".mail")), "state": TableColumn(.row, .attribute("data-state")),
        "rank": TableColumn(.row, .classes(["chief", "hand"])),
        "paid": TableColumn(.heading(["Paid"]), .tick(ticked: "svg", unticked: "td:empty")),
      ])
    #expect(cards.columns.filter(\.value.isOptional).map(\.key) == ["paid"])
    #expect(try pack.boxes("form.rights") == PageStep.BoxLayout(area: "fieldset", heading: "legend", box: "input"))
    #expect(pack.list("form.errors") == ".error")
    #expect(try pack.words("form.never") == ["Never"])
    #expect(try pack.words("form.off") == ["Off", "Disabled"])
    #expect(try pack.words("form.odd").prefix(4) == ["yes", "No", "12", "1.50"])
  }

  @Test func capabilitiesAreRead() throws {
    let capabilities = try readPack(packText("form: {}")).capabilities
    #expect(capabilities.name == .split)
    #expect(capabilities.permissions == .group)
    #expect(capabilities.firstPassword == .temporary)
    #expect(capabilities.deactivation.from == .row)
    #expect(capabilities.deactivation.confirm == .form)
    #expect(capabilities.deactivation.reasons == ["Left", "Gone"])
    #expect(capabilities.reactivation.confirm == .dialog)
    #expect(capabilities.reactivation.byBox)
    #expect(capabilities.people.map(\.path) == ["all", "off"])
    #expect(capabilities.people.map(\.status) == [.column, .deactivated])
    #expect(!capabilities.bulk)
  }

  @Test(arguments: [true, false]) func bulkReadsAreAllowedOnlyWhereThePackSaysSo(_ says: Bool) throws {
    #expect(try readPack(packText("form: {}", capabilities: smallCapabilities + "\n  bulk: \(says)")).capabilities.bulk == says)
  }

  @Test func blocksAreReadInOrder() throws {
    let pack = try readPack(
      packText(
        "form:\n  elements:\n    a: [{ css: a }]\n    b: [{ css: b }]",
        blocks:
          "[{ name: x, element: form.b, says: the b, not_signed_in: true }, { name: y, element: form.a, says: the a, not_signed_in: false }]"
      ))
    #expect(pack.blocks.map(\.name) == ["x", "y"])
    #expect(pack.blocks.map(\.element) == ["form.b", "form.a"])
    #expect(pack.blocks.map(\.says) == ["the b", "the a"])
    #expect(pack.blocks.map(\.notSignedIn) == [true, false])
  }

  @Test func aBlockSaysWhatToDoAndWhereItStands() throws {
    let pack = try readPack(packText("form:\n  elements: { a: [{ css: a }], b: [{ css: b }] }", blocks: Self.fullBlocks))
    #expect(pack.blocks.map(\.next) == ["Do x.", nil, "Do z.", nil])
    #expect(pack.blocks.map(\.without) == [["form.b"], [], ["form.b"], []])
    #expect(pack.blocks.map(\.isOverlay) == [false, true, false, false])
    #expect(pack.blocks.map(\.isQuoted) == [true, false, false, false])
    #expect(pack.blocks.map(\.comesFirst) == [true, true, false, false])
    #expect(pack.blocks.map(\.needsSettling) == [true, false, true, true])
    #expect(pack.blocks.map(\.answer?.click) == [nil, nil, "form.b", "form.b"])
    #expect(pack.blocks.map(\.answer?.filling?.text) == [nil, nil, nil, .ownPassword])
    // What is shown of it is read as the same.
    let again = try readPack(try pack.text())
    #expect(again.blocks == pack.blocks)
  }

  @Test func aBlockMayPassByItself() throws {
    let pack = try readPack(
      packText(
        "form:\n  elements:\n    a: [{ css: a }]",
        blocks:
          "[{ name: x, element: form.a, says: x, bare: true, transient: true, wait: 5 }, { name: y, element: form.a, says: y, transient: true }, { name: z, element: form.a, says: z, not_signed_in: true }]"
      ))
    #expect(pack.blocks.map(\.isTransient) == [true, true, false])
    #expect(pack.blocks.map(\.isBare) == [true, false, false])
    #expect(pack.blocks.map(\.wait) == [5, 1, 1])
    #expect(pack.blocks.map(\.notSignedIn) == [false, false, true])
  }

  // MARK: - Overrides

  private static let base = packText(
    """
    form:
      path: /form
      paths: { all: /all, some: /some }
      elements:
        a: [{ css: a }, { css: a2 }]
        b: [{ css: b }]
      tables:
        t: { key: k, candidates: [{ css: t }], columns: { k: K } }
        u: { key: k, candidates: [{ css: u }], columns: { k: K } }
      boxes:
        x: { area: x, heading: x, box: x }
        y: { area: y, heading: y, box: y }
      lists: { l: .l, m: .m }
      words: { w: [W], v: [V] }
    other:
      path: /other
    """)

  private static let override = """
    format: 1
    layout: small
    version: acme-3
    pages:
      form:
        path: /new-form
        paths: { some: /new-some, more: /more }
        elements:
          a: [{ label: A }]
          c: [{ css: c }]
        tables:
          t: { key: j, candidates: [{ css: t2 }], columns: { j: J } }
        boxes:
          x: { area: x2, heading: x2, box: x2 }
        lists: { l: .l2 }
        words: { w: [W2] }
      new:
        elements:
          n: [{ css: n }]
    """

  @Test func anOverrideReplacesByNameAndKeepsTheRest() throws {
    let files = try PackFiles()
    defer { files.remove() }
    let (base, over) = (try files.write(Self.base, to: "base.yaml"), try files.write(Self.override, to: "acme.yaml"))
    let pack = try SelectorPack.read(base: base, overrides: [over])
    let form = try pack.page("form")
    #expect(form.path == "/new-form")
    #expect(form.paths == ["all": "/all", "some": "/new-some", "more": "/more"])
    // Whole: candidates are not mixed.
    #expect(form.elements.mapValues(\.candidates) == ["a": [.label(["A"])], "b": [.css("b")], "c": [.css("c")]])
    #expect(form.tables["t"]?.columns.mapValues(\.headings) == ["j": ["J"]])
    #expect(form.tables["t"]?.key == "j")
    #expect(form.tables["u"]?.columns.mapValues(\.headings) == ["k": ["K"]])
    #expect(form.boxes.mapValues(\.area) == ["x": "x2", "y": "y"])
    #expect(form.lists == ["l": ".l2", "m": ".m"])
    #expect(form.words == ["w": ["W2"], "v": ["V"]])
    #expect(try pack.page("other").path == "/other")
    #expect(pack.has("new.n"))
    #expect(pack.version == "1.0+acme-3")
    #expect(pack.notes == "For tests.")
    #expect(pack.capabilities.name == .split)
    #expect(pack.listPrice.cents == 100)
    #expect(pack.sources == [base.path, over.path])
    #expect(pack.places == "\(base.path) + \(over.path)")
  }

  @Test func theLastOverrideWins() throws {
    func words(_ word: String) -> String { "format: 1\nlayout: small\npages: { form: { words: { w: \(word) } } }" }
    let pack = try readPack(Self.base, overrides: [words("first"), words("second")])
    #expect(try pack.words("form.w") == ["second"])
    #expect(pack.version == "1.0")
  }

  @Test func anOverrideMayReplaceCapabilitiesPriceAndBlocks() throws {
    let pack = try readPack(
      Self.base,
      overrides: [
        """
        format: 1
        layout: small
        capabilities:
        \(smallCapabilities.replacing("name: split", with: "name: full"))
        list_price: { cents: 7, currency: USD }
        blocks: [{ name: z, element: form.a, says: z, not_signed_in: false }]
        """
      ])
    #expect(pack.capabilities.name == .full)
    #expect(pack.listPrice.cents == 7)
    #expect(pack.blocks.map(\.name) == ["z"])
  }

  @Test func anOverrideMayMendAReference() throws {
    let broken = packText("form:\n  elements:\n    a: { within: b, candidates: [{ css: a }] }")
    #expect(try packError(broken) != nil)
    let pack = try readPack(broken, overrides: ["format: 1\nlayout: small\npages: { form: { elements: { b: [{ css: b }] } } }"])
    #expect(pack.has("form.b"))
  }
}
