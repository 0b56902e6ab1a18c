import BrowserSupport
import Testing
import WebDriver

extension PageScriptTests {
  /// Rows by the text of a cell, and tables as a whole.
  @Suite(.inBrowser, .serialized) struct RowTests {
    private static let table = """
      <table id=t><thead><tr><th>Name</th><th> Email
        address</th><th></th></tr></thead><tbody>
      <tr id=r1><td>Ada  Lovelace</td><td>ada@example.com</td><td><a id=a1 href=/users/1>Edit</a></td></tr>
      <tr id=r2><td>Twin</td><td><b>Grace</b>@example.com</td><td><a id=a2 href=/users/2>Edit</a> <a href=/x>More</a></td></tr>
      <tr id=r3><td>Twin</td><td>twin@example.com</td><td><a id=a3 href=/users/3>Edit</a></td></tr>
      <tr><td colspan=3>ada@example.com and others</td></tr>
      </tbody></table>
      """

    private func edit(_ column: [String], _ text: String) -> ElementQuery {
      ElementQuery(
        [.role("link", names: ["Edit"])],
        row: ElementQuery.Row(table: "table", cells: [ElementQuery.Row.Cell(column: TableColumn(.heading(column)), equals: text)]))
    }

    @Test(arguments: [
      ("ada@example.com", "a1"), ("ADA@Example.COM", "a1"), (" ada@example.com ", "a1"), ("grace@example.com", "a2"),
      ("twin@example.com", "a3"),
    ])
    func isToldByTheTextOfACell(_ text: String, _ link: String) async throws {
      let session = try await Stage.show(Self.table)
      #expect(try await session.report(edit(["Email address"], text), with: ["table": byID("t")]).id == link)
      #expect(try await session.report(edit(["Email", "Email address"], text), with: ["table": byID("t")]).id == link)
    }

    @Test(arguments: ["nobody@example.com", "ada@example.co", "ada@example.com and others", ""])
    func noSuchRowIsAProblemOfItsOwn(_ text: String) async throws {
      let session = try await Stage.show(Self.table)
      #expect(try await session.report(edit(["Email address"], text), with: ["table": byID("t")]).report.problem == .row)
    }

    @Test func aHeadingThatIsNotThereMeansNoSuchRow() async throws {
      let session = try await Stage.show(Self.table)
      #expect(try await session.report(edit(["Mail"], "ada@example.com"), with: ["table": byID("t")]).report.problem == .row)
    }

    @Test func twoSuchRowsAreAProblemOfTheirOwn() async throws {
      let session = try await Stage.show(Self.table)
      #expect(try await session.report(edit(["Name"], "twin"), with: ["table": byID("t")]).report.problem == .rows)
    }

    @Test(arguments: [
      // Two mobile logins of one day: either will do, if both are to go.
      ("<tr><td>x<td><a id=a1>Edit</a></tr><tr><td>x<td><a id=a2>Edit</a></tr>", 2, "a1"),
      ("<tr><td>x<td><a id=a1>Edit</a></tr>", 2, "a1"),
      ("<tr><td>x<td><a id=a1>Edit</a></tr><tr><td>x<td><a id=a2>Edit</a></tr>", 1, nil),
      // They say something else somewhere, or there are more of them.
      ("<tr><td>x<td><a id=a1>Edit</a> 1</tr><tr><td>x<td><a id=a2>Edit</a> 2</tr>", 2, nil),
      ("<tr><td>x<td><a>Edit</a></tr><tr><td>x<td><a>Edit</a></tr><tr><td>x<td><a>Edit</a></tr>", 2, nil), ("", 2, nil),
    ]) func rowsThatSayTheSameMayBeAnyOfSoMany(_ rows: String, _ alike: Int, _ link: String?) async throws {
      let session = try await Stage.show("<table id=t><thead><tr><th>Name<th></tr></thead><tbody>\(rows)</tbody></table>")
      let cells = [ElementQuery.Row.Cell(column: ["Name"], equals: "x")]
      let query = ElementQuery([.text(["Edit"])], row: ElementQuery.Row(table: "table", cells: cells, alike: alike))
      #expect(try await session.report(query, with: ["table": byID("t")]).id == link)
    }

    @Test(arguments: [("twin", "grace@example.com", "a2"), ("Twin", "TWIN@example.com", "a3"), ("Twin", "ada@example.com", nil)])
    func allOfItsCellsMustMatch(_ name: String, _ email: String, _ link: String?) async throws {
      let session = try await Stage.show(Self.table)
      let cells = [
        ElementQuery.Row.Cell(column: ["Name"], equals: name), ElementQuery.Row.Cell(column: ["Email address"], equals: email),
      ]
      let query = ElementQuery([.text(["Edit"])], row: ElementQuery.Row(table: "table", cells: cells))
      let (report, id) = try await session.report(query, with: ["table": byID("t")])
      #expect(id == link)
      #expect(report.problem == (link == nil ? .row : nil))
    }

    @Test func withoutTheTableNothingIsLookedFor() async throws {
      let session = try await Stage.show("<p>Nobody</p>")
      let report = try await session.report(edit(["Name"], "twin"), with: ["table": byID("t")]).report
      #expect(report.problem == .outer)
      #expect(report.counts == [0])
    }

    @Test func isReadByItsHeadings() async throws {
      let session = try await Stage.show(Self.table)
      let origin = try Stage.current.site.origin
      let results = try await session.carryOut(
        [
          .table(
            "table", columns: ["name": ["Name"], "email": ["Mail", "Email address"], "seen": ["Last seen"], "kind": ["Kind", "Type"]])
        ],
        ["table": byID("t")])
      let table = try #require(results.first?.table)
      #expect(table.headings == ["Name", "Email address", ""])
      #expect(table.missing.sorted() == ["kind", "seen"])
      #expect(
        table.rows.map(\.cells) == [
          ["name": "Ada Lovelace", "email": "ada@example.com"], ["name": "Twin", "email": "Grace@example.com"],
          ["name": "Twin", "email": "twin@example.com"],
        ])
      #expect(table.rows.map(\.address) == ["\(origin)/users/1", "\(origin)/users/2", "\(origin)/users/3"])
      #expect(table.rows.allSatisfy { $0.links.isEmpty })
    }

    @Test func linksAreReadByTheirColumn() async throws {
      let session = try await Stage.show(
        "<table id=t><tr><th>Name</th><th>Email</th></tr><tr><td><a href='/u/7?x=1'>Ada</a></td><td>ada@example.com</td></tr></table>")
      let origin = try Stage.current.site.origin
      let results = try await session.carryOut([.table("table", columns: ["name": ["Name"], "email": ["Email"]])], ["table": byID("t")])
      let row = try #require(results.first?.table?.rows.first)
      #expect(row.links == ["name": "\(origin)/u/7?x=1"])
      // It stands among the links already.
      #expect(row.address == nil)
      #expect(results.first?.table?.rows.count == 1)
    }

    private static let cards = """
      <ul id=t><li class="card chief" data-state=on><h3><a href=/users/1>Ada</a></h3><i class=mail title="ada@example.com">@</i>
        <span class=paid><svg class=tick><path/></svg></span><a id=a1 href=/users/1/edit>Edit</a></li>
      <li class="card hand" data-state=off><h3><a href=/users/2>Grace</a></h3><i class=mail title="grace@example.com">@</i>
        <span class=paid></span><a id=a2 href=/users/2/edit>Edit</a></li>
      <li class="card" hidden><h3>Template</h3></li>
      <li class="card chief hand"><h3>Nobody</h3><h3>knows</h3><span class=paid><svg class=cross></svg></span></li></ul>
      """
    private static let mail = TableColumn(.part(".mail"), .attribute("title"))

    /// A list that is no table, whose values stand in attributes, classes, and pictures without a text.
    @Test func aListIsReadByItsParts() async throws {
      let session = try await Stage.show(Self.cards)
      let columns: [String: TableColumn] = [
        "name": TableColumn(.part("h3")), "email": Self.mail, "state": TableColumn(.row, .attribute("data-state")),
        "rank": TableColumn(.row, .classes(["chief", "hand"])),
        "paid": TableColumn(.part(".paid"), .tick(ticked: "svg.tick", unticked: ".paid:empty")),
      ]
      let results = try await session.carryOut([.table("list", columns: columns, rows: "li.card")], ["list": byID("t")])
      let table = try #require(results.first?.table)
      #expect(table.missing == [])
      #expect(
        table.rows.map(\.cells) == [
          ["name": "Ada", "email": "ada@example.com", "state": "on", "rank": "chief", "paid": "ticked"],
          ["name": "Grace", "email": "grace@example.com", "state": "off", "rank": "hand", "paid": "unticked"],
          // Two names are none, nor are two ranks one; and a picture that nobody knows is no tick, but not the lack of one either.
          ["state": "", "rank": "", "paid": ""],
        ])
      let origin = try Stage.current.site.origin
      #expect(table.rows.first?.links == ["name": "\(origin)/users/1"])
    }

    @Test func aRowOfAListIsToldByItsParts() async throws {
      let session = try await Stage.show(Self.cards)
      func edit(_ cells: [ElementQuery.Row.Cell]) -> ElementQuery {
        ElementQuery([.role("link", names: ["Edit"])], row: ElementQuery.Row(table: "list", cells: cells, rows: "li.card"))
      }
      let byMail = edit([ElementQuery.Row.Cell(column: Self.mail, equals: "GRACE@example.com")])
      #expect(try await session.report(byMail, with: ["list": byID("t")]).id == "a2")
      let wrong = edit([ElementQuery.Row.Cell(column: Self.mail, equals: "race@example.com")])
      #expect(try await session.report(wrong, with: ["list": byID("t")]).report.problem == .row)
      // What is not shown is no row.
      let hidden = edit([ElementQuery.Row.Cell(column: TableColumn(.part("h3")), equals: "Template")])
      #expect(try await session.report(hidden, with: ["list": byID("t")]).report.problem == .row)
    }

    /// A password does not come out as an attribute either.
    @Test func aPasswordIsNoValueOfARow() async throws {
      let session = try await Stage.show("<ul id=t><li><b>Ada</b><input type=password value=hunter2></li></ul>")
      let columns: [String: TableColumn] = ["secret": TableColumn(.part("input"), .attribute("value"))]
      let results = try await session.carryOut([.table("list", columns: columns, rows: "li")], ["list": byID("t")])
      #expect(results.first?.table?.rows.map(\.cells) == [["secret": ""]])
    }

    @Test func anEmptyTableHasNoRows() async throws {
      let session = try await Stage.show(
        "<table id=t><thead><tr><th>Name</th><th>Email</th></tr></thead><tbody><tr><td colspan=2>Nothing to show</td></tr></tbody></table>")
      let table = try await session.carryOut([.table("table", columns: ["name": ["Name"]])], ["table": byID("t")]).first?.table
      #expect(table?.headings == ["Name", "Email"])
      #expect(table?.rows == [])
      #expect(table?.missing == [])
    }

    @Test func aRowThatLacksCellsIsReadAsFarAsItGoes() async throws {
      let session = try await Stage.show(
        "<table id=t><thead><tr><th>Name</th><th>Email</th></tr></thead><tr><td>Ada</td></tr></table>")
      let table = try await session.carryOut([.table("table", columns: ["name": ["Name"], "email": ["Email"]])], ["table": byID("t")])
        .first?.table
      #expect(table?.rows.map(\.cells) == [["name": "Ada"]])
    }
  }
}
