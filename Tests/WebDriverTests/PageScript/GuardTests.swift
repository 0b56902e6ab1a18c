import BrowserSupport
import Testing
import WebDriver

extension PageScriptTests {
  /// What becomes of a press when the page is no longer as the look has found it, and forms whose parts are still coming.
  @Suite(.inBrowser, .serialized) struct GuardTests {
    private static let page = """
      <p id=who>ada@example.com</p><input id=name><button id=a>Go</button><button id=b>Other</button>
      <script>
        window.pressed = [];
        for (const each of document.querySelectorAll('button'))
          for (const type of ['pointerdown', 'mousedown', 'click']) each.addEventListener(type, () => pressed.push(each.textContent + ' ' + type));
      </script>
      """

    private static let elements = ["button": ElementQuery([.text(["Go"])]), "who": byID("who"), "name": byID("name")]

    /// Looks, changes the page by `script` when the pointer comes to the button, and presses. Gives what the page has seen of the press, and
    /// what the next look says.
    private func press(_ script: String) async throws -> (pressed: [String], answer: PageAnswer) {
      let session = try await Stage.show(Self.page)
      let answer = try await session.look(
        Self.elements,
        [
          PageCase(
            "ready", all: [("button", .click), ("name", .fill)],
            steps: [.require("who", .text, equals: "ada@example.com"), .fill([("name", .text("Ada"))])])
        ])
      let button = try #require(answer.elements["button"]?.node)
      _ = try await session.execute(
        """
        let done = false;
        for (const type of ['pointerover', 'pointermove']) $('a').addEventListener(type, () => { if (!done) { done = true; \(script) } });
        return null
        """, as: String?.self)
      try await session.click(button)
      let next = try await session.look(
        Self.elements, [PageCase("gone", all: [("who", .present)], newDocument: true)], deadline: .milliseconds(300))
      return (try await session.execute("return pressed", as: [String].self), next)
    }

    private static let whole = ["Go pointerdown", "Go mousedown", "Go click"]

    @Test(arguments: [
      "", "$('a').title = 'new'", "$('b').remove()",
      // Drawn anew: equal, and another node.
      "$('a').insertAdjacentText('beforeend', '')",
    ])
    func aPageThatIsAsItWasIsPressed(_ script: String) async throws {
      let (pressed, answer) = try await press(script)
      #expect(pressed == Self.whole)
      #expect(answer.heldCase == nil)
      #expect(answer.missed == nil)
    }

    @Test(arguments: [
      "$('who').textContent = 'bob@example.com'", "$('name').value = ''", "$('a').textContent = 'Stop'",
      "document.body.insertAdjacentHTML('beforeend', '<button>Go</button>')", "$('a').before($('b'))",
      "document.body.insertAdjacentHTML('beforeend', '<div style=\"position:fixed;inset:0\">Saved</div>')",
    ])
    func aPageThatIsOtherwiseNeverLearnsOfThePress(_ script: String) async throws {
      let (pressed, answer) = try await press(script)
      #expect(pressed == [])
      #expect(answer.heldCase == nil)
      #expect(answer.missed == true)
    }

    /// A form and what its button does beside sending it; `gone` is the page to which it leads.
    private static func form(_ attributes: String, button: String = "", script: String = "") -> String {
      """
      <form id=f action=/gone \(attributes)><button id=a \(button)>Go</button></form>
      <script>\(script)</script>
      """
    }

    /// Presses the button of a form, and looks where that leads.
    private func send(_ page: String) async throws -> (answer: PageAnswer, windows: Int) {
      _ = try Stage.current.site.put(.html(Stage.document("<p id=there>There</p>")), at: "/gone")
      let session = try await Stage.show(page)
      let answer = try await session.look(Self.elements, [PageCase("ready", all: [("button", .click)])])
      try await session.click(try #require(answer.elements["button"]?.node))
      let next = try await session.look(
        ["there": byID("there")], [PageCase("gone", all: [("there", .present)], newDocument: true)], deadline: .milliseconds(800))
      return (next, try await session.windows().count)
    }

    @Test(arguments: [
      form("target=_blank"), form("target=elsewhere"), form("", button: "formtarget=_blank"),
      "<base target=_blank>" + form(""), "<a href=/gone target=_blank>Go</a>",
    ])
    func whatLeadsToAnotherWindowIsNotFitForAClick(_ page: String) async throws {
      let session = try await Stage.show(page)
      let answer = try await session.look(
        Self.elements, [PageCase("ready", all: [("button", .click)])], deadline: .milliseconds(300))
      #expect(answer.heldCase == nil)
      #expect(answer.elements["button"]?.problem == .window)
    }

    @Test(arguments: [
      form(""), form("target=_self"), form("target=_top"), form("target=here") + "<iframe name=here></iframe>",
      form("target=_blank", button: "formtarget=_self"), form("", script: "$('a').onclick = () => open('/other')"),
    ])
    func whatStaysInItsWindowIs(_ page: String) async throws {
      let session = try await Stage.show(page)
      let answer = try await session.look(Self.elements, [PageCase("ready", all: [("button", .click)])])
      #expect(answer.heldCase == "ready")
    }

    @Test func aWindowThatAScriptOpensIsRefusedAndTheFormIsSent() async throws {
      let (answer, windows) = try await send(Self.form("", script: "$('a').onclick = () => { window.got = open('/other') }"))
      #expect(answer.heldCase == "gone")
      #expect(windows == 1)
    }

    @Test(arguments: [
      // The target comes with the press, by the button's own handler or that of the form.
      "$('a').onclick = () => { $('f').target = '_blank' }", "$('f').onsubmit = () => { $('f').target = '_blank' }",
      // The form is sent by a script.
      "$('a').onclick = (e) => { e.preventDefault(); $('f').target = '_blank'; $('f').submit() }",
      "$('a').onclick = (e) => { e.preventDefault(); $('f').target = '_blank'; $('f').requestSubmit() }",
      // A link that the page makes and presses by itself.
      "$('a').onclick = (e) => { e.preventDefault(); const a = document.createElement('a'); a.href = '/gone'; a.target = '_blank'; document.body.append(a); a.click() }",
    ])
    func whatIsAboutToLeadToAnotherWindowIsStopped(_ script: String) async throws {
      let (answer, windows) = try await send(Self.form("", script: script))
      #expect(answer.heldCase == nil)
      #expect(answer.windows == 1)
      #expect(windows == 1)
    }

    @Test func aTargetThatComesWithThePointerStopsThePress() async throws {
      let (pressed, answer) = try await press(
        "$('a').insertAdjacentHTML('afterend', '<form id=g target=_blank></form>'); $('a').setAttribute('form', 'g')")
      #expect(pressed == [])
      #expect(answer.missed == true)
    }

    @Test func aLookLaterThePageIsPressedAgain() async throws {
      _ = try await press("$('who').textContent = 'bob@example.com'")
      let session = try Stage.current.session
      let answer = try await session.look(Self.elements, [PageCase("ready", all: [("button", .click)])])
      try await session.click(try #require(answer.elements["button"]?.node))
      #expect(try await session.execute("return pressed", as: [String].self) == Self.whole)
    }

    @Test func whatIsLookedForNextTakesTheGuardAway() async throws {
      let session = try await Stage.show(Self.page)
      _ = try await session.look(Self.elements, [PageCase("ready", all: [("button", .click)])])
      let answer = try await session.look(["other": byID("b")], [PageCase("there", all: [("other", .present)])])
      try await session.click(try #require(answer.elements["other"]?.node))
      #expect(try await session.execute("return pressed", as: [String].self) == ["Other pointerdown", "Other mousedown", "Other click"])
    }

    @Test func aFormWhosePartsAreStillComingIsNotRead() async throws {
      let session = try await Stage.show(
        """
        <form id=f></form><script>
          for (const n of [1, 2, 3, 4]) afterWatching(50 * n, () => $('f').insertAdjacentHTML('beforeend',
            '<fieldset><legend>Area</legend><label><input type=checkbox> ' + n + '</label></fieldset>'));
        </script>
        """)
      let layout = PageStep.BoxLayout(area: "fieldset", heading: "legend", box: "input")
      var program = PageProgram(elements: [:], cases: [PageCase("form", all: [], steps: [.boxes(layout, within: nil)])])
      program.settling = .milliseconds(150)
      guard case .answered(let answer) = try await session.run(program, deadline: .seconds(20)) else { throw NotAnswered() }
      #expect(answer.results.first?.boxes?.map(\.action) == ["1", "2", "3", "4"])
    }

    @Test func whatIsNotThereCannotBeFilledIn() async throws {
      let session = try await Stage.show("<input id=a>")
      let answer = try await session.look(
        ["a": byID("a"), "b": byID("b")],
        [PageCase("form", all: [("a", .fill)], steps: [.fill([("a", .text("x")), ("b", .checked(true))])])])
      #expect(answer.results.first?.texts == ["b"])
    }
  }
}
