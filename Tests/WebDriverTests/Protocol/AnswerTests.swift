import Testing
import WebDriver

/// What comes back, and what is made of it.
@Suite struct AnswerTests {
  /// A refusal by the remote end, and the error it becomes.
  struct Refusal: Sendable, CustomTestStringConvertible {
    let title: String
    let body: String
    var status = 500
    let code: String
    let message: String
    var dialogText: String?
    var stacktrace = ""
    /// The whole error as a person reads it.
    let shown: String

    var testDescription: String { title }
  }

  private static let refusals = [
    Refusal(
      title: "chromedriver's message, with session info and stack",
      body: #"""
        {"value":{"error":"no such element","message":"no such element: Unable to locate element: {\"method\":\"css selector\",\"selector\":\"#nope\"}\n  (Session info: chrome=156.0.8078.79)","stacktrace":"#0 0x55\n#1 0x56"}}
        """#,
      status: 404, code: "no such element", message: ##"Unable to locate element: {"method":"css selector","selector":"#nope"}"##,
      stacktrace: "#0 0x55\n#1 0x56",
      shown:
        ##"no such element: Unable to locate element: {"method":"css selector","selector":"#nope"} (findElement on css selector "#nope")"##),
    Refusal(
      title: "a message that is the code again", body: #"{"value":{"error":"timeout","message":"timeout"}}"#, code: "timeout",
      message: "timeout", shown: ##"timeout (findElement on css selector "#nope")"##),
    Refusal(
      title: "no message", body: #"{"value":{"error":"timeout"}}"#, code: "timeout", message: "",
      shown: ##"timeout (findElement on css selector "#nope")"##),
    Refusal(
      title: "null for message and stack", body: #"{"value":{"error":"timeout","message":null,"stacktrace":null,"data":null}}"#,
      code: "timeout", message: "", shown: ##"timeout (findElement on css selector "#nope")"##),
    Refusal(
      title: "a code that no specification has", body: #"{"value":{"error":"tab crashed","message":"tab crashed: out of memory\n(info)"}}"#,
      code: "tab crashed", message: "out of memory", shown: ##"tab crashed: out of memory (findElement on css selector "#nope")"##),
    Refusal(
      title: "members that no specification has",
      body: #"{"value":{"error":"invalid selector","message":"m","extra":[1],"data":{"x":1}},"sessionId":null,"status":7}"#, status: 400,
      code: "invalid selector", message: "m", shown: ##"invalid selector: m (findElement on css selector "#nope")"##),
    Refusal(
      title: "the dialog's text",
      body: #"{"value":{"error":"unexpected alert open","message":"unexpected alert open: {Alert text : hey}","data":{"text":"hey"}}}"#,
      code: "unexpected alert open", message: "{Alert text : hey}", dialogText: "hey",
      shown: ##"unexpected alert open: {Alert text : hey} (findElement on css selector "#nope")"##),
    Refusal(
      title: "a dialog's text that is no text",
      body: #"{"value":{"error":"unexpected alert open","message":"m","data":{"text":5}}}"#, code: "unexpected alert open", message: "m",
      shown: ##"unexpected alert open: m (findElement on css selector "#nope")"##),
    Refusal(
      title: "data that is no object", body: #"{"value":{"error":"unexpected alert open","message":"m","data":"hey"}}"#,
      code: "unexpected alert open", message: "m", shown: ##"unexpected alert open: m (findElement on css selector "#nope")"##),
    Refusal(
      title: "an error inside a 200", body: #"{"value":{"error":"stale element reference","message":"gone"}}"#, status: 200,
      code: "stale element reference", message: "gone", shown: ##"stale element reference: gone (findElement on css selector "#nope")"##),
    Refusal(
      title: "an error inside a 302", body: #"{"value":{"error":"unknown error","message":"m"}}"#, status: 302, code: "unknown error",
      message: "m", shown: ##"unknown error: m (findElement on css selector "#nope")"##),
    Refusal(
      title: "an empty code", body: #"{"value":{"error":"","message":"m"}}"#, code: "", message: "m",
      shown: ##": m (findElement on css selector "#nope")"##),
  ]

  @Test(arguments: refusals) func becomesATypedError(_ refusal: Refusal) async throws {
    let (session, transport) = try await stubbedSession([.success(.text(refusal.body, status: refusal.status))])
    let error = await #expect(throws: WebDriverError.self) { try await session.find(.css("#nope")) }
    let thrown = try #require(error)
    #expect(thrown.code == ErrorCode(rawValue: refusal.code))
    #expect(thrown.message == refusal.message)
    #expect(thrown.command == "findElement")
    #expect(thrown.target == ##"css selector "#nope""##)
    #expect(thrown.dialogText == refusal.dialogText)
    #expect(thrown.stacktrace == refusal.stacktrace)
    #expect("\(thrown)" == refusal.shown)
    // Whatever came back, nothing is sent again.
    #expect(await transport.requests.count == 2)
  }

  @Test func anErrorInA200IsNoticedByACommandThatIgnoresItsAnswer() async throws {
    let (session, _) = try await stubbedSession([.success(.value(#"{"error":"element click intercepted","message":"m"}"#))])
    let error = await #expect(throws: WebDriverError.self) { try await session.click(ElementReference(id: "e"), name: "sign_in.submit") }
    #expect(error?.code == .elementClickIntercepted)
    #expect(error.map { "\($0)" } == "element click intercepted: m (elementClick on sign_in.submit)")
  }

  /// An answer that is no WebDriver answer, and what is said of it.
  struct Oddity: Sendable, CustomTestStringConvertible {
    let title: String
    let status: Int
    let body: [UInt8]
    let reason: String

    init(_ title: String, _ status: Int, _ body: String, _ reason: String) {
      self.init(title, status, Array(body.utf8), reason)
    }

    init(_ title: String, _ status: Int, _ body: [UInt8], _ reason: String) {
      self.title = title
      self.status = status
      self.body = body
      self.reason = reason
    }

    var testDescription: String { title }
  }

  private static let oddities = [
    Oddity("HTML in a 500", 500, "<html><h1>Oops</h1>", #"it begins "<html><h1>Oops</h1>""#),
    Oddity("several lines in a 502", 502, "\n\nBad gateway\nnginx", #"it begins "Bad gateway""#),
    Oddity("nothing in a 504", 504, "", "the answer is empty"),
    Oddity("blank lines in a 504", 504, "\r\n\n", "the answer is empty"),
    Oddity("a long line in a 404", 404, String(repeating: "é", count: 200), #"it begins "\#(String(repeating: "é", count: 40))""#),
    Oddity("bytes that are no UTF-8 in a 500", 500, [0xFF, 0x41], "it begins \"\u{FFFD}A\""),
    Oddity("JSON of another server in a 404", 404, #"{"detail":"Not Found"}"#, #"it begins "{"detail":"Not Found"}""#),
    Oddity("a value without an error in a 500", 500, #"{"value":null}"#, #"it begins "{"value":null}""#),
    Oddity("an error code that is no text", 500, #"{"value":{"error":5}}"#, #"it begins "{"value":{"error":5}}""#),
    Oddity("nothing in a 200", 200, "", "the answer is empty"),
    Oddity("HTML in a 200", 200, "<html>", #"it begins "<html>""#),
    Oddity("half an answer", 200, #"{"value":"a"#, "it is not JSON, or not the whole of it"),
    Oddity("an answer without a value", 200, #"{"sessionId":"s1"}"#, #"lacks "value""#),
    Oddity("null where a text is expected", 200, #"{"value":null}"#, ".value: Cannot get value of type String -- found null value instead"),
    Oddity("a number where a text is expected", 200, #"{"value":5}"#, ".value: Expected to decode String but found number instead."),
    Oddity("a list where an object is expected", 200, "[1]", "Expected to decode Dictionary<String, Any> but found an array instead."),
    Oddity(
      "bytes that are no UTF-8 in a 200", 200, Array(#"{"value":""#.utf8) + [0xC3, 0x28] + Array(#""}"#.utf8),
      "it is not JSON, or not the whole of it"),
    Oddity("a depth of 10,000", 200, #"{"value":"# + String(repeating: "[", count: 10_000), "it is not JSON, or not the whole of it"),
  ]

  @Test(arguments: oddities) func isSaidNotToBeWebDriver(_ oddity: Oddity) async throws {
    let (session, transport) = try await stubbedSession([.success(WireResponse(status: oddity.status, body: oddity.body))])
    let error = await #expect(throws: NotWebDriver.self) { try await session.title() }
    let thrown = try #require(error)
    #expect(thrown == NotWebDriver(command: "getTitle", status: oddity.status, reason: oddity.reason))
    #expect(
      "\(thrown)"
        == "the answer to getTitle is not WebDriver (HTTP \(oddity.status)): \(oddity.reason)" + (thrown.hint.map { "; \($0)" } ?? ""))
    #expect(await transport.requests.count == 2)
  }

  @Test func aStatusFromInFrontOfTheRemoteEndSaysWhatToLookAt() {
    func hint(_ status: Int) -> String? { NotWebDriver(command: "getTitle", status: status, reason: "r").hint }
    #expect(hint(200) == nil && hint(500) == nil)
    #expect(hint(301)?.contains("final address") == true)
    #expect(hint(401)?.contains("credentials") == true)
    #expect(hint(404)?.contains("/wd/hub") == true)
    #expect(hint(502) == hint(504))
  }

  @Test func wrongTypesDeepInsideAreSaidByTheirPlace() async throws {
    let (session, _) = try await stubbedSession([
      .success(.value(#"[{"element-6066-11e4-a52e-4f735466cecf":"a"},{"element-6066-11e4-a52e-4f735466cecf":7}]"#)),
      .success(.value(#"{"x":1,"y":2,"width":"wide","height":4}"#)),
      .success(.value(#"{"width":1}"#)),
    ])
    let element = await #expect(throws: NotWebDriver.self) { try await session.findAll(.css("p")) }
    #expect(element?.reason == ".value[1].element-6066-11e4-a52e-4f735466cecf: Expected to decode String but found number instead.")
    let width = await #expect(throws: NotWebDriver.self) { try await session.windowRect() }
    #expect(width?.reason == ".value.width: Expected to decode Double but found a string instead.")
    let missing = await #expect(throws: NotWebDriver.self) { try await session.windowRect() }
    #expect(missing?.reason == #".value: lacks "x""#)
  }

  @Test func membersThatNobodyKnowsDoNoHarm() async throws {
    let (session, _) = try await stubbedSession([
      .success(.text(#"{"value":{"x":1,"y":2,"width":3,"height":4,"depth":[{}]},"sessionId":"s1","took":0.5}"#)),
      .success(.value(#"{"name":"a","value":"b","priority":"High","sourceScheme":{"x":1}}"#)),
    ])
    #expect(try await session.windowRect() == WindowRect(x: 1, y: 2, width: 3, height: 4))
    #expect(try await session.cookie(named: "a").name == "a")
  }

  @Test(arguments: ["null", "true", "{}", #"{"a":[1]}"#, #""text""#, "[]"]) func aCommandWithoutAnAnswerTakesAny(_ value: String)
    async throws
  {
    let (session, _) = try await stubbedSession([.success(.value(value))])
    try await session.refresh()
  }

  @Test func aCommandWithoutAnAnswerStillNeedsAValue() async throws {
    let (session, _) = try await stubbedSession([.success(.text("{}"))])
    let error = await #expect(throws: NotWebDriver.self) { try await session.refresh() }
    #expect(error?.reason == #"lacks "value""#)
  }

  @Test func aPictureThatIsNotBase64IsNone() async throws {
    let (session, _) = try await stubbedSession([.success(.value(#""not base64!""#))])
    let error = await #expect(throws: NotWebDriver.self) { try await session.screenshot() }
    #expect(error == NotWebDriver(command: "takeScreenshot", status: 200, reason: "the picture is not base64"))
  }

  @Test func aNewSessionWithoutAnIdIsNone() async throws {
    let transport = StubTransport(values: [#"{"capabilities":{}}"#])
    let error = await #expect(throws: NotWebDriver.self) { try await Session.start(on: RemoteEnd(transport: transport), alwaysMatch: [:]) }
    #expect(error?.command == "newSession")
    #expect(await transport.requests.count == 1)
  }

  @Test func aBrowserThatDoesNotStartIsAnErrorOfTheRemoteEnd() async throws {
    let body = #"{"value":{"error":"session not created","message":"session not created: Chrome instance exited.\n  (Session info)"}}"#
    let transport = StubTransport([.success(.text(body, status: 500))])
    let error = await #expect(throws: WebDriverError.self) {
      try await Session.start(on: RemoteEnd(transport: transport), alwaysMatch: [:])
    }
    #expect(error.map { "\($0)" } == "session not created: Chrome instance exited. (newSession)")
  }

  @Test func strangeCapabilitiesDoNotSpoilASession() async throws {
    let transport = StubTransport(values: [#"{"sessionId":"s2","capabilities":{"chrome":"yes","x":{"y":[1]}}}"#])
    let session = try await Session.start(on: RemoteEnd(transport: transport), alwaysMatch: [:])
    #expect(session.id == "s2")
    #expect(session.capabilities.browserName == nil)
    #expect(session.capabilities.chromedriverVersion == nil)
  }

  @Test func chromedriversVersionIsRead() async throws {
    let transport = StubTransport(values: [
      #"{"sessionId":"s2","capabilities":{"chrome":{"chromedriverVersion":"156.0 (abc)","userDataDir":"x"}}}"#
    ])
    let session = try await Session.start(on: RemoteEnd(transport: transport), alwaysMatch: [:])
    #expect(session.capabilities.chromedriverVersion == "156.0 (abc)")
  }
}
