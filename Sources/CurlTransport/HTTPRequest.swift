/// A header field of a request or an answer.
public struct HTTPField: Sendable, Hashable {
  /// The field's name, which is compared without regard to case.
  public let name: String
  /// The field's value, without the white space around it.
  public let value: String

  /// A field; see the properties.
  public init(_ name: String, _ value: String) {
    self.name = name
    self.value = value
  }
}

/// An HTTP request for a ``CurlClient``.
///
/// Printing or dumping one shows its method and the size of its body alone: address, fields and body may hold secrets.
public struct HTTPRequest: Sendable {
  /// The methods that are needed: WebDriver's own, and `PUT` for other servers.
  public enum Method: String, Sendable, Hashable {
    case get = "GET"
    case post = "POST"
    case put = "PUT"
    case delete = "DELETE"
  }

  /// The HTTP method.
  public var method: Method
  /// The absolute address, `http` or `https`. A user name and a password in it are sent as basic authentication.
  public var url: String
  /// Fields beside those that HTTP itself calls for.
  public var headers: [HTTPField]
  /// The body. A POST without one is sent with a length of nought.
  public var body: [UInt8]?
  /// How long the whole exchange may take, connecting included.
  public var timeLimit: Duration

  /// A request; see the properties.
  public init(_ method: Method, _ url: String, headers: [HTTPField] = [], body: [UInt8]? = nil, timeLimit: Duration) {
    self.method = method
    self.url = url
    self.headers = headers
    self.body = body
    self.timeLimit = timeLimit
  }
}

extension HTTPRequest: CustomStringConvertible, CustomReflectable {
  /// The method and the size of the body.
  public var description: String { "\(method.rawValue) with \(body?.count ?? 0) bytes" }
  /// Nothing to look into.
  public var customMirror: Mirror { Mirror(self, children: []) }
}
