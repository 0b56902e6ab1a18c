import BrowserSupport
import Secrets
import Testing
import WebDriver

extension BrowserTests {
  @Suite(.inBrowser, .serialized) struct CookieTests {
    @Test func areSetReadAndDeleted() async throws {
      let session = try await Stage.show("")
      try await session.deleteAllCookies()
      #expect(try await session.cookies().isEmpty)
      // In the far future, and within the 400 days that browsers allow.
      let expiry = try await session.execute("return Math.floor(Date.now() / 1000) + 86400", as: Int.self)
      try await session.addCookie(Cookie(name: "plain", value: Secret("a=b", label: "v")))
      try await session.addCookie(
        Cookie(name: "full", value: Secret("x y", label: "v"), path: "/", secure: false, httpOnly: true, expiry: expiry, sameSite: "Strict")
      )
      #expect(try await session.execute("return document.cookie", as: String.self) == "plain=a=b")

      let full = try await session.cookie(named: "full")
      #expect(full.value.reveal { $0 } == "x y")
      #expect(full.httpOnly == true)
      #expect(full.path == "/")
      #expect(full.sameSite == "Strict")
      #expect(full.expiry == expiry)
      #expect(full.domain == "127.0.0.1")
      #expect(Set(try await session.cookies().map(\.name)) == ["plain", "full"])

      try await session.deleteCookie(named: "plain")
      #expect(try await session.cookies().map(\.name) == ["full"])
      let missing = await #expect(throws: WebDriverError.self) { try await session.cookie(named: "plain") }
      #expect(missing?.code == .noSuchCookie)
      try await session.deleteAllCookies()
      #expect(try await session.cookies().isEmpty)
    }

    @Test func onesOfAnotherSiteAreRefused() async throws {
      let session = try await Stage.show("")
      let error = await #expect(throws: WebDriverError.self) {
        try await session.addCookie(Cookie(name: "a", value: Secret("hunter2", label: "v"), domain: "other.example"))
      }
      #expect(error?.code == .invalidCookieDomain)
      #expect(error.map { "\($0)".contains("hunter2") } == false)
    }
  }

  @Suite(.inBrowser, .serialized) struct WindowTests {
    @Test func areOpenedSwitchedToAndClosed() async throws {
      let session = try await Stage.show("", at: "/first")
      let first = try await session.window()
      #expect(try await session.windows() == [first])
      let tab = try await session.newWindow()
      let window = try await session.newWindow(.window)
      // Opening does not switch.
      #expect(try await session.window() == first)
      #expect(Set(try await session.windows()) == [first, tab, window])

      try await session.switchTo(tab)
      #expect(try await session.window() == tab)
      #expect(try await session.currentURL() == "about:blank")
      #expect(Set(try await session.closeWindow()) == [first, window])
      let closed = await #expect(throws: WebDriverError.self) { try await session.title() }
      #expect(closed?.code == .noSuchWindow)

      try await session.switchTo(window)
      #expect(try await session.closeWindow() == [first])
      try await session.switchTo(first)
      #expect(try await session.currentURL().hasSuffix("/first"))
      let unknown = await #expect(throws: WebDriverError.self) { try await session.switchTo(tab) }
      #expect(unknown?.code == .noSuchWindow)
    }

    @Test func areResized() async throws {
      let session = try await Stage.show("")
      let before = try await session.windowRect()
      let set = try await session.setWindowRect(WindowRect(x: 10, y: 20, width: 900, height: 700))
      #expect(set.width == 900)
      #expect(set.height == 700)
      #expect(try await session.windowRect() == set)
      _ = try await session.setWindowRect(before)
    }
  }

  @Suite(.inBrowser, .serialized) struct DialogTests {
    private static let page = """
      <button id=confirm onclick="this.textContent = confirm('Sure &quot;now&quot;?') ? 'yes' : 'no'">?</button>
      <button id=prompt onclick="this.textContent = prompt('Name?')">?</button>
      """

    @Test(arguments: [true, false]) func areAnswered(_ accepted: Bool) async throws {
      let session = try await Stage.show(Self.page)
      let button = try await session.find(.css("#confirm"))
      try await session.click(button)
      #expect(try await session.dialogText() == #"Sure "now"?"#)
      if accepted { try await session.acceptDialog() } else { try await session.dismissDialog() }
      #expect(try await session.text(of: button) == (accepted ? "yes" : "no"))
    }

    @Test func promptsAreTypedInto() async throws {
      let session = try await Stage.show(Self.page)
      let button = try await session.find(.css("#prompt"))
      try await session.click(button)
      try await session.typeIntoDialog(#"A "B" ü"#)
      try await session.acceptDialog()
      #expect(try await session.text(of: button) == #"A "B" ü"#)
    }

    @Test func oneThatNobodyExpectedStaysOpenAndSaysItsText() async throws {
      let session = try await Stage.show(Self.page)
      try await session.click(session.find(.css("#confirm")))
      let error = await #expect(throws: WebDriverError.self) { try await session.title() }
      #expect(error?.code == .unexpectedAlertOpen)
      #expect(error?.dialogText == #"Sure "now"?"#)
      #expect(try await session.dialogText() == #"Sure "now"?"#)
      try await session.dismissDialog()
    }

    @Test func noneIsAnErrorOfItsOwn() async throws {
      let session = try await Stage.show(Self.page)
      for call: @Sendable (Session) async throws -> Void in [
        { try await $0.acceptDialog() }, { try await $0.dismissDialog() }, { _ = try await $0.dialogText() },
      ] {
        let error = await #expect(throws: WebDriverError.self) { try await call(session) }
        #expect(error?.code == .noSuchAlert)
      }
    }
  }
}
