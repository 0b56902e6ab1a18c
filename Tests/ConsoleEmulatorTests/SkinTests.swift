import Foundation
import Testing

@testable import ConsoleEmulator

/// What the pages are made of, and what makes them hard to drive.
@Suite struct SkinTests {
  private static let path = [EmulatedLayout.technicians: "/technicians/5004", .users: "/users/5004"]

  private func page(_ layout: EmulatedLayout, _ change: @Sendable @escaping (inout EmulatorConfiguration) -> Void) async throws -> String {
    try await Console.runSignedIn(layout, change) { try await $0.browser.get(Self.path[layout] ?? "").body }
  }

  @Test(arguments: EmulatedLayout.allCases) func `an island holds the form that the classic page has`(_ layout: EmulatedLayout) async throws
  {
    let classic = try await page(layout) { _ in }
    let island = try await page(layout) { $0.skin = .react }
    #expect(classic.contains("<form ") && !classic.contains("data-island") && !classic.contains("islands.js"))
    #expect(!island.contains("<form ") && !island.contains("<input") && island.contains("/assets/islands.js"))
    let start = try #require(classic.firstRange(of: "<form "))
    let form = try #require(Markup.element(in: classic[...], at: start.lowerBound)).element
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    let written = String(decoding: try encoder.encode(form), as: UTF8.self).replacing("<", with: "\\u003c")
    // The token is the session's own.
    let token = /[0-9a-zA-Z_-]{20,}/
    #expect(island.replacing(token, with: "").contains(written.replacing(token, with: "")))
  }

  @Test func `markup is read with its entities, flags and void elements`() throws {
    let html = "<p class=\"a\"><input name=\"x[y]\" value=\"&quot;&lt;b&gt;&amp;lt;&#39;\" checked>\n<b>a &amp; b</b></p>tail"
    let (element, end) = try #require(Markup.element(in: html[...], at: html.startIndex))
    #expect(
      element
        == .element(
          "p", attributes: ["class": "a"],
          children: [
            .element("input", attributes: ["name": "x[y]", "value": "\"<b>&lt;'", "checked": ""], children: []),
            .element("b", attributes: [:], children: [.text("a & b")]),
          ]))
    #expect(html[end...] == "tail")
    #expect(Markup.element(in: "<p><b></p>"[...], at: "<p><b></p>".startIndex) == nil)
  }

  @Test(arguments: HostileBehaviour.allCases) func `each behaviour has its file, and pages without it do not name it`(
    _ behaviour: HostileBehaviour
  ) async throws {
    try await Console.runSignedIn(.technicians) { console in
      let control = Browser(console.emulator.controlURL)
      #expect(try await control.send("POST", "/hostile", body: "[\"\(behaviour.rawValue)\"]").status == 201)
      // Headings stand on the list, buttons on the person's page.
      let both = { @Sendable in try await console.browser.get("/technicians").body + console.browser.get("/technicians/5004").body }
      let hostile = try await both()
      for name in hostile.matches(of: /\/assets\/[a-z-]+\.js/).map({ String($0.output) }) {
        #expect(try await console.browser.get(name).status == 200, "\(name)")
      }
      #expect(try await control.send("DELETE", "/hostile").status == 200)
      let usual = try await both()
      #expect(hostile != usual)
      #expect(!usual.contains("hostile"))
    }
  }

  @Test func `behaviours are set at the start, added, and refused by name`() async throws {
    try await Console.run(.users, { $0.hostile = [.resort] }) { console in
      let control = Browser(console.emulator.controlURL)
      #expect(
        try await control.send("POST", "/hostile", body: "[\"overlay\"]").body.filter { !$0.isWhitespace } == "[\"overlay\",\"resort\"]")
      let refused = try await control.send("POST", "/hostile", body: "[\"toasts\", \"overlays\"]")
      #expect(refused.status == 400 && refused.body.contains("is nothing that the console does; there are native-dialogs"))
      #expect(try await control.send("POST", "/hostile", body: "overlay").body.contains("the body is not a list of names"))
      #expect(try await control.get("/hostile").body.filter { !$0.isWhitespace } == "[\"overlay\",\"resort\"]")
    }
  }
}
