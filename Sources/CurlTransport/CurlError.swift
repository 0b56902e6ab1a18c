/// Why a ``CurlClient`` has no answer to give.
public struct CurlError: Error, Sendable, Hashable, CustomStringConvertible {
  /// The kinds of failure. More may be added.
  public struct Code: Sendable, Hashable, CustomStringConvertible {
    private enum Known: String {
      case invalidRequest, unusableFile, refused, unreachable, untrusted, wrongHostName, expired, timedOut, lost, tooLarge, malformed,
        closed
    }
    private let known: Known
    private init(_ known: Known) { self.known = known }

    /// The request is not one: an address that is no URL, a line break in a header. Nothing was sent.
    public static let invalidRequest = Code(.invalidRequest)
    /// A file of ``TLSFiles`` is not there, or is not what it should be. Nothing was sent.
    public static let unusableFile = Code(.unusableFile)
    /// Nobody listens at the address. Nothing was sent.
    public static let refused = Code(.refused)
    /// No connection came about: no such host, no route, no TLS, no answer to the call. Nothing was sent.
    public static let unreachable = Code(.unreachable)
    /// The server's certificate comes from an authority that is not trusted, or is void for a reason that has no code of its own.
    /// ``TLSFiles/authorities`` is where to name another authority. Nothing was sent.
    public static let untrusted = Code(.untrusted)
    /// The server's certificate is good, and another server's. Nothing was sent.
    public static let wrongHostName = Code(.wrongHostName)
    /// The server's certificate is no longer valid, or not yet. Nothing was sent.
    public static let expired = Code(.expired)
    /// The time limit passed after the request had been sent, wholly or in part.
    public static let timedOut = Code(.timedOut)
    /// The connection ended before the answer was whole.
    public static let lost = Code(.lost)
    /// The answer, or its header, is larger than the client accepts.
    public static let tooLarge = Code(.tooLarge)
    /// What came back is not HTTP.
    public static let malformed = Code(.malformed)
    /// The client was closed before the request had been sent. One that is closed while the answer is awaited throws ``lost``.
    public static let closed = Code(.closed)

    /// The code's name.
    public var description: String { known.rawValue }
  }

  /// The kind of failure.
  public let code: Code
  /// What libcurl says of it, and times. Never a body, and never the user name or password of an address.
  public let detail: String

  /// An error; see the properties.
  public init(_ code: Code, _ detail: String) {
    self.code = code
    self.detail = detail
  }

  /// The code and the detail.
  public var description: String { "\(code): \(detail)" }
}
