import BrowserSupport
import Testing
import WebDriver

extension PageScriptTests {
  /// Pages that are read inside the browser without being opened.
  @Suite(.inBrowser, .serialized) struct PageFetchTests {
    private static let layout = PageStep.BoxLayout(area: "fieldset", heading: "legend", box: "input[type=checkbox]")
    private static let steps: [PageStep] = [
      .table("people", columns: ["name": ["Name"]]), .read("total", .text), .read("mail", .value), .read("kind", .value),
      .read("admin", .checked), .read("more", .address), .boxes(layout, within: nil), .existing(["total", "mark"]),
      .texts(css: ".note", within: nil), .read("mail", .attribute("data-x")), .read("kind", .options),
    ]
    private static let elements: [String: ElementQuery] = [
      "people": byID("people"), "total": byID("total"), "mail": ElementQuery([.label(["Email"]), .css("#mail")]),
      "kind": ElementQuery([.xpath("//select")]), "admin": byID("admin"), "more": ElementQuery([.role("link", names: ["Next"])]),
      "mark": ElementQuery([.text(["Has left"])]),
    ]
    private static let page = """
      <table id=people><tr><th>Name<th>Age<tr><td><a href="people/1">Ada  L</a><td>36<tr><td>Bob<td><a href="?age=1">1</a></table>
      <p id=total>1 to <b>2</b><br>of 2 <span hidden>or 3</span></p>
      <label>Email <input id=mail value=ada@example.com data-x=1></label><label>Kind <select><option>One<option selected> Two </select></label>
      <label><input type=checkbox id=admin checked> Admin</label><a href="list?page=2">Next</a><a href=/x hidden>Next</a>
      <fieldset><legend>Tickets</legend><label><input type=checkbox checked> View</label><label><input type=checkbox disabled> Edit</label></fieldset>
      <noscript><p id=total>No script</p></noscript><template><p id=total>x</p></template>
      <p class=note>seen</p><p class=note style="display: none">not seen</p><dialog><p id=mark>Has left</p></dialog>
      """

    private var site: Site { get throws { try Stage.current.site } }

    /// The pages that are fetched, from a page that has nothing to do with them.
    private func fetch(
      _ paths: [String], path: String = "^/in/", next: String? = nil, all: [String] = [], steps: [PageStep] = [],
      elements: [String: ElementQuery] = [:], pages: Int = 100, time: Duration = .seconds(20), pageTime: Duration = .seconds(10),
      size: Int = 1_000_000
    ) async throws -> StepResult {
      let session = try await Stage.show("<p>Start</p>", at: "/start")
      let origin = try site.origin
      let fetch = PageFetch(
        paths.map { $0.hasPrefix("/") ? origin + $0 : $0 }, path: path, next: next, all: all, steps: steps, pages: pages, time: time,
        pageTime: pageTime, size: size)
      return try #require(try await session.carryOut([.pages(fetch)], elements).first)
    }

    private func put(_ html: String, at path: String) throws { _ = try site.put(.html(Stage.document(html)), at: path) }

    private func failure(_ result: StepResult) throws -> FetchedPages.Failure {
      let fetched = try #require(result.fetched)
      #expect(fetched.pages == [])
      #expect(fetched.next == nil)
      return try #require(fetched.failed)
    }

    // MARK: - Reading

    @Test func saysWhatAnOpenedPageSays() async throws {
      try put(Self.page, at: "/in/list")
      let fetched = try #require(
        try await fetch(["/in/list"], all: ["people", "mail"], steps: Self.steps, elements: Self.elements).fetched)
      let session = try Stage.current.session
      try await session.navigate(to: site.origin + "/in/list")
      let opened = try await session.carryOut(Self.steps, Self.elements)
      #expect(fetched.pages.map(\.address) == [try site.origin + "/in/list"])
      #expect(fetched.pages.first?.results == opened)
      #expect(fetched.next == nil)
      #expect(fetched.failed == nil)
      // What is compared says something.
      #expect(opened[0].table?.rows.first?.links == ["name": try site.origin + "/in/people/1"])
      #expect(opened[1].text == "1 to 2 of 2")
      #expect(opened.map(\.text)[2...5] == ["ada@example.com", "Two", "true", try site.origin + "/in/list?page=2"])
      #expect(opened[6].boxes?.map(\.checked) == [true, false])
      #expect(opened[7].texts == ["total"])
      #expect(opened[8].texts == ["seen"])
    }

    @Test func aBaseOfItsOwnCounts() async throws {
      try put("<base href='/other/'><a id=a href='x'>x</a>", at: "/in/based")
      let result = try await fetch(["/in/based"], steps: [.read("a", .address)], elements: ["a": byID("a")])
      #expect(result.fetched?.pages.first?.results.first?.text == (try site.origin) + "/other/x")
    }

    @Test func scriptsOfAFetchedPageDoNotRun() async throws {
      try put(
        "<p id=a>written</p><script>document.title = 'ran'; document.getElementById('a').textContent = 'drawn'</script>", at: "/in/drawn")
      let result = try await fetch(["/in/drawn"], steps: [.read("a", .text)], elements: ["a": byID("a")])
      #expect(result.fetched?.pages.first?.results.first?.text == "written")
      #expect(try await Stage.current.session.title() == "A page")
    }

    @Test func nothingIsReadOutOfAPasswordField() async throws {
      try put("<input id=a type=password value=hunter2>", at: "/in/secret")
      let result = try await fetch(
        ["/in/secret"], steps: [.read("a", .value), .read("a", .attribute("value")), .read("a", .text)], elements: ["a": byID("a")])
      #expect(result.fetched?.pages.first?.results.contains { $0.text?.contains("hunter2") == true } == false)
    }

    @Test func pagesComeInTheOrderOfTheirAddresses() async throws {
      let paths = (1...11).map { "/in/many/\($0)" }
      for path in paths { try put("<p id=a>\(path)</p>", at: path) }
      let result = try await fetch(paths.reversed(), steps: [.read("a", .text)], elements: ["a": byID("a")])
      #expect(result.fetched?.pages.map(\.results.first?.text) == paths.reversed())
    }

    // MARK: - Following

    private static let next = ["next": ElementQuery([.css("a[rel=next]")])]

    private func putChain(_ count: Int, last: String? = nil) throws {
      for number in 1...count {
        let link = number < count ? "\(number + 1)" : last
        try put("<p id=a>\(number)</p>" + (link.map { "<a rel=next href='\($0)'>Next</a>" } ?? ""), at: "/in/chain/\(number)")
      }
    }

    @Test func linksAreFollowedToTheEnd() async throws {
      try putChain(7)
      let fetched = try #require(try await fetch(["/in/chain/1"], next: "next", elements: Self.next).fetched)
      let origin = try site.origin
      #expect(fetched.pages.map(\.address) == (1...7).map { "\(origin)/in/chain/\($0)" })
      #expect(fetched.next == nil)
    }

    @Test(arguments: [(3, 1_000_000, 3), (100, 1, 1)])
    func whatDoesNotFitIsLeftToTheNextCommand(_ pages: Int, _ size: Int, _ count: Int) async throws {
      try putChain(5)
      let steps = [PageStep.read("a", .text)]
      let elements = Self.next.merging(["a": byID("a")]) { $1 }
      let fetched = try #require(
        try await fetch(["/in/chain/1"], next: "next", steps: steps, elements: elements, pages: pages, size: size).fetched)
      #expect(fetched.pages.map(\.results.first?.text) == (1...count).map { "\($0)" })
      #expect(fetched.next == (try site.origin) + "/in/chain/\(count + 1)")
    }

    @Test func addressesThatDoNotFitAreLeftToo() async throws {
      let paths = (1...9).map { "/in/many/\($0)" }
      for path in paths { try put("<p id=a>\(path)</p>", at: path) }
      let fetched = try #require(try await fetch(paths, pages: 6).fetched)
      #expect(fetched.pages.count == 6)
      #expect(fetched.next == (try site.origin) + "/in/many/7")
    }

    @Test func aCircleIsSeen() async throws {
      try putChain(3, last: "2")
      #expect(try failure(try await fetch(["/in/chain/1"], next: "next", elements: Self.next)).problem == .circle)
    }

    @Test(arguments: ["/out/1", "http://localhost:1/in/1", "javascript:alert(1)"])
    func aLinkThatLeadsElsewhereIsNotFollowed(_ link: String) async throws {
      try putChain(2, last: link)
      let before = try site.asked
      #expect(try failure(try await fetch(["/in/chain/1"], next: "next", elements: Self.next)).problem == .address)
      #expect(try !site.asked.dropFirst(before.count).contains("/out/1"))
    }

    // MARK: - Failing

    @Test(arguments: ["500 Internal Server Error", "404 Not Found", "204 No Content", "401 Unauthorized"])
    func anotherStatusFailsTheWhole(_ status: String) async throws {
      try put("<p>x</p>", at: "/in/good")
      _ = try site.put(.answer(status: status), at: "/in/bad")
      let failed = try failure(try await fetch(["/in/good", "/in/bad", "/in/good?2"]))
      #expect(failed.problem == .status)
      #expect(failed.detail == String(status.prefix(3)))
      #expect(failed.address == (try site.origin) + "/in/bad")
    }

    @Test func aRedirectIsNotFollowed() async throws {
      _ = try site.put(.answer(status: "302 Found", head: ["Location: /in/sign_in"]), at: "/in/list")
      let before = try site.asked
      #expect(try failure(try await fetch(["/in/list"])).problem == .redirect)
      #expect(try site.asked.dropFirst(before.count).filter { $0.hasPrefix("/in/") } == ["/in/list"])
    }

    @Test func anotherSiteIsNotAsked() async throws {
      let other = try Site()
      defer { other.stop() }
      let address = other.put(.html("<p>x</p>"), at: "/in/list")
      let failed = try failure(try await fetch([address]))
      #expect(failed.problem == .address)
      #expect(failed.address == address)
      #expect(other.asked == [])
    }

    @Test(arguments: ["/out", "/in", "/../in/absent", "/x/in/list"])
    func anotherPathIsNotAsked(_ path: String) async throws {
      let before = try site.asked.count
      let failed = try failure(try await fetch([path], path: "^/in/[a-z]+$"))
      #expect(failed.problem == (path == "/../in/absent" ? .status : .address))
      #expect(try site.asked.dropFirst(before).filter { $0 != "/start" } == (path == "/../in/absent" ? ["/in/absent"] : []))
    }

    @Test(arguments: [("text/plain; charset=utf-8", "x"), ("text/html; charset=iso-8859-1", "x"), ("application/json", "{}")])
    func whatIsNoPageIsNotRead(_ type: String, _ body: String) async throws {
      _ = try site.put(.answer(status: "200 OK", type: type, body: Array(body.utf8)), at: "/in/data")
      let failed = try failure(try await fetch(["/in/data"]))
      #expect(failed.problem == .type)
      #expect(failed.detail == type)
    }

    @Test func bytesThatAreNoUTF8AreNotGuessedAt() async throws {
      _ = try site.put(.answer(status: "200 OK", type: "text/html", body: [0x3C, 0x70, 0x3E, 0xE9]), at: "/in/latin")
      #expect(try failure(try await fetch(["/in/latin"])).problem == .failed)
    }

    @Test func aPageThatDoesNotComeIsGivenUp() async throws {
      _ = try site.put(.never, at: "/in/never")
      #expect(try failure(try await fetch(["/in/never"], pageTime: .milliseconds(200))).problem == .late)
    }

    @Test func noMoreThanFourAreAskedForAtOnce() async throws {
      let paths = (1...9).map { "/in/never/\($0)" }
      for path in paths { _ = try site.put(.never, at: path) }
      let before = try site.asked.count
      #expect(try failure(try await fetch(paths, pageTime: .milliseconds(300))).problem == .late)
      #expect(try Set(site.asked.dropFirst(before)).subtracting(["/start", "/favicon.ico"]).count == 4)
    }

    @Test func aPageThatIsTooLongIsNotRead() async throws {
      _ = try site.put(.answer(status: "200 OK", body: [UInt8](repeating: 0x20, count: 9 << 20)), at: "/in/long")
      #expect(try failure(try await fetch(["/in/long"])).problem == .size)
    }

    @Test(arguments: [("<p>x</p>", "a, none"), ("<p id=a>x</p><p id=a>y</p>", "a, many"), ("<p id=a hidden>x</p>", "a, hidden")])
    func whatMustBeThereAndIsNotFailsTheWhole(_ page: String, _ detail: String) async throws {
      try put("<p id=a>x</p>", at: "/in/good")
      try put(page, at: "/in/bad")
      let failed = try failure(try await fetch(["/in/good", "/in/bad"], all: ["a"], elements: ["a": byID("a")]))
      #expect(failed.problem == .element)
      #expect(failed.detail == detail)
    }

    @Test func whatIsReadAndThereTwiceIsNotTakenForMissing() async throws {
      try put("<p id=a>x</p><p id=a>y</p>", at: "/in/twice")
      #expect(try failure(try await fetch(["/in/twice"], steps: [.read("a", .text)], elements: ["a": byID("a")])).problem == .element)
    }

    @Test(arguments: [
      PageStep.fill([("a", .text("x"))]), .follow("a"), .setBoxes(Self.layout, within: nil, changes: [], exactly: false),
    ])
    func onlyReadingIsDone(_ step: PageStep) async throws {
      let before = try site.asked.count
      let result = try await fetch(["/in/any"], steps: [step], elements: ["a": byID("a")])
      #expect(result.fetched == nil)
      #expect(result.problem?.hasPrefix("no reading step") == true)
      #expect(try !site.asked.dropFirst(before).contains("/in/any"))
    }

    @Test func cancellingDoesNotWaitForThePages() async throws {
      _ = try site.put(.never, at: "/in/waiting")
      let waiting = Task { try await fetch(["/in/waiting"], pageTime: .seconds(3)) }
      let site = try site
      while !site.asked.contains("/in/waiting") { await Task.yield() }
      waiting.cancel()
      await #expect(throws: CancellationError.self) { try await waiting.value }
      // The browser goes on: what waits there ends with the page.
      let session = try await Stage.show("<p id=a>x</p>", at: "/later")
      #expect(try await session.title() == "A page")
    }
  }
}
