import SelectorPacks
import Testing

/// What is wrong in a file, and where: to the letter, since it is all that whoever wrote the file gets to see.
@Suite struct MistakeTests {
  struct Mistake: Sendable, CustomTestStringConvertible {
    let title: String
    let text: String
    var overrides: [String] = []
    /// Whether an editor with the schema tells of it, too.
    var schemaSees = Seen.yes
    let says: String

    enum Seen { case yes, no, notYAML }

    var testDescription: String { title }
  }

  private static func element(_ yaml: String) -> String { packText("form:\n  elements:\n    a: \(yaml)") }
  private static func column(_ yaml: String) -> String {
    packText("form:\n  tables:\n    t: { key: k, candidates: [{ css: t }], columns: { k: \(yaml) } }")
  }
  private static func candidate(_ yaml: String) -> String { element("[\(yaml)]") }
  private static let oneWay = "a candidate is exactly one of label, role (with name), text, placeholder, hook, css, xpath"

  static let mistakes: [Mistake] = [
    // The file as a whole.
    Mistake(
      title: "not YAML", text: "format: 1\nlayout: small\npages: [unclosed\n",
      schemaSees: .notYAML, says: "FOLDER/base.yaml:4:1: did not find expected ',' or ']' while parsing a flow sequence"),
    Mistake(
      title: "a tab", text: "format: 1\npages:\n\tform: {}\n",
      schemaSees: .notYAML, says: "FOLDER/base.yaml:3:1: found character that cannot start any token while scanning for the next token"),
    Mistake(title: "empty", text: "", says: "FOLDER/base.yaml:1:1: is empty, where a mapping belongs"),
    Mistake(title: "a text", text: "hello", says: #"FOLDER/base.yaml:1:1: is "hello", where a mapping belongs"#),
    Mistake(title: "a list", text: "- format: 1", says: "FOLDER/base.yaml:1:1: is a list, where a mapping belongs"),
    Mistake(
      title: "a key twice", text: packText("form: {}\nform: {}"),
      schemaSees: .notYAML, says: #"FOLDER/base.yaml:17:3: "form" stands there more than once"#),
    Mistake(title: "no format", text: "layout: small", says: #"FOLDER/base.yaml:1:1: lacks "format""#),
    Mistake(
      title: "no layout", text: "format: 1",
      says: """
        2 mistakes in selector packs
          FOLDER/base.yaml:1:1: lacks "layout"
          FOLDER/base.yaml:1:1: a whole pack declares capabilities and list_price; one that says only what differs names its base: extends
        """),
    Mistake(
      title: "another format", text: "format: 2\nlayout: small\nsomething_new: [1]",
      says: "FOLDER/base.yaml:1:9: format: is 2; this version reads format 1"),
    Mistake(
      title: "a format that is no number", text: "format: one\nlayout: small",
      says: #"FOLDER/base.yaml:1:9: format: is "one", where a number belongs"#),
    Mistake(
      title: "not a whole pack", text: "format: 1\nlayout: small",
      schemaSees: .no,
      says:
        "FOLDER/base.yaml:1:1: a whole pack declares capabilities and list_price; one that says only what differs names its base: extends"),
    // Keys that nobody reads.
    Mistake(
      title: "unknown key at the top", text: "format: 1\nlayout: small\nlayuot: x",
      says: """
        2 mistakes in selector packs
          FOLDER/base.yaml:1:1: a whole pack declares capabilities and list_price; one that says only what differs names its base: extends
          FOLDER/base.yaml:3:1: layuot: unknown key; did you mean "layout"?
        """),
    Mistake(
      title: "unknown key of a page", text: packText("form:\n  element: {}"),
      says: #"FOLDER/base.yaml:18:5: pages.form.element: unknown key; did you mean "elements"?"#),
    Mistake(
      title: "unknown key of an element", text: element("{ candidates: [{ css: a }], inrow: t }"),
      says: #"FOLDER/base.yaml:19:38: pages.form.elements.a.inrow: unknown key; did you mean "in_row"?"#),
    Mistake(
      title: "unknown key of a candidate", text: candidate("{ css: a }, { id: b }"),
      says:
        "FOLDER/base.yaml:19:25: pages.form.elements.a[1].id: unknown key; known are css, hook, label, name, placeholder, role, text, xpath"
    ),
    Mistake(
      title: "unknown key of a table",
      text: packText("form:\n  tables:\n    t: { key: k, candidates: [{ css: t }], columns: { k: K }, hidden: true }"),
      says: "FOLDER/base.yaml:19:65: pages.form.tables.t.hidden: unknown key; known are candidates, columns, key, rows, within"),
    Mistake(
      title: "unknown key of a column",
      text: packText("form:\n  tables:\n    t: { key: k, candidates: [{ css: t }], columns: { k: { headings: K } } }"),
      says: #"FOLDER/base.yaml:19:62: pages.form.tables.t.columns.k.headings: unknown key; did you mean "heading"?"#),
    Mistake(
      title: "a column of nothing", text: column("{ optional: true }"),
      says: #"FOLDER/base.yaml:19:60: pages.form.tables.t.columns.k: lacks "heading""#),
    Mistake(
      title: "a column in two places", text: column("{ heading: K, css: b }"),
      schemaSees: .no,
      says: "FOLDER/base.yaml:19:60: pages.form.tables.t.columns.k: stands under a heading or where css says, not both"),
    Mistake(
      title: "a column told in two ways", text: column("{ attribute: a, classes: [b] }"),
      schemaSees: .no,
      says:
        "FOLDER/base.yaml:19:60: pages.form.tables.t.columns.k: is told by one of attribute, classes, or ticked and unticked, not by attribute and classes"
    ),
    Mistake(
      title: "a tick that is there or not", text: column("{ heading: K, ticked: svg }"),
      says: #"FOLDER/base.yaml:19:60: pages.form.tables.t.columns.k: lacks "unticked""#),
    Mistake(
      title: "dates of no zone",
      text: packText("form: {}", capabilities: smallCapabilities + "\n  dates: { formats: [d.M.y], zone: Mars }"),
      schemaSees: .no,
      says: #"FOLDER/base.yaml:14:36: capabilities.dates.zone: "Mars" is no time zone; names are like UTC or America/New_York"#
    ),
    Mistake(
      title: "dates without a year",
      text: packText("form: {}", capabilities: smallCapabilities + "\n  dates: { formats: [d.M. HH:mm], zone: UTC }"),
      schemaSees: .no,
      says:
        #"FOLDER/base.yaml:14:21: capabilities.dates.formats: a date cannot be read by "d.M. HH:mm": it writes one as "13.12. 11:14", which is not one day"#
    ),
    Mistake(
      title: "unknown key of boxes", text: packText("form:\n  boxes:\n    b: { area: a, heading: h, box: b, boxes: c }"),
      says: "FOLDER/base.yaml:19:41: pages.form.boxes.b.boxes: unknown key; known are area, box, heading"),
    Mistake(
      title: "unknown key of a block",
      text: packText("form: {}", blocks: "[{ name: x, element: a.b, says: s, not_signed_in: true, code: 5 }]"),
      says: """
        2 mistakes in selector packs
          FOLDER/base.yaml:15:10: the block x: is told by "a.b", which the pack does not have
          FOLDER/base.yaml:15:65: blocks[0].code: unknown key; known are answer, bare, element, name, next, not_signed_in, overlay, quoted, says, transient, wait, without
        """),
    Mistake(
      title: "unknown key of the capabilities", text: packText("form: {}", capabilities: smallCapabilities + "\n  groups: true"),
      says:
        "FOLDER/base.yaml:14:3: capabilities.groups: unknown key; known are bulk, dates, deactivation, first_password, name, people, permissions, reactivation"
    ),
    Mistake(
      title: "unknown key of the deactivation",
      text: packText("form: {}", capabilities: smallCapabilities.replacing("from: row,", with: "from: row, ask: no,")),
      says: "FOLDER/base.yaml:9:30: capabilities.deactivation.ask: unknown key; known are confirm, from, reasons"),
    Mistake(
      title: "unknown key of the price", text: packText("form: {}").replacing("currency: EUR", with: "currency: EUR, per: year"),
      says: "FOLDER/base.yaml:14:42: list_price.per: unknown key; known are cents, currency"),
    // Candidates.
    Mistake(
      title: "two ways", text: candidate("{ label: A, css: a }"),
      says:
        "FOLDER/base.yaml:19:11: pages.form.elements.a[0]: a candidate is exactly one of label, role (with name), text, placeholder, hook, css, xpath"
    ),
    Mistake(
      title: "no way", text: candidate("{}"),
      says:
        "FOLDER/base.yaml:19:11: pages.form.elements.a[0]: a candidate is exactly one of label, role (with name), text, placeholder, hook, css, xpath"
    ),
    Mistake(
      title: "a name without a role", text: candidate("{ name: Save }"),
      says:
        "FOLDER/base.yaml:19:11: pages.form.elements.a[0]: a candidate is exactly one of label, role (with name), text, placeholder, hook, css, xpath"
    ),
    Mistake(
      title: "a name beside another way", text: candidate("{ css: button, name: Save }"),
      says:
        "FOLDER/base.yaml:19:11: pages.form.elements.a[0]: a candidate is exactly one of label, role (with name), text, placeholder, hook, css, xpath"
    ),
    Mistake(
      title: "null", text: candidate("{ label: }"),
      says:
        "FOLDER/base.yaml:19:11: pages.form.elements.a[0]: a candidate is exactly one of label, role (with name), text, placeholder, hook, css, xpath"
    ),
    Mistake(
      title: "a role with no names", text: candidate("{ role: button, name: [] }"),
      says: "FOLDER/base.yaml:19:33: pages.form.elements.a[0].name: is empty"),
    Mistake(
      title: "an empty word", text: candidate("{ label: [A, ''] }"),
      says: "FOLDER/base.yaml:19:20: pages.form.elements.a[0].label: is empty"),
    Mistake(
      title: "an empty selector", text: candidate("{ css: '' }"), says: "FOLDER/base.yaml:19:18: pages.form.elements.a[0].css: is empty"),
    Mistake(
      title: "an empty list", text: element("[]"),
      says: "FOLDER/base.yaml:19:10: pages.form.elements.a: an element needs at least one candidate"),
    Mistake(
      title: "an empty list in a mapping", text: element("{ candidates: [], hidden: true }"),
      says: "FOLDER/base.yaml:19:24: pages.form.elements.a.candidates: an element needs at least one candidate"),
    Mistake(
      title: "no candidates", text: element("{ hidden: true }"), says: #"FOLDER/base.yaml:19:10: pages.form.elements.a: lacks "candidates""#
    ),
    Mistake(
      title: "a text for an element", text: element("'#a'"),
      says: ##"FOLDER/base.yaml:19:10: pages.form.elements.a: is "#a", where a mapping belongs"##),
    Mistake(
      title: "a list of lists for words", text: candidate("{ label: [[A]] }"),
      says: "FOLDER/base.yaml:19:21: pages.form.elements.a[0].label[0]: is a list, where a word belongs"),
    Mistake(
      title: "a word for a switch", text: element("{ candidates: [{ css: a }], hidden: maybe }"),
      says: #"FOLDER/base.yaml:19:46: pages.form.elements.a.hidden: is "maybe", where true or false belongs"#),
    Mistake(
      title: "a pattern that is none", text: element("{ candidates: [{ css: a }], pattern: '(a' }"),
      schemaSees: .no, says: "FOLDER/base.yaml:19:47: pages.form.elements.a.pattern: (a is not a regular expression"),
    // References.
    Mistake(
      title: "within nothing", text: element("{ candidates: [{ css: a }], within: b }"),
      schemaSees: .no, says: #"FOLDER/base.yaml:19:7: form.a: stands within "b", which form does not have"#),
    Mistake(
      title: "within an element of another page",
      text: packText("form:\n  elements:\n    a: { candidates: [{ css: a }], within: b }\nother:\n  elements:\n    b: [{ css: b }]"),
      schemaSees: .no, says: #"FOLDER/base.yaml:19:7: form.a: stands within "b", which form does not have"#),
    Mistake(
      title: "a table within nothing",
      text: packText("form:\n  tables:\n    t: { within: b, key: k, candidates: [{ css: t }], columns: { k: K } }"),
      schemaSees: .no, says: #"FOLDER/base.yaml:19:7: form.t: stands within "b", which form does not have"#),
    Mistake(
      title: "in a row of nothing", text: element("{ candidates: [{ css: a }], in_row: b }"),
      schemaSees: .no, says: #"FOLDER/base.yaml:19:7: form.a: stands in a row of "b", which is not a table of form"#),
    Mistake(
      title: "in a row of an element",
      text: packText("form:\n  elements:\n    b: [{ css: b }]\n    a: { candidates: [{ css: a }], in_row: b }"),
      schemaSees: .no, says: #"FOLDER/base.yaml:20:7: form.a: stands in a row of "b", which is not a table of form"#),
    Mistake(
      title: "an element and a table of one name",
      text: packText(
        "form:\n  elements:\n    t: [{ css: a }]\n  tables:\n    t: { key: k, candidates: [{ css: t }], columns: { k: K } }"),
      schemaSees: .no, says: "FOLDER/base.yaml:21:7: form.t: is an element and a table; one of them needs another name"),
    Mistake(
      title: "a key that is no column",
      text: packText("form:\n  tables:\n    t: { key: email, candidates: [{ css: t }], columns: { k: K } }"),
      schemaSees: .no, says: #"FOLDER/base.yaml:19:17: pages.form.tables.t.key: "email" is not one of the columns"#),
    Mistake(
      title: "a table without candidates", text: packText("form:\n  tables:\n    t: { key: k, candidates: [], columns: { k: K } }"),
      says: "FOLDER/base.yaml:19:32: pages.form.tables.t.candidates: a table needs at least one candidate"),
    Mistake(
      title: "a block of nothing", text: packText("form: {}", blocks: "[{ name: x, element: form.b, says: s, not_signed_in: true }]"),
      schemaSees: .no, says: #"FOLDER/base.yaml:15:10: the block x: is told by "form.b", which the pack does not have"#),
    Mistake(
      title: "a block without an element", text: packText("form: {}", blocks: "[{ name: x, says: s, not_signed_in: true }]"),
      says: #"FOLDER/base.yaml:15:10: blocks[0]: lacks "element""#),
    Mistake(
      title: "a block of no kind",
      text: packText("form: { elements: { a: [{ css: a }] } }", blocks: "[{ name: x, element: form.a, says: s }]"),
      says: #"FOLDER/base.yaml:15:10: blocks[0]: lacks "not_signed_in""#),
    Mistake(
      title: "a block of two kinds",
      text: packText(
        "form: { elements: { a: [{ css: a }] } }",
        blocks: "[{ name: x, element: form.a, says: s, transient: true, not_signed_in: false }]"),
      says: "FOLDER/base.yaml:15:79: blocks[0].not_signed_in: is not for what is transient"),
    Mistake(
      title: "an answer without a button",
      text: packText(
        "form: { elements: { a: [{ css: a }] } }",
        blocks: "[{ name: x, element: form.a, says: s, not_signed_in: true, answer: { fill: form.a, with: own_password } }]"),
      says: #"FOLDER/base.yaml:15:76: blocks[0].answer: lacks "click""#),
    Mistake(
      title: "an answer of nothing",
      text: packText(
        "form: { elements: { a: [{ css: a }] } }",
        blocks: "[{ name: x, element: form.a, says: s, not_signed_in: true, answer: { fill: form.a, click: form.a } }]"),
      says: #"FOLDER/base.yaml:15:76: blocks[0].answer: lacks "with""#),
    Mistake(
      title: "an answer that holds a password",
      text: packText(
        "form: { elements: { a: [{ css: a }] } }",
        blocks: "[{ name: x, element: form.a, says: s, not_signed_in: true, answer: { fill: form.a, with: geheim, click: form.a } }]"),
      says: "FOLDER/base.yaml:15:98: blocks[0].answer.with: is \"geheim\", where own_password belongs"),
    Mistake(
      title: "an answer at what is not there",
      text: packText(
        "form: { elements: { a: [{ css: a }] } }",
        blocks: "[{ name: x, element: form.a, says: s, not_signed_in: true, answer: { click: form.b } }]"),
      schemaSees: .no, says: #"FOLDER/base.yaml:15:10: the block x: is answered at "form.b", which the pack does not have"#),
    Mistake(
      title: "a block of its own page that lies over another",
      text: packText(
        "form: { elements: { a: [{ css: a }] } }",
        blocks: "[{ name: x, element: form.a, says: s, not_signed_in: true, bare: true, overlay: true }]"),
      says:
        "FOLDER/base.yaml:15:89: blocks[0].overlay: is for what lies over a page, and neither for one that is bare nor for what is transient"
    ),
    Mistake(
      title: "an overlay that passes by itself",
      text: packText(
        "form: { elements: { a: [{ css: a }] } }", blocks: "[{ name: x, element: form.a, says: s, transient: true, overlay: true }]"),
      says:
        "FOLDER/base.yaml:15:73: blocks[0].overlay: is for what lies over a page, and neither for one that is bare nor for what is transient"
    ),
    Mistake(
      title: "a block without an element that there is not",
      text: packText(
        "form: { elements: { a: [{ css: a }] } }",
        blocks: "[{ name: x, element: form.a, without: [form.a, form.b], says: s, not_signed_in: true }]"),
      schemaSees: .no, says: #"FOLDER/base.yaml:15:10: the block x: is told by the lack of "form.b", which the pack does not have"#),
    Mistake(
      title: "nothing to do about a block",
      text: packText(
        "form: { elements: { a: [{ css: a }] } }", blocks: "[{ name: x, element: form.a, says: s, next: '', not_signed_in: true }]"),
      says: "FOLDER/base.yaml:15:53: blocks[0].next: is empty"),
    Mistake(
      title: "a wait for what does not pass",
      text: packText(
        "form: { elements: { a: [{ css: a }] } }", blocks: "[{ name: x, element: form.a, says: s, not_signed_in: true, wait: 5 }]"),
      says: "FOLDER/base.yaml:15:74: blocks[0].wait: is a number of seconds from 1 to 600, for a transient block"),
    Mistake(
      title: "a wait of hours",
      text: packText(
        "form: { elements: { a: [{ css: a }] } }", blocks: "[{ name: x, element: form.a, says: s, transient: true, wait: 7200 }]"),
      says: "FOLDER/base.yaml:15:70: blocks[0].wait: is a number of seconds from 1 to 600, for a transient block"),
    // LayoutCapabilities.
    Mistake(
      title: "a capability that nobody knows",
      text: packText("form: {}", capabilities: smallCapabilities.replacing("name: split", with: "name: both")),
      says: #"FOLDER/base.yaml:6:9: capabilities.name: is "both", where split or full belongs"#),
    Mistake(
      title: "a capability left out", text: packText("form: {}", capabilities: smallCapabilities.replacing("name: split", with: "")),
      schemaSees: .no, says: #"FOLDER/base.yaml:7:3: capabilities: lacks "name""#),
    // Overrides.
    Mistake(
      title: "an override for another layout", text: packText("form: {}"), overrides: ["format: 1\nlayout: users"],
      schemaSees: .no, says: "FOLDER/override1.yaml:2:9: layout: is users, but the layout in use is small"),
    Mistake(
      title: "an override of another format", text: packText("form: {}"),
      overrides: ["format: 1\nlayout: small", "format: 3\nlayout: small"],
      says: "FOLDER/override2.yaml:1:9: format: is 3; this version reads format 1"),
    Mistake(
      title: "a mistake in an override", text: packText("form: {}"),
      overrides: ["format: 1\nlayout: small\npages: { form: { elements: { a: [{ label: A, css: a }] } } }"],
      says:
        "FOLDER/override1.yaml:3:34: pages.form.elements.a[0]: a candidate is exactly one of label, role (with name), text, placeholder, hook, css, xpath"
    ),
    Mistake(
      title: "an override that leads nowhere", text: packText("form: {}"),
      overrides: ["format: 1\nlayout: small\npages: { form: { elements: { a: { within: b, candidates: [{ css: a }] } } } }"],
      schemaSees: .no, says: #"FOLDER/override1.yaml:3:30: form.a: stands within "b", which form does not have"#),
  ]

  @Test(arguments: mistakes) func isSaidWithItsPlace(_ mistake: Mistake) throws {
    let error = try packError(mistake.text, overrides: mistake.overrides)
    #expect(error?.text == mistake.says)
    #expect(error?.code == .malformed)
  }
}
