import BrowserSupport
import ConsoleEmulator
import ConsolePages
import Foundation
import Technicians
import TestSupport
import Testing
import WebDriver

/// Pictures with a caption, and what becomes of the page that they are of.
@Suite struct PictureTests {
  private static let caption = ["2026-11-23 14:31:07 UTC · run 2026-11-23T14-31-07Z · operator alice", "BEFORE · <b>x</b> & \"y\""]

  /// What a page is, as far as it can be asked: its whole source, where one is on it, and what has the focus.
  private static let stateScript = """
    return [document.documentElement.outerHTML, scrollX, scrollY, innerWidth, innerHeight, document.activeElement.outerHTML,
      document.documentElement.scrollHeight, String(getSelection()), Object.keys(window).length, history.length].map(String);
    """

  private func state(_ session: Session) async throws -> [String] { try await session.execute(Self.stateScript) }

  private func openSomebody(_ test: EmulatedConsole) async throws -> (Technician, TechnicianPage) {
    let person = try #require(try await TechniciansPage(test.console).find(EmailAddress("alex.kim@acme.example")))
    let page = TechnicianPage(test.console, id: try #require(person.id))
    _ = try await page.read(expecting: person.email)
    return (person, page)
  }

  @Test(arguments: EmulatedLayout.allCases) func thePageIsAsItWas(layout: EmulatedLayout) async throws {
    try await withEmulatedConsole(layout) { test in
      let session = test.console.session
      _ = try await openSomebody(test)
      let _: JSONValue = try await session.execute("document.querySelector('a, input').focus(); scrollTo(0, 40); return null")
      let before = try await state(session)
      let commands = test.commandCount()
      let plain = try await test.console.picture()
      let picture = try await test.console.picture(caption: Self.caption)
      #expect(test.commandCount() - commands == 1 + 3)
      #expect(try await state(session) == before)
      #expect(picture.starts(with: [0x89, 0x50, 0x4E, 0x47]))
      #expect(picture != plain)
      #expect(try await test.console.picture() == plain)
      try Self.keepToLookAt(picture, "\(layout)")
    }
  }

  /// Where the variable names a folder, to look at what the pictures show.
  private static func keepToLookAt(_ picture: Data, _ name: String) throws {
    guard let folder = ProcessInfo.processInfo.environment["SYNCROCTL_KEEP_PICTURES"] else { return }
    try picture.write(to: URL(fileURLWithPath: folder).appending(path: "caption-\(name).png"))
  }

  /// The bar itself, seen while it stands: in the viewport, above all else, and not in the way.
  @Test(arguments: EmulatedLayout.allCases) func theBarIsSeenAndTakesNoClicks(layout: EmulatedLayout) async throws {
    try await withEmulatedConsole(layout) { test in
      let session = test.console.session
      _ = try await openSomebody(test)
      let _: JSONValue = try await session.execute(PageScripts.caption, arguments: [.array(Self.caption.map { .string($0) })])
      let place: [Double] = try await session.execute(
        """
        const bar = document.querySelector('syncroctl-caption'), box = bar.getBoundingClientRect();
        const { clientWidth, clientHeight } = document.documentElement;
        return [box.left, box.right - clientWidth, box.bottom - clientHeight, box.height, bar.matches(':popover-open') ? 1 : 0];
        """)
      #expect(place[0] == 0)
      #expect(abs(place[1]) < 1)
      #expect(abs(place[2]) < 1)
      // Three lines, and not half the page.
      #expect((50...100).contains(place[3]))
      #expect(place[4] == 1)
      let top: String = try await session.execute(
        "const top = document.elementFromPoint(innerWidth / 2, innerHeight - 5); return top ? top.localName : ''")
      #expect(top != "syncroctl-caption")
      #expect(top != "")
      // The page cannot read what it says, nor was any of it taken for HTML.
      let inner: [String] = try await session.execute(
        "const bar = document.querySelector('syncroctl-caption'); return [bar.innerHTML, String(bar.shadowRoot)]")
      #expect(inner == ["", "null"])
      let _: JSONValue = try await session.execute(PageScripts.caption, arguments: [.null])
      let left: Int = try await session.execute("return document.querySelectorAll('syncroctl-caption').length")
      #expect(left == 0)
    }
  }

  @Test(arguments: EmulatedLayout.allCases) func aClickAfterwardsGoesWhereItShould(layout: EmulatedLayout) async throws {
    try await withEmulatedConsole(layout) { test in
      let (person, page) = try await openSomebody(test)
      let console = test.console
      try await DeactivatePage(console).deactivate(person) { _ = try? await console.picture(caption: Self.caption) }
      #expect(try await page.read(expecting: person.email).technician.status == .deactivated)
      let mutations = try await test.mutations().map(\.action)
      #expect(mutations == ["session.create", "technician.deactivate"])
    }
  }

  /// A bar that nobody took away, as by a driver that answered nothing: what lies below it can be clicked all the same.
  @Test func aBarThatWasLeftIsNotInTheWay() async throws {
    try await withEmulatedConsole(.technicians) { test in
      let session = test.console.session
      _ = try await openSomebody(test)
      let _: JSONValue = try await session.execute(
        """
        const button = document.createElement('button');
        button.id = 'low';
        button.style.cssText = 'position: fixed; bottom: 4px; left: 40px; width: 120px; height: 30px';
        button.onclick = () => { document.title = 'clicked'; };
        document.body.append(button);
        return null;
        """)
      let _: JSONValue = try await session.execute(PageScripts.caption, arguments: [.array([.string("left")])])
      try await session.locate(.css("#low")).click()
      #expect(try await session.title() == "clicked")
      // The next picture takes the old bar away.
      _ = try await test.console.picture(caption: Self.caption)
      let left: Int = try await session.execute("return document.querySelectorAll('syncroctl-caption').length")
      #expect(left == 0)
    }
  }

  /// Fails each screenshot, as a driver does whose browser draws nothing.
  private struct NoPictures: Transport {
    let next: any Transport

    func send(_ request: WireRequest) async throws -> WireResponse {
      guard request.command == "takeScreenshot" else { return try await next.send(request) }
      return WireResponse(status: 500, body: Array(#"{"value":{"error":"unable to capture screen","message":"dark"}}"#.utf8))
    }
  }

  @Test func aPictureThatFailsLeavesThePageAsItWas() async throws {
    try await withEmulatedConsole(.users, transport: { NoPictures(next: $0) }) { test in
      let session = test.console.session
      _ = try await openSomebody(test)
      let before = try await state(session)
      let error = try await #require(throws: WebDriverError.self) { try await test.console.picture(caption: Self.caption) }
      #expect(error.code == .unableToCaptureScreen)
      #expect(try await state(session) == before)
    }
  }

  /// Over a modal dialog of the page, and whatever the page's own rules say.
  @Test func nothingOfThePageLiesOverTheBar() async throws {
    try await withEmulatedConsole(.users) { test in
      let session = test.console.session
      _ = try await openSomebody(test)
      let _: JSONValue = try await session.execute(
        """
        const rules = document.createElement('style');
        rules.textContent = '* { visibility: hidden !important; font-size: 1px !important; transform: scale(0.1) } syncroctl-caption { display: none !important }';
        const dialog = document.createElement('dialog');
        dialog.style.cssText = 'inset: 0; margin: 0; width: 100vw; height: 100vh; max-width: none; max-height: none; border: 0; background: white';
        document.head.append(rules);
        document.body.append(dialog);
        dialog.showModal();
        return null;
        """)
      let plain = try await test.console.picture()
      let picture = try await test.console.picture(caption: Self.caption)
      #expect(picture != plain)
      #expect(try await test.console.picture() == plain)
      try Self.keepToLookAt(picture, "over-a-dialog")
    }
  }

  @Test func theAddressSaysNoTokens() async throws {
    try await withEmulatedConsole(.users) { test in
      let session = test.console.session
      try await session.navigate(to: test.console.address.origin + "/users?token=s3cret&page=2#s3cret")
      try Self.keepToLookAt(try await test.console.picture(caption: Self.caption), "address")
      // What the bar says is in a closed root; a root that was opened for the test says it.
      let open = PageScripts.caption.replacing("mode: 'closed'", with: "mode: 'open'")
      let _: JSONValue = try await session.execute(open, arguments: [.array([.string("one"), .string("<i>two</i>")])])
      let lines: [String] = try await session.execute(
        "return [...document.querySelector('syncroctl-caption').shadowRoot.children].map((row) => row.textContent)")
      #expect(lines == ["\(test.console.address.origin)/users?token=…&page=…", "one", "<i>two</i>"])
    }
  }
}
