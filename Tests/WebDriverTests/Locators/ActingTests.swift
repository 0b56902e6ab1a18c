import BrowserSupport
import Foundation
import Synchronization
import Testing
import WebDriver

extension LocatorTests {
  /// Native actions, and what may come in between.
  @Suite(.inBrowser, .serialized) struct ActingTests {
    @Test func theActionsAreTrusted() async throws {
      let session = try await Stage.show(
        """
        <button id=b>Go</button><input id=i value=a><script>
          const seen = [];
          for (const name of ['click', 'dblclick', 'mouseover']) $('b').addEventListener(name, (e) => seen.push(name + e.isTrusted));
          $('i').addEventListener('keydown', (e) => seen.push(e.key + e.ctrlKey + e.isTrusted));
        </script>
        """)
      let button = session.locate(.id("b"))
      try await button.hover()
      #expect(try await session.read("seen") == "mouseovertrue")
      try await button.click()
      try await button.doubleClick()
      #expect(try await session.read("seen") == "mouseovertrue,clicktrue,clicktrue,clicktrue,dblclicktrue")
      let field = session.locate(.id("i"))
      try await field.type("b")
      #expect(try await field.value() == "ab")
      _ = try await session.execute("seen.length = 0", as: Int?.self)
      try await field.press(.enter)
      try await field.press("a", holding: [.control])
      try await field.press("x")
      #expect(try await session.read("seen") == "Enterfalsetrue,Controltruetrue,atruetrue,xfalsetrue")
      #expect(try await field.value() == "x")
    }

    @Test func focusScrollAndUpload() async throws {
      let session = try await Stage.show("<input id=f type=file hidden><div style='height:3000px'></div><input id=i>")
      try await session.locate(.id("i")).focus()
      #expect(try await session.locate(.id("i")).isFocused())
      _ = try await session.execute("scrollTo(0, 0)", as: Int?.self)
      try await session.locate(.id("i")).scrollIntoView()
      let box = try await session.locate(.id("i")).boundingBox()
      #expect(box.y > 0 && box.y < 2000)
      let path = repositoryFile("README.md").path
      try await session.locate(.id("f")).upload([path])
      #expect(try await session.read("$('f').files[0].name") == "README.md")
    }

    // The element that was fit is replaced, once, before the driver's click can reach it.
    @Test func anElementThatIsReplacedInBetweenIsFoundAgain() async throws {
      let session = try await Stage.show(
        """
        <div id=d><button>Go</button></div><script>
          let clicks = 0;
          const fresh = () => { $('d').innerHTML = '<button onclick="clicks++">Go</button>' };
          const disconnect = MutationObserver.prototype.disconnect;
          MutationObserver.prototype.disconnect = function () {
            MutationObserver.prototype.disconnect = disconnect;
            disconnect.call(this);
            setTimeout(fresh, 0);
          };
        </script>
        """)
      let report = try await session.locate(.text("Go")).click(timeout: .seconds(20))
      #expect(report.refusals == 1)
      #expect(try await session.read("clicks") == "1")
    }

    @Test func whatCoversInBetweenIsWaitedFor() async throws {
      let session = try await Stage.show(
        """
        <button onclick="clicks++">Go</button><script>
          let clicks = 0;
          const disconnect = MutationObserver.prototype.disconnect;
          MutationObserver.prototype.disconnect = function () {
            MutationObserver.prototype.disconnect = disconnect;
            disconnect.call(this);
            document.body.insertAdjacentHTML('beforeend', '<div id=veil style="position:fixed;inset:0"></div>');
            afterWatching(50, () => $('veil').remove());
          };
        </script>
        """)
      let report = try await session.locate(.text("Go")).click(timeout: .seconds(20))
      #expect(report.refusals == 1)
      #expect(try await session.read("clicks") == "1")
    }

    @Test func aNavigationInBetweenIsSurvived() async throws {
      let site = try Stage.current.site
      _ = site.put(.html(Stage.document("<button onclick='document.title = 1'>Go</button>")), at: "/second")
      let session = try await Stage.show("<script>afterWatching(50, () => { location.href = '/second' })</script>")
      try await session.locate(.text("Go")).click(timeout: .seconds(20))
      #expect(try await session.title() == "1")
      #expect(try await session.currentURL() == site.origin + "/second")
    }

    @Test func aDialogIsAnOutcome() async throws {
      let session = try await Stage.show("<script>afterWatching(50, () => alert('Sure?'))</script>")
      let go = session.locate(.text("Go"))
      #expect(try await said { try await go.click(timeout: .seconds(20)) } == #"could not click text "Go": a dialog is open: "Sure?""#)
      // It stays in the way until it is answered.
      let error = await #expect(throws: WaitError.self) { try await go.text() }
      #expect(error?.code == .dialog)
      #expect(error?.findings.text == "Sure?")
      let expected = await #expect(throws: WaitError.self) { try await session.expect(.text("Go")).toBeVisible() }
      #expect(expected?.code == .dialog)
      try await session.acceptDialog()
      #expect(try await go.count() == 0)
    }

    @Test func aClickThatOpensADialogWasMade() async throws {
      let session = try await Stage.show("<button onclick='alert(1)'>Go</button>")
      try await session.locate(.text("Go")).click()
      #expect(try await session.dialogText() == "1")
      try await session.acceptDialog()
    }

    @Test func aTallAndALongTargetAreHitWhereTheyAre() async throws {
      let session = try await Stage.show(
        """
        <div style="width:300px">Some words in front of it, and then <a href="#x" onclick="document.title = 1">a link that is
        broken into two lines</a></div><button style="height:5000px" onclick="document.title = 2">Tall</button>
        """)
      try await session.locate(.role(.link)).click()
      #expect(try await session.title() == "1")
      try await session.locate(.text("Tall")).click()
      #expect(try await session.title() == "2")
    }

    @Test func nothingIsLeftInThePage() async throws {
      let session = try await Stage.show(
        """
        <button id=b>Go</button><input id=i><x-c id=c></x-c><script>
          $('c').attachShadow({ mode: 'open' }).innerHTML = '<p>x</p>';
          const live = { timers: new Set(), frames: new Set(), observers: new Set(), listeners: 0 };
          for (const kind of ['Timeout', 'Interval']) {
            const set = window['set' + kind], clear = window['clear' + kind];
            window['set' + kind] = (f, ms, ...rest) => {
              const id = set((...all) => { if (kind === 'Timeout') live.timers.delete(id); f(...all) }, ms, ...rest);
              live.timers.add(id); return id;
            };
            window['clear' + kind] = (id) => { live.timers.delete(id); clear(id) };
          }
          const request = requestAnimationFrame, cancel = cancelAnimationFrame;
          window.requestAnimationFrame = (f) => { const id = request((t) => { live.frames.delete(id); f(t) }); live.frames.add(id); return id };
          window.cancelAnimationFrame = (id) => { live.frames.delete(id); cancel(id) };
          const { observe, disconnect } = MutationObserver.prototype;
          MutationObserver.prototype.observe = function (...all) { live.observers.add(this); return observe.apply(this, all) };
          MutationObserver.prototype.disconnect = function () { live.observers.delete(this); disconnect.call(this) };
          const add = addEventListener, remove = removeEventListener;
          window.addEventListener = (...all) => { live.listeners++; add(...all) };
          window.removeEventListener = (...all) => { live.listeners--; remove(...all) };
        </script>
        """)
      let left =
        "[live.timers.size, live.frames.size, live.observers.size, live.listeners, Object.keys(window).filter((name) => !names.includes(name))]"
      // The driver's own scripts leave names of theirs.
      try await session.click(session.find(.css("#b")))
      _ = try await session.executeAsync("window.names = Object.keys(window).concat('names'); arguments[0]()", as: Int?.self)
      #expect(try await session.read(left) == "0,0,0,0,")
      try await session.locate(.id("b")).click()
      try await session.locate(.id("i")).fill("x")
      _ = try await session.locate(.text("x").within(.id("c").shadow)).text()
      try await session.expect(.id("b")).toBeVisible()
      await #expect(throws: WaitError.self) { try await session.locate(.id("nope")).click(timeout: inVain) }
      await #expect(throws: WaitError.self) { try await session.expect(.id("nope")).toBeVisible(timeout: inVain) }
      #expect(try await session.read(left) == "0,0,0,0,")
    }
  }

  /// How many commands each thing is.
  @Suite struct CountTests {
    @Test func eachIsOneCommandOrTwo() async throws {
      let commands = Mutex<[String]>([])
      let site = try Site()
      defer { site.stop() }
      let page = site.put(
        .html(
          Stage.document(
            "<button>Go</button><input aria-label=A><input type=checkbox aria-label=B><select aria-label=C><option>1<option>2</select>")),
        at: "/page")
      try await withBrowser(observer: { event in commands.withLock { $0.append(event.command) } }) { session in
        func sent(_ body: () async throws -> Void) async throws -> [String] {
          commands.withLock { $0 = [] }
          try await body()
          return commands.withLock { $0 }
        }
        try await session.navigate(to: page)
        let wait = "executeAsyncScript"
        let button = session.locate(.role(.button, name: "Go"))
        let field = session.locate(.label("A"))
        #expect(try await sent { try await button.click() } == [wait, "elementClick"])
        #expect(try await sent { try await button.doubleClick() } == [wait, "performActions"])
        #expect(try await sent { try await button.hover() } == [wait, "performActions"])
        #expect(try await sent { try await field.fill("x") } == [wait])
        #expect(try await sent { try await field.clear() } == [wait])
        #expect(try await sent { try await field.type("x") } == [wait, "elementSendKeys"])
        #expect(try await sent { try await session.locate(.label("B")).check() } == [wait])
        #expect(try await sent { try await session.locate(.label("C")).select(option: "2") } == [wait])
        #expect(try await sent { _ = try await field.value() } == [wait])
        #expect(try await sent { _ = try await button.count() } == [wait])
        #expect(try await sent { _ = try await button.element() } == [wait])
        #expect(try await sent { try await session.expect(.label("A")).toHaveValue("x") } == [wait])
        #expect(try await sent { try await session.expectTitle("A page") } == [wait])
        #expect(
          try await sent {
            await #expect(throws: WaitError.self) { try await session.locate(.text("No")).click(timeout: inVain) }
          } == [wait])
      }
    }
  }
}
