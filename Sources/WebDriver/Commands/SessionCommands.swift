extension Commands {
  package struct Status: PlainCommand {
    package typealias Answer = RemoteStatus
    package static let endpoint = Endpoint("status", .get, "/status")
    package var patience: Patience { .prompt }
    package init() {}
  }

  package struct NewSession: RelayedCommand {
    package struct Answer: Decodable, Sendable, WireValue {
      package let sessionId: String
      package let capabilities: SessionCapabilities

      package var json: JSONValue { ["sessionId": .string(sessionId), "capabilities": capabilities.json] }
    }
    package static let endpoint = Endpoint("newSession", .post, "/session")
    /// `alwaysMatch` and `firstMatch`.
    let capabilities: JSONValue
    package var body: JSONValue? { ["capabilities": capabilities] }
    package var patience: Patience { .newSession }

    init(capabilities: JSONValue) { self.capabilities = capabilities }
    package init(_ call: Call) throws(MalformedCall) { self.init(capabilities: try call.member("capabilities")) }
  }

  package struct DeleteSession: SessionCommand, PlainCommand {
    package typealias Answer = Nothing
    package static let endpoint = Endpoint("deleteSession", .delete, "/session/{session id}")
    package init() {}
  }

  package struct GetTimeouts: SessionCommand, PlainCommand {
    package typealias Answer = SessionTimeouts
    package static let endpoint = Endpoint("getTimeouts", .get, "/session/{session id}/timeouts")
    package var patience: Patience { .prompt }
    package init() {}
  }

  package struct SetTimeouts: SessionCommand, RelayedCommand {
    package typealias Answer = Nothing
    package static let endpoint = Endpoint("setTimeouts", .post, "/session/{session id}/timeouts")
    /// All of them, or those that a relay's caller named.
    let timeouts: JSONValue
    package var body: JSONValue? { timeouts }
    package var patience: Patience { .prompt }

    init(timeouts: SessionTimeouts) { self.timeouts = timeouts.json }
    package init(_ call: Call) throws(MalformedCall) { timeouts = call.body }
  }
}
