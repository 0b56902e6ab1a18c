extension Commands {
  package struct PerformActions: SessionCommand, RelayedCommand {
    package typealias Answer = Nothing
    package static let endpoint = Endpoint("performActions", .post, "/session/{session id}/actions")
    let sources: [InputSource]
    package var body: JSONValue? { ["actions": .array(sources.map(\.json))] }
    package var patience: Patience { .script }

    init(sources: [InputSource]) { self.sources = sources }
    package init(_ call: Call) throws(MalformedCall) {
      guard let items = try call.member("actions").arrayValue else { throw MalformedCall("\"actions\" is not an array") }
      var sources: [InputSource] = []
      for item in items { sources.append(try InputSource(json: item)) }
      self.init(sources: sources)
    }
  }

  package struct ReleaseActions: SessionCommand, PlainCommand {
    package typealias Answer = Nothing
    package static let endpoint = Endpoint("releaseActions", .delete, "/session/{session id}/actions")
    package init() {}
  }
}
