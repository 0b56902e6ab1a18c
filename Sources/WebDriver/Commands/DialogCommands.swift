extension Commands {
  package struct DismissAlert: SessionCommand, PlainCommand {
    package typealias Answer = Nothing
    package static let endpoint = Endpoint("dismissAlert", .post, "/session/{session id}/alert/dismiss")
    package init() {}
  }

  package struct AcceptAlert: SessionCommand, PlainCommand {
    package typealias Answer = Nothing
    package static let endpoint = Endpoint("acceptAlert", .post, "/session/{session id}/alert/accept")
    package init() {}
  }

  package struct GetAlertText: SessionCommand, PlainCommand {
    package typealias Answer = String?
    package static let endpoint = Endpoint("getAlertText", .get, "/session/{session id}/alert/text")
    package init() {}
  }

  package struct SendAlertText: SessionCommand, RelayedCommand {
    package typealias Answer = Nothing
    package static let endpoint = Endpoint("sendAlertText", .post, "/session/{session id}/alert/text")
    /// The text: `.string` or `.secret`.
    let text: JSONValue
    package var body: JSONValue? { ["text": text] }

    init(text: JSONValue) { self.text = text }
    package init(_ call: Call) throws(MalformedCall) { self.init(text: try call.secret("text", label: "typed")) }
  }
}
