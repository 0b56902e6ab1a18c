@testable import WebDriver

/// The endpoints of every command that the client knows.
let allEndpoints: [Endpoint] = Commands.all.map { $0.endpoint }

/// A request and an answer of a command, with members that nobody knows, and with numbers and nulls that typed values do not hold.
struct Sample: Sendable {
  var body = "{}"
  var answer = "null"

  static func of(_ name: String) -> Sample { all[name] ?? Sample() }

  private static let element = #"{"element-6066-11e4-a52e-4f735466cecf":"f.1/é"}"#
  private static let location = #"{"using":"css selector","value":"a[b=\"c\"]","x-new":{"deep":[1]}}"#
  private static let rect = #"{"x":1.5,"y":-2,"width":3,"height":4.25,"x-new":null}"#
  private static let credential =
    #"{"credentialId":"c","isResidentCredential":true,"rpId":"x.example","privateKey":"pk","signCount":1,"userHandle":"u","x-new":1}"#

  private static let all: [String: Sample] = [
    "newSession": Sample(
      body: #"{"capabilities":{"alwaysMatch":{"x:y":{"z":[null,1.5]}}},"desiredCapabilities":{"a":true}}"#,
      answer: #"{"sessionId":"s 1","capabilities":{"browserName":"b","timeouts":{"script":null},"x:y":1},"x-new":2}"#),
    "status": Sample(answer: #"{"ready":true,"build":{"version":"1"},"x-new":null}"#),
    "getTimeouts": Sample(answer: #"{"implicit":0,"pageLoad":9007199254740991,"script":null,"x-new":5}"#),
    "setTimeouts": Sample(body: #"{"script":null,"x-new":7}"#),
    "navigateTo": Sample(body: #"{"url":"https://a.example/?q=\"x\"&p=hunter2","x-new":[]}"#),
    "getCurrentUrl": Sample(answer: #""https://a.example/?q=1""#),
    "getTitle": Sample(answer: #""t \"1\" é \u2028""#),
    "getWindowHandle": Sample(answer: #""w1""#),
    "closeWindow": Sample(answer: #"["w2"]"#),
    "switchToWindow": Sample(body: #"{"handle":"w2","name":"w2"}"#),
    "getWindowHandles": Sample(answer: #"["w1","w2"]"#),
    "newWindow": Sample(body: #"{"type":"other kind","x-new":1}"#, answer: #"{"handle":"w3","x-new":1}"#),
    "switchToFrame": Sample(body: #"{"id":\#(element),"x-new":1}"#),
    "getWindowRect": Sample(answer: rect),
    "setWindowRect": Sample(body: #"{"width":30.5,"height":null,"x-new":1}"#, answer: rect),
    "maximizeWindow": Sample(body: #"{"x-new":1}"#, answer: rect),
    "minimizeWindow": Sample(answer: rect),
    "fullscreenWindow": Sample(answer: rect),
    "getActiveElement": Sample(answer: element),
    "getElementShadowRoot": Sample(answer: #"{"shadow-6066-11e4-a52e-4f735466cecf":"s1","x-new":1}"#),
    "findElement": Sample(body: location, answer: #"{"element-6066-11e4-a52e-4f735466cecf":"e","ELEMENT":"e"}"#),
    "findElements": Sample(body: location, answer: "[\(element),\(element)]"),
    "findElementFromElement": Sample(body: location, answer: element),
    "findElementsFromElement": Sample(body: location, answer: "[]"),
    "findElementFromShadowRoot": Sample(body: location, answer: element),
    "findElementsFromShadowRoot": Sample(body: location, answer: "[\(element)]"),
    "isElementSelected": Sample(answer: "true"),
    "getElementAttribute": Sample(answer: #""v""#),
    "getElementProperty": Sample(answer: #"{"a":[1,2.5,null,\#(element)]}"#),
    "getElementCssValue": Sample(answer: #""red""#),
    "getElementText": Sample(answer: #""t""#),
    "getElementTagName": Sample(answer: #""p""#),
    "getElementRect": Sample(answer: rect),
    "isElementEnabled": Sample(answer: "false"),
    "isElementDisplayed": Sample(answer: "true"),
    "getComputedRole": Sample(answer: #""button""#),
    "getComputedLabel": Sample(answer: #""Save""#),
    "elementClick": Sample(body: #"{"id":"f.1/é"}"#),
    "elementSendKeys": Sample(body: #"{"text":"hunter2","value":["h","u"],"id":"e"}"#),
    "getPageSource": Sample(answer: #""<p>\n\t""#),
    "executeScript": Sample(
      body: #"{"script":"return 1","args":[\#(element),null,1.5,{"a":["hunter2"]}],"x":1}"#, answer: #"[{"b":null}]"#),
    "executeAsyncScript": Sample(body: #"{"script":"s","args":[2]}"#, answer: "1.25"),
    "getAllCookies": Sample(answer: #"[{"name":"a","value":"hunter2","expiry":1.5,"sameSite":"Lax","priority":"High"}]"#),
    "getNamedCookie": Sample(answer: #"{"name":"a","value":"hunter2","secure":false,"x-new":1}"#),
    "addCookie": Sample(body: #"{"cookie":{"name":"a","value":"hunter2","expiry":9.5,"priority":"High"},"x-new":1}"#),
    "performActions": Sample(
      body: #"""
        {"actions":[{"id":"k","type":"key","x-new":1,"actions":[{"type":"keyDown","value":"a","x-new":2},{"type":"pause"}]},
        {"id":"p","type":"pointer","actions":[{"type":"pointerMove","x":1.5,"y":2,"duration":250,"origin":\#(element)},{"type":"pointerDown","button":0,"duration":0}]},
        {"id":"w","type":"wheel","actions":[{"type":"scroll","x":1,"y":2,"deltaX":0,"deltaY":3.5,"origin":"viewport"}]},
        {"id":"n","type":"none","actions":[{"type":"pause","duration":1.5}]}]}
        """#),
    "getAlertText": Sample(answer: "null"),
    "sendAlertText": Sample(body: #"{"text":"hunter2","value":["h"]}"#),
    "takeScreenshot": Sample(answer: #""AAEC""#),
    "takeElementScreenshot": Sample(answer: #""AAEC""#),
    "printPage": Sample(body: #"{"page":{"width":1.5},"x-new":1}"#, answer: #""AAEC""#),
    "setPermission": Sample(body: #"{"descriptor":{"name":"push","userVisibleOnly":true},"state":"denied","oneRealm":false}"#),
    "addVirtualAuthenticator": Sample(body: #"{"protocol":"ctap3","transport":"usb","x-new":1}"#, answer: #""a/1""#),
    "addCredential": Sample(body: #"{"credentialId":"c","rpId":"x.example","privateKey":"hunter2","x-new":1}"#),
    "getCredentials": Sample(answer: "[\(credential)]"),
    "setUserVerified": Sample(body: #"{"isUserVerified":false,"x-new":1}"#),
    "setCredentialProperties": Sample(body: #"{"backupState":true,"x-new":1}"#),
  ]
}

extension Endpoint {
  /// A path with signs in its parameters that must stay escaped.
  var samplePath: String {
    parts.map { part in
      switch part {
      case .literal(let text): "/\(text)"
      case .parameter: "/a%2Fb%20%C3%A9%3F%25"
      }
    }.joined()
  }
}
