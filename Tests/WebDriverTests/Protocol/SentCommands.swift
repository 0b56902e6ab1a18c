import Foundation
import Secrets
import Testing
import WebDriver

let navigationCommands = [
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

let elementCommands = [
  SentCommand("findElement", .post, ["element"], body: #"{"using":"css selector","value":"a[b=\"c\"]"}"#, answer: sampleElementAnswer) {
    try await isSame($0.find(.css(#"a[b="c"]"#)), ElementReference(id: "e1"))
  },
  SentCommand("findElement", .post, ["element"], body: #"{"using":"link text","value":"Next"}"#, answer: sampleElementAnswer) {
    _ = try await $0.find(.linkText("Next"))
  },
  SentCommand("findElement", .post, ["element"], body: #"{"using":"partial link text","value":"Ne"}"#, answer: sampleElementAnswer) {
    _ = try await $0.find(.partialLinkText("Ne"))
  },
  SentCommand("findElement", .post, ["element"], body: #"{"using":"tag name","value":"h1"}"#, answer: sampleElementAnswer) {
    _ = try await $0.find(.tagName("h1"))
  },
  SentCommand("findElements", .post, ["elements"], body: #"{"using":"xpath","value":"//p"}"#, answer: "[\(sampleElementAnswer)]") {
    try await isSame($0.findAll(.xpath("//p")), [ElementReference(id: "e1")])
  },
  SentCommand(
    "findElementFromElement", .post, ["element", "f.1/é", "element"], body: #"{"using":"css selector","value":"p"}"#,
    answer: sampleElementAnswer
  ) { try await isSame($0.find(.css("p"), in: sampleElement), ElementReference(id: "e1")) },
  SentCommand("getActiveElement", .get, ["element", "active"], answer: sampleElementAnswer) {
    try await isSame($0.activeElement(), ElementReference(id: "e1"))
  },
  SentCommand("isElementSelected", .get, ["element", "f.1/é", "selected"], answer: "true") {
    try await isSame($0.isSelected(sampleElement), true)
  },
  SentCommand("isElementEnabled", .get, ["element", "f.1/é", "enabled"], answer: "false") {
    try await isSame($0.isEnabled(sampleElement), false)
  },
  SentCommand("getElementAttribute", .get, ["element", "f.1/é", "attribute", "data-x y/z"], answer: #""v""#) {
    try await isSame($0.attribute("data-x y/z", of: sampleElement), "v")
  },
  SentCommand("getElementAttribute", .get, ["element", "f.1/é", "attribute", "id"]) {
    try await isSame($0.attribute("id", of: sampleElement), nil)
  },
  SentCommand("getElementText", .get, ["element", "f.1/é", "text"], answer: #""t""#) { try await isSame($0.text(of: sampleElement), "t") },
  SentCommand("getElementTagName", .get, ["element", "f.1/é", "name"], answer: #""p""#) {
    try await isSame($0.tagName(of: sampleElement), "p")
  },
  SentCommand("elementClick", .post, ["element", "f.1/é", "click"], body: "{}") { try await $0.click(sampleElement) },
  SentCommand("elementClear", .post, ["element", "f.1/é", "clear"], body: "{}") { try await $0.clear(sampleElement) },
  SentCommand("elementSendKeys", .post, ["element", "f.1/é", "value"], body: #"{"text":"a\"b\n\\"}"#) {
    try await $0.type("a\"b\n\\", into: sampleElement)
  },
  SentCommand("elementSendKeys", .post, ["element", "f.1/é", "value"], body: #"{"text":"{{secret:console.password}}"}"#) {
    try await $0.type(Secret("hunter2", label: "console.password"), into: sampleElement)
  },
]

let scriptCommands = [
  SentCommand("executeScript", .post, ["execute", "sync"], body: #"{"args":[],"script":"return 1"}"#, limit: .script, answer: "1") {
    try await isSame($0.execute("return 1", as: Int.self), 1)
  },
  SentCommand(
    "executeScript", .post, ["execute", "sync"],
    body: #"{"args":[{"element-6066-11e4-a52e-4f735466cecf":"f.1/é"},null,true,-1,0.5,"\t",{"a":["{{secret:totp}}"]}],"script":"s"}"#,
    limit: .script, answer: sampleElementAnswer
  ) {
    let arguments: [JSONValue] = [sampleElement.json, nil, true, -1, .double(0.5), "\t", ["a": [.secret(Secret("123456", label: "totp"))]]]
    try await isSame($0.execute("s", arguments: arguments, as: ElementReference.self), ElementReference(id: "e1"))
  },
  SentCommand("executeAsyncScript", .post, ["execute", "async"], body: #"{"args":[2],"script":"s"}"#, limit: .script) {
    try await isSame($0.executeAsync("s", arguments: [2], as: Int?.self), nil)
  },
]

let cookieCommands = [
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

let dialogCommands = [
  SentCommand("acceptAlert", .post, ["alert", "accept"], body: "{}") { try await $0.acceptDialog() },
  SentCommand("dismissAlert", .post, ["alert", "dismiss"], body: "{}") { try await $0.dismissDialog() },
  SentCommand("getAlertText", .get, ["alert", "text"], answer: #""Sure?""#) { try await isSame($0.dialogText(), "Sure?") },
  SentCommand("getAlertText", .get, ["alert", "text"]) { try await isSame($0.dialogText(), "") },
  SentCommand("sendAlertText", .post, ["alert", "text"], body: #"{"text":"yes"}"#) { try await $0.typeIntoDialog("yes") },
]

let windowCommands = [
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
  SentCommand("getWindowRect", .get, ["window", "rect"], answer: sampleRectAnswer) {
    try await isSame($0.windowRect(), WindowRect(x: 1, y: 2, width: 3, height: 4))
  },
  SentCommand("setWindowRect", .post, ["window", "rect"], body: #"{"height":40,"width":30,"x":-1,"y":20}"#, answer: sampleRectAnswer) {
    try await isSame($0.setWindowRect(WindowRect(x: -1, y: 20, width: 30, height: 40)).height, 4)
  },
]

let sessionCommands = [
  SentCommand("setTimeouts", .post, ["timeouts"], body: #"{"implicit":0,"pageLoad":1500,"script":2000}"#, limit: .prompt) {
    try await $0.setTimeouts(SessionTimeouts(pageLoad: .milliseconds(1500), script: .seconds(2)))
  },
  SentCommand("getTimeouts", .get, ["timeouts"], limit: .prompt, answer: #"{"implicit":0,"pageLoad":7000,"script":null}"#) {
    try await isSame($0.remoteTimeouts(), SessionTimeouts(pageLoad: .seconds(7), script: .seconds(86_400)))
  },
  SentCommand("deleteSession", .delete, []) { try await $0.delete() },
]
