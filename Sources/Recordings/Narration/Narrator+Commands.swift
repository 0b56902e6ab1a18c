import WebDriver

extension Narrator {
  /// A command that is no look.
  static func command(_ step: FlowStep, dialog: String?) -> String {
    let request = step.request
    let target = step.target?.told ?? request.arguments.first ?? "the page"
    let answer = step.error == nil ? step.value : nil
    let answered = answer?.stringValue.map { ": \(quoted($0))" } ?? ""
    switch request.command {
    case "newSession": return "starts a browser"
    case "deleteSession": return "ends the browser"
    case "status": return "asks whether the driver is ready"
    case "navigateTo": return "opens \(shortened(address: request.body?["url"]?.stringValue ?? "nothing"))"
    case "back": return "goes back"
    case "forward": return "goes forward"
    case "refresh": return "loads the page anew"
    case "getCurrentUrl": return "asks for the address\(answer?.stringValue.map { ": \(shortened(address: $0))" } ?? "")"
    case "getTitle": return "reads the title\(answered)"
    case "elementClick": return "presses \(target)"
    case "elementClear": return "empties \(target)"
    case "elementSendKeys": return "types \(typed(request.body?["text"]?.stringValue ?? "")) into \(target)"
    case "getElementText": return "reads \(target)\(answered)"
    case "isElementDisplayed": return "asks whether \(target) can be seen\(yesOrNo(answer))"
    case "isElementEnabled": return "asks whether \(target) can be used\(yesOrNo(answer))"
    case "isElementSelected": return "asks whether \(target) is ticked\(yesOrNo(answer))"
    case "getAlertText": return "reads the dialog\(answered)"
    case "acceptAlert": return "accepts the dialog\(dialog.map { " \(quoted($0))" } ?? "")"
    case "dismissAlert": return "dismisses the dialog\(dialog.map { " \(quoted($0))" } ?? "")"
    case "sendAlertText": return "types \(typed(request.body?["text"]?.stringValue ?? "")) into the dialog"
    case "takeScreenshot": return "takes a picture"
    case "takeElementScreenshot": return "takes a picture of \(target)"
    case "getPageSource": return "reads the page's source"
    case "printPage": return "prints the page"
    case "getAllCookies": return "reads the cookies\(answer?.arrayValue.map { ": \(counted($0.count, "cookie"))" } ?? "")"
    case "addCookie": return "sets the cookie \(request.body?["cookie"]?["name"]?.stringValue ?? "")"
    case "deleteAllCookies": return "deletes all cookies"
    case "addVirtualAuthenticator": return "gives the browser a virtual authenticator"
    case "addCredential": return "lends it a passkey"
    case "removeVirtualAuthenticator": return "takes both away again"
    case "executeScript", "executeAsyncScript": return script(request) ?? "\(request.command) (a script of its own)"
    default:
      if request.command.hasPrefix("find") { return find(request, target, answer) }
      return unknown(step)
    }
  }

  private static func yesOrNo(_ answer: JSONValue?) -> String { answer?.boolValue.map { $0 ? ": yes" : ": no" } ?? "" }

  private static func find(_ request: RecordedRequest, _ target: String, _ answer: JSONValue?) -> String {
    let what = "\(request.body?["using"]?.stringValue ?? "") \(quoted(request.body?["value"]?.stringValue ?? ""))"
    let place = request.arguments.isEmpty ? "" : " inside \(target)"
    return "looks for \(what)\(place)\(answer?.arrayValue.map { ": \(counted($0.count, "match", "matches"))" } ?? "")"
  }

  /// The script of locators says itself what it looks for.
  private static func script(_ request: RecordedRequest) -> String? {
    if request.scriptName == KnownScripts.caption {
      let isShown = request.body?["args"]?.arrayValue?.first == .string(KnownScripts.captionLines)
      return isShown ? "shows a caption for a picture" : "takes the caption away"
    }
    guard request.body?["script"]?.stringValue == "<script:locator>", let program = request.body?["args"]?.arrayValue?.first else {
      return nil
    }
    let what = program["locator"]?["says"]?.stringValue.map { shortened($0) } ?? "the page"
    if let act = program["act"]?.objectValue?.keys.sorted().first { return "waits for \(what) and acts on it (\(act))" }
    if program["expect"] != nil { return "waits until \(what) is as expected" }
    return program["read"] != nil || program["all"] != nil ? "reads \(what)" : "waits for \(what)"
  }

  private static func unknown(_ step: FlowStep) -> String {
    let request = step.request
    if let vendor = request.vendor { return "\(request.command) (\(vendor.method.rawValue) \(vendor.path.joined(separator: "/")))" }
    let arguments = request.arguments.map { step.namesBefore[$0]?.told ?? $0 }
    return arguments.isEmpty ? request.command : "\(request.command) on \(arguments.joined(separator: ", "))"
  }
}
