public import Secrets

/// A virtual authenticator, by the remote end's id.
public struct AuthenticatorID: RawRepresentable, Decodable, Sendable, Hashable {
  /// The id as the remote end gave it.
  public let rawValue: String

  /// An id as the remote end gave it.
  public init(rawValue: String) { self.rawValue = rawValue }

  /// Reads it as one value.
  public init(from decoder: any Decoder) throws { rawValue = try decoder.singleValueContainer().decode(String.self) }
}

extension AuthenticatorID: WireValue { package var json: JSONValue { .string(rawValue) } }

/// What a virtual authenticator is to be (Web Authentication, "Add Virtual Authenticator").
public struct VirtualAuthenticatorOptions: Sendable, Hashable {
  /// What it speaks.
  public enum AuthenticatorProtocol: String, Sendable, Hashable {
    /// U2F.
    case u2f = "ctap1/u2f"
    /// CTAP 2.
    case ctap2
    /// CTAP 2.1.
    case ctap2_1
  }

  /// How it is connected.
  public enum Transport: String, Sendable, Hashable {
    /// A USB stick.
    case usb
    /// By radio at close range.
    case nfc
    /// By Bluetooth.
    case ble
    /// By several ways.
    case hybrid
    /// Part of the machine, as a passkey of the system is.
    case `internal`
  }

  /// What it speaks.
  public var authenticatorProtocol: AuthenticatorProtocol
  /// How it is connected.
  public var transport: Transport
  /// Whether it keeps passkeys.
  public var hasResidentKey: Bool
  /// Whether it can tell who is there.
  public var hasUserVerification: Bool
  /// Whether somebody is there.
  public var isUserConsenting: Bool
  /// Whether it says that it has told who is there.
  public var isUserVerified: Bool

  /// A passkey of the machine itself, whose user is there and verified, unless said otherwise.
  public init(
    authenticatorProtocol: AuthenticatorProtocol = .ctap2, transport: Transport = .internal, hasResidentKey: Bool = true,
    hasUserVerification: Bool = true, isUserConsenting: Bool = true, isUserVerified: Bool = true
  ) {
    self.authenticatorProtocol = authenticatorProtocol
    self.transport = transport
    self.hasResidentKey = hasResidentKey
    self.hasUserVerification = hasUserVerification
    self.isUserConsenting = isUserConsenting
    self.isUserVerified = isUserVerified
  }

  var json: JSONValue {
    [
      "protocol": .string(authenticatorProtocol.rawValue), "transport": .string(transport.rawValue),
      "hasResidentKey": .bool(hasResidentKey), "hasUserVerification": .bool(hasUserVerification),
      "isUserConsenting": .bool(isUserConsenting), "isUserVerified": .bool(isUserVerified),
    ]
  }
}

/// A key pair of a virtual authenticator for one site. All binary values are base64url, as on the wire.
public struct VirtualCredential: Sendable, Hashable {
  /// The credential's id.
  public var id: String
  /// Whether it is a passkey, found without a name.
  public var isResident: Bool
  /// The site: `www.example.com`.
  public var rpID: String
  /// The private key, PKCS#8.
  public var privateKey: Secret
  /// The user's handle, for a passkey.
  public var userHandle: String?
  /// How often it has been used.
  public var signCount: Int
  /// The large blob, where there is one.
  public var largeBlob: String?

  /// A credential; see the properties.
  public init(
    id: String, isResident: Bool, rpID: String, privateKey: Secret, userHandle: String? = nil, signCount: Int = 0, largeBlob: String? = nil
  ) {
    self.id = id
    self.isResident = isResident
    self.rpID = rpID
    self.privateKey = privateKey
    self.userHandle = userHandle
    self.signCount = signCount
    self.largeBlob = largeBlob
  }
}

extension VirtualCredential: WireValue {
  package var json: JSONValue {
    var members: [String: JSONValue] = [
      "credentialId": .string(id), "isResidentCredential": .bool(isResident), "rpId": .string(rpID), "privateKey": .secret(privateKey),
      "signCount": .int(signCount),
    ]
    members["userHandle"] = userHandle.map { .string($0) }
    members["largeBlob"] = largeBlob.map { .string($0) }
    return .object(members)
  }

  init(json: JSONValue) throws(MalformedCall) {
    guard let id = json["credentialId"]?.stringValue, let rpID = json["rpId"]?.stringValue, let key = json["privateKey"]?.stringValue else {
      throw MalformedCall("a credential has a credentialId, an rpId and a privateKey")
    }
    self.init(
      id: id, isResident: json["isResidentCredential"]?.boolValue ?? false, rpID: rpID, privateKey: Secret(key, label: "webauthn.key"),
      userHandle: json["userHandle"]?.stringValue, signCount: json["signCount"]?.intValue ?? 0, largeBlob: json["largeBlob"]?.stringValue)
  }
}

extension VirtualCredential: Decodable {
  /// Reads it; members that are not known here are passed over.
  public init(from decoder: any Decoder) throws {
    do {
      try self.init(json: JSONValue(from: decoder))
    } catch let error as MalformedCall {
      throw DecodingError.dataCorrupted(.init(codingPath: decoder.codingPath, debugDescription: error.reason))
    }
  }
}
