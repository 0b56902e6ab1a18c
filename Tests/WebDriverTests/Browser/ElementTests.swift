import BrowserSupport
import Secrets
import Testing
import WebDriver

extension BrowserTests {
  @Suite(.inBrowser, .serialized) struct ElementTests {
    private static let form = """
      <form onsubmit="return false"><input id=name value="Ada" title='a "b"'><input id=box type=checkbox checked>
      <select><option id=o1>1<option id=o2 selected>2</select><button id=off disabled>Off</button>
      <button id=on onclick="this.textContent = 'clicked ' + event.isTrusted">On</button></form>
      <p id=p>Two   <b>words</b> <span style="display:none">hidden</span></p><a href=/x>Next page</a>
      """

    @Test func findsByAllFiveStrategies() async throws {
      let session = try await Stage.show(Self.form)
      for location: ElementLocation in [.css("a[href]"), .xpath("//a"), .linkText("Next page"), .partialLinkText("xt pa"), .tagName("a")] {
        #expect(try await session.text(of: session.find(location)) == "Next page", "\(location)")
      }
    }

    @Test func findsAllAndNone() async throws {
      let session = try await Stage.show(Self.form)
      #expect(try await session.findAll(.css("button")).count == 2)
      #expect(try await session.findAll(.css("video")).isEmpty)
      let form = try await session.find(.css("form"))
      #expect(try await session.tagName(of: session.find(.css("button"), in: form)) == "button")
      let missing = await #expect(throws: WebDriverError.self) { try await session.find(.css("#nope")) }
      #expect(
        missing.map { "\($0)" }
          == ##"no such element: Unable to locate element: {"method":"css selector","selector":"#nope"} (findElement on css selector "#nope", page \##(try Stage.current.site.origin)/page)"##
      )
      #expect(missing?.stacktrace.isEmpty == false)
      let outside = await #expect(throws: WebDriverError.self) { try await session.find(.css("a"), in: form) }
      #expect(outside?.code == .noSuchElement)
      let invalid = await #expect(throws: WebDriverError.self) { try await session.find(.css("a[")) }
      #expect(invalid?.code == .invalidSelector)
    }

    @Test func readsState() async throws {
      let session = try await Stage.show(Self.form)
      #expect(try await session.isSelected(session.find(.css("#box"))))
      #expect(try await !session.isSelected(session.find(.css("#o1"))))
      #expect(try await session.isSelected(session.find(.css("#o2"))))
      #expect(try await session.isEnabled(session.find(.css("#on"))))
      #expect(try await !session.isEnabled(session.find(.css("#off"))))
      #expect(try await session.attribute("title", of: session.find(.css("#name"))) == #"a "b""#)
      #expect(try await session.attribute("nope", of: session.find(.css("#name"))) == nil)
      #expect(try await session.text(of: session.find(.css("#p"))) == "Two words")
    }

    @Test func clicksWithTrustedEventsAndTypes() async throws {
      let session = try await Stage.show(Self.form)
      let button = try await session.find(.css("#on"))
      try await session.click(button)
      #expect(try await session.text(of: button) == "clicked true")

      let field = try await session.find(.css("#name"))
      try await session.type(" Lovelace ü\"", into: field)
      #expect(try await session.execute("return arguments[0].value", arguments: [field.json], as: String.self) == "Ada Lovelace ü\"")
      #expect(try await session.activeElement() == field)
      try await session.clear(field)
      try await session.type(Secret("pa\"ss", label: "p"), into: field)
      #expect(try await session.execute("return arguments[0].value", arguments: [field.json], as: String.self) == "pa\"ss")
    }

    @Test func aCoveredElementSaysWhatLiesOnTop() async throws {
      let session = try await Stage.show(
        #"<button id=b>Go</button><div id=veil style="position:fixed;inset:0;background:#0003"></div>"#)
      let button = try await session.find(.css("#b"))
      let error = await #expect(throws: WebDriverError.self) { try await session.click(button, name: "page.go") }
      #expect(error?.code == .elementClickIntercepted)
      #expect(error?.message.contains(#"<div id="veil""#) == true)
      #expect(error?.description.hasSuffix("(elementClick on page.go, page \(try Stage.current.site.origin)/page)") == true)
    }

    @Test func anElementOfAPageThatWentIsStale() async throws {
      let session = try await Stage.show(Self.form)
      let button = try await session.find(.css("#on"))
      _ = try await session.execute("arguments[0].remove()", arguments: [button.json], as: Int?.self)
      let removed = await #expect(throws: WebDriverError.self) { try await session.click(button) }
      #expect(removed?.code == .staleElementReference)
      let field = try await session.find(.css("#name"))
      try await session.refresh()
      let gone = await #expect(throws: WebDriverError.self) { try await session.isEnabled(field) }
      #expect(gone?.code == .staleElementReference)
    }

    @Test func whatIsHiddenCannotBeTypedInto() async throws {
      let session = try await Stage.show("<input id=a style='display:none'>")
      let field = try await session.find(.css("#a"))
      let error = await #expect(throws: WebDriverError.self) { try await session.type("x", into: field) }
      #expect(error?.code == .elementNotInteractable)
    }
  }
}
