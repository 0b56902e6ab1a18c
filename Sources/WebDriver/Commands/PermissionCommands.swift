extension Commands {
  /// Permissions, section "Set Permission": an extension of WebDriver.
  package struct SetPermission: SessionCommand, RelayedCommand {
    package typealias Answer = Nothing
    package static let endpoint = Endpoint("setPermission", .post, "/session/{session id}/permissions")
    let descriptor: JSONValue
    let state: String
    package var body: JSONValue? { ["descriptor": descriptor, "state": .string(state)] }
    package var target: String? { descriptor["name"]?.stringValue.map { "permission \($0)" } }

    init(descriptor: JSONValue, state: String) { (self.descriptor, self.state) = (descriptor, state) }
    package init(_ call: Call) throws(MalformedCall) {
      self.init(descriptor: try call.member("descriptor"), state: try call.string("state"))
    }
  }
}
