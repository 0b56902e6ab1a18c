extension Commands {
  struct DismissAlert: SessionCommand {
    typealias Answer = Nothing
    static let name = "dismissAlert"
    var method: WireRequest.Method { .post }
    var path: [String] { ["alert", "dismiss"] }
  }

  struct AcceptAlert: SessionCommand {
    typealias Answer = Nothing
    static let name = "acceptAlert"
    var method: WireRequest.Method { .post }
    var path: [String] { ["alert", "accept"] }
  }

  struct GetAlertText: SessionCommand {
    typealias Answer = String?
    static let name = "getAlertText"
    var method: WireRequest.Method { .get }
    var path: [String] { ["alert", "text"] }
  }

  struct SendAlertText: SessionCommand {
    typealias Answer = Nothing
    static let name = "sendAlertText"
    let text: JSONValue
    var method: WireRequest.Method { .post }
    var path: [String] { ["alert", "text"] }
    var body: JSONValue? { ["text": text] }
  }
}
