import ConsoleEmulator
import Foundation
import SelectorPacks
import TestSupport
import Testing

/// A pack written out says the same as the one that was read.
@Suite struct PackTextTests {
  private func readAgain(_ pack: SelectorPack) throws -> SelectorPack { try readPack(try pack.text()) }

  @Test(arguments: EmulatedLayout.allCases) func aShippedPackCanBeReadAgain(_ layout: EmulatedLayout) throws {
    let pack = try shippedPack(layout)
    let again = try readAgain(pack)
    #expect(again.digest == pack.digest)
    #expect(again.version == pack.version)
    #expect(again.notes == pack.notes)
    #expect(try again.text(place: { _ in "" }) == pack.text(place: { _ in "" }))
  }

  @Test func everyFormCanBeReadAgain() throws {
    for text in ReadingTests.validTexts where text.contains("list_price") {
      let pack = try readPack(text)
      #expect(try readAgain(pack).digest == pack.digest)
    }
  }

  @Test(arguments: [
    "", "'", "\"", "a: b", "# a", "- a", " a ", "no", "~", "1", "1.50", "ä", "a\nb", "\\", "{x}", "[x]", "a, b", "*", "\u{1}", ".",
  ])
  func everyWordCanBeReadAgain(_ word: String) throws {
    var pack = try readPack(packText("form: { words: { w: [x, y] } }"))
    pack.pages["form"]?.words["w"] = [word, "y"]
    guard !word.isEmpty else { return }
    #expect(try readAgain(pack).words("form.w") == [word, "y"])
  }

  private static let base = packText(
    "form:\n  path: /form\n  elements:\n    a: [{ css: a }]\n    b: { within: a, candidates: [{ role: button, name: [Save, Keep] }] }")
  private static let override =
    "format: 1\nlayout: small\ncapabilities: { name: full }\npages: { form: { elements: { a: [{ label: A }] } } }"

  private func text(of name: String?) throws -> String {
    let pack = try readPack(Self.base, overrides: [Self.override])
    return try pack.text(of: name) { "\(URL(fileURLWithPath: $0.file).lastPathComponent):\($0.line)" }
  }

  @Test func everyEntrySaysWhereItComesFrom() throws {
    #expect(
      try text(of: nil) == """
        format: 1
        layout: small
        version: '1.0'
        notes: For tests.
        capabilities:
          name: full  # override1.yaml:3
          permissions: group  # base.yaml:7
          first_password: temporary  # base.yaml:8
          deactivation:
            from: row  # base.yaml:9
            confirm: form  # base.yaml:9
            reasons: [Left, Gone]  # base.yaml:9
          reactivation:
            confirm: dialog  # base.yaml:10
            by_box: true  # base.yaml:10
          people:  # base.yaml:12
            - { path: all, search: find, status: column }
            - { path: 'off', search: find, status: deactivated }
          bulk: false
        list_price: { cents: 100, currency: EUR }  # base.yaml:14
        blocks: []  # base.yaml:15
        pages:
          form:
            path: /form  # base.yaml:18
            elements:
              a:  # override1.yaml:4
                candidates:
                  - label: A
              b:  # base.yaml:21
                within: a
                candidates:
                  - { role: button, name: [Save, Keep] }

        """)
  }

  @Test(arguments: [
    ("form.a", "pages:\n  form:\n    elements:\n      a:  # override1.yaml:4\n        candidates:\n          - label: A\n"),
    ("form.path", "pages:\n  form:\n    path: /form  # base.yaml:18\n"),
    ("list_price", "list_price: { cents: 100, currency: EUR }  # base.yaml:14\n"), ("blocks", "blocks: []  # base.yaml:15\n"),
    (
      "capabilities.reactivation", "capabilities:\n  reactivation:\n    confirm: dialog  # base.yaml:10\n    by_box: true  # base.yaml:10\n"
    ),
  ]) func oneEntryCanBeAskedFor(_ name: String, _ says: String) throws { #expect(try text(of: name) == says) }

  @Test func whatIsNotThereIsSaid() throws {
    let error = #expect(throws: PackError.self) { try text(of: "form.c") }
    #expect(error?.description.hasSuffix(#"override1.yaml: there is nothing of the name "form.c"; did you mean "form.a"?"#) == true)
    let page = #expect(throws: PackError.self) { try text(of: "elsewhere") }
    #expect(page?.description.hasSuffix(#": there is nothing of the name "elsewhere""#) == true)
  }
}
