import BrowserSupport
import Testing
import WebDriver

@testable import SelectorPacks

/// What is written as YAML is read as the same.
struct PackTextTests {
  private static let alphabet = Array("aZé 李-_:#'\"\\{}[],&*!|>%@`?~\t\n\u{1}\u{2028}0.😀")

  @Test func candidatesAreReadAsTheyWereWritten() throws {
    var random = SeededGenerator(seed: 7)
    func text() -> String {
      String((0..<Int.random(in: 1...12, using: &random)).map { _ in Self.alphabet.randomElement(using: &random) ?? "a" })
    }
    for _ in 0..<300 {
      let candidates: [Candidate] = [
        .label([text()]), .label([text(), text()]), .role("button", names: [text()]), .role("link", names: []), .text([text()]),
        .placeholder([text()]), .hook(text()), .css(text()), .xpath(text()),
      ]
      let selector = ElementSelector(
        candidates: candidates, within: nil, inRow: nil, includesHidden: Bool.random(using: &random),
        takesFirst: Bool.random(using: &random),
        pattern: nil)
      let lines = selector.yaml(named: "one").map { "      \($0)" }.joined(separator: "\n")
      let file = try PackFile.read("format: 1\nlayout: x\npages:\n  p:\n    elements:\n\(lines)\n", named: "one.yaml")
      #expect(file.pages?["p"]?.elements?["one"]?.selector == selector)
    }
  }

  @Test(arguments: ["yes", "No", "off", "null", "true", "Turn off", "12", "- a", "a: b", "a #b", "", " a", "~", "0x1"])
  func wordsThatYAMLTakesForOtherThingsAreQuoted(_ text: String) throws {
    guard !text.isEmpty else { return }
    let file = try PackFile.read(
      "format: 1\nlayout: x\npages: { p: { words: { w: \(PackText.scalar(text)) } } }\n", named: "one.yaml")
    #expect(file.pages?["p"]?.words?["w"]?.values == [text])
  }

  @Test func tablesAreReadAsTheyWereWritten() throws {
    let pack = try PackFile.read(
      "format: 1\nlayout: x\npages: { p: { tables: { t: { key: a, candidates: [ { css: table } ], columns: { a: A, b: { heading: [B, \"C: d\"], optional: true } } } } } }",
      named: "one.yaml")
    let table = try #require(pack.pages?["p"]?.tables?["t"]?.selector)
    let lines = table.yaml(named: "t").map { "      \($0)" }.joined(separator: "\n")
    let again = try PackFile.read("format: 1\nlayout: x\npages:\n  p:\n    tables:\n\(lines)\n", named: "two.yaml")
    #expect(again.pages?["p"]?.tables?["t"]?.selector == table)
  }
}
