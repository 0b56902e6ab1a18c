import Foundation
import Secrets
import Testing
import WebDriver

private let root = ShadowRootReference(id: "s.1")
private let element = sampleElement
private let authenticator = AuthenticatorID(rawValue: "a/1")

let findCommands = [
  SentCommand(
    "findElementsFromElement", .post, ["element", "f.1/é", "elements"], body: #"{"using":"tag name","value":"p"}"#,
    answer: "[\(sampleElementAnswer)]"
  ) { try await isSame($0.findAll(.tagName("p"), in: element), [ElementReference(id: "e1")]) },
  SentCommand(
    "getElementShadowRoot", .get, ["element", "f.1/é", "shadow"], answer: #"{"shadow-6066-11e4-a52e-4f735466cecf":"s.1"}"#
  ) { try await isSame($0.shadowRoot(of: element), root) },
  SentCommand(
    "findElementFromShadowRoot", .post, ["shadow", "s.1", "element"], body: #"{"using":"css selector","value":"p"}"#,
    answer: sampleElementAnswer
  ) { try await isSame($0.find(.css("p"), in: root), ElementReference(id: "e1")) },
  SentCommand(
    "findElementsFromShadowRoot", .post, ["shadow", "s.1", "elements"], body: #"{"using":"css selector","value":"p"}"#, answer: "[]"
  ) { try await isSame($0.findAll(.css("p"), in: root), []) },
]

let stateCommands = [
  SentCommand("isElementDisplayed", .get, ["element", "f.1/é", "displayed"], answer: "true") {
    try await isSame($0.isDisplayed(element), true)
  },
  SentCommand("getElementProperty", .get, ["element", "f.1/é", "property", "value"], answer: #""v""#) {
    try await isSame($0.property("value", of: element, as: String.self), "v")
  },
  SentCommand("getElementProperty", .get, ["element", "f.1/é", "property", "validity"], answer: #"{"valid":true}"#) {
    try await isSame($0.property("validity", of: element, as: JSONValue.self), ["valid": true])
  },
  SentCommand("getElementCssValue", .get, ["element", "f.1/é", "css", "color"], answer: #""red""#) {
    try await isSame($0.cssValue("color", of: element), "red")
  },
  SentCommand("getElementRect", .get, ["element", "f.1/é", "rect"], answer: #"{"x":1.5,"y":2,"width":3,"height":4}"#) {
    try await isSame($0.rect(of: element), ElementRect(x: 1.5, y: 2, width: 3, height: 4))
  },
  SentCommand("getComputedRole", .get, ["element", "f.1/é", "computedrole"], answer: #""button""#) {
    try await isSame($0.computedRole(of: element), "button")
  },
  SentCommand("getComputedLabel", .get, ["element", "f.1/é", "computedlabel"], answer: #""Save""#) {
    try await isSame($0.computedLabel(of: element), "Save")
  },
  SentCommand("elementSendKeys", .post, ["element", "f.1/é", "value"], body: #"{"text":"/a\n/b"}"#) {
    try await $0.upload(["/a", "/b"], into: element)
  },
]

let pictureCommands = [
  SentCommand("takeElementScreenshot", .get, ["element", "f.1/é", "screenshot"], answer: #""AAEC""#) {
    try await isSame($0.screenshot(of: element), Data([0, 1, 2]))
  },
  SentCommand(
    "printPage", .post, ["print"],
    body:
      #"{"background":true,"margin":{"bottom":1,"left":1,"right":1,"top":0.5},"orientation":"landscape","page":{"height":27.94,"width":21.59},"pageRanges":["1-2"],"scale":1,"shrinkToFit":true}"#,
    answer: #""AAEC""#
  ) {
    var options = PrintOptions()
    options.orientation = .landscape
    options.printsBackground = true
    options.margins.top = 0.5
    options.pageRanges = ["1-2"]
    try await isSame($0.print(options), Data([0, 1, 2]))
  },
  SentCommand("maximizeWindow", .post, ["window", "maximize"], body: "{}", answer: sampleRectAnswer) {
    try await isSame($0.maximizeWindow().width, 3)
  },
  SentCommand("minimizeWindow", .post, ["window", "minimize"], body: "{}", answer: sampleRectAnswer) {
    try await isSame($0.minimizeWindow().width, 3)
  },
  SentCommand("fullscreenWindow", .post, ["window", "fullscreen"], body: "{}", answer: sampleRectAnswer) {
    try await isSame($0.fullscreenWindow().width, 3)
  },
  SentCommand("setWindowRect", .post, ["window", "rect"], body: #"{"height":40,"width":30,"x":null,"y":null}"#, answer: sampleRectAnswer) {
    try await isSame($0.setWindowSize(width: 30, height: 40).height, 4)
  },
  SentCommand("switchToFrame", .post, ["frame"], body: #"{"id":null}"#) { try await $0.switchTo(.top) },
  SentCommand("switchToFrame", .post, ["frame"], body: #"{"id":1}"#) { try await $0.switchTo(.index(1)) },
  SentCommand("switchToFrame", .post, ["frame"], body: #"{"id":{"element-6066-11e4-a52e-4f735466cecf":"f.1/é"}}"#) {
    try await $0.switchTo(.element(element))
  },
  SentCommand("switchToParentFrame", .post, ["frame", "parent"], body: "{}") { try await $0.switchToParentFrame() },
]

let actionCommands = [
  SentCommand(
    "performActions", .post, ["actions"],
    body:
      #"{"actions":[{"actions":[{"type":"keyDown","value":"\#u{E008}"},{"type":"keyDown","value":"a"},{"duration":5,"type":"pause"},{"type":"keyUp","value":"a"}],"id":"keyboard","type":"key"},"#
      + #"{"actions":[{"duration":100,"origin":{"element-6066-11e4-a52e-4f735466cecf":"f.1/é"},"type":"pointerMove","x":1,"y":-2.5},{"button":2,"type":"pointerDown"},{"button":2,"type":"pointerUp"},{"duration":0,"type":"pause"}],"id":"mouse","parameters":{"pointerType":"mouse"},"type":"pointer"}]}"#,
    limit: .script
  ) {
    try await $0.perform([
      .keys([.down(Key.shift), .down("a"), .pause(.milliseconds(5)), .up("a")]),
      .mouse([.move(to: .element(element), x: 1, y: -2.5, duration: .milliseconds(100)), .down(button: 2), .up(button: 2), .pause()]),
    ])
  },
  SentCommand(
    "performActions", .post, ["actions"],
    body:
      #"{"actions":[{"actions":[{"origin":"viewport","type":"pointerMove","x":10,"y":20},{"altitudeAngle":0.5,"azimuthAngle":1,"button":0,"height":2,"pressure":0.25,"tangentialPressure":-0.5,"tiltX":10,"tiltY":-10,"twist":90,"type":"pointerDown","width":3}],"id":"pen","parameters":{"pointerType":"pen"},"type":"pointer"},"#
      + #"{"actions":[{"origin":"pointer","type":"pointerMove","x":0,"y":0},{"type":"pointerCancel"}],"id":"finger","parameters":{"pointerType":"touch"},"type":"pointer"},"#
      + #"{"actions":[{"deltaX":0,"deltaY":120,"duration":10,"origin":"viewport","type":"scroll","x":5,"y":6}],"id":"wheel","type":"wheel"},"#
      + #"{"actions":[{"duration":7,"type":"pause"}],"id":"none","type":"none"}]}"#,
    limit: .script
  ) {
    let touch = PointerProperties(
      width: 3, height: 2, pressure: 0.25, tangentialPressure: -0.5, tiltX: 10, tiltY: -10, twist: 90, altitudeAngle: 0.5, azimuthAngle: 1)
    try await $0.perform([
      .pen([.move(x: 10, y: 20), .down(touch)]), .touch([.move(to: .pointer), .cancel]),
      .wheel([.scroll(x: 5, y: 6, deltaY: 120, duration: .milliseconds(10))]),
      InputSource(id: "none", actions: .pauses([.milliseconds(7)])),
    ])
  },
  SentCommand("releaseActions", .delete, ["actions"]) { try await $0.releaseActions() },
  SentCommand(
    "setPermission", .post, ["permissions"], body: #"{"descriptor":{"name":"push","userVisibleOnly":true},"state":"denied"}"#
  ) { try await $0.setPermission("push", .denied, descriptor: ["userVisibleOnly": true]) },
]

let authenticatorCommands = [
  SentCommand(
    "addVirtualAuthenticator", .post, ["webauthn", "authenticator"],
    body:
      #"{"hasResidentKey":false,"hasUserVerification":true,"isUserConsenting":true,"isUserVerified":true,"protocol":"ctap2","transport":"usb"}"#,
    answer: #""a/1""#
  ) { try await isSame($0.addVirtualAuthenticator(VirtualAuthenticatorOptions(transport: .usb, hasResidentKey: false)), authenticator) },
  SentCommand("removeVirtualAuthenticator", .delete, ["webauthn", "authenticator", "a/1"]) {
    try await $0.removeVirtualAuthenticator(authenticator)
  },
  SentCommand(
    "addCredential", .post, ["webauthn", "authenticator", "a/1", "credential"],
    body: #"{"credentialId":"c","isResidentCredential":true,"privateKey":"{{secret:k}}","rpId":"x.example","signCount":3,"userHandle":"u"}"#
  ) {
    try await $0.addCredential(
      VirtualCredential(id: "c", isResident: true, rpID: "x.example", privateKey: Secret("pk", label: "k"), userHandle: "u", signCount: 3),
      to: authenticator)
  },
  SentCommand(
    "getCredentials", .get, ["webauthn", "authenticator", "a/1", "credentials"],
    answer: #"[{"credentialId":"c","isResidentCredential":false,"rpId":"x.example","privateKey":"pk","signCount":1}]"#
  ) {
    let expected = VirtualCredential(
      id: "c", isResident: false, rpID: "x.example", privateKey: Secret("pk", label: "webauthn.key"), signCount: 1)
    try await isSame($0.credentials(of: authenticator), [expected])
  },
  SentCommand("removeCredential", .delete, ["webauthn", "authenticator", "a/1", "credentials", "c"]) {
    try await $0.removeCredential("c", from: authenticator)
  },
  SentCommand("removeAllCredentials", .delete, ["webauthn", "authenticator", "a/1", "credentials"]) {
    try await $0.removeAllCredentials(from: authenticator)
  },
  SentCommand("setUserVerified", .post, ["webauthn", "authenticator", "a/1", "uv"], body: #"{"isUserVerified":false}"#) {
    try await $0.setUserVerified(false, on: authenticator)
  },
  SentCommand(
    "setCredentialProperties", .post, ["webauthn", "authenticator", "a/1", "credentials", "c", "props"], body: #"{"backupState":true}"#
  ) { try await $0.setCredentialProperties("c", of: authenticator, backedUp: true) },
]
