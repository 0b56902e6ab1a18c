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

  var json: JSONValue {
    var members: [String: JSONValue] = ["name": .string(name), "value": .secret(value)]
    members["domain"] = domain.map { .string($0) }
    members["path"] = path.map { .string($0) }
    members["secure"] = secure.map { .bool($0) }
    members["httpOnly"] = httpOnly.map { .bool($0) }
    members["expiry"] = expiry.map { .int($0) }
    members["sameSite"] = sameSite.map { .string($0) }
    return .object(members)
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
      expiry: try container.decodeIfPresent(Int.self, forKey: .expiry),
      sameSite: try container.decodeIfPresent(String.self, forKey: .sameSite))
  }
}

extension Commands {
  struct GetAllCookies: SessionCommand {
    typealias Answer = [Cookie]
    static let name = "getAllCookies"
    var method: WireRequest.Method { .get }
    var path: [String] { ["cookie"] }
  }

  struct GetNamedCookie: SessionCommand {
    typealias Answer = Cookie
    static let name = "getNamedCookie"
    let cookie: String
    var method: WireRequest.Method { .get }
    var path: [String] { ["cookie", cookie] }
    var target: String? { "cookie \(cookie)" }
  }

  struct AddCookie: SessionCommand {
    typealias Answer = Nothing
    static let name = "addCookie"
    let cookie: Cookie
    var method: WireRequest.Method { .post }
    var path: [String] { ["cookie"] }
    var body: JSONValue? { ["cookie": cookie.json] }
    var target: String? { "cookie \(cookie.name)" }
  }

  struct DeleteCookie: SessionCommand {
    typealias Answer = Nothing
    static let name = "deleteCookie"
    let cookie: String
    var method: WireRequest.Method { .delete }
    var path: [String] { ["cookie", cookie] }
    var target: String? { "cookie \(cookie)" }
  }

  struct DeleteAllCookies: SessionCommand {
    typealias Answer = Nothing
    static let name = "deleteAllCookies"
    var method: WireRequest.Method { .delete }
    var path: [String] { ["cookie"] }
  }
}
