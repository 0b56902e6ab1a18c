import BrowserSupport
import Foundation
import Testing
import WebDriver

extension BrowserTests {
  @Suite(.inBrowser, .serialized) struct NavigationTests {
    @Test func knowsItsBrowser() throws {
      let session = try Stage.current.session
      #expect(session.capabilities.browserName?.contains("chrom") == true)
      let driver = try #require(session.capabilities.chromedriverVersion)
      let browser = try #require(session.capabilities.browserVersion)
      #expect(driver.split(separator: ".").first == browser.split(separator: ".").first)
    }

    @Test func readsADataAddress() async throws {
      let session = try Stage.current.session
      try await session.navigate(to: "data:text/html,<title>Hello</title>")
      #expect(try await session.title() == "Hello")
      #expect(try await session.currentURL() == "data:text/html,<title>Hello</title>")
    }

    @Test func goesBackForwardAndReloads() async throws {
      let (session, site) = (try Stage.current.session, try Stage.current.site)
      let first = site.put(.html(Stage.document("<p>1</p>", title: "Straße \"1\"")), at: "/first")
      let second = site.put(.html(Stage.document("<p id=p>2</p>", title: "Second")), at: "/second")
      try await session.navigate(to: first)
      try await session.navigate(to: second + "?q=ü%20b#end")
      #expect(try await session.currentURL() == second + "?q=%C3%BC%20b#end")
      try await session.back()
      #expect(try await session.title() == "Straße \"1\"")
      try await session.forward()
      #expect(try await session.title() == "Second")
      _ = try await session.execute("document.title = 'changed'; $('p').textContent = 'new'", as: Int?.self)
      #expect(try await session.pageSource().contains("<p id=\"p\">new</p>"))
      try await session.refresh()
      #expect(try await session.title() == "Second")
    }

    /// Where a browser that may puts what it downloads.
    private static let downloads =
      [FileManager.default.homeDirectoryForCurrentUser.appending(path: "Downloads")]
      + [FileManager.default.homeDirectoryForCurrentUser, URL(fileURLWithPath: FileManager.default.currentDirectoryPath)]

    @Test func whatAPageOffersForDownloadDoesNotLandOnThisMachine() async throws {
      let (session, site) = (try Stage.current.session, try Stage.current.site)
      let name = "offered-\(UUID().uuidString)"
      let offer = site.put(
        .answer(
          status: "200 OK", type: "application/octet-stream", head: ["Content-Disposition: attachment; filename=\(name)"], body: [1, 2]),
        at: "/\(name)")
      _ = try await Stage.show("<a id=a href=\(offer)>Take it</a>")
      try await session.click(try await session.find(.css("#a")))
      // Another page, which cannot come before the answer has been read.
      _ = try await Stage.show("<p>Next</p>", at: "/next")
      #expect(site.asked.contains("/\(name)"))
      for folder in Self.downloads {
        let files = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
        #expect(files.filter { $0.contains(name) } == [], "\(folder.path)")
      }
    }

    @Test func anAddressThatNobodyServesIsAnErrorWithTheAddress() async throws {
      let session = try Stage.current.session
      let closed = try Site()
      closed.stop()
      let error = await #expect(throws: WebDriverError.self) { try await session.navigate(to: closed.origin + "/x") }
      #expect(error?.code == .unknownError)
      #expect(error?.message.hasPrefix("net::ERR_CONNECTION_REFUSED") == true)
      #expect(error?.description.contains("(navigateTo on \(closed.origin)/x, page ") == true)
    }

    @Test func anAddressThatIsNoneIsAnInvalidArgument() async throws {
      let session = try Stage.current.session
      let error = await #expect(throws: WebDriverError.self) { try await session.navigate(to: "nowhere") }
      #expect(error?.code == .invalidArgument)
    }

    @Test func aPageThatNeverComesEndsWithTheTimeOut() async throws {
      let (session, site) = (try Stage.current.session, try Stage.current.site)
      let before = session.timeouts
      try await session.setTimeouts(SessionTimeouts(pageLoad: .milliseconds(200), script: before.script))
      let address = site.put(.never, at: "/never")
      let error = await #expect(throws: WebDriverError.self) { try await session.navigate(to: address) }
      #expect(error?.code == .timeout)
      try await session.setTimeouts(before)
      // The session is of use again.
      try await session.navigate(to: site.put(.html(Stage.document("", title: "After")), at: "/after"))
      #expect(try await session.title() == "After")
    }

    @Test func aScriptThatNeverAnswersEndsWithTheTimeOut() async throws {
      let session = try await Stage.show("<p>1</p>")
      let before = session.timeouts
      try await session.setTimeouts(SessionTimeouts(pageLoad: before.pageLoad, script: .milliseconds(100)))
      let asynchronous = await #expect(throws: WebDriverError.self) { try await session.executeAsync("", as: Int?.self) }
      #expect(asynchronous?.code == .scriptTimeout)
      let promise = await #expect(throws: WebDriverError.self) { try await session.execute("return new Promise(() => {})", as: Int?.self) }
      #expect(promise?.code == .scriptTimeout || promise?.code == .timeout)
      try await session.setTimeouts(before)
      #expect(try await session.execute("return 1", as: Int.self) == 1)
    }

    @Test func aPictureIsAPNGOfTheWindow() async throws {
      let session = try await Stage.show("<p>1</p>")
      let png = [UInt8](try await session.screenshot())
      #expect(png.prefix(8) == [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A])
      // The header's width and height, big-endian, are the viewport's.
      let size = try await session.execute("return [innerWidth * devicePixelRatio, innerHeight * devicePixelRatio]", as: [Int].self)
      func number(at start: Int) -> Int { png[start..<start + 4].reduce(0) { $0 << 8 | Int($1) } }
      #expect([number(at: 16), number(at: 20)] == size)
    }
  }
}
