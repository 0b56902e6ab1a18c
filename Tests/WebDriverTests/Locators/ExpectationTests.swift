import BrowserSupport
import Testing
import WebDriver

extension LocatorTests {
  /// Assertions that wait.
  @Suite(.inBrowser, .serialized) struct ExpectationTests {
    @Test func whatHoldsHolds() async throws {
      let session = try await Stage.show(
        """
        <p id=p data-x="1  2">Some   text</p><p id=h hidden>x</p><input id=i value=v autofocus><input id=b type=checkbox checked>
        <button disabled id=d>Go</button><ul><li>1<li>2</ul>
        """, query: "?a=1")
      try await session.expect(.id("p")).toBeVisible()
      try await session.expect(.id("h")).toBeHidden()
      try await session.expect(.id("nope")).toBeHidden()
      try await session.expect(.id("p")).toHaveText("Some text")
      try await session.expect(.id("p")).toHaveText(.matching("^some", flags: "i"))
      try await session.expect(.id("p")).toContainText("me te")
      try await session.expect(.css("li")).toHaveTexts(["1", "2"])
      try await session.expect(.id("i")).toHaveValue("v")
      try await session.expect(.id("i")).toBeFocused()
      try await session.expect(.id("b")).toBeChecked()
      try await session.expect(.id("i")).toBeEnabled()
      try await session.expect(.id("d")).toBeDisabled()
      try await session.expect(.css("li")).toHaveCount(2)
      try await session.expect(.css("video")).toHaveCount(0)
      try await session.expect(.id("p")).toHaveAttribute("data-x", "1 2")
      try await session.expectAddress(matching: .exactly("/page?a=1"))
      try await session.expectAddress(matching: .matching("^http://127.0.0.1:.*/page"))
      try await session.expectTitle("A page")
    }

    @Test func whatDoesNotHoldSaysWhatWasSeen() async throws {
      let session = try await Stage.show(
        """
        <p id=p>Some text</p><p id=h hidden>x</p><input id=i value=v><input id=b type=checkbox><button disabled id=d>Go</button>
        """, query: "?token=t")
      let origin = try Stage.current.site.origin
      func expect(
        _ text: String, sourceLocation: SourceLocation = #_sourceLocation, _ body: () async throws -> Void
      ) async throws {
        #expect(try await said(by: body, sourceLocation: sourceLocation) == text, sourceLocation: sourceLocation)
      }
      try await expect(#"expected id "h" to be visible; last seen: hidden"#) {
        try await session.expect(.id("h")).toBeVisible(timeout: inVain)
      }
      try await expect(#"expected id "p" to be hidden; last seen: visible"#) {
        try await session.expect(.id("p")).toBeHidden(timeout: inVain)
      }
      try await expect(#"expected css "p, button" to be visible; last seen: 2 visible matches"#) {
        try await session.expect(.css("p, button")).toBeVisible(timeout: inVain)
      }
      try await expect(#"expected id "p" to have text "Text"; last seen: "Some text""#) {
        try await session.expect(.id("p")).toHaveText("Text", timeout: inVain)
      }
      try await expect(#"expected css "p" to have texts "a"; last seen: ["Some text","x"]"#) {
        try await session.expect(.css("p")).toHaveTexts(["a"], timeout: inVain)
      }
      try await expect(#"expected id "i" to have value containing "w"; last seen: "v""#) {
        try await session.expect(.id("i")).toHaveValue(.containing("w"), timeout: inVain)
      }
      try await expect(#"expected id "b" to be checked; last seen: unchecked"#) {
        try await session.expect(.id("b")).toBeChecked(timeout: inVain)
      }
      try await expect(#"expected id "i" to be unchecked; last seen: absent"#.replacing("\"i\"", with: "\"z\"")) {
        try await session.expect(.id("z")).toBeChecked(false, timeout: inVain)
      }
      try await expect(#"expected id "d" to be enabled; last seen: disabled"#) {
        try await session.expect(.id("d")).toBeEnabled(timeout: inVain)
      }
      try await expect(#"expected css "p" to have count 3; last seen: 2"#) {
        try await session.expect(.css("p")).toHaveCount(3, timeout: inVain)
      }
      try await expect(#"expected id "p" to have attribute title "x"; last seen: no such attribute"#) {
        try await session.expect(.id("p")).toHaveAttribute("title", "x", timeout: inVain)
      }
      try await expect(#"expected the page's title to be "B"; last seen: "A page""#) { try await session.expectTitle("B", timeout: inVain) }
      try await expect(#"expected the page's address to be "/x"; last seen: \#(origin)/page?token=…"#) {
        try await session.expectAddress(matching: .exactly("/x"), timeout: inVain)
      }
      try await expect(
        """
        expected button "Stop" to be visible; last seen: absent
          there are: "Go"
        """
      ) { try await session.expect(.role(.button, name: "Stop")).toBeVisible(timeout: inVain) }
    }

    @Test func whatWasSeenInTurnIsSaid() async throws {
      let session = try await Stage.show(
        """
        <p id=p>one</p><script>
        afterWatching(20, () => { $('p').textContent = 'two'; setTimeout(() => { $('p').textContent = 'three' }, 20) })</script>
        """)
      #expect(
        try await said { try await session.expect(.id("p")).toHaveText("four", timeout: .milliseconds(500)) } == """
          expected id "p" to have text "four"; last seen: "three"
            seen in turn: "one", "two", "three"
          """)
    }

    @Test func itWaitsUntilItHolds() async throws {
      let session = try await Stage.show(
        """
        <p id=p>one</p><script>
        afterWatching(50, () => { $('p').textContent = 'two'; afterWatching(50, () => { location.href = '/next?x=1' }) })</script>
        """)
      _ = try Stage.current.site.put(.html(Stage.document("<p>x</p>", title: "Next")), at: "/next")
      try await session.expect(.id("p")).toHaveText("two", timeout: .seconds(20))
      try await session.expectAddress(matching: .exactly("/next?x=1"), timeout: .seconds(20))
      try await session.expectTitle("Next", timeout: .seconds(20))
    }
  }
}
