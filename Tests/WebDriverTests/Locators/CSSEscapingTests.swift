import BrowserSupport
import Testing

@testable import WebDriver

extension LocatorTests {
  @Suite(.inBrowser, .serialized) struct CSSEscapingTests {
    private static let alphabet: [Character] = Array(
      "aZ09-_ :.[]#\"'\\/(){}<>!@$%^&*+=~`|,;?\n\t\r\u{1}\u{1F}\u{7F}\u{80}é日😀\u{301}\u{0}")

    private static func texts(_ count: Int) -> [String] {
      var generator = SeededGenerator(seed: 3)
      let chosen = ["", "-", "--", "-1", "1", "a", "-a", "0x", "user[email]", "a:b", "\u{0}"]
      return chosen
        + (0..<count).map { _ in String((0..<Int.random(in: 1...8, using: &generator)).map { _ in generator.one(of: alphabet) }) }
    }

    @Test func isThatOfTheBrowser() async throws {
      let session = try await Stage.show("")
      let texts = Self.texts(500)
      let escaped = try await session.execute(
        "return arguments[0].map((text) => CSS.escape(text))", arguments: [.array(texts.map { .string($0) })], as: [String].self)
      for (text, expected) in zip(texts, escaped) { #expect(CSSEscaping.identifier(text) == expected, "\(text.debugDescription)") }
    }

    @Test func anyIDAndNameIsFound() async throws {
      let session = try await Stage.show("<input>")
      // No selector can say NUL.
      for text in Self.texts(40) where !text.contains("\0") && !text.isEmpty {
        _ = try await session.execute(
          "const e = document.querySelector('input'); e.id = arguments[0]; e.name = arguments[0]", arguments: [.string(text)], as: Int?.self
        )
        #expect(try await session.locate(.id(text)).count() == 1, "\(text.debugDescription)")
        #expect(try await session.locate(.name(text)).count() == 1, "\(text.debugDescription)")
      }
    }
  }
}
