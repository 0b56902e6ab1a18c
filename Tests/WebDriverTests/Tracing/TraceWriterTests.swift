import Foundation
import Secrets
import Synchronization
import Testing
import WebDriver

@Suite struct TraceWriterTests {
  /// Keeps what a writer writes.
  private final class Pages: Sendable {
    private let text = Mutex("")
    var all: String { text.withLock { $0 } }
    func add(_ bytes: [UInt8]) { text.withLock { $0 += String(decoding: bytes, as: UTF8.self) } }
  }

  private static let origin = ContinuousClock.now

  private func trace(_ events: [CommandEvent]) -> String {
    let pages = Pages()
    let writer = TraceWriter(origin: Self.origin, program: "test") { pages.add($0) }
    for event in events { writer.observer(event) }
    return pages.all
  }

  private func event(
    _ command: String, _ session: String?, target: String? = nil, at start: Int, for length: Int, _ failure: (any Error)? = nil
  )
    -> CommandEvent
  {
    CommandEvent(
      command: command, session: session, target: target, started: Self.origin + .microseconds(start), duration: .microseconds(length),
      failure: failure)
  }

  @Test func isAnArrayOfTraceEventsALineEach() {
    let failure = WebDriverError(code: .noSuchElement, message: "nothing there", command: "findElement", target: "css selector \"#a\"")
    let text = trace([
      event("newSession", nil, at: 10, for: 450_000),
      event("navigateTo", "s1", target: "https://a.example/x?token=…", at: 460_000, for: 1500),
      event("findElement", "s2", target: "css selector \"#a\"", at: 470_000, for: 7, failure),
      event("getTitle", "s1", at: 480_000, for: 3),
    ])
    #expect(
      text == #"""
        [
        {"args":{"name":"test"},"name":"process_name","ph":"M","pid":1},
        {"args":{"name":"without a session"},"name":"thread_name","ph":"M","pid":1,"tid":0},
        {"args":{},"cat":"webdriver","dur":450000,"name":"newSession","ph":"X","pid":1,"tid":0,"ts":10},
        {"args":{"name":"session 1"},"name":"thread_name","ph":"M","pid":1,"tid":1},
        {"args":{"session":"s1","target":"https://a.example/x?token=…"},"cat":"webdriver","dur":1500,"name":"navigateTo","ph":"X","pid":1,"tid":1,"ts":460000},
        {"args":{"name":"session 2"},"name":"thread_name","ph":"M","pid":1,"tid":2},
        {"args":{"error":"no such element","session":"s2","target":"css selector \"#a\""},"cat":"webdriver","dur":7,"name":"findElement","ph":"X","pid":1,"tid":2,"ts":470000},
        {"args":{"session":"s1"},"cat":"webdriver","dur":3,"name":"getTitle","ph":"X","pid":1,"tid":1,"ts":480000},

        """#)
  }

  @Test func aLookTellsWhoFoundWhatAndWhoDisagreed() async throws {
    let pages = Pages()
    let writer = TraceWriter { pages.add($0) }
    let answer = #"""
      {"case": "form", "address": "https://a.example/", "title": "hunter2", "waited": 12, "results": [{"text": "hunter2"}], "elements": {
        "page.save": {"counts": [1, 0, 1], "agreeing": 2, "is": "button#save"},
        "page.note": {"counts": [1, 2, 1], "agreeing": 2, "is": "p.alert", "found": [[1], [1, 2], [2]]},
        "page.name": {"counts": [1, 1], "problem": "many", "found": [[1], [2]], "sample": ["<input value=hunter2>"]},
        "page.gone": {"counts": [0], "problem": "none"}}}
      """#
    let (session, _) = try await stubbedSession([.success(.value(answer))], observer: writer.observer)
    let program = PageProgram(elements: ["page.save": ElementQuery([.text(["Save"])])], cases: [PageCase("form", all: [])])
    _ = try await session.run(program, deadline: .seconds(1))
    let line = try #require(pages.all.split(separator: "\n").first { $0.contains("executeAsyncScript") })
    let arguments = try #require(try JSONDecoder().decode(JSONValue.self, from: Data(line.dropLast().utf8))["args"])
    #expect(arguments["case"] == "form")
    #expect(arguments["waited"] == 12)
    #expect(
      arguments["elements"] == [
        "page.save": ["matching": [1, 3], "idle": [2], "chosen": "button#save"],
        "page.note": ["matching": [1, 2, 3], "disagreeing": [2, 3], "chosen": "p.alert"],
        "page.name": ["matching": [1, 2], "disagreeing": [1, 2], "problem": "many"],
      ])
    #expect(!pages.all.contains("hunter2"))
  }

  @Test func everyLineIsJSONByItselfOnceItsCommaIsGone() throws {
    let lines = trace([event("getTitle", "s\n\"1", at: 1, for: 1)]).split(separator: "\n")
    #expect(lines.first == "[")
    for line in lines.dropFirst() {
      let value = try JSONDecoder().decode(JSONValue.self, from: Data(line.dropLast().utf8))
      #expect(value["ph"]?.stringValue != nil)
    }
  }

  @Test func whatIsTypedAndAnsweredIsNotInIt() async throws {
    let pages = Pages()
    let writer = TraceWriter { pages.add($0) }
    let (session, _) = try await stubbedSession(
      [.success(.value("null")), .success(.value(#""hunter2""#)), .success(.value("null"))], observer: writer.observer)
    try await session.type(Secret("hunter2", label: "p"), into: ElementReference(id: "e", foundBy: "the password"))
    _ = try await session.execute("return arguments[0]", arguments: ["hunter2"], as: String.self)
    try await session.navigate(to: "https://ada:hunter2@a.example/reset?token=hunter2#hunter2")
    #expect(!pages.all.contains("hunter2"))
    #expect(pages.all.contains("the password"))
    #expect(pages.all.contains("https://a.example/reset?token=…"))
  }

  @Test func manySessionsAtOnceDoNotMixTheirLines() async throws {
    let pages = Pages()
    let writer = TraceWriter { pages.add($0) }
    await withTaskGroup(of: Void.self) { group in
      for number in 0..<8 {
        group.addTask { for _ in 0..<50 { writer.observer(event("getTitle", "s\(number)", at: 1, for: 1)) } }
      }
    }
    let lines = pages.all.split(separator: "\n")
    #expect(lines.count == 3 + 8 + 400)
    #expect(lines.dropFirst().allSatisfy { $0.hasPrefix("{") && $0.hasSuffix("},") })
  }
}
