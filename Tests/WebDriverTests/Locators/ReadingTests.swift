import Testing
import WebDriver

extension LocatorTests {
  /// What is read in the script that finds the element.
  @Suite(.inBrowser, .serialized) struct ReadingTests {
    @Test func readsOfOneElement() async throws {
      let session = try await Stage.show(
        """
        <p id=p title="a &quot;b&quot;">Two   <b>words</b><br>and <i hidden>hidden</i> more</p><input id=i value=v disabled>
        <input id=b type=checkbox checked><button id=x aria-label=Close style="color: rgb(1, 2, 3)">×</button>
        """)
      let paragraph = session.locate(.id("p"))
      #expect(try await paragraph.text() == "Two words and more")
      #expect(try await paragraph.innerText() == "Two words\nand more")
      #expect(try await paragraph.textContent() == "Two   wordsand hidden more")
      #expect(try await paragraph.attribute("title") == #"a "b""#)
      #expect(try await paragraph.attribute("nope") == nil)
      #expect(try await paragraph.tagName() == "p")
      #expect(try await paragraph.innerHTML().hasPrefix("Two   <b>"))
      #expect(try await session.locate(.id("i")).html() == #"<input id="i" value="v" disabled="">"#)
      #expect(try await session.locate(.id("i")).value() == "v")
      #expect(try await !session.locate(.id("i")).isEnabled())
      #expect(try await !session.locate(.id("i")).isEditable())
      #expect(try await session.locate(.id("b")).isChecked())
      #expect(try await session.locate(.id("x")).accessibleName() == "Close")
      #expect(try await session.locate(.id("x")).style("color") == "rgb(1, 2, 3)")
      #expect(try await session.locate(.id("x")).isVisible())
      let box = try await paragraph.boundingBox()
      #expect(box.x == 20)
      #expect(box.width > 0 && box.height > 0)
      #expect(try await session.attribute("id", of: session.locate(.id("x")).element()) == "x")
      #expect(try await session.attribute("id", of: session.locate(.id("x")).settledElement()) == "x")
    }

    @Test func readsOfAll() async throws {
      let session = try await Stage.show("<p>1</p><p hidden>2</p><p>3  4</p>")
      #expect(try await session.locate(.css("p")).count() == 3)
      #expect(try await session.locate(.css("p").visible).count() == 2)
      #expect(try await session.locate(.css("p")).allTexts() == ["1", "2", "3 4"])
      #expect(try await session.locate(.css("div")).allTexts() == [])
      #expect(try await !session.locate(.css("div")).isVisible())
      #expect(try await !session.locate(.css("p").nth(1)).isVisible())
      let error = await #expect(throws: WaitError.self) { try await session.locate(.css("p")).isVisible() }
      #expect(error?.code == .ambiguous)
    }

    @Test func aReadWaitsAndIsStrict() async throws {
      let session = try await Stage.show(
        "<p class=b>x</p><p class=b>y</p><script>afterWatching(50, () => document.body.insertAdjacentHTML('beforeend', '<p id=a>here</p>'))</script>"
      )
      #expect(try await session.locate(.id("a")).text(timeout: .seconds(20)) == "here")
      #expect(
        try await said { _ = try await session.locate(.css(".b")).text(timeout: inVain) } == """
          could not read the text of css ".b": 2 elements match
            1. <p class="b"></p> "x"
            2. <p class="b"></p> "y"
          """)
    }

    @Test func aReadIsNeverStale() async throws {
      let session = try await Stage.show(
        """
        <div id=d></div><script>let n = 0; const draw = () => { $('d').innerHTML = '<p id=a>' + ++n + '</p>' }; draw(); setInterval(draw, 1)</script>
        """)
      for _ in 0..<20 { #expect(try await Int(session.locate(.id("a")).text()) != nil) }
    }

    @Test func theOptionsOfTheTaskHold() async throws {
      let session = try await Stage.show("")
      let error = await WaitOptions.$current.withValue(WaitOptions(timeout: inVain)) {
        await #expect(throws: WaitError.self) { try await session.locate(.id("a")).text() }
      }
      #expect(error.map { $0.waited < .seconds(5) } == true)
    }

    @Test func nothingIsReadOutOfAPasswordField() async throws {
      let session = try await Stage.show("<input id=a type=password value=hunter2>")
      let field = session.locate(.id("a"))
      #expect(try await field.value() == "")
      #expect(try await field.attribute("value") == nil)
      #expect(try await field.attribute("type") == "password")
    }
  }
}
