import BrowserSupport
import CurlTransport
import Foundation
import Secrets
import Synchronization
import Testing
import WebDriverRelay

@testable import WebDriver

/// A real chromedriver behind the relay, and the client in front of it: every command passes twice through the client.
@Suite(.timeLimit(.minutes(3))) struct RealDriverTests {
  @Test func everyCommandPasses() async throws {
    let seen = Mutex<Set<String>>([])
    let failed = Mutex<[String]>([])
    let observer: CommandObserver = { event in
      seen.withLock { _ = $0.insert(event.command) }
      if let failure = event.failure { failed.withLock { $0.append("\(failure)") } }
    }
    let site = try Site()
    defer { site.stop() }
    let page = site.put(.html(WalkedPage.html), at: "/")
    _ = site.put(.html(WalkedPage.next), at: "/next")
    try await withRemoteDriver { driver in
      try await withRelay(to: try CurlTransport(baseURL: driver.url), observer: observer, logger: noLogger) { relay in
        let remote = RemoteEnd(transport: try CurlTransport(baseURL: relay.url))
        #expect(try await remote.status().ready)
        let session = try await Session.start(on: remote, alwaysMatch: driver.capabilities)
        do {
          try await walk(session, page)
          try await session.delete()
        } catch {
          try? await session.delete()
          throw error
        }
      }
    }
    let vendors = ["goog:cdp/execute", "se:getLog", "se:getLogTypes", "se:uploadFile"]
    #expect(seen.withLock { $0 } == Set(allEndpoints.map(\.name) + vendors))
    #expect(failed.withLock { $0 } == [])
  }

  private func walk(_ session: Session, _ page: String) async throws {
    try await session.setTimeouts(SessionTimeouts(pageLoad: .seconds(20), script: .seconds(10)))
    #expect(try await session.remoteTimeouts() == SessionTimeouts(pageLoad: .seconds(20), script: .seconds(10)))
    try await navigate(session, page)
    try await findAndRead(session)
    try await act(session)
    try await framesAndShadows(session)
    try await scriptsAndCookies(session)
    try await dialogs(session)
    try await windows(session)
    try await pictures(session)
    try await authenticator(session)
    try await vendors(session)
  }

  private func navigate(_ session: Session, _ page: String) async throws {
    try await session.navigate(to: page)
    try await session.click(try await session.find(.linkText("The next page")))
    #expect(try await session.title() == "Next")
    try await session.back()
    try await session.forward()
    #expect(try await session.currentURL() == page + "next")
    try await session.back()
    try await session.refresh()
    #expect(try await session.title() == "Walk")
    #expect(try await session.pageSource().contains("<b>bold</b>"))
  }

  private func findAndRead(_ session: Session) async throws {
    let text = try await session.find(.css("#text"))
    #expect(try await session.text(of: text) == "some bold text")
    #expect(try await session.text(of: session.find(.tagName("b"), in: text)) == "bold")
    #expect(try await session.findAll(.xpath(".//*"), in: text).count == 1)
    #expect(try await session.findAll(.partialLinkText("next")).count == 1)
    #expect(try await session.cssValue("color", of: text) == "rgba(255, 0, 0, 1)")
    #expect(try await session.rect(of: text).width > 0)
    #expect(try await session.isDisplayed(text))
    #expect(try await session.tagName(of: text) == "p")
    let press = try await session.find(.css("#press"))
    #expect(try await session.computedRole(of: press) == "button")
    #expect(try await session.computedLabel(of: press) == "Press")
    #expect(try await session.isEnabled(press))
    #expect(try await session.attribute("id", of: press) == "press")
    #expect(try await session.attribute("nothing", of: press) == nil)
  }

  private func act(_ session: Session) async throws {
    let name = try await session.find(.css("#name"))
    try await session.type("a \"b\" é", into: name)
    #expect(try await session.property("value", of: name, as: String.self) == "a \"b\" é")
    #expect(try await session.activeElement() == name)
    try await session.clear(name)
    #expect(try await session.property("value", of: name, as: String.self) == "")
    let box = try await session.find(.css("#box"))
    try await session.perform([.mouse([.move(to: .element(box)), .down(), .up()]), .keys([.down(Key.shift)])])
    try await session.releaseActions()
    #expect(try await session.isSelected(box))
  }

  private func framesAndShadows(_ session: Session) async throws {
    try await session.switchTo(.element(try await session.find(.css("#frame"))))
    #expect(try await session.text(of: session.find(.css("#inner"))) == "inner")
    try await session.switchToParentFrame()
    try await session.switchTo(.index(0))
    try await session.switchTo(.top)
    let root = try await session.shadowRoot(of: session.find(.css("#host")))
    #expect(try await session.text(of: session.find(.css(".deep"), in: root)) == "in the shadow")
    #expect(try await session.findAll(.css("span"), in: root).count == 1)
  }

  private func scriptsAndCookies(_ session: Session) async throws {
    let press = try await session.find(.css("#press"))
    let back = try await session.execute("return arguments[0]", arguments: [press.json], as: ElementReference.self)
    #expect(back == press)
    #expect(try await session.execute("return [1, 2.5, null, {a: 'é'}]", as: JSONValue.self) == [1, 2.5, nil, ["a": "é"]])
    #expect(try await session.executeAsync("arguments[0](7)", as: Int.self) == 7)
    try await session.addCookie(Cookie(name: "a b", value: Secret("v1", label: "test"), path: "/"))
    #expect(try await session.cookie(named: "a b").value.reveal { $0 } == "v1")
    #expect(try await session.cookies().map(\.name) == ["a b"])
    try await session.deleteCookie(named: "a b")
    #expect(try await session.cookies() == [])
    try await session.deleteAllCookies()
    try await session.setPermission("geolocation", .granted)
  }

  private func dialogs(_ session: Session) async throws {
    _ = try await session.execute("setTimeout(() => { document.title = prompt('who?') })", as: JSONValue.self)
    // The next command waits until the page has come to rest, which is with the dialog open.
    #expect(try await session.dialogText() == "who?")
    try await session.typeIntoDialog("me")
    try await session.acceptDialog()
    #expect(try await session.title() == "me")
    _ = try await session.execute("setTimeout(() => { document.title = confirm('sure?') })", as: JSONValue.self)
    #expect(try await session.dialogText() == "sure?")
    try await session.dismissDialog()
    #expect(try await session.title() == "false")
  }

  private func windows(_ session: Session) async throws {
    let first = try await session.window()
    let second = try await session.newWindow(.window)
    #expect(try await Set(session.windows()) == [first, second])
    try await session.switchTo(second)
    #expect(try await session.closeWindow() == [first])
    try await session.switchTo(first)
    #expect(try await session.setWindowRect(WindowRect(x: 0, y: 0, width: 900, height: 700)).width == 900)
    #expect(try await session.windowRect().height == 700)
    _ = try await session.maximizeWindow()
    _ = try await session.fullscreenWindow()
    _ = try await session.minimizeWindow()
    _ = try await session.setWindowSize(width: 1000, height: 800)
  }

  private func pictures(_ session: Session) async throws {
    let start = Data([0x89, 0x50, 0x4E, 0x47])
    #expect(try await session.screenshot().starts(with: start))
    #expect(try await session.screenshot(of: session.find(.css("#press"))).starts(with: start))
    #expect(try await session.print().starts(with: Data("%PDF".utf8)))
  }

  private func authenticator(_ session: Session) async throws {
    let authenticator = try await session.addVirtualAuthenticator()
    let credential = VirtualCredential(
      id: "AQID", isResident: false, rpID: "127.0.0.1", privateKey: Secret(WalkedPage.privateKey, label: "test"))
    try await session.addCredential(credential, to: authenticator)
    let kept = try await session.credentials(of: authenticator)
    #expect(kept.map(\.id) == ["AQID"])
    #expect(kept.first?.privateKey.reveal { $0 } == WalkedPage.privateKey)
    try await session.setCredentialProperties("AQID", of: authenticator, backupEligible: true, backedUp: true)
    try await session.setUserVerified(false, on: authenticator)
    try await session.removeCredential("AQID", from: authenticator)
    try await session.removeAllCredentials(from: authenticator)
    try await session.removeVirtualAuthenticator(authenticator)
  }

  private func vendors(_ session: Session) async throws {
    struct Version: Decodable { let product: String }
    #expect(try await session.vendor(.devTools("Browser.getVersion", as: Version.self)).product.contains("Chrome"))
    #expect(try await session.vendor(.logTypes).contains("browser"))
    _ = try await session.vendor(.log("browser"))
    let path = try await session.vendor(.uploadFile(zip: WalkedPage.zip))
    let file = try await session.find(.css("#file"))
    try await session.upload([path], into: file)
    #expect(try await session.property("value", of: file, as: String.self).hasSuffix("note.txt"))
  }
}
