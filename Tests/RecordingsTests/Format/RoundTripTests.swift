import BrowserSupport
import Recordings
import Secrets
import Testing
import WebDriver

struct RoundTripTests {
  @Test(arguments: 0..<500) func aRecordingIsReadBackAsItWas(seed: Int) throws {
    var generator = SeededGenerator(seed: seed)
    let recording = generator.recording()
    let bytes = recording.bytes()
    #expect(try Recording.read(bytes, name: "a") == recording)
    #expect(try recording.checkedBytes(name: "a") == bytes)
    #expect(bytes.count { $0 == 0x0A } == recording.endLine)
    #expect(bytes.allSatisfy { $0 == 0x0A || $0 >= 0x20 && $0 != 0x7F })
  }

  @Test func theSampleIsWrittenAsItWasRead() throws {
    let recording = try Recording.read(Sample.bytes(), name: "a")
    #expect(String(decoding: recording.bytes(), as: UTF8.self) == String(decoding: Sample.bytes(), as: UTF8.self))
    #expect(recording.steps.count == 5)
    #expect(recording.header.subject == .scenario("users/deactivate"))
    #expect(recording.header.browser.major == 156)
    #expect(Recording.line(ofStep: 0) == 2)
    #expect(recording.endLine == 7)
  }

  @Test func whatCannotBeSeenIsEscaped() throws {
    var recording = try Recording.read(Sample.bytes(), name: "a")
    recording.end.outcome = ["a\u{7F}b\u{85}c\u{200B}d\u{202E}e\u{2066}f\u{FEFF}g\u{2028}h é 😀 \u{2013} \u{A0}"]
    let text = String(decoding: recording.bytes(), as: UTF8.self)
    let escaped = #"a\u007fb\u0085c\u200bd\u202ee\u2066f\ufeffg\u2028h é 😀 \#u{2013} \#u{A0}"#
    #expect(text.hasSuffix(#"","kind":"end","outcome":["\#(escaped)"]}\#n"#))
    #expect(try Recording.read(recording.bytes(), name: "a") == recording)
  }

  @Test func aSecretIsItsPlaceholder() throws {
    var recording = try Recording.read(Sample.bytes(), name: "a")
    let typed = RecordedRequest(
      command: "elementSendKeys", session: "session-1", arguments: ["element-1"],
      body: ["text": .secret(Secret("correct horse", label: "console.password"))])
    recording.steps.append(.exchange(RecordedExchange(request: typed, response: .answer(status: 200, value: nil))))
    recording.end.count = 5
    let lines = String(decoding: try recording.checkedBytes(name: "a"), as: UTF8.self).split(separator: "\n")
    #expect(
      lines[6] == #"{"body":{"text":"{{secret:console.password}}"},"command":"elementSendKeys","kind":"exchange","n":5,"on":["element-1"],"#
        + #""status":200,"value":null}"#)
  }

  static let unreadable: [(RecordedRequest, String)] = [
    (RecordedRequest(command: "getTitle", session: nil), #""session" is not a text"#),
    (RecordedRequest(command: "status", session: "session-1"), #""session" is no member of such a line"#),
    (RecordedRequest(command: "elementClick", session: "session-1"), #""on" names 0 instead of 1, which "elementClick" needs"#),
    (
      RecordedRequest(command: "getTitle", session: "session-1", vendor: .init(method: .get, path: ["x"])),
      #""method" is no member of such a line"#
    ),
    (
      RecordedRequest(command: "moz:x", session: "session-1", arguments: ["x"], vendor: .init(method: .get, path: ["x"])),
      #""on" is no member of such a line"#
    ),
  ]

  @Test(arguments: unreadable) func whatCouldNotBeReadIsNotWritten(_ request: RecordedRequest, because reason: String) throws {
    var recording = try Recording.read(Sample.bytes(), name: "a")
    recording.steps[3] = .exchange(RecordedExchange(request: request, response: .answer(status: 200, value: nil)))
    let error = #expect(throws: RecordingError.self) { try recording.checkedBytes(name: "a") }
    #expect(error?.line == Recording.line(ofStep: 3))
    #expect(error?.reason == reason)
  }
}
