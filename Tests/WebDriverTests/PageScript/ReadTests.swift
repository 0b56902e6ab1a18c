import BrowserSupport
import Testing
import WebDriver

extension PageScriptTests {
  /// Reading elements, lists and boxes.
  @Suite(.inBrowser, .serialized) struct ReadTests {
    private func read(_ property: PageStep.Property, _ page: String) async throws -> String? {
      let session = try await Stage.show(page)
      return try await session.carryOut([.read("a", property)], ["a": ElementQuery([.css("#a")], includesHidden: true)]).first?.text
    }

    @Test(arguments: [
      ("<p id=a>  Two\n <b>words</b><br>more </p>", "Two words more"), ("<p id=a>x <span hidden>y</span></p>", "x"),
      ("<p id=a></p>", ""), ("<p id=a hidden>in a closed menu</p>", "in a closed menu"), ("<p id=a>&lt;b>\"ü😀\"</p>", "<b>\"ü😀\""),
    ])
    func text(_ page: String, _ text: String) async throws {
      #expect(try await read(.text, page) == text)
    }

    @Test(arguments: [
      ("<input id=a value=' x '>", " x "), ("<textarea id=a>1\n2</textarea>", "1\n2"),
      ("<select id=a><option value=1>One<option value=2 selected> The  second </select>", "The second"), ("<select id=a></select>", ""),
      ("<input id=a>", ""),
    ])
    func value(_ page: String, _ text: String) async throws {
      #expect(try await read(.value, page) == text)
    }

    @Test(arguments: [("<input id=a type=checkbox checked>", "true"), ("<input id=a type=radio>", "false")])
    func checked(_ page: String, _ text: String) async throws {
      #expect(try await read(.checked, page) == text)
    }

    @Test func attribute() async throws {
      #expect(try await read(.attribute("data-x"), #"<p id=a data-x='1 "2"'>x</p>"#) == #"1 "2""#)
      #expect(try await read(.attribute("data-y"), "<p id=a>x</p>") == nil)
    }

    @Test func nothingIsReadOutOfAPasswordField() async throws {
      let page = "<input id=a type=password value=hunter2>"
      for property in [PageStep.Property.value, .attribute("value"), .attribute("VALUE"), .text] {
        #expect(try await read(property, page)?.contains("hunter2") != true, "\(property)")
      }
      #expect(try await read(.attribute("type"), page) == "password")
      let session = try await Stage.show(page)
      let answer = try await session.look(
        ["a": byID("a")], [PageCase("x", all: [("a", .present)], steps: [.require("a", .value, equals: "hunter2")])])
      #expect(answer.results.first?.problem == "required")
      #expect(answer.results.first?.text == nil)
    }

    @Test func address() async throws {
      let origin = try Stage.current.site.origin
      #expect(try await read(.address, "<a id=a href='users?page=2'>Next</a>") == "\(origin)/users?page=2")
      #expect(try await read(.address, "<a id=a>Next</a>") == nil)
    }

    @Test func options() async throws {
      #expect(
        try await read(.options, #"<select id=a><option value=1> One <option>"Two"</option><optgroup><option>3</select>"#)
          == #"["One","\"Two\"","3"]"#)
    }

    @Test func whatIsNotThereReadsAsNothing() async throws {
      let session = try await Stage.show("<p id=b>x</p>")
      let results = try await session.carryOut(
        [
          .read("a", .text), .read("a", .checked), .table("a", columns: [:]), .follow("a"), .texts(css: "p", within: "a"),
          .read("b", .text),
        ],
        ["a": byID("a"), "b": byID("b")])
      #expect(results.dropLast().allSatisfy { $0.text == nil && $0.table == nil && $0.texts == nil })
      #expect(results.last?.text == "x")
    }

    @Test func textsAreThoseThatAreVisible() async throws {
      let session = try await Stage.show(
        "<i class=m>outside</i><div id=a><i class=m> one\n 1</i><i class=m hidden>no</i><i class=m></i><i class=m>two</i></div>")
      let results = try await session.carryOut(
        [.texts(css: ".m", within: "a"), .texts(css: ".m", within: nil), .texts(css: ".n", within: nil)], ["a": byID("a")])
      #expect(results.map(\.texts) == [["one 1", "two"], ["outside", "one 1", "two"], []])
    }

    @Test func existingAreNamedInTheOrderAsked() async throws {
      let session = try await Stage.show("<p id=a>1</p><p id=b>2</p><p id=c hidden>3</p>")
      let elements = ["a": byID("a"), "b": byID("b"), "c": byID("c"), "all": ElementQuery([.css("p")])]
      #expect(try await session.carryOut([.existing(["c", "b", "all", "a"])], elements).first?.texts == ["b", "a"])
    }

    private static let tenRows = (1...10).map { "<tr style='height:40px'><td>Row \($0)</td></tr>" }.joined()

    /// A list whose rows are not all in the page would pass for the whole.
    @Test(arguments: [
      // All of it is there, whether something scrolls or not.
      ("<table id=a><tbody><tr><td>1</td></tr></table>", "false"),
      ("<table id=a><tbody>\(tenRows)</table><div style='height:3000px'></div>", "false"),
      ("<div style='height:100px;overflow:auto'><table id=a><tbody>\(tenRows)</table></div>", "false"),
      // Only what can be seen, in a box of its own.
      (
        "<div id=v style='height:100px;overflow:auto'><table id=a style='margin-bottom:400px'><tbody><tr><td>1</td></tr></table></div>"
          + "<script>v.onscroll = () => { a.tBodies[0].innerHTML = '<tr><td>' + v.scrollTop + '</td></tr>'; }</script>", "true"
      ),
      // More once the end of the page comes into sight, after a while.
      (
        "<table id=a style='margin-bottom:2000px'><tbody><tr><td>1</td></tr></table>"
          + "<script>onscroll = () => setTimeout(() => { a.tBodies[0].insertRow().insertCell().textContent = '2'; }, 50)</script>", "true"
      ),
    ]) func whatComesByScrollingIsTold(_ page: String, _ grows: String) async throws {
      let session = try await Stage.show(page)
      let results = try await session.carryOut(
        [.grows("a"), .table("a", columns: [:])], ["a": ElementQuery([.css("#a")], includesHidden: true)])
      #expect(results.first?.text == grows)
      // It stands as it stood.
      #expect(try await session.execute("return [scrollY, document.querySelector('#v')?.scrollTop || 0]") == [0, 0])
    }

    // MARK: - Boxes

    private static let boxes = """
      <form id=f><fieldset class=area><legend>* Tickets:</legend>
        <label><input type=checkbox checked> View</label><input type=checkbox id=x aria-label="Edit &quot;all&quot;">
        <label><input type=checkbox disabled> Delete</label></fieldset>
      <fieldset class=area><legend>Assets</legend><label><input type=checkbox> View</label><input type=checkbox></fieldset>
      <fieldset class=area><label><input type=checkbox> Orphan</label></fieldset>
      <fieldset class=area><legend>Twins</legend><label><input type=checkbox> A</label><label><input type=checkbox> A</label></fieldset></form>
      <fieldset class=area><legend>Other</legend><label><input type=checkbox checked> View</label></fieldset>
      """
    private static let layout = PageStep.BoxLayout(area: ".area", heading: "legend", box: "input[type=checkbox]")

    @Test func boxesAreReadWithTheirHeadings() async throws {
      let session = try await Stage.show(Self.boxes)
      let read = try await session.carryOut([.boxes(Self.layout, within: "f"), .boxes(Self.layout, within: nil)], ["f": byID("f")])
      let inForm = [
        PageBox(area: "Tickets", action: "View", checked: true, disabled: false),
        PageBox(area: "Tickets", action: "Edit \"all\"", checked: false, disabled: false),
        PageBox(area: "Tickets", action: "Delete", checked: false, disabled: true),
        PageBox(area: "Assets", action: "View", checked: false, disabled: false),
        PageBox(area: "Assets", action: "", checked: false, disabled: false),
        PageBox(area: "", action: "Orphan", checked: false, disabled: false),
        PageBox(area: "Twins", action: "A", checked: false, disabled: false),
        PageBox(area: "Twins", action: "A", checked: false, disabled: false),
      ]
      #expect(read[0].boxes == inForm)
      #expect(read[1].boxes == inForm + [PageBox(area: "Other", action: "View", checked: true, disabled: false)])
    }

    @Test func boxesAreSetAndTheOthersLeft() async throws {
      let session = try await Stage.show(Self.boxes)
      let changes = [
        PageBox(area: "Tickets", action: "View", checked: false), PageBox(area: "Tickets", action: "Edit \"all\"", checked: true),
        PageBox(area: "Assets", action: "View", checked: false),
      ]
      let results = try await session.carryOut(
        [.setBoxes(Self.layout, within: nil, changes: changes, exactly: false), .boxes(Self.layout, within: nil)])
      #expect(results[0].failed == [])
      let ticked = try #require(results[1].boxes).filter(\.checked).map { "\($0.area)/\($0.action)" }
      #expect(ticked == ["Tickets/Edit \"all\"", "Other/View"])
    }

    @Test func boxesThatCannotBeSetAreReported() async throws {
      let session = try await Stage.show(Self.boxes)
      let changes = [
        PageBox(area: "Tickets", action: "Delete", checked: true), PageBox(area: "Tickets", action: "Fly", checked: true),
        PageBox(area: "Twins", action: "A", checked: true), PageBox(area: "tickets", action: "View", checked: false),
        PageBox(area: "Assets", action: "View", checked: true),
      ]
      let results = try await session.carryOut(
        [.setBoxes(Self.layout, within: nil, changes: changes, exactly: false), .boxes(Self.layout, within: nil)])
      #expect(
        results[0].failed?.map { "\($0.area)/\($0.action) \($0.checked)" } == [
          "Tickets/Delete true", "Tickets/Fly true", "Twins/A true", "tickets/View false",
        ])
      // The others are set all the same.
      let ticked = try #require(results[1].boxes).filter(\.checked).map { "\($0.area)/\($0.action)" }
      #expect(ticked == ["Tickets/View", "Assets/View", "Other/View"])
    }

    @Test func withExactlyTheOthersAreUnticked() async throws {
      let session = try await Stage.show(
        """
        <fieldset class=area><legend>A</legend><label><input type=checkbox checked> 1</label><label><input type=checkbox> 2</label>
        <label><input type=checkbox checked> 3</label><label><input type=checkbox checked disabled> 4</label></fieldset>
        <fieldset class=area id=other><legend>B</legend><label><input type=checkbox checked> 1</label></fieldset>
        """)
      let results = try await session.carryOut([
        .setBoxes(
          Self.layout, within: nil,
          changes: [PageBox(area: "A", action: "2", checked: true), PageBox(area: "A", action: "3", checked: true)], exactly: true),
        .boxes(Self.layout, within: nil),
      ])
      // What is ticked for good cannot be unticked.
      #expect(results[0].failed?.map { "\($0.area)/\($0.action) \($0.checked)" } == ["A/4 false"])
      let ticked = try #require(results[1].boxes).filter(\.checked).map { "\($0.area)/\($0.action)" }
      #expect(ticked == ["A/2", "A/3", "A/4"])
    }

    // MARK: - Requirements

    @Test func aRequirementThatHoldsLetsTheNextStepsBeDone() async throws {
      let session = try await Stage.show("<input id=a value='Ada@Example.com '><input id=b>")
      let results = try await session.carryOut(
        [.require("a", .value, equals: "ada@example.com"), .fill([("b", .text("x"))]), .read("b", .value)],
        ["a": byID("a"), "b": byID("b")])
      #expect(results.map(\.problem) == [nil, nil, nil])
      #expect(results.first?.text == "Ada@Example.com ")
      #expect(results.last?.text == "x")
    }

    @Test(arguments: ["<input id=a value=grace@example.com>", "<input id=a value=xada@example.com>", "<input id=a>", ""])
    func aRequirementThatDoesNotHoldEndsTheSteps(_ page: String) async throws {
      let session = try await Stage.show(page + "<input id=b>")
      let results = try await session.carryOut(
        [.read("b", .value), .require("a", .value, equals: "ada@example.com"), .fill([("b", .text("x"))])],
        ["a": byID("a"), "b": byID("b")])
      #expect(results.map(\.problem) == [nil, "required"])
      #expect(try await session.execute("return $('b').value", as: String.self) == "")
    }

    @Test func boxesOutsideAreNotTouched() async throws {
      let session = try await Stage.show(Self.boxes)
      let results = try await session.carryOut(
        [.setBoxes(Self.layout, within: "f", changes: [PageBox(area: "Other", action: "View", checked: false)], exactly: false)],
        ["f": byID("f")])
      #expect(results[0].failed?.map(\.area) == ["Other"])
    }

    @Test func settingFiresTheEventsOfAClick() async throws {
      let session = try await Stage.show(
        Self.boxes
          + "<script>let n = ''; document.addEventListener('click', () => n += 'c'); document.addEventListener('change', () => n += 'h')</script>"
      )
      _ = try await session.carryOut([
        .setBoxes(
          Self.layout, within: nil,
          changes: [PageBox(area: "Assets", action: "View", checked: true), PageBox(area: "Tickets", action: "View", checked: true)],
          exactly: false)
      ])
      #expect(try await session.execute("return n", as: String.self) == "ch")
    }
  }
}
