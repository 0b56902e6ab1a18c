import Recordings
import Testing

/// Each way in which a file is not a recording, with the words that a person gets.
struct RefusalTests {
  private static let anew = "ecord it anew: syncroctl recordings record users/deactivate"
  private static let edited = "It was edited by hand, or by a formatter: undo that, or r\(anew)"
  private static let name = "recordings/users/deactivate.jsonl"

  private func refuses(
    _ bytes: [UInt8], _ expected: String, _ advice: String = "R\(Self.anew)", location: SourceLocation = #_sourceLocation
  ) {
    let error = #expect(throws: RecordingError.self, sourceLocation: location) { try Recording.read(bytes, name: Self.name) }
    #expect(error?.description == "\(Self.name):\(expected)\n\(advice)", sourceLocation: location)
  }

  @Test func anEmptyFile() { refuses([], " the file is empty", "Record it anew.") }

  @Test func aFileThatIsCut() {
    refuses(Sample.bytes().dropLast(), "7: the line is cut off: there is no newline at its end")
    refuses(Sample.bytes().dropLast(10), "7: the line is cut off: there is no newline at its end")
    refuses(Sample.bytes(Sample.lines.dropLast()), "6: this is the last line, and no end line: the rest of the recording is missing")
    refuses(Array(Sample.header.utf8.prefix(30)), "1: the line is cut off: there is no newline at its end", "Record it anew.")
  }

  @Test func whatWasChangedInTheFormThatItHas() {
    for (number, old, new) in [(3, "lee.wong", "lee.wang"), (4, "\"value\":\"a\"", "\"value\":\"b\""), (5, "null", "1")] {
      let sealed = String(decoding: Sample.bytes(), as: UTF8.self).split(separator: "\n").map(String.init)
      var lines = sealed
      lines[number - 1] = lines[number - 1].replacing(old, with: new)
      refuses(
        Sample.bytes(lines), "7: something before this line was changed after it was recorded: its SHA-256 is not \"digest\"",
        "It was edited by hand: undo that, or r\(Self.anew)")
    }
  }

  @Test func moreAfterTheEnd() {
    refuses(Sample.bytes(Sample.lines + [Sample.lines[2]]), "8: there is more after the end line")
    refuses(Sample.bytes() + [0x0A], "8: there is more after the end line")
    refuses(Sample.bytes() + [0x7B], "8: there is more after the end line")
  }

  @Test func whatSystemsAndEditorsDo() {
    let lineEnds = "Something has changed the line ends, such as git's autocrlf: undo that, or record it anew."
    refuses(Sample.bytes(Sample.lines.map { $0 + "\r" }), "1: the line ends as on Windows", lineEnds)
    refuses(
      Sample.bytes(Sample.replacing(3, by: Sample.lines[2] + "\r")), "3: the line ends as on Windows",
      "Something has changed the line ends, such as git's autocrlf: undo that, or r\(Self.anew)")
    refuses(
      Sample.bytes(Sample.changing(3, "page\":", to: "page\":\r")),
      "3: this is not as syncroctl writes it: there is a space between the values (byte 23)", Self.edited)
    let encoding = "Something has written the file in another encoding: undo that, or record it anew."
    refuses([0xEF, 0xBB, 0xBF] + Sample.bytes(), "1: there is a byte order mark", encoding)
    let wide: [UInt8] = Sample.bytes().flatMap { [$0, 0] as [UInt8] }
    refuses([0xFF, 0xFE] + wide, "1: there is a byte order mark", encoding)
    refuses(wide, "1: this is not JSON: a member's name should stand here (byte 2)", "Record it anew.")
    refuses(Sample.bytes(Sample.replacing(3, by: "")), "3: the line is empty", "It was edited by hand: undo that, or r\(Self.anew)")
    var latin = Sample.bytes()
    if let index = latin.lastIndex(of: UInt8(ascii: "@")) { latin[index] = 0xE9 }
    refuses(latin, "7: this is not JSON: this is not UTF-8 (byte 121)")
  }

  @Test func anotherFormat() {
    refuses(
      Sample.bytes(Sample.changing(1, "\"format\":3", to: "\"format\":4, \"new\":[]")),
      "1: the recording is of format 4, and this version of syncroctl reads format 3",
      "It was written by another version: take that, or record it anew.")
    refuses(
      Sample.bytes(Sample.changing(1, "\"format\":3", to: "\"format\":\"3\"")), "1: \"format\" is no number of a format", "Record it anew.")
  }

  @Test func headersOutOfPlace() {
    refuses(Sample.bytes(Array(Sample.lines.dropFirst())), "1: the first line is no header", "Record it anew.")
    refuses(Sample.bytes(["[1]"]), "1: the line is not an object", "Record it anew.")
    refuses(Sample.bytes(Sample.replacing(3, by: Sample.header)), "3: this is a second header")
  }

  static let headers: [(String, String, String)] = [
    (#""account":"ada@acme.example","#, "", #""account" is missing"#),
    (#""account":"ada@acme.example""#, #""account":1"#, #""account" is not a text"#),
    (#""version":"156.0.7712.3""#, #""version":156"#, #""version" of "browser" is not a text"#),
    (#"{"name":"chrome","#, #"{"major":1,"name":"chrome","#, #""major" is no member of "browser""#),
    (#""browser":{"name":"chrome","version":"156.0.7712.3"}"#, #""browser":"chrome""#, #""browser" is not an object"#),
    (#""codes":"computed""#, #""codes":"guessed""#, #""codes" is none of "none", "computed", "typed", "passkey", "recovery""#),
    (#""normaliser":["ids"]"#, #""normaliser":"ids""#, #""normaliser" is not an array"#),
    (#""normaliser":["ids"]"#, #""normaliser":["ids",1]"#, #""normaliser" is not an array of texts"#),
    (#""uses":{"sign_in.email":"000000000000"}"#, #""uses":{"sign_in.email":0}"#, #""uses" of "pack" is not an object of texts"#),
    (#""recorded":"2026-11-24""#, #""recorded":"2026-13-24""#, #""recorded" is not a day such as 2026-11-24"#),
    (
      #""clock":"2026-11-24T09:00:00Z""#, #""clock":"2026-11-24T24:00:00Z""#,
      #""clock" is not a moment in UTC such as 2026-11-24T09:00:00Z"#
    ),
    (#""scenario":"users/deactivate","#, "", #""scenario" is missing"#),
    (#""scenario":"users/deactivate""#, #""scenario":"../deactivate""#, #""scenario" is not a name such as users/deactivate"#),
    (#""codes":"computed","#, #""codes":"computed","command":[],"#, #"both "scenario" and "command" are there"#),
    (#""seed":1"#, #""seed":1.5"#, #""seed" is not a whole number"#),
    (#""kind":"header""#, #""inputs":[1],"kind":"header""#, #""inputs" is not an array of objects"#),
    (#""kind":"header""#, #""inputs":[{"argument":"a"}],"kind":"header""#, #""text" of "inputs" is missing"#),
    (#""seed":1"#, #""seed":1,"zoom":2"#, #""zoom" is no member of such a line"#),
  ]

  @Test(arguments: headers) func aHeader(_ old: String, _ new: String, _ reason: String) {
    refuses(Sample.bytes(Sample.changing(1, old, to: new)), "1: \(reason)", "Record it anew.")
  }

  /// Line, what is changed, what is refused.
  static let lines: [(Int, String, String, String)] = [
    (3, #""page":"technician","#, "", #""page" is missing"#),
    (3, #""kind":"mark","#, "", #""kind" is missing"#),
    (3, #""kind":"mark""#, #""kind":"note""#, #"the kind "note" is unknown"#),
    (3, #""mark""#, #"1"#, #""kind" is not a text"#),
    (5, #""n":3"#, #""n":4"#, #""n" is 4 instead of 3"#),
    (5, #""n":3"#, #""n":"3""#, #""n" is not a whole number"#),
    (5, #","status":200"#, "", #""status" is missing"#),
    (5, #","value":null"#, "", #""value" is missing"#),
    (5, #""status":200"#, #""status":"200""#, #""status" is not a whole number"#),
    (5, #""status":200"#, #""sleep":1,"status":200"#, #""sleep" is no member of such a line"#),
    (5, #""kind":"exchange","#, #""failure":{"code":"lost","detail":""},"kind":"exchange","#, #""status" is no member of such a line"#),
    (5, "elementClick", "elementKick", #"the command "elementKick" is unknown, and there are no "method" and "path" as of a driver's own"#),
    (5, #""n":3"#, #""method":"GET","n":3"#, #""method" is no member of such a line"#),
    (5, #"["element-1"]"#, #"["element-1","x"]"#, #""on" names 2 instead of 1, which "elementClick" needs"#),
    (5, #""on":["element-1"],"#, "", #""on" names 0 instead of 1, which "elementClick" needs"#),
    (5, #"["element-1"]"#, "[1]", #""on" is not an array of texts"#),
    (5, "element-1", "element-2", #"no answer before this line has handed out "element-2""#),
    (
      5, #""command":"elementClick","kind":"exchange","n":3,"on":["element-1"]"#,
      #""command":"findElementFromShadowRoot","kind":"exchange","n":3,"on":["shadow-1"]"#,
      #"no answer before this line has handed out "shadow-1""#
    ),
    (5, #""status""#, #""session":"session-2","status""#, #"no answer before this line has handed out "session-2""#),
    (5, #""status""#, #""session":"element-1","status""#, #""session" is no alias of one"#),
    (6, #"{"code":"lost","detail":"gone"}"#, #"{"code":"gone","detail":""}"#, #""code" of "failure" is no failure's word"#),
    (6, #","detail":"gone""#, "", #""detail" of "failure" is missing"#),
    (6, #","detail":"gone"}"#, #","detail":"gone","x":1}"#, #""x" is no member of "failure""#),
    (6, #"{"status":200,"value":"One"},"#, "", "a poll has two states at least"),
    (
      6, #"{"status":200,"value":"One"},"#, #"{"failure":{"code":"lost","detail":"gone"}},"#,
      "two neighbouring states of the poll are equal"
    ),
    (6, #"{"status":200,"value":"One"},"#, #"{"status":200,"value":"One","x":1},"#, #""x" is no member of "states""#),
    (6, #"{"status":200,"value":"One"}"#, "1", #""states" is not an array of objects"#),
    (7, #""count":4"#, #""count":3"#, #""count" is 3, and there are 4 exchanges and polls"#),
    (7, #"["lee.wong@acme.example is deactivated"]"#, "null", #""outcome" is not an array"#),
    (5, #""n":3"#, #""n":3,"n":3"#, #"this is not JSON: the member "n" stands there twice (byte 61)"#),
    (5, "null}", "null", "this is not JSON: the text ends too early (byte 105)"),
    (5, "null}", "null}{", "this is not JSON: there is more after the value's end (byte 106)"),
    (5, "null", #"{"blob":"x.png"}"#, #""blob" is not the name of one: 64 hexadecimal digits with .png or .html"#),
    (5, "null", #"[{"a":{"blob":1}}]"#, #""blob" is not the name of one: 64 hexadecimal digits with .png or .html"#),
  ]

  @Test(arguments: lines) func aLine(_ change: (number: Int, old: String, new: String, reason: String)) {
    refuses(Sample.bytes(Sample.changing(change.number, change.old, to: change.new)), "\(change.number): \(change.reason)")
  }

  static let formatted: [(Int, String, String, String)] = [
    (5, ",", ", ", "there is a space between the values (byte 12)"),
    (5, #""n":3"#, #""N":3"#, "the members are not sorted (byte 55)"),
    (5, #""n":3"#, #""n":3.0e0"#, "the number is written otherwise than syncroctl would (byte 59)"),
    (3, "@", "\\u0040", "a character is escaped otherwise than syncroctl would (byte 64)"),
    (3, "technician", "\u{200B}", "the character U+200b is not escaped (byte 24)"),
    (5, #""status""#, #""session":"session-1","status""#, #""session" would be left out"#),
    (6, #","states""#, #","on":[],"states""#, #""on" would be left out"#),
    (1, #""kind":"header""#, #""inputs":[],"kind":"header""#, #""inputs" would be left out"#),
  ]

  @Test(arguments: formatted) func aLineThatIsNotInOurForm(_ change: (number: Int, old: String, new: String, reason: String)) {
    refuses(
      Sample.bytes(Sample.changing(change.number, change.old, to: change.new)),
      "\(change.number): this is not as syncroctl writes it: \(change.reason)",
      change.number == 1 ? "It was edited by hand, or by a formatter: undo that, or record it anew." : Self.edited)
  }

  /// The header's member, the cases of two programs, the line at fault and what is refused.
  static let repeatedCases: [(header: String, first: String, second: String, line: Int, reason: String, isEdited: Bool)] = [
    ("", #""x""#, "", 4, #"the case "x" is not among those of the header"#, false),
    (#"{"x":{"name":"x"}}"#, #""x""#, "", 7, #"the header has the case "x", which comes only once"#, false),
    (#"{"x":{"name":"x"}}"#, "", "", 7, #"the header has the case "x", which nothing uses"#, false),
    (#"{"x":{"name":"x"}}"#, #"{"name":"x"}"#, #""x""#, 4, #"the case "x" is written out, and the header has it"#, true),
    (#"{"x":{"name":"x"}}"#, #""x""#, #"{"name":"x"}"#, 5, #"the case "x" is written out, and the header has it"#, true),
    ("", #"{"name":"x"}"#, #"{"name":"x"}"#, 5, #"the case "x" is written out twice, and belongs in the header"#, true),
    (#"{"x":{"name":"y"}}"#, #""x""#, #""x""#, 1, #"the case "x" of the header has another name"#, false),
    ("{}", "", "", 1, #""cases" would be left out"#, true),
  ]

  @Test(arguments: repeatedCases) func aCaseThatComesAgain(
    _ sample: (header: String, first: String, second: String, line: Int, reason: String, isEdited: Bool)
  ) {
    func program(_ cases: String, _ number: Int) -> String {
      #"{"body":{"args":[{"cases":[\#(cases)]}],"script":"<script:page>"},"command":"executeAsyncScript","kind":"exchange","#
        + #""n":\#(number),"status":200,"value":null}"#
    }
    var lines = Sample.lines
    if !sample.header.isEmpty { lines[0].replace(#""clock""#, with: #""cases":\#(sample.header),"clock""#) }
    lines[3] = program(sample.first, 2)
    lines[4] = program(sample.second, 3)
    let form = sample.isEdited ? "this is not as syncroctl writes it: " : ""
    let advice =
      sample.line == 1
      ? (sample.isEdited ? "It was edited by hand, or by a formatter: undo that, or record it anew." : "Record it anew.")
      : sample.isEdited ? Self.edited : "R\(Self.anew)"
    refuses(Sample.bytes(lines), "\(sample.line): \(form)\(sample.reason)", advice)
  }

  /// The elements of a program, as they are written.
  static let repeatedElements: [(elements: String, reason: String, isEdited: Bool)] = [
    (#"["b","a"]"#, "the elements are not sorted", true),
    (#"["a","a"]"#, "the elements are not sorted", true),
    (#"["a",1]"#, #""elements" is not an array of names"#, false),
    (#"["c"]"#, #"the element "c" is not among those of the header"#, false),
    (#"{"c":2}"#, #"the element "c" is not among those of the header"#, false),
    (#"{"a":"=","b":"="}"#, "the elements are all as in the header, and their names would do", true),
    (#"{"a":1,"b":"="}"#, #"the element "a" is written out, and the header has it"#, true),
  ]

  @Test(arguments: repeatedElements) func anElementThatComesAgain(_ sample: (elements: String, reason: String, isEdited: Bool)) {
    var lines = Sample.lines
    lines[0].replace(#""format""#, with: #""elements":{"a":1,"b":2},"format""#)
    lines[3] =
      #"{"body":{"args":[{"elements":\#(sample.elements)}],"script":"<script:page>"},"command":"executeAsyncScript","kind":"exchange","#
      + #""n":2,"status":200,"value":null}"#
    let form = sample.isEdited ? "this is not as syncroctl writes it: " : ""
    refuses(Sample.bytes(lines), "4: \(form)\(sample.reason)", sample.isEdited ? Self.edited : "R\(Self.anew)")
  }

  @Test func aRecordedCommandIsRunAgain() {
    var lines = Sample.changing(1, #""codes":"computed","#, to: #""codes":"computed","command":["demo"],"#)
    lines[0] = lines[0].split(separator: #""scenario":"users/deactivate","#).joined()
    lines[2] = "{}"
    refuses(Sample.bytes(lines), "3: \"kind\" is missing", "Record it anew: run the command again with --record FILE.")
  }

  @Test func nothingOfALongNameIsShown() {
    let long = String(repeating: "x\u{202E}", count: 1000)
    refuses(
      Sample.bytes(
        Sample.changing(3, "\"page\"", to: #""a"# + "\(long.unicodeScalars.map { $0 == "x" ? "x" : "\\u202e" }.joined())\":1,\"page\"")),
      "3: this is not as syncroctl writes it: the members are not sorted (byte 16)", Self.edited)
    refuses(
      Sample.bytes(Sample.changing(3, "}", to: #","zx"# + "\(String(repeating: "\\u202ex", count: 1000))\":1}")),
      "3: \"zx?x?x?x?x?x?x?x?x?x?x?x…\" is no member of such a line")
  }

  @Test func moreThanThereMayBe() {
    let values = String(repeating: "0,", count: 1_100_000) + "0"
    refuses(
      Sample.bytes(Sample.changing(5, "null", to: "[\(values)]")), "5: this is not JSON: there are too many values (byte 1999938)")
    let text = String(repeating: "x", count: 16 << 20)
    refuses(Sample.bytes(Sample.changing(5, "null", to: "\"\(text)\"")), "5: the line is longer than 16 MB")
    refuses([UInt8](repeating: 0x20, count: 64 << 20 + 1), " the file is larger than 64 MB", "Name another file.")
  }
}
