import Testing

@testable import SyncroctlCommands

@Suite struct TableTests {
  @Test func alignsColumnsAndLeavesNoBlanksAtTheEnd() {
    let table = Table(headings: ["who", "what"], rows: [["nina", ""], ["omar", "edit"]])
    #expect(table.text == "who   what\nnina\nomar  edit")
  }
}
