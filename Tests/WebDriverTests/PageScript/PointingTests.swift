import BrowserSupport
import Testing
import WebDriver

extension PageScriptTests {
  /// What a person who points can answer, and that the page learns nothing of it.
  @Suite(.inBrowser, .serialized) struct PointingTests {
    /// A page that notes whatever anybody does to it, as early as a page can.
    private static let page = """
      <form action="/sent"><label for=name>Name</label><input id=name autofocus><button id=send>Send</button></form>
      <a id=away href="/away">Away</a><p id=words>Some <b>words</b></p>
      <table id=list><tr><th>Who</th><th>What</th></tr><tr><td>Ada</td><td id=cell>Sums</td></tr><tr><td>Bob</td><td><button id=row>Go</button></td></tr></table>
      <script>
        window.noted = [];
        const types = ['pointerdown', 'mousedown', 'pointerup', 'mouseup', 'click', 'dblclick', 'auxclick', 'contextmenu', 'submit', 'keydown', 'keypress', 'keyup', 'beforeinput', 'input', 'change'];
        for (const target of [window, document]) for (const type of types) target.addEventListener(type, () => noted.push(type), true);
      </script>
      """

    private static func request(_ kind: PointingRequest.Kind, fits: String = "a button or link") -> PointingRequest {
      var request = PointingRequest(title: "page, 1 of 1", question: "Point at: the button", name: "page.button")
      request.kind = kind
      request.fits = fits
      return request
    }

    private func answer(
      _ request: PointingRequest, on session: Session, _ act: (PointingPerson) async throws -> Void
    ) async throws -> PointingAnswer {
      let answer = try await session.pointing(request) { try await act(PointingPerson(session)) }
      try await session.endPointing()
      return answer
    }

    private func id(of element: ElementReference?, in session: Session) async throws -> String {
      try await session.execute(
        "return arguments[0] ? arguments[0].id || arguments[0].outerHTML : 'nothing'", arguments: [element.map(\.json) ?? .null])
    }

    @Test func thePageLearnsNothingOfIt() async throws {
      let session = try await Stage.show(Self.page)
      let address = try await session.execute("return location.href", as: String.self)
      let source = "return document.documentElement.outerHTML"
      let before: String = try await session.execute(source)
      for id in ["send", "away"] {
        let found = try await answer(Self.request(.click), on: session) { person in
          // What would send the form, were the focus still in it.
          try await person.type([.enter, "x", .space])
          for _ in 1...2 { try await person.press("move") }
          try await person.point(at: "#\(id)")
        }
        #expect(found.act == .pointed)
        let pointed = try await self.id(of: found.element, in: session)
        #expect(pointed == id)
      }
      #expect(try await session.execute("return noted", as: [String].self) == [])
      #expect(try await session.execute("return location.href", as: String.self) == address)
      #expect(try await session.execute(source, as: String.self) == before)
      #expect(try await session.execute("return $('name').value", as: String.self) == "")
    }

    @Test func whatComesToLieOverItIsCaught() async throws {
      let session = try await Stage.show(
        "<button id=a>Go</button><dialog id=d><button id=b onclick='pressed = true'>Over it</button></dialog><script>pressed = false</script>"
      )
      let found = try await answer(Self.request(.click), on: session) { person in
        let _: Bool = try await session.execute("$('d').showModal(); return true")
        try await person.point(at: "#b")
      }
      #expect(try await self.id(of: found.element, in: session) == "b")
      #expect(try await session.execute("return pressed", as: Bool.self) == false)
    }

    @Test(arguments: [
      (PointingRequest.Kind.fill, "label", "name"), (.click, "#send", "send"), (.text, "#words", "words"), (.table, "#cell", "list"),
      (.click, "#row", "row"),
    ])
    func takesWhatIsMeant(_ kind: PointingRequest.Kind, _ css: String, _ id: String) async throws {
      let session = try await Stage.show(Self.page)
      let found = try await answer(Self.request(kind), on: session) { try await $0.point(at: css) }
      #expect(try await self.id(of: found.element, in: session) == id)
    }

    @Test func tellsTheHeadingOfAColumn() async throws {
      let session = try await Stage.show(Self.page)
      let found = try await answer(Self.request(.column), on: session) { try await $0.point(at: "#cell") }
      #expect(found.heading == "What")
      #expect(found.headings == ["Who", "What"])
    }

    @Test func saysInThePanelWhatIsNotMeant() async throws {
      let session = try await Stage.show(Self.page)
      let found = try await answer(Self.request(.click), on: session) { person in
        try await person.point(at: "#words")
        #expect(try await person.panelText().contains("That is not a button or link."))
        try await person.press("skip")
      }
      #expect(found.act == .skip)
    }

    @Test func keepsToTheRow() async throws {
      let session = try await Stage.show(Self.page)
      var request = Self.request(.click)
      request.row = (try await session.find(.css("#list")), ["Ada"])
      let found = try await answer(request, on: session) { person in
        try await person.point(at: "#row")
        #expect(try await person.panelText().contains("Point inside of what is framed."))
        try await person.press("absent")
      }
      #expect(found.act == .absent)
    }

    @Test func thePageIsThePersonsOnlyWhereTheyWantIt() async throws {
      let session = try await Stage.show(Self.page)
      let found = try await answer(Self.request(.click), on: session) { person in
        try await person.press("use")
        #expect(try await person.panelText().contains("Your clicks are the page's own now: change nothing."))
        try await person.point(at: "#words")
        try await person.press("point")
        try await person.point(at: "#send")
      }
      #expect(found.act == .pointed)
      // On the window and on the document.
      #expect(try await session.execute("return noted.filter((each) => each === 'click').length", as: Int.self) == 2)
    }

    @Test func noticesThatAnotherPageIsOpen() async throws {
      let session = try await Stage.show(Self.page)
      var request = Self.request(.click)
      request.address = try await session.execute("return location.href", as: String.self)
      let site = try Stage.current.site
      let other = site.put(.html(Stage.document("Elsewhere")), at: "/away")
      let found = try await answer(request, on: session) { person in
        try await person.press("use")
        try await session.navigate(to: other)
      }
      #expect(found.act == .elsewhere)
    }
  }
}
