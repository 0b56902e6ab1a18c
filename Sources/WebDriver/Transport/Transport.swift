/// Carries one WebDriver command to a remote end and its answer back: libcurl to a live driver, or a recording.
///
/// A transport sends a request at most once. Where it cannot know whether the remote end acted, it throws, and never tries again.
public protocol Transport: Sendable {
  /// Sends `request` and waits for the whole answer.
  ///
  /// - Throws: ``TransportError`` when there is no answer; `CancellationError` when the task is cancelled, promptly.
  func send(_ request: WireRequest) async throws -> WireResponse

  /// Is told where in the flow one is, before the commands that belong to it are sent: which page object does what.
  ///
  /// For whoever records what passes, so that a person finds the way. It does no I/O, and a transport that records nothing passes it over.
  func mark(page: String, step: String)
}

extension Transport {
  /// Passes it over.
  public func mark(page: String, step: String) {}
}

/// A WebDriver command on its way to the wire.
public struct WireRequest: Sendable, Hashable {
  /// The methods that WebDriver uses.
  public enum Method: String, Sendable, Hashable, Codable {
    case get = "GET"
    case post = "POST"
    case delete = "DELETE"
  }

  /// The command's name as the specification's table words it, in lower camel case: `elementClick`. Recordings are keyed by it.
  public let command: String
  /// The HTTP method.
  public let method: Method
  /// The path below the remote end's base address, each part still unescaped: `["session", "8f0", "url"]`.
  public let path: [String]
  /// The body. Every POST carries an object, `{}` at least; chromedriver answers 400 without one.
  public let body: JSONValue?
  /// How long the whole exchange may take. Derived from the session's own time-outs, never a flat figure.
  public let timeLimit: Duration

  /// A request; see the properties.
  public init(command: String, method: Method, path: [String], body: JSONValue?, timeLimit: Duration) {
    self.command = command
    self.method = method
    self.path = path
    self.body = body
    self.timeLimit = timeLimit
  }
}

/// What the remote end answered, not yet understood.
public struct WireResponse: Sendable, Hashable {
  /// The HTTP status.
  public let status: Int
  /// The body's bytes, unparsed: a script's answer is decoded straight into the type that the caller wants.
  public let body: [UInt8]

  /// An answer; see the properties.
  public init(status: Int, body: [UInt8]) {
    self.status = status
    self.body = body
  }
}
