import Testing

@testable import Provisioning
@testable import Spelling

@Suite struct NearestNamesTests {
  @Test(arguments: [
    ("", "", 0), ("", "abc", 3), ("abc", "", 3), ("abc", "abc", 0), ("abc", "abd", 1), ("abc", "ab", 1), ("abc", "abcd", 1),
    ("helpdsek", "helpdesk", 1), ("ab", "ba", 1), ("ca", "abc", 3), ("kitten", "sitting", 3),
  ])
  func countsEdits(_ left: String, _ right: String, _ expected: Int) {
    #expect(NearestNames.distance(Array(left), Array(right)) == expected)
    #expect(NearestNames.distance(Array(right), Array(left)) == expected)
  }

  @Test func namesTheNearestFirst() {
    #expect(NearestNames.nearest(to: "helpdsek", among: ["billing", "helpdesks", "helpdesk"]) == ["helpdesk", "helpdesks"])
    #expect(NearestNames.nearest(to: "HELPDESK", among: ["helpdesk"]) == ["helpdesk"])
    #expect(NearestNames.nearest(to: "x", among: ["helpdesk"]) == [])
    #expect(NearestNames.nearest(to: "aaa", among: ["aab", "aac", "aad", "aae"], limit: 2) == ["aab", "aac"])
  }

  @Test func asks() {
    #expect(NearestNames.question(for: "rolo", among: ["role", "roll", "email"]) == "; did you mean \"role\" or \"roll\"?")
    #expect(NearestNames.question(for: "zzz", among: ["role"]) == "")
  }

  @Test func aLongNameIsNotCompared() {
    let long = String(repeating: "a", count: 100_000)
    #expect(NearestNames.nearest(to: long, among: [long]) == [])
    #expect(NearestNames.nearest(to: "a", among: [long]) == [])
  }
}

@Suite struct TextTests {
  @Test func whatATerminalWouldActOnIsWrittenOut() {
    #expect(ShownText.plain("a\u{1B}[2Jb\u{202E}c\u{2028}d\n") == "a\\u{1B}[2Jb\\u{202E}c\\u{2028}d\\u{A}")
    #expect(ShownText.plain("Zoë O'Hara <b> \"x\"") == "Zoë O'Hara <b> \"x\"")
    #expect(ShownText.quoted("abcdef", limit: 3) == "\"abc...\"")
  }

  @Test func columnsLineUpWithoutWhiteSpaceAtTheEnd() {
    let rows = [["a", "", "bbb", ""], ["aaa", "", "", "c"], ["", "", "b", ""]]
    #expect(TextColumns.lines(rows) == ["a    bbb", "aaa       c", "     b"])
  }

  @Test func wordsForCounts() {
    #expect(WordList.count(1, "person", "people") == "1 person")
    #expect(WordList.count(1234567, "person", "people") == "1,234,567 people")
    #expect(WordList.and(["a"]) == "a")
    #expect(WordList.and(["a", "b", "c"]) == "a, b and c")
    #expect(WordList.list(["a", "b", "c"], limit: 2) == "a, b and 1 more")
  }
}
