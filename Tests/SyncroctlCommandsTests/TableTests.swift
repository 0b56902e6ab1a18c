import Testing

@testable import SyncroctlCommands

@Suite struct TableTests {
  @Test func alignsColumnsAndLeavesNoBlanksAtTheEnd() {
    let table = Table(headings: ["who", "what"], rows: [["nina", ""], ["omar", "edit"]])
    #expect(table.text == "who   what\nnina\nomar  edit")
  }

  @Test func alignsByWhatATerminalShows() {
    // 李 takes two columns, the accent of e + U+0301 none, and the emoji two.
    let table = Table(headings: ["name", "x"], rows: [["李小龙", "1"], ["Zoe\u{301}", "2"], ["👩🏽‍💻", "3"], ["☎️", "4"], ["ｱ", "5"]])
    #expect(table.text == "name    x\n李小龙  1\nZoe\u{301}     2\n👩🏽‍💻      3\n☎️      4\nｱ       5")
  }

  @Test func aNameCannotMoveTheCursor() {
    let table = Table(headings: ["name"], rows: [["a\u{1B}[2J\nb\u{202E}c"]])
    #expect(table.text == "name\na\\u{1B}[2J\\u{A}b\\u{202E}c")
  }

  @Test func longTextIsNotCut() {
    let long = String(repeating: "a", count: 1000)
    #expect(Table(headings: ["x"], rows: [[long]]).text == "x\n" + long)
  }

  @Test(arguments: [
    ("plain", "plain"), ("", ""), ("a,b", "\"a,b\""), ("say \"hi\"", "\"say \"\"hi\"\"\""), ("two\nlines", "\"two\nlines\""),
    ("carriage\rreturn", "\"carriage\rreturn\""), ("both\r\nof them", "\"both\r\nof them\""), ("it's", "it's"),
  ]) func csvQuotesAsRFC4180Says(_ text: String, _ field: String) {
    #expect(Table(headings: ["h"], rows: [[text]]).csv == "h\r\n\(field)\r\n")
  }

  @Test(arguments: [
    ("=1+1", "'=1+1"), ("+49 30 1", "'+49 30 1"), ("-2+3", "'-2+3"), ("@SUM(A1)", "'@SUM(A1)"), ("\tx", "'\tx"), ("\rx", "\"'\rx\""),
    ("=HYPERLINK(\"http://x\",\"y\")", "\"'=HYPERLINK(\"\"http://x\"\",\"\"y\"\")\""), ("\u{FF1D}1", "'\u{FF1D}1"), ("-inf", "'-inf"),
    ("-0x1p4", "'-0x1p4"),
  ]) func csvDisarmsFormulas(_ text: String, _ field: String) {
    #expect(Table(headings: ["h"], rows: [[text]]).csv == "h\r\n\(field)\r\n")
  }

  @Test(arguments: ["-129.00", "+129.00", "-3", "0"]) func csvLeavesNumbersAlone(_ number: String) {
    #expect(Table(headings: ["h"], rows: [[number]]).csv == "h\r\n\(number)\r\n")
  }
}
