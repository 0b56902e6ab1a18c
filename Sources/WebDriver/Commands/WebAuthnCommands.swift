// Web Authentication, section "User Agent Automation": an extension of WebDriver that Chromium alone has.
extension Commands {
  package struct AddVirtualAuthenticator: SessionCommand, RelayedCommand {
    package typealias Answer = AuthenticatorID
    package static let endpoint = Endpoint("addVirtualAuthenticator", .post, "/session/{session id}/webauthn/authenticator")
    let options: JSONValue
    package var body: JSONValue? { options }

    init(options: JSONValue) { self.options = options }
    package init(_ call: Call) throws(MalformedCall) { self.init(options: call.body) }
  }

  package struct RemoveVirtualAuthenticator: SessionCommand, RelayedCommand {
    package typealias Answer = Nothing
    package static let endpoint = Endpoint(
      "removeVirtualAuthenticator", .delete, "/session/{session id}/webauthn/authenticator/{authenticator id}")
    let authenticator: AuthenticatorID
    package var arguments: [String] { [authenticator.rawValue] }

    init(authenticator: AuthenticatorID) { self.authenticator = authenticator }
    package init(_ call: Call) throws(MalformedCall) { self.init(authenticator: try call.authenticator()) }
  }

  package struct AddCredential: SessionCommand, RelayedCommand {
    package typealias Answer = Nothing
    package static let endpoint = Endpoint(
      "addCredential", .post, "/session/{session id}/webauthn/authenticator/{authenticator id}/credential")
    let authenticator: AuthenticatorID
    let credential: VirtualCredential
    package var arguments: [String] { [authenticator.rawValue] }
    package var body: JSONValue? { credential.json }

    init(authenticator: AuthenticatorID, credential: VirtualCredential) {
      (self.authenticator, self.credential) = (authenticator, credential)
    }
    package init(_ call: Call) throws(MalformedCall) {
      self.init(authenticator: try call.authenticator(), credential: try VirtualCredential(json: call.body))
    }
  }

  package struct GetCredentials: SessionCommand, RelayedCommand {
    package typealias Answer = [VirtualCredential]
    package static let endpoint = Endpoint(
      "getCredentials", .get, "/session/{session id}/webauthn/authenticator/{authenticator id}/credentials")
    let authenticator: AuthenticatorID
    package var arguments: [String] { [authenticator.rawValue] }

    init(authenticator: AuthenticatorID) { self.authenticator = authenticator }
    package init(_ call: Call) throws(MalformedCall) { self.init(authenticator: try call.authenticator()) }
  }

  package struct RemoveCredential: SessionCommand, RelayedCommand {
    package typealias Answer = Nothing
    package static let endpoint = Endpoint(
      "removeCredential", .delete, "/session/{session id}/webauthn/authenticator/{authenticator id}/credentials/{credential id}")
    let authenticator: AuthenticatorID
    let credential: String
    package var arguments: [String] { [authenticator.rawValue, credential] }

    init(authenticator: AuthenticatorID, credential: String) { (self.authenticator, self.credential) = (authenticator, credential) }
    package init(_ call: Call) throws(MalformedCall) {
      self.init(authenticator: try call.authenticator(), credential: try call.argument(1))
    }
  }

  package struct RemoveAllCredentials: SessionCommand, RelayedCommand {
    package typealias Answer = Nothing
    package static let endpoint = Endpoint(
      "removeAllCredentials", .delete, "/session/{session id}/webauthn/authenticator/{authenticator id}/credentials")
    let authenticator: AuthenticatorID
    package var arguments: [String] { [authenticator.rawValue] }

    init(authenticator: AuthenticatorID) { self.authenticator = authenticator }
    package init(_ call: Call) throws(MalformedCall) { self.init(authenticator: try call.authenticator()) }
  }

  package struct SetUserVerified: SessionCommand, RelayedCommand {
    package typealias Answer = Nothing
    package static let endpoint = Endpoint("setUserVerified", .post, "/session/{session id}/webauthn/authenticator/{authenticator id}/uv")
    let authenticator: AuthenticatorID
    let isVerified: Bool
    package var arguments: [String] { [authenticator.rawValue] }
    package var body: JSONValue? { ["isUserVerified": .bool(isVerified)] }

    init(authenticator: AuthenticatorID, isVerified: Bool) { (self.authenticator, self.isVerified) = (authenticator, isVerified) }
    package init(_ call: Call) throws(MalformedCall) {
      guard let isVerified = call.body["isUserVerified"]?.boolValue else {
        throw MalformedCall("\"isUserVerified\" is neither true nor false")
      }
      self.init(authenticator: try call.authenticator(), isVerified: isVerified)
    }
  }

  package struct SetCredentialProperties: SessionCommand, RelayedCommand {
    package typealias Answer = Nothing
    package static let endpoint = Endpoint(
      "setCredentialProperties", .post,
      "/session/{session id}/webauthn/authenticator/{authenticator id}/credentials/{credential id}/props")
    let authenticator: AuthenticatorID
    let credential: String
    let properties: JSONValue
    package var arguments: [String] { [authenticator.rawValue, credential] }
    package var body: JSONValue? { properties }

    init(authenticator: AuthenticatorID, credential: String, properties: JSONValue) {
      (self.authenticator, self.credential, self.properties) = (authenticator, credential, properties)
    }
    package init(_ call: Call) throws(MalformedCall) {
      self.init(authenticator: try call.authenticator(), credential: try call.argument(1), properties: call.body)
    }
  }
}

extension Call {
  /// The authenticator that the path names.
  fileprivate func authenticator() throws(MalformedCall) -> AuthenticatorID { AuthenticatorID(rawValue: try argument(0)) }
}
