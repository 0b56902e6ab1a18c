extension Commands {
  package struct NavigateTo: SessionCommand, RelayedCommand {
    package typealias Answer = Nothing
    package static let endpoint = Endpoint("navigateTo", .post, "/session/{session id}/url")
    let url: String
    package var body: JSONValue? { ["url": .string(url)] }
    package var target: String? { ShownAddress.text(url) }

    init(url: String) { self.url = url }
    package init(_ call: Call) throws(MalformedCall) { self.init(url: try call.string("url")) }
  }

  package struct GetCurrentURL: SessionCommand, PlainCommand {
    package typealias Answer = String
    package static let endpoint = Endpoint("getCurrentUrl", .get, "/session/{session id}/url")
    package init() {}
  }

  package struct Back: SessionCommand, PlainCommand {
    package typealias Answer = Nothing
    package static let endpoint = Endpoint("back", .post, "/session/{session id}/back")
    package init() {}
  }

  package struct Forward: SessionCommand, PlainCommand {
    package typealias Answer = Nothing
    package static let endpoint = Endpoint("forward", .post, "/session/{session id}/forward")
    package init() {}
  }

  package struct Refresh: SessionCommand, PlainCommand {
    package typealias Answer = Nothing
    package static let endpoint = Endpoint("refresh", .post, "/session/{session id}/refresh")
    package init() {}
  }

  package struct GetTitle: SessionCommand, PlainCommand {
    package typealias Answer = String
    package static let endpoint = Endpoint("getTitle", .get, "/session/{session id}/title")
    package init() {}
  }
}
