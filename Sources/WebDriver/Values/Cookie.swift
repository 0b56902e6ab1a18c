public import Secrets

/// A cookie (specification, "Cookies"). Its value is a secret: a session cookie is as good as a password.
public struct Cookie: Sendable, Hashable {
  /// The cookie's name.
  public var name: String
  /// The cookie's value.
  public var value: Secret
  /// The domain, with its leading dot if it covers subdomains.
  public var domain: String?
  /// The path.
  public var path: String?
  /// Sent over https only.
  public var secure: Bool?
  /// Kept from scripts.
  public var httpOnly: Bool?
  /// When it ends, in seconds since 1970. `nil`: with the browser.
  public var expiry: Int?
  /// `Strict`, `Lax` or `None`.
  public var sameSite: String?

  /// A cookie; see the properties.
  public init(
    name: String, value: Secret, domain: String? = nil, path: String? = nil, secure: Bool? = nil, httpOnly: Bool? = nil,
    expiry: Int? = nil, sameSite: String? = nil
  ) {
    self.name = name
    self.value = value
    self.domain = domain
    self.path = path
    self.secure = secure
    self.httpOnly = httpOnly
    self.expiry = expiry
    self.sameSite = sameSite
  }
}

extension Cookie: WireValue {
  package var json: JSONValue {
    var members: [String: JSONValue] = ["name": .string(name), "value": .secret(value)]
    members["domain"] = domain.map { .string($0) }
    members["path"] = path.map { .string($0) }
    members["secure"] = secure.map { .bool($0) }
    members["httpOnly"] = httpOnly.map { .bool($0) }
    members["expiry"] = expiry.map { .int($0) }
    members["sameSite"] = sameSite.map { .string($0) }
    return .object(members)
  }

  init(json: JSONValue) throws(MalformedCall) {
    guard let name = json["name"]?.stringValue, let value = json["value"]?.stringValue else {
      throw MalformedCall("a cookie has a name and a value")
    }
    self.init(
      name: name, value: Secret(value, label: "cookie.\(name)"), domain: json["domain"]?.stringValue, path: json["path"]?.stringValue,
      secure: json["secure"]?.boolValue, httpOnly: json["httpOnly"]?.boolValue, expiry: json["expiry"]?.intValue,
      sameSite: json["sameSite"]?.stringValue)
  }
}

extension Cookie: Decodable {
  private enum CodingKeys: CodingKey { case name, value, domain, path, secure, httpOnly, expiry, sameSite }

  /// Reads it; members that are not known here are passed over.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    let name = try container.decode(String.self, forKey: .name)
    self.init(
      name: name, value: Secret(try container.decode(String.self, forKey: .value), label: "cookie.\(name)"),
      domain: try container.decodeIfPresent(String.self, forKey: .domain), path: try container.decodeIfPresent(String.self, forKey: .path),
      secure: try container.decodeIfPresent(Bool.self, forKey: .secure),
      httpOnly: try container.decodeIfPresent(Bool.self, forKey: .httpOnly),
      // Some remote ends write seconds with a fraction. A moment that no clock here can hold is as good as none.
      expiry: try container.decodeIfPresent(Double.self, forKey: .expiry).flatMap { Int(exactly: $0.rounded()) },
      sameSite: try container.decodeIfPresent(String.self, forKey: .sameSite))
  }
}
