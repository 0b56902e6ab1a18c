import Recordings
import Secrets
import Testing
import WebDriver

struct RecorderTests {
  @Test func idsBecomeAliasesInOrderOfAppearance() async throws {
    let steps = try await Self.record([
      (Self.get("getWindowHandle", ["window"]), #"{"value":"8F0D4A"}"#),
      (Self.get("getActiveElement", ["element", "active"]), #"{"value":{"element-6066-11e4-a52e-4f735466cecf":"f.1.d.2.e.9"}}"#),
      (Self.get("getElementText", ["element", "f.1.d.2.e.9", "text"]), #"{"value":"f.1.d.2.e.9 is no id here"}"#),
      (Self.post("switchToWindow", ["window"], ["handle": "8F0D4A"]), #"{"value":null}"#),
    ])
    #expect(steps.map(\.request?.session) == Array(repeating: "session-1", count: 4))
    #expect(Self.value(steps[0]) == "window-1")
    #expect(Self.value(steps[1]) == ["element-6066-11e4-a52e-4f735466cecf": "element-1"])
    #expect(steps[2].request?.arguments == ["element-1"])
    #expect(Self.value(steps[2]) == "f.1.d.2.e.9 is no id here")
    #expect(steps[3].request?.body == ["handle": "window-1"])
  }

  @Test func theConsolesAddressIsNobodysBusiness() async throws {
    let steps = try await Self.record([
      (Self.post("navigateTo", ["url"], ["url": "http://127.0.0.1:4711/users?back=http%3A%2F%2F127.0.0.1%3A4711%2F"]), #"{"value":null}"#),
      (Self.get("getTitle", ["title"]), #"{"value":"127.0.0.1:4711 - console"}"#),
    ])
    #expect(steps[0].request?.body == ["url": "https://console.example/users?back=https%3A%2F%2Fconsole.example%2F"])
    #expect(Self.value(steps[1]) == "console.example - console")
  }

  @Test func anErrorKeepsWhatItSaysAndNotWhereItsMemoryIs() async throws {
    let steps = try await Self.record([
      (
        Self.get("getTitle", ["title"]),
        #"{"value":{"error":"no such window","message":"gone from http://127.0.0.1:4711/\n  (Session info: chrome=156.0)","stacktrace":"0x5581","data":{"text":"x"}}}"#
      )
    ])
    #expect(
      Self.value(steps[0]) == ["error": "no such window", "message": "gone from https://console.example/", "data": ["text": "x"]])
  }

  @Test func aSecretIsAPlaceholderOnBothSides() async throws {
    let secret = Secret("pa55-\"word\"-Ünique", label: "account.password")
    let steps = try await Self.record([
      (Self.post("sendAlertText", ["alert", "text"], ["text": .secret(secret)]), #"{"value":null}"#),
      (Self.get("getAlertText", ["alert", "text"]), #"{"value":"you typed pa55-\"word\"-Ünique"}"#),
    ])
    #expect(steps[0].request?.body == ["text": "{{secret:account.password}}"])
    #expect(Self.value(steps[1]) == "you typed {{secret:account.password}}")
  }

  @Test func cookiesPicturesAndSourcesAreLeftOut() async throws {
    let steps = try await Self.record([
      (Self.get("getAllCookies", ["cookie"]), #"{"value":[{"name":"_session","value":"c0ffee","expiry":1790000000,"path":"/"}]}"#),
      (
        Self.post("addCookie", ["cookie"], ["cookie": ["name": "a", "value": "s3cret"]]),
        #"{"value":null}"#
      ),
      (Self.get("takeScreenshot", ["screenshot"]), #"{"value":"iVBORw0KGgo="}"#),
      (Self.get("getPageSource", ["source"]), #"{"value":"<html>all of it</html>"}"#),
    ])
    #expect(Self.value(steps[0]) == [["name": "_session", "value": "<cookie>", "path": "/"]])
    #expect(steps[1].request?.body == ["cookie": ["name": "a", "value": "<cookie>"]])
    #expect(Self.value(steps[2]) == "<picture>")
    #expect(Self.value(steps[3]) == "<source>")
  }

  @Test func keptPicturesStandBesideButNotOfAPageWithASecretInIt() async throws {
    let recorder = Recorder(console: nil, artifacts: ArtifactPolicy(keepsPictures: true, keepsSources: true))
    try await Self.run(
      recorder,
      [
        (Self.get("takeScreenshot", ["screenshot"]), #"{"value":"iVBORw0KGgo="}"#),
        (
          Self.get("getPageSource", ["source"]),
          #"{"value":"<meta name=\"csrf-token\" content=\"t0ken\"><input value=\"t1\" name=\"authenticity_token\"><input value=\"x\">"}"#
        ),
        (
          Self.post("sendAlertText", ["alert", "text"], ["text": .secret(Secret("pa55-word-Unique", label: "account.password"))]),
          #"{"value":null}"#
        ),
        (Self.get("takeScreenshot", ["screenshot"]), #"{"value":"iVBORw0KGgo="}"#),
        (Self.post("navigateTo", ["url"], ["url": "https://a.example/"]), #"{"value":null}"#),
        (Self.get("takeScreenshot", ["screenshot"]), #"{"value":"iVBORw0KGgo="}"#),
      ])
    let draft = recorder.draft
    #expect(draft.blobs.count == 2)
    let picture = try #require(draft.blobs.first { $0.key.kind == .picture })
    #expect(picture.value == [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A])
    #expect(Self.value(draft.steps[0]) == picture.key.json)
    let source = try #require(draft.blobs.first { $0.key.kind == .source })
    #expect(
      String(decoding: source.value, as: UTF8.self)
        == #"<meta name="csrf-token" content="<csrf-token>"><input value="<csrf-token>" name="authenticity_token"><input value="x">"#)
    #expect(Self.value(draft.steps[3]) == "<picture>")
    #expect(Self.value(draft.steps[5]) == picture.key.json)
  }

  @Test func repeatsOfAReadingAreOnePoll() async throws {
    let steps = try await Self.record([
      (Self.get("getTitle", ["title"]), #"{"value":"Loading"}"#), (Self.get("getTitle", ["title"]), #"{"value":"Loading"}"#),
      (Self.get("getTitle", ["title"]), #"{"value":"Done"}"#), (Self.get("getTitle", ["title"]), #"{"value":"Done"}"#),
      (Self.post("back", ["back"], [:]), #"{"value":null}"#), (Self.post("back", ["back"], [:]), #"{"value":null}"#),
      (Self.get("getTitle", ["title"]), #"{"value":"Done"}"#),
    ])
    #expect(steps.count == 4)
    #expect(
      steps[0]
        == .poll(
          RecordedPoll(
            request: RecordedRequest(command: "getTitle", session: "session-1"),
            states: [.answer(status: 200, value: "Loading"), .answer(status: 200, value: "Done")])))
    #expect(steps[1].request?.command == "back")
    #expect(steps[2].request?.command == "back")
  }

  @Test func aClickThatWasRefusedAndTriedAgainIsNoNews() async throws {
    func look(_ id: String) -> (WireRequest, String?) {
      (
        Self.post(
          "executeAsyncScript", ["execute", "async"],
          ["script": .string(PageScripts.page), "args": [["cases": [], "elements": [:], "deadline": 9_990]]]),
        #"{"value":{"case":"button","waited":12,"elements":{"a.b":{"counts":[1],"node":{"element-6066-11e4-a52e-4f735466cecf":"\#(id)"}}}}}"#
      )
    }
    func click(_ id: String, _ answer: String) -> (WireRequest, String?) {
      (Self.post("elementClick", ["element", id, "click"], [:]), answer)
    }
    let picture: (WireRequest, String?) = (Self.get("takeScreenshot", ["screenshot"]), #"{"value":"AA=="}"#)
    let clicked = #"{"value":null}"#
    let once = try await Self.record([look("e.1"), picture, click("e.1", clicked)])
    let twice = try await Self.record([
      look("e.1"), picture, click("e.1", #"{"value":{"error":"stale element reference","message":"gone"}}"#), look("e.2"),
      click("e.2", clicked),
    ])
    #expect(once.count == 3)
    #expect(once == twice)
  }

  @Test func nothingIsKnownOfAnAnswerThatNeverCame() async throws {
    let steps = try await Self.record([(Self.get("getTitle", ["title"]), nil)])
    #expect(
      steps == [
        .exchange(
          RecordedExchange(
            request: RecordedRequest(command: "getTitle", session: "session-1"),
            response: .failure(code: .lost, detail: "nothing left on port 0")))
      ])
  }

  @Test func whatIsNoAnswerOfARemoteEndIsNotKept() async throws {
    let steps = try await Self.record([(Self.get("getTitle", ["title"]), "<html>Sign in to the proxy as root:hunter2</html>")])
    #expect(Self.value(steps[0]) == "<no WebDriver answer>")
  }

  @Test func aVendorsCommandKeepsItsPath() async throws {
    let steps = try await Self.record([(Self.post("logs", ["se", "log"], ["type": "browser"]), #"{"value":[]}"#)])
    #expect(steps[0].request?.vendor == RecordedRequest.VendorEndpoint(method: .post, path: ["se", "log"]))
    #expect(steps[0].request?.arguments == [])
  }

  // MARK: -

  private static func get(_ command: String, _ path: [String]) -> WireRequest {
    WireRequest(command: command, method: .get, path: ["session", "5E55"] + path, body: nil, timeLimit: .seconds(1))
  }

  private static func post(_ command: String, _ path: [String], _ body: JSONValue) -> WireRequest {
    WireRequest(command: command, method: .post, path: ["session", "5E55"] + path, body: body, timeLimit: .seconds(1))
  }

  private static func value(_ step: RecordedStep) -> JSONValue? {
    if case .exchange(let exchange) = step, case .answer(_, let value) = exchange.response { value } else { nil }
  }

  private static func record(_ exchanges: [(WireRequest, String?)]) async throws -> [RecordedStep] {
    let recorder = Recorder(console: "http://127.0.0.1:4711")
    try await run(recorder, exchanges)
    return recorder.draft.steps
  }

  private static func run(_ recorder: Recorder, _ exchanges: [(WireRequest, String?)]) async throws {
    let transport = recorder.recording(ScriptedTransport(exchanges.compactMap { exchange in exchange.1.map { (200, $0) } }))
    for (request, answer) in exchanges {
      do { _ = try await transport.send(request) } catch is TransportError where answer == nil {}
    }
  }
}
