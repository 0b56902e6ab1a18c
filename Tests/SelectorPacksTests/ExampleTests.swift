import BrowserSupport
import ConsoleEmulator
import Foundation
import Synchronization
import TestSupport
import Testing
import WebDriver

@testable import SelectorPacks

/// Examples of elements, tried in a real browser.
@Suite struct ExampleTests {
  private static let shipped = repository.appending(path: "selectors")

  /// What came of the examples of `element`, written as YAML below `technician.NAME`; passed ones are empty.
  private func tried(_ element: String, named name: String = "save") async throws -> [String] {
    let files = try PackFiles()
    defer { files.remove() }
    let file = try files.write("format: 1\nlayout: users\npages: { technician: { elements: { \(name): \(element) } } }", to: "acme.yaml")
    let examples = try PackExamples(files: [file], shipped: Self.shipped)
    return try await withBrowser { try await examples.run(in: $0) }.map { $0.failure ?? "" }
  }

  @Test func theShippedExamplesHoldInTwoCommands() async throws {
    let examples = try PackExamples(files: [], shipped: Self.shipped)
    #expect(examples.count > 40)
    let counter = CommandCount()
    let results = try await withBrowser(observer: { _ in counter.add() }) { session in
      let before = counter.value
      let results = try await examples.run(in: session)
      #expect(counter.value - before == 2)
      return results
    }
    #expect(results.count == examples.count)
    for result in results { #expect(result.failure == nil, "\(result.layout) \(result.element) \(result.example.html)") }
  }

  @Test(arguments: EmulatedLayout.allCases) func allThatIsClickedHasExamplesOfBothKinds(_ layout: EmulatedLayout) throws {
    let pack = try shippedPack(layout)
    for demand in PackDemand.all where demand.isClicked && pack.has(demand.name) {
      let examples = pack.examples[demand.name] ?? []
      #expect(examples.contains { $0.matches } && examples.contains { !$0.matches }, "\(demand.name)")
    }
  }

  @Test func whatDoesNotHoldIsSaid() async throws {
    let element = """
      { candidates: [{ role: button, name: Save }, { hook: save }], examples: { matches: [
        '<button>Save</button>', '<button>Keep</button>', '<button class="save">Keep</button>', '<button>Save</button><button>Save</button>',
        '<button style="display: none">Save</button>', '<button disabled>Save</button>' ], not: [
        '<button>Keep</button>', '<a>Save</a>', '<a class="save">Keep</a>', '<button>Save</button><i class="save">x</i>' ] } }
      """
    #expect(
      try await tried(element.replacing("\n", with: " ")) == [
        "", #"no candidate matches (role button, name "Save": 0; hook save: 0)"#,
        #"found by one candidate alone, and not by its words: too little for a click (role button, name "Save": 0; hook save: 1)"#,
        "more than one element is matched: <button></button> and <button></button>", "what is matched is hidden",
        "cannot be clicked: disabled", "", "", "is matched: hook save", #"is matched: role button, name "Save"; hook save"#,
      ])
  }

  @Test func whatIsOnlyReadNeedsNoMoreThanToBeThere() async throws {
    let element =
      "{ hidden: true, candidates: [{ hook: mail }, { css: '#mail' }], examples: { matches: ['<i class=mail></i>', '<input id=mail disabled>'], not: ['<i></i>'] } }"
    #expect(try await tried(element, named: "email") == ["", "", ""])
  }

  @Test func whatItStandsInIsNotAskedFor() async throws {
    let element =
      "{ within: form, candidates: [{ label: Save }], examples: { matches: ['<button aria-label=Save></button>'] } }, form: [{ css: form }]"
    #expect(try await tried(element) == [""])
  }

  @Test func aCandidateThatCannotBeUnderstoodFailsEitherWay() async throws {
    let element = "{ candidates: [{ css: 'a[' }], examples: { matches: ['<a>x</a>'], not: ['<b>x</b>'] } }"
    let results = try await tried(element)
    #expect(results.count == 2)
    for result in results { #expect(result.hasPrefix("a candidate cannot be understood: ")) }
  }

  @Test func aPieceDoesNothingByItself() async throws {
    let element =
      "{ candidates: [{ label: Save }], examples: { not: ['<img src=x onerror=\"document.body.innerHTML=`<button aria-label=Save>`\">', '<script>document.title = 1</script>'] } }"
    #expect(try await tried(element) == ["", ""])
  }

  @Test func examplesAreNoPartOfTheDigestAndAreNotSent() throws {
    let plain = try readPack(packText("form: { elements: { a: [{ css: a }] } }"))
    let with = try readPack(
      packText("form: { elements: { a: { candidates: [{ css: a }], examples: { matches: ['<a>canary</a>'], not: ['<b>canary</b>'] } } } }"))
    #expect(with.examples["form.a"]?.map(\.matches) == [true, false])
    #expect(with.digest == plain.digest)
    #expect(with.entryDigests == plain.entryDigests)
    #expect(!"\(try with.program([PageCase("x", all: [("form.a", .present)])]))".contains("canary"))
    #expect(with.pages == plain.pages)
  }

  @Test func anElementIsReplacedWithItsExamples() throws {
    let base = packText("form: { elements: { a: { candidates: [{ css: a }], examples: { matches: [<a>] } } } }")
    let over = "format: 1\nlayout: small\npages: { form: { elements: { a: [{ css: b }] } } }"
    #expect(try readPack(base).examples.keys.sorted() == ["form.a"])
    #expect(try readPack(base, overrides: [over]).examples.isEmpty)
  }

  @Test(arguments: [
    ("{ candidates: [{ css: a }], examples: { match: [] } }", "examples.match: unknown key; known are matches, not"),
    ("{ candidates: [{ css: a }], examples: { matches: '<a>' } }", #"examples.matches: is "<a>", where a list belongs"#),
    ("{ candidates: [{ css: a }], examples: { not: [''] } }", "examples.not[0]: is empty"),
    ("{ candidates: [{ css: a }], examples: [] }", "examples: is a list, where a mapping belongs"),
  ]) func mistakesInExamplesAreSaid(_ element: String, _ says: String) throws {
    #expect(try packError(packText("form: { elements: { a: \(element) } }"))?.text.hasSuffix("pages.form.elements.a.\(says)") == true)
  }
}

private final class CommandCount: Sendable {
  private let count = Mutex(0)
  var value: Int { count.withLock { $0 } }
  func add() { count.withLock { $0 += 1 } }
}
