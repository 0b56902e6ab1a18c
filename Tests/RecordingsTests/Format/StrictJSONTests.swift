import BrowserSupport
import Recordings
import Testing
import WebDriver

struct StrictJSONTests {
  private static func read(_ text: String, _ style: StrictJSON.Style = .any) throws -> JSONValue {
    try StrictJSON.value(Array(text.utf8)[...], style: style)
  }

  static let accepted: [(String, JSONValue)] = [
    ("null", nil), ("true", true), ("false", false), (" \t\r\n1 \t\r\n", 1),
    ("0", 0), ("-0", 0), ("-1", -1), ("9223372036854775807", .int(.max)), ("-9223372036854775808", .int(.min)),
    ("9223372036854775808", .double(9_223_372_036_854_775_808)), ("-9223372036854775809", .double(-9_223_372_036_854_775_808)),
    ("1.0", .double(1)), ("-0.0", .double(-0.0)), ("1e2", .double(100)), ("1E+2", .double(100)), ("1.5e-1", .double(0.15)),
    ("0e1", .double(0)), ("1e-400", .double(0)), ("1.7976931348623157e308", .double(.greatestFiniteMagnitude)),
    (#""""#, ""), (#""a/b""#, "a/b"), (#""\"\\\/\b\f\n\r\t""#, "\"\\/\u{8}\u{C}\n\r\t"), (#""\u0000\u001f\u00e9\u00E9""#, "\0\u{1F}éé"),
    (#""\ud83d\ude00""#, "😀"), (#""x\uD834\uDD1Ey""#, "x𝄞y"), ("\"é😀\u{2028}\u{7F}\"", "é😀\u{2028}\u{7F}"), (#""\uffff""#, "\u{FFFF}"),
    ("[]", []), ("[ ]", []), ("[1,[2],{}]", [1, [2], [:]]), ("[ 1 , 2 ]", [1, 2]),
    ("{}", [:]), ("{ }", [:]), (#"{"a":1,"b":{"a":2}}"#, ["a": 1, "b": ["a": 2]]), (#"{ "" : null , "\n" : [ ] }"#, ["": nil, "\n": []]),
    (#"{"b":1,"a":2}"#, ["a": 2, "b": 1]),
  ]

  @Test(arguments: accepted) func isRead(_ text: String, as value: JSONValue) throws { #expect(try Self.read(text) == value) }

  static let refused: [(String, Int, String)] = [
    ("", 0, "the text ends where a value should stand"),
    ("  ", 2, "the text ends where a value should stand"),
    ("\u{FEFF}1", 0, "there is a byte order mark"),
    ("1 2", 2, "there is more after the value's end"),
    ("1}", 1, "there is more after the value's end"),
    ("null\0", 4, "there is more after the value's end"),
    ("\0", 0, "no value begins like this"),
    ("nul", 3, #""null" is cut short or misspelt"#),
    ("tru3", 3, #""true" is cut short or misspelt"#),
    ("True", 0, "no value begins like this"),
    ("NaN", 0, "no value begins like this"),
    ("+1", 0, "no value begins like this"),
    (".5", 0, "no value begins like this"),
    ("'a'", 0, "no value begins like this"),
    ("// 1", 0, "no value begins like this"),
    ("\u{A0}1", 0, "no value begins like this"),
    ("-", 1, "a digit should stand here"),
    ("-a", 1, "a digit should stand here"),
    ("-Infinity", 1, "a digit should stand here"),
    ("01", 0, "a number begins with a superfluous 0"),
    ("-00", 0, "a number begins with a superfluous 0"),
    ("0x10", 1, "there is more after the value's end"),
    ("1.", 2, "a digit should stand here"),
    ("1.e1", 2, "a digit should stand here"),
    ("1e", 2, "a digit should stand here"),
    ("1e+", 3, "a digit should stand here"),
    ("1e400", 0, "the number is too large"),
    ("-1e400", 0, "the number is too large"),
    ("[", 1, "the text ends where a value should stand"),
    ("[1", 2, "the text ends too early"),
    ("[1,]", 3, "no value begins like this"),
    ("[,1]", 1, "no value begins like this"),
    ("[1 2]", 3, "a comma or the array's end should stand here"),
    ("[1}", 2, "a comma or the array's end should stand here"),
    ("{", 1, "a member's name should stand here"),
    ("{1:2}", 1, "a member's name should stand here"),
    ("{a:2}", 1, "a member's name should stand here"),
    (#"{"a"}"#, 4, "a colon should stand here"),
    (#"{"a":}"#, 5, "no value begins like this"),
    (#"{"a":1,}"#, 7, "a member's name should stand here"),
    (#"{"a":1"#, 6, "the text ends too early"),
    (#"{"a":1 "b":2}"#, 7, "a comma or the object's end should stand here"),
    (#"{"a":1,"b":2,"a":1}"#, 13, #"the member "a" stands there twice"#),
    (#"{"a":1,"\u0061":2}"#, 7, #"the member "a" stands there twice"#),
    ("{\"\u{E9}\":1,\"e\u{301}\":2}", 8, "the member \"e\u{301}\" stands there twice"),
    (
      #"{"0123456789012345678901234567":1,"0123456789012345678901234567":2}"#, 34,
      #"the member "012345678901234567890123…" stands there twice"#
    ),
    (#"""#, 1, "a text has no end"),
    (#""a\"#, 3, "a text has no end"),
    (#""a\n"#, 4, "a text has no end"),
    (#""a\u00"#, 6, "a text has no end"),
    (#""\a""#, 1, "there is no such escape"),
    (#""\U0041""#, 1, "there is no such escape"),
    (#""\u00g0""#, 5, "a hexadecimal digit should stand here"),
    ("\"a\tb\"", 2, "a control character stands in a text"),
    ("\"\\n\n\"", 3, "a control character stands in a text"),
    ("\"\0\"", 1, "a control character stands in a text"),
    (#""\ud83d""#, 1, "half of a surrogate pair stands alone"),
    (#""\ud83dx""#, 1, "half of a surrogate pair stands alone"),
    (#""\ud83d\n""#, 1, "half of a surrogate pair stands alone"),
    (#""\ud83d\ud83d""#, 1, "half of a surrogate pair stands alone"),
    (#""a\ude00""#, 2, "half of a surrogate pair stands alone"),
  ]

  @Test(arguments: refused) func isRefused(_ text: String, at offset: Int, because reason: String) {
    let fault = #expect(throws: StrictJSON.Fault.self) { try Self.read(text) }
    #expect(fault?.offset == offset)
    #expect(fault?.reason == reason)
    #expect(fault?.isStyle == false)
  }

  static let notUTF8: [([UInt8], Int)] = [
    ([0x80], 0), ([0x61, 0xC3], 1), ([0xC3, 0xA9, 0xC3, 0x28], 2), ([0xC0, 0xAF], 0), ([0xE0, 0x80, 0x80], 0), ([0xED, 0xA0, 0x80], 0),
    ([0xF4, 0x90, 0x80, 0x80], 0), ([0xF8, 0x88, 0x80, 0x80, 0x80], 0), ([0xFF], 0), ([0xE2, 0x82], 0), ([0x61, 0xF0, 0x9F, 0x98], 1),
  ]

  @Test(arguments: notUTF8, [[], [0x5C, 0x6E]] as [[UInt8]])
  func whatIsNotUTF8IsRefused(_ text: ([UInt8], Int), after escape: [UInt8]) {
    let fault = #expect(throws: StrictJSON.Fault.self) { try StrictJSON.value(([0x22] + escape + text.0 + [0x22])[...]) }
    #expect(fault?.reason == "this is not UTF-8")
    #expect(fault?.offset == 1 + escape.count + text.1)
  }

  @Test func thereIsALimitOfDepth() throws {
    let limit = StrictJSON.depthLimit
    _ = try Self.read(String(repeating: "[", count: limit) + String(repeating: "]", count: limit))
    for open in ["[", "{\"a\":"] {
      let fault = #expect(throws: StrictJSON.Fault.self) { try Self.read(String(repeating: open, count: 1_000_000)) }
      #expect(fault?.reason == "more than 200 arrays and objects stand in each other")
      #expect(fault?.offset == limit * open.utf8.count)
    }
  }

  @Test func thereIsABudgetForSeveralTexts() throws {
    var budget = 5
    let bytes = Array("[1,2]".utf8)
    try bytes.withUnsafeBufferPointer { _ = try StrictJSON.value($0, style: .any, budget: &budget) }
    #expect(budget == 2)
    let fault = #expect(throws: StrictJSON.Fault.self) {
      try bytes.withUnsafeBufferPointer { _ = try StrictJSON.value($0, style: .any, budget: &budget) }
    }
    #expect(fault?.reason == "there are too many values")
  }

  @Test func aSliceIsReadFromItsOwnBeginning() throws {
    #expect(try StrictJSON.value(Array("xx[1]x".utf8)[2..<5]) == [1])
  }

  static let unusual: [(String, Int, String)] = [
    (" 1", 0, "there is a space between the values"),
    ("1\r", 1, "there is a space between the values"),
    (#"{"a": 1}"#, 5, "there is a space between the values"),
    (#"{"b":1,"a":2}"#, 7, "the members are not sorted"),
    ("-0", 0, "the number is written otherwise than syncroctl would"),
    ("1.50", 0, "the number is written otherwise than syncroctl would"),
    ("1e2", 0, "the number is written otherwise than syncroctl would"),
    ("9223372036854775808", 0, "the number is written otherwise than syncroctl would"),
    (#""\/""#, 1, "a character is escaped otherwise than syncroctl would"),
    (#""\b""#, 1, "a character is escaped otherwise than syncroctl would"),
    (#""\u000a""#, 1, "a character is escaped otherwise than syncroctl would"),
    (#""\u001F""#, 1, "a character is escaped otherwise than syncroctl would"),
    (#""\u0041""#, 1, "a character is escaped otherwise than syncroctl would"),
    (#""\ud83d\ude00""#, 1, "a character is escaped otherwise than syncroctl would"),
    ("\"\u{7F}\"", 1, "the character U+007f is not escaped"),
    ("\"é\u{202E}\"", 1, "the character U+202e is not escaped"),
  ]

  @Test(arguments: unusual) func isNotCanonical(_ text: String, at offset: Int, because reason: String) throws {
    _ = try Self.read(text)
    let fault = #expect(throws: StrictJSON.Fault.self) { try Self.read(text, .canonical) }
    #expect(fault?.offset == offset)
    #expect(fault?.reason == reason)
    #expect(fault?.isStyle == true)
  }

  @Test(arguments: 0..<500) func whatIsWrittenIsReadBack(seed: Int) throws {
    var generator = SeededGenerator(seed: seed)
    let value = generator.value(depth: 5)
    #expect(try StrictJSON.value(value.bytes(secrets: .revealed)[...]) == value)
  }
}
