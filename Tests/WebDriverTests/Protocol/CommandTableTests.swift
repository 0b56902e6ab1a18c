import BrowserSupport
import Foundation
import Secrets
import Testing

@testable import WebDriver

/// What one method of ``Session`` is to send.
struct SentCommand: Sendable, CustomTestStringConvertible {
  /// Which of the session's time-outs bounds it.
  enum Limit: Sendable {
    case prompt, load, script
  }

  let name: String
  let method: WireRequest.Method
  /// Below `/session/s1`.
  let path: [String]
  /// To the letter; `nil` for a request without a body.
  let body: String?
  let limit: Limit
  let answer: String
  let call: @Sendable (Session) async throws -> Void

  init(
    _ name: String, _ method: WireRequest.Method, _ path: [String], body: String? = nil, limit: Limit = .load, answer: String = "null",
    call: @escaping @Sendable (Session) async throws -> Void
  ) {
    self.name = name
    self.method = method
    self.path = path
    self.body = body
    self.limit = limit
    self.answer = answer
    self.call = call
  }

  var testDescription: String { "\(name) \(body ?? "")" }
}

/// `#expect` for closures of one expression, in which the macro's own `try` is not seen.
private func isSame<Value: Equatable>(_ value: Value, _ expected: Value, sourceLocation: SourceLocation = #_sourceLocation) {
  #expect(value == expected, sourceLocation: sourceLocation)
}

private let element = ElementReference(id: "f.1/é")
private let elementAnswer = #"{"element-6066-11e4-a52e-4f735466cecf":"e1"}"#
private let rectAnswer = #"{"x":1,"y":2,"width":3,"height":4}"#

private let commands: [SentCommand] =
  navigationCommands + elementCommands + scriptCommands + cookieCommands + dialogCommands + windowCommands + sessionCommands

private let navigationCommands = [
  SentCommand("navigateTo", .post, ["url"], body: #"{"url":"https://a.example/?q=\"x\""}"#) {
    try await $0.navigate(to: #"https://a.example/?q="x""#)
  },
  SentCommand("getCurrentUrl", .get, ["url"], answer: #""u""#) { try await isSame($0.currentURL(), "u") },
  SentCommand("back", .post, ["back"], body: "{}") { try await $0.back() },
  SentCommand("forward", .post, ["forward"], body: "{}") { try await $0.forward() },
  SentCommand("refresh", .post, ["refresh"], body: "{}") { try await $0.refresh() },
  SentCommand("getTitle", .get, ["title"], answer: #""t""#) { try await isSame($0.title(), "t") },
  SentCommand("getPageSource", .get, ["source"], answer: #""<p>""#) { try await isSame($0.pageSource(), "<p>") },
  SentCommand("takeScreenshot", .get, ["screenshot"], answer: #""AAEC""#) { try await isSame($0.screenshot(), Data([0, 1, 2])) },
]

private let elementCommands = [
  SentCommand("findElement", .post, ["element"], body: #"{"using":"css selector","value":"a[b=\"c\"]"}"#, answer: elementAnswer) {
    try await isSame($0.find(.css(#"a[b="c"]"#)), ElementReference(id: "e1"))
  },
  SentCommand("findElement", .post, ["element"], body: #"{"using":"link text","value":"Next"}"#, answer: elementAnswer) {
    _ = try await $0.find(.linkText("Next"))
  },
  SentCommand("findElement", .post, ["element"], body: #"{"using":"partial link text","value":"Ne"}"#, answer: elementAnswer) {
    _ = try await $0.find(.partialLinkText("Ne"))
  },
  SentCommand("findElement", .post, ["element"], body: #"{"using":"tag name","value":"h1"}"#, answer: elementAnswer) {
    _ = try await $0.find(.tagName("h1"))
  },
  SentCommand("findElements", .post, ["elements"], body: #"{"using":"xpath","value":"//p"}"#, answer: "[\(elementAnswer)]") {
    try await isSame($0.findAll(.xpath("//p")), [ElementReference(id: "e1")])
  },
  SentCommand(
    "findElementFromElement", .post, ["element", "f.1/é", "element"], body: #"{"using":"css selector","value":"p"}"#, answer: elementAnswer
  ) { try await isSame($0.find(.css("p"), in: element), ElementReference(id: "e1")) },
  SentCommand("getActiveElement", .get, ["element", "active"], answer: elementAnswer) {
    try await isSame($0.activeElement(), ElementReference(id: "e1"))
  },
  SentCommand("isElementSelected", .get, ["element", "f.1/é", "selected"], answer: "true") {
    try await isSame($0.isSelected(element), true)
  },
  SentCommand("isElementEnabled", .get, ["element", "f.1/é", "enabled"], answer: "false") {
    try await isSame($0.isEnabled(element), false)
  },
  SentCommand("getElementAttribute", .get, ["element", "f.1/é", "attribute", "data-x y/z"], answer: #""v""#) {
    try await isSame($0.attribute("data-x y/z", of: element), "v")
  },
  SentCommand("getElementAttribute", .get, ["element", "f.1/é", "attribute", "id"]) {
    try await isSame($0.attribute("id", of: element), nil)
  },
  SentCommand("getElementText", .get, ["element", "f.1/é", "text"], answer: #""t""#) { try await isSame($0.text(of: element), "t") },
  SentCommand("getElementTagName", .get, ["element", "f.1/é", "name"], answer: #""p""#) {
    try await isSame($0.tagName(of: element), "p")
  },
  SentCommand("elementClick", .post, ["element", "f.1/é", "click"], body: "{}") { try await $0.click(element) },
  SentCommand("elementClear", .post, ["element", "f.1/é", "clear"], body: "{}") { try await $0.clear(element) },
  SentCommand("elementSendKeys", .post, ["element", "f.1/é", "value"], body: #"{"text":"a\"b\n\\"}"#) {
    try await $0.type("a\"b\n\\", into: element)
  },
  SentCommand("elementSendKeys", .post, ["element", "f.1/é", "value"], body: #"{"text":"{{secret:console.password}}"}"#) {
    try await $0.type(Secret("hunter2", label: "console.password"), into: element)
  },
]

private let scriptCommands = [
  SentCommand("executeScript", .post, ["execute", "sync"], body: #"{"args":[],"script":"return 1"}"#, limit: .script, answer: "1") {
    try await isSame($0.execute("return 1", as: Int.self), 1)
  },
  SentCommand(
    "executeScript", .post, ["execute", "sync"],
    body: #"{"args":[{"element-6066-11e4-a52e-4f735466cecf":"f.1/é"},null,true,-1,0.5,"\t",{"a":["{{secret:totp}}"]}],"script":"s"}"#,
    limit: .script, answer: elementAnswer
  ) {
    let arguments: [JSONValue] = [element.json, nil, true, -1, .double(0.5), "\t", ["a": [.secret(Secret("123456", label: "totp"))]]]
    try await isSame($0.execute("s", arguments: arguments, as: ElementReference.self), ElementReference(id: "e1"))
  },
  SentCommand("executeAsyncScript", .post, ["execute", "async"], body: #"{"args":[2],"script":"s"}"#, limit: .script) {
    try await isSame($0.executeAsync("s", arguments: [2], as: Int?.self), nil)
  },
]

private let cookieCommands = [
  SentCommand("getAllCookies", .get, ["cookie"], answer: #"[{"name":"a","value":"b"}]"#) {
    try await isSame($0.cookies(), [Cookie(name: "a", value: Secret("b", label: "cookie.a"))])
  },
  SentCommand("getNamedCookie", .get, ["cookie", "a b/ü"], answer: #"{"name":"a b/ü","value":"c","expiry":17,"sameSite":"Lax"}"#) {
    let cookie = try await $0.cookie(named: "a b/ü")
    #expect(cookie == Cookie(name: "a b/ü", value: Secret("c", label: "cookie.a b/ü"), expiry: 17, sameSite: "Lax"))
  },
  SentCommand("addCookie", .post, ["cookie"], body: #"{"cookie":{"name":"a","value":"{{secret:v}}"}}"#) {
    try await $0.addCookie(Cookie(name: "a", value: Secret("s3", label: "v")))
  },
  SentCommand(
    "addCookie", .post, ["cookie"],
    body:
      #"{"cookie":{"domain":".x.example","expiry":9,"httpOnly":false,"name":"a","path":"/p","sameSite":"None","secure":true,"value":"{{secret:v}}"}}"#
  ) {
    try await $0.addCookie(
      Cookie(
        name: "a", value: Secret("s3", label: "v"), domain: ".x.example", path: "/p", secure: true, httpOnly: false, expiry: 9,
        sameSite: "None"))
  },
  SentCommand("deleteCookie", .delete, ["cookie", "../x"]) { try await $0.deleteCookie(named: "../x") },
  SentCommand("deleteAllCookies", .delete, ["cookie"]) { try await $0.deleteAllCookies() },
]

private let dialogCommands = [
  SentCommand("acceptAlert", .post, ["alert", "accept"], body: "{}") { try await $0.acceptDialog() },
  SentCommand("dismissAlert", .post, ["alert", "dismiss"], body: "{}") { try await $0.dismissDialog() },
  SentCommand("getAlertText", .get, ["alert", "text"], answer: #""Sure?""#) { try await isSame($0.dialogText(), "Sure?") },
  SentCommand("getAlertText", .get, ["alert", "text"]) { try await isSame($0.dialogText(), "") },
  SentCommand("sendAlertText", .post, ["alert", "text"], body: #"{"text":"yes"}"#) { try await $0.typeIntoDialog("yes") },
]

private let windowCommands = [
  SentCommand("getWindowHandle", .get, ["window"], answer: #""w1""#) { try await isSame($0.window(), WindowHandle(rawValue: "w1")) },
  SentCommand("getWindowHandles", .get, ["window", "handles"], answer: #"["w1","w2"]"#) {
    try await isSame($0.windows().map(\.rawValue), ["w1", "w2"])
  },
  SentCommand("switchToWindow", .post, ["window"], body: #"{"handle":"w2"}"#) { try await $0.switchTo(WindowHandle(rawValue: "w2")) },
  SentCommand("closeWindow", .delete, ["window"], answer: #"["w1"]"#) {
    try await isSame($0.closeWindow(), [WindowHandle(rawValue: "w1")])
  },
  SentCommand("newWindow", .post, ["window", "new"], body: #"{"type":"tab"}"#, answer: #"{"handle":"w3","type":"tab"}"#) {
    try await isSame($0.newWindow().rawValue, "w3")
  },
  SentCommand("newWindow", .post, ["window", "new"], body: #"{"type":"window"}"#, answer: #"{"handle":"w4","type":"window"}"#) {
    try await isSame($0.newWindow(.window).rawValue, "w4")
  },
  SentCommand("getWindowRect", .get, ["window", "rect"], answer: rectAnswer) {
    try await isSame($0.windowRect(), WindowRect(x: 1, y: 2, width: 3, height: 4))
  },
  SentCommand("setWindowRect", .post, ["window", "rect"], body: #"{"height":40,"width":30,"x":-1,"y":20}"#, answer: rectAnswer) {
    try await isSame($0.setWindowRect(WindowRect(x: -1, y: 20, width: 30, height: 40)).height, 4)
  },
]

private let sessionCommands = [
  SentCommand("setTimeouts", .post, ["timeouts"], body: #"{"implicit":0,"pageLoad":1500,"script":2000}"#, limit: .prompt) {
    try await $0.setTimeouts(SessionTimeouts(pageLoad: .milliseconds(1500), script: .seconds(2)))
  },
  SentCommand("getTimeouts", .get, ["timeouts"], limit: .prompt, answer: #"{"implicit":0,"pageLoad":7000,"script":null}"#) {
    try await isSame($0.perform(Commands.GetTimeouts()).pageLoad, 7000)
  },
  SentCommand("deleteSession", .delete, []) { try await $0.delete() },
]

@Suite struct CommandTableTests {
  private static let timeouts = SessionTimeouts(pageLoad: .seconds(7), script: .seconds(3))

  @Test(arguments: commands) func isSentAsTheSpecificationSays(_ expected: SentCommand) async throws {
    let (session, transport) = try await stubbedSession([.success(.value(expected.answer))], timeouts: Self.timeouts)
    try await expected.call(session)
    let requests = await transport.requests
    try #require(requests.count == 2)
    let sent = requests[1]
    #expect(sent.command == expected.name)
    #expect(sent.method == expected.method)
    #expect(sent.path == ["session", "s1"] + expected.path)
    #expect(sent.bodyText == expected.body)
    // The remote end is to give up first and say why: ours is its own time-out and ten seconds.
    let limit: Duration =
      switch expected.limit {
      case .prompt: .seconds(10)
      case .load: .seconds(7 + 10)
      case .script: .seconds(7 + 3 + 10)
      }
    #expect(sent.timeLimit == limit)
  }

  @Test func everyCommandOfTheClientIsInTheTable() throws {
    let folder = repositoryFile("Sources/WebDriver/Commands")
    let names = try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil).flatMap { file in
      try String(contentsOf: file, encoding: .utf8).matches(of: /static (?:let|var) name(?:: String \{| =) "(\w+)"/).map { String($0.1) }
    }
    #expect(Set(names) == Set(commands.map(\.name)).union(["status", "newSession"]))
  }

  @Test func aNewSessionAsksForItsCapabilitiesAndTimeOuts() async throws {
    let transport = StubTransport([.success(newSessionAnswer)])
    let session = try await Session.start(
      on: RemoteEnd(transport: transport), alwaysMatch: ["browserName": "chrome", "goog:chromeOptions": ["args": ["--headless=new"]]],
      timeouts: Self.timeouts, startLimit: .seconds(31))
    let sent = try #require(await transport.requests.first)
    #expect(sent.command == "newSession")
    #expect(sent.method == .post)
    #expect(sent.path == ["session"])
    #expect(sent.timeLimit == .seconds(31))
    #expect(
      sent.bodyText
        == #"{"capabilities":{"alwaysMatch":{"browserName":"chrome","goog:chromeOptions":{"args":["--headless=new"]},"#
        + #""timeouts":{"implicit":0,"pageLoad":7000,"script":3000}}}}"#)
    #expect(session.id == "s1")
    #expect(session.capabilities.browserName == "chrome")
    #expect(session.capabilities.browserVersion == "156.0.1.2")
    #expect(session.capabilities.chromedriverVersion == nil)
    #expect(session.timeouts == Self.timeouts)
  }

  @Test func statusIsAskedOfTheServerItself() async throws {
    let transport = StubTransport(values: [#"{"ready":false,"message":"busy","build":{"version":"1"},"os":null}"#])
    let status = try await RemoteEnd(transport: transport).status()
    #expect(status.ready == false)
    #expect(status.message == "busy")
    let sent = try #require(await transport.requests.first)
    #expect(sent == WireRequest(command: "status", method: .get, path: ["status"], body: nil, timeLimit: .seconds(10)))
  }

  @Test func timeLimitsFollowTheSessionsTimeOuts() async throws {
    let (session, transport) = try await stubbedSession(
      [.success(.value(#""a""#)), .success(.value("null")), .success(.value(#""b""#)), .success(.value("1"))], timeouts: Self.timeouts)
    _ = try await session.title()
    try await session.setTimeouts(SessionTimeouts(pageLoad: .seconds(90), script: .seconds(5)))
    _ = try await session.title()
    _ = try await session.execute("return 1", as: Int.self)
    #expect(await transport.requests.dropFirst().map(\.timeLimit) == [.seconds(17), .seconds(10), .seconds(100), .seconds(105)])
  }

  @Test func timeOutsThatTheRemoteEndRefusedAreNotInForce() async throws {
    let (session, _) = try await stubbedSession(
      [.success(.text(#"{"value":{"error":"invalid argument"}}"#, status: 400))], timeouts: Self.timeouts)
    await #expect(throws: WebDriverError.self) {
      try await session.setTimeouts(SessionTimeouts(pageLoad: .seconds(1), script: .seconds(1)))
    }
    #expect(session.timeouts == Self.timeouts)
  }
}
