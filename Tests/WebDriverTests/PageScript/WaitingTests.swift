import BrowserSupport
import Testing
import WebDriver

extension PageScriptTests {
  /// What ends the waiting. A page changes 200 ms after the script began to watch it, so that each test sees it wait.
  @Suite(.inBrowser, .serialized) struct WaitingTests {
    private static let patience = Duration.seconds(20)

    private func find(_ need: PageCase.Need, steps: [PageStep] = [.read("it", .attribute("data-ready"))], on page: String) async throws
      -> PageAnswer
    {
      let session = try await Stage.show(page)
      return try await session.look(
        ["it": surely("a"), "veil": byID("veil")], [PageCase("found", all: [("it", need)], steps: steps)], deadline: Self.patience)
    }

    @Test(arguments: [
      "<script>afterWatching(200, () => document.body.insertAdjacentHTML('beforeend', '<p id=a data-ready=yes>x</p>'))</script>",
      "<p id=a hidden>x</p><script>afterWatching(200, () => { $('a').dataset.ready = 'yes'; $('a').hidden = false })</script>",
      "<p id=b data-ready=yes>x</p><script>afterWatching(200, () => { $('b').id = 'a' })</script>",
      // Nothing that a mutation would show.
      "<style>#a { display: none }</style><p id=a data-ready=yes>x</p>"
        + "<script>afterWatching(200, () => document.styleSheets[1].deleteRule(0))</script>",
    ])
    func untilItAppears(_ page: String) async throws {
      let answer = try await find(.present, on: page)
      #expect(answer.heldCase == "found")
      #expect(answer.results.first?.text == "yes")
      #expect(answer.waited >= 190)
      // The script looks every 100 ms where no mutation tells it to; the rest is for a machine under load.
      #expect(answer.waited < 200 + 2000)
    }

    @Test func untilATextIsThere() async throws {
      let session = try await Stage.show(
        "<p id=a>Saving</p><script>afterWatching(200, () => { $('a').firstChild.data = 'Saved' })</script>")
      let answer = try await session.look(
        ["it": ElementQuery([.text(["Saved"])])], [PageCase("found", all: [("it", .present)])], deadline: Self.patience)
      #expect(answer.heldCase == "found")
      #expect(answer.waited >= 190)
    }

    @Test func untilATwinIsGone() async throws {
      let answer = try await find(
        .present,
        on: "<p id=a data-ready=yes>1</p><p id=a>2</p><script>afterWatching(200, () => document.querySelectorAll('p')[1].remove())</script>"
      )
      #expect(answer.heldCase == "found")
      #expect(answer.waited >= 190)
    }

    @Test func untilItIsEnabled() async throws {
      let answer = try await find(
        .click,
        on:
          "<button id=a disabled>Go</button><script>afterWatching(200, () => { $('a').dataset.ready = 'yes'; $('a').disabled = false })</script>"
      )
      #expect(answer.heldCase == "found")
      #expect(answer.results.first?.text == "yes")
    }

    @Test func untilItCanBeTypedInto() async throws {
      let answer = try await find(
        .fill, steps: [.fill([("it", .text("x"))])],
        on: "<input id=a readonly><script>afterWatching(200, () => { $('a').readOnly = false })</script>")
      #expect(answer.heldCase == "found")
      #expect(answer.results.first?.texts == [])
      #expect(answer.waited >= 190)
    }

    @Test func untilNothingLiesOnTop() async throws {
      let answer = try await find(
        .click, steps: [.existing(["veil"])],
        on:
          "<button id=a>Go</button><div id=veil style='position:fixed;inset:0'>…</div><script>afterWatching(200, () => $('veil').remove())</script>"
      )
      #expect(answer.heldCase == "found")
      #expect(answer.results.first?.texts == [])
    }

    @Test func untilItStandsStill() async throws {
      // Moved by a timer and by frames: under load a machine may draw two frames in a row, or none.
      let answer = try await find(
        .click,
        on: """
          <button id=a style="position:absolute;left:0">Go</button><script>
            let left = 0, isMoving = true;
            const move = () => { if (isMoving) $('a').style.left = ++left + 'px' };
            const frame = () => { move(); requestAnimationFrame(frame) };
            setInterval(move, 4);
            frame();
            afterWatching(200, () => { isMoving = false; $('a').dataset.ready = 'yes' });
          </script>
          """)
      #expect(answer.heldCase == "found")
      #expect(answer.results.first?.text == "yes")
    }

    @Test func untilItSwingsNoMore() async throws {
      // After two frames it is where it was.
      let answer = try await find(
        .click,
        on: """
          <button id=a style="position:absolute;left:0">Go</button><script>
            let n = 0, isMoving = true;
            const frame = () => { if (isMoving) $('a').style.left = ++n % 2 * 100 + 'px'; requestAnimationFrame(frame) };
            frame();
            afterWatching(200, () => { isMoving = false; $('a').dataset.ready = 'yes' });
          </script>
          """)
      #expect(answer.heldCase == "found")
      #expect(answer.results.first?.text == "yes")
    }

    @Test func whatMayBeReadNeedNotStandStill() async throws {
      let session = try await Stage.show(
        "<p id=a style='position:absolute'>x</p><script>let n = 0; setInterval(() => { $('a').style.left = ++n + 'px' }, 4)</script>")
      #expect(try await session.report(byID("a")).id == "a")
    }

    @Test func untilWhatMustNotBeThereIsGone() async throws {
      let session = try await Stage.show(
        "<p id=a>x</p><p id=veil>Loading</p><script>afterWatching(200, () => $('veil').remove())</script>")
      let answer = try await session.look(
        ["it": byID("a"), "veil": byID("veil")], [PageCase("found", all: [("it", .present)], none: ["veil"])], deadline: Self.patience)
      #expect(answer.heldCase == "found")
      #expect(answer.waited >= 190)
    }

    @Test func theFirstCaseThatHoldsIsTaken() async throws {
      let session = try await Stage.show("<p id=a>x</p><p id=b>y</p>")
      let elements = ["a": byID("a"), "b": byID("b"), "c": byID("c")]
      let cases = [PageCase("c", all: [("c", .present)]), PageCase("b", all: [("b", .present)]), PageCase("a", all: [("a", .present)])]
      #expect(try await session.look(elements, cases).heldCase == "b")
      #expect(try await session.look(elements, cases.reversed()).heldCase == "a")
    }

    @Test func aCaseNeedsAllOfItsElements() async throws {
      let session = try await Stage.show("<p id=a>x</p>")
      let answer = try await session.look(
        ["a": byID("a"), "b": byID("b")],
        [PageCase("both", all: [("a", .present), ("b", .present)]), PageCase("one", all: [("a", .present)])])
      #expect(answer.heldCase == "one")
      #expect(answer.elements["b"]?.problem == ElementReport.Problem.none)
    }

    @Test func stepsAreThoseOfTheCaseThatHeld() async throws {
      let session = try await Stage.show("<p id=a>x</p>")
      let answer = try await session.look(
        ["a": byID("a"), "b": byID("b")],
        [
          PageCase("b", all: [("b", .present)], steps: [.read("a", .attribute("id"))]),
          PageCase("a", all: [("a", .present)], steps: [.read("a", .text), .read("b", .text), .existing(["b", "a"])]),
        ])
      #expect(answer.results.map(\.text) == ["x", nil, nil])
      #expect(answer.results.last?.texts == ["a"])
    }

    @Test(arguments: [
      (#"^/users/\d+$"#, "/users/12", "", true), (#"^/users/\d+$"#, "/users/new", "", false), (#"^/users$"#, "/users", "?page=2", false),
      (#"^/users\?page=2$"#, "/users", "?page=2", true), ("users", "/a/users/b", "", true),
    ])
    func theAddressMustMatchPathAndQuery(_ address: String, _ path: String, _ query: String, _ holds: Bool) async throws {
      let session = try await Stage.show("<p id=a>x</p>", at: path, query: query)
      let answer = try await session.look(["a": byID("a")], [PageCase("here", all: [("a", .present)], address: address)])
      #expect((answer.heldCase == "here") == holds)
    }

    @Test func theAddressMayChangeWithoutALoad() async throws {
      let session = try await Stage.show("<script>afterWatching(200, () => history.pushState(0, '', '/done'))</script>", at: "/form")
      let answer = try await session.look([:], [PageCase("done", all: [], address: "^/done$")], deadline: Self.patience)
      #expect(answer.heldCase == "done")
      #expect(answer.address == (try Stage.current.site.origin) + "/done")
    }

    @Test func theAnswerSaysWhereItIs() async throws {
      let session = try await Stage.show("", at: "/here", query: "?a=1#b")
      let answer = try await session.look([:], [PageCase("any", all: [])])
      #expect(answer.heldCase == "any")
      #expect(answer.address == (try Stage.current.site.origin) + "/here?a=1#b")
      #expect(answer.title == "A page")
    }

    @Test func theDeadlineEndsItWithAReport() async throws {
      let session = try await Stage.show("<button id=b disabled>Go</button>")
      let answer = try await session.look(
        ["a": byID("a"), "b": surely("b")], [PageCase("never", all: [("a", .present), ("b", .click)], steps: [.read("b", .text)])],
        deadline: .milliseconds(300))
      #expect(answer.heldCase == nil)
      #expect(answer.results.isEmpty)
      #expect(answer.elements["a"]?.problem == ElementReport.Problem.none)
      #expect(answer.elements["b"]?.problem == .disabled)
      #expect(answer.old == false)
      // By the page's own clock. The script looks every 100 ms; the rest is for a machine under load.
      #expect(answer.waited >= 299)
      #expect(answer.waited < 300 + 1000)
    }

    /// A form is waited for longer than the deadline, unless it came with the page's markup. When the page was parsed it is told by the page
    /// itself here, so that no machine is too slow for it.
    @Test(arguments: [("performance.now() - 10", true), ("performance.now() - 1000", false), ("0", false)])
    func whatCameWithThePageItselfIsFilledInAtOnce(_ parsed: String, _ isAtOnce: Bool) async throws {
      let session = try await Stage.show(
        "<input id=a><script>performance.getEntriesByType = () => [{ domContentLoadedEventEnd: \(parsed) }]</script>")
      for trusts in [true, false] {
        var program = PageProgram(
          elements: ["a": byID("a")],
          cases: [PageCase("form", all: [("a", .fill)], trustsMarkup: trusts, steps: [.fill([("a", .text("x"))])])])
        program.settling = .seconds(60)
        guard case .answered(let answer) = try await session.run(program, deadline: .milliseconds(200)) else { throw NotAnswered() }
        #expect((answer.heldCase == "form") == (trusts && isAtOnce))
      }
    }

    @Test func aDeadlineOfZeroLooksOnce() async throws {
      let session = try await Stage.show("<p id=a>x</p>")
      #expect(try await session.look(["a": byID("a")], [PageCase("found", all: [("a", .present)])], deadline: .zero).heldCase == "found")
      #expect(try await session.look(["a": byID("b")], [PageCase("found", all: [("a", .present)])], deadline: .seconds(-5)).heldCase == nil)
    }

    @Test func anElementThatTheProgramLacksIsTrouble() async throws {
      let session = try await Stage.show("<p id=a>x</p>")
      let answer = try await session.look([:], [PageCase("found", all: [("a", .present)])])
      #expect(answer.heldCase == nil)
      #expect(answer.trouble?.isEmpty == false)
    }

    // MARK: - Navigation

    @Test func aNavigationInTheMiddleIsSurvived() async throws {
      let site = try Stage.current.site
      let second = site.put(.html(Stage.document("<p id=a>here</p>", title: "Second")), at: "/second")
      let session = try await Stage.show("<script>afterWatching(100, () => { location.href = '/second' })</script>")
      let answer = try await session.look(
        ["a": byID("a")], [PageCase("found", all: [("a", .present)], steps: [.read("a", .text)])], deadline: Self.patience)
      #expect(answer.heldCase == "found")
      #expect(answer.address == second)
      #expect(answer.title == "Second")
      #expect(answer.results.first?.text == "here")
    }

    @Test func severalNavigationsAreSurvived() async throws {
      let site = try Stage.current.site
      for number in 1...3 {
        _ = site.put(
          .html(Stage.document("<script>afterWatching(20, () => { location.href = '/\(number + 1)' })</script>")), at: "/\(number)")
      }
      let last = site.put(.html(Stage.document("<p id=a>here</p>")), at: "/4")
      let session = try await Stage.show("<script>afterWatching(20, () => { location.href = '/1' })</script>")
      let answer = try await session.look(["a": byID("a")], [PageCase("found", all: [("a", .present)])], deadline: Self.patience)
      #expect(answer.heldCase == "found")
      #expect(answer.address == last)
    }

    @Test func aLinkIsFollowedAndTheNextPageWaitedFor() async throws {
      let site = try Stage.current.site
      let second = site.put(.html(Stage.document("<p id=b>here</p>")), at: "/second")
      let session = try await Stage.show("<a id=a href='/second?x=1'>Next</a>")
      let followed = try await session.carryOut([.follow("a")], ["a": byID("a")])
      #expect(followed.first?.text == second + "?x=1")
      let answer = try await session.look(["b": byID("b")], [PageCase("found", all: [("b", .present)])], deadline: Self.patience)
      #expect(answer.address == second + "?x=1")
    }

    @Test(arguments: [
      "<a id=a href='http://localhost:1/x'>x</a>", "<a id=a href='#x'>x</a>", "<a id=a>x</a>",
      "<a id=a href='javascript:document.title = 1'>x</a>",
      "<button id=a onclick='document.title = 1'>x</button>", "<form><input id=a type=submit></form>",
    ])
    func whatIsNoLinkOfTheSiteIsNotFollowed(_ page: String) async throws {
      let session = try await Stage.show(page, at: "/page")
      let results = try await session.carryOut([.follow("a")], ["a": byID("a")])
      #expect(results.first?.text == nil)
      #expect(try await session.currentURL() == (try Stage.current.site.origin) + "/page")
      #expect(try await session.title() == "A page")
    }

    @Test func onAnotherSiteNothingHoldsAndNothingIsTyped() async throws {
      let session = try await Stage.show("<input id=a>")
      let origin = try Stage.current.site.origin
      func program(_ origin: String?) -> PageProgram {
        PageProgram(
          elements: ["a": byID("a")], cases: [PageCase("f", all: [("a", .fill)], steps: [.fill([("a", .text("x"))])])], origin: origin)
      }
      for other in ["https://127.0.0.1", origin + "0", "http://localhost"] {
        guard case .answered(let answer) = try await session.run(program(other), deadline: .zero) else { throw NotAnswered() }
        #expect(answer.heldCase == nil)
        #expect(try await session.execute("return $('a').value", as: String.self) == "")
      }
      guard case .answered(let answer) = try await session.run(program(origin), deadline: .zero) else { throw NotAnswered() }
      #expect(answer.heldCase == "f")
    }

    @Test func aPageOfBeforeTheClickIsNotItsOutcome() async throws {
      let session = try await Stage.show("<p id=ok>Saved</p><button id=a>Save</button>")
      let elements = ["ok": byID("ok"), "a": surely("a")]
      let saved = [PageCase("saved", all: [("ok", .present)], newDocument: true)]
      // Nothing was to be clicked yet.
      #expect(try await session.look(elements, saved).heldCase == "saved")
      let ready = try await session.look(elements, [PageCase("ready", all: [("a", .click)])], deadline: Self.patience)
      #expect(ready.heldCase == "ready")
      let before = try await session.look(elements, saved)
      #expect(before.heldCase == nil)
      #expect(before.old == true)
      // Cases that do not ask for it hold all the same.
      #expect(try await session.look(elements, [PageCase("any", all: [("ok", .present)])]).heldCase == "any")
      try await session.refresh()
      #expect(try await session.look(elements, saved).heldCase == "saved")
    }

    @Test func whatIsReadOrFilledDoesNotMakeThePageOld() async throws {
      let session = try await Stage.show("<input id=a>")
      let filled = try await session.look(["a": byID("a")], [PageCase("f", all: [("a", .fill)], steps: [.fill([("a", .text("x"))])])])
      #expect(filled.heldCase == "f")
      #expect(try await session.look(["a": byID("a")], [PageCase("new", all: [("a", .present)], newDocument: true)]).heldCase == "new")
    }

    @Test func anUnpreparedClickLeavesNoMark() async throws {
      // It is not the case that held whose button was to be clicked.
      let session = try await Stage.show("<p id=ok>x</p><button id=a disabled>Save</button>")
      let elements = ["ok": byID("ok"), "a": surely("a")]
      let answer = try await session.look(elements, [PageCase("ready", all: [("a", .click)]), PageCase("other", all: [("ok", .present)])])
      #expect(answer.heldCase == "other")
      #expect(try await session.look(elements, [PageCase("new", all: [("ok", .present)], newDocument: true)]).heldCase == "new")
    }

    @Test func aClickThatWasPreparedIsMadeAndItsOutcomeSeen() async throws {
      let site = try Stage.current.site
      let done = site.put(.html(Stage.document("<p id=ok>Saved</p>")), at: "/done")
      let session = try await Stage.show("<p id=ok>old</p><form action=/done><button id=a>Save</button></form>")
      let elements = ["ok": byID("ok"), "a": surely("a")]
      let ready = try await session.look(elements, [PageCase("ready", all: [("a", .click)])], deadline: Self.patience)
      try await session.click(try #require(ready.elements["a"]?.node), name: "a")
      let outcome = try await session.look(
        elements, [PageCase("saved", all: [("ok", .present)], newDocument: true, steps: [.read("ok", .text)])], deadline: Self.patience)
      #expect(outcome.heldCase == "saved")
      #expect(outcome.results.first?.text == "Saved")
      #expect(outcome.address.hasPrefix(done))
    }

    // MARK: - Dialogs

    @Test func aDialogInTheMiddleEndsIt() async throws {
      let session = try await Stage.show("<script>afterWatching(100, () => alert('hey'))</script>")
      let program = PageProgram(elements: ["a": byID("a")], cases: [PageCase("found", all: [("a", .present)])])
      let outcome = try await session.run(program, deadline: Self.patience)
      guard case .dialog = outcome else { throw NotADialog() }
      #expect(try await session.dialogText() == "hey")
      // It stays in the way until it is answered.
      guard case .dialog = try await session.run(program, deadline: .zero) else { throw NotADialog() }
      try await session.acceptDialog()
      #expect(try await session.look(program.elements, program.cases).heldCase == nil)
    }

    struct NotADialog: Error {}
  }
}
