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
        row: ElementQuery.Row(table: "table", cells: [ElementQuery.Row.Cell(column: column, equals: text)]))
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
