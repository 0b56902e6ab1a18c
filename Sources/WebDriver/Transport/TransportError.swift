/// Why no answer came back.
public struct TransportError: Error, Sendable, Hashable, CustomStringConvertible {
  /// The kinds of failure. More may be added.
  public struct Code: Sendable, Hashable, CustomStringConvertible {
    private enum Known: String { case refused, lost, timedOut, tooLarge, malformed, unreachable, untrusted }
    private let known: Known
    private init(_ known: Known) { self.known = known }

    /// Nobody listens at the address. The command was not sent.
    public static let refused = Code(.refused)
    /// The connection ended before the answer was whole. The command may have been carried out.
    public static let lost = Code(.lost)
    /// The time limit passed. The command may have been carried out.
    public static let timedOut = Code(.timedOut)
    /// The answer was larger than the transport accepts. The command was carried out.
    public static let tooLarge = Code(.tooLarge)
    /// What came back is not HTTP. The command may have been carried out.
    public static let malformed = Code(.malformed)
    /// The address cannot be reached: no route, no such host, no TLS. The command was not sent.
    public static let unreachable = Code(.unreachable)
    /// The server's certificate proves nothing: another authority's, another name's, or void. The command was not sent.
    public static let untrusted = Code(.untrusted)

    /// The code that is described by `word`; `nil` where there is none.
    package init?(_ word: String) {
      guard let known = Known(rawValue: word) else { return nil }
      self.init(known)
    }

    /// For people.
    public var description: String { known.rawValue }
  }

  /// The kind of failure.
  public let code: Code
  /// The command that was under way.
  public let command: String
  /// What the transport can say of it: libcurl's own text, and times.
  public let detail: String

  /// An error; see the properties.
  public init(_ code: Code, command: String, detail: String) {
    self.code = code
    self.command = command
    self.detail = detail
  }

  /// Whether the remote end certainly did not act on the command.
  public var certainlyNotSent: Bool { code == .refused || code == .unreachable || code == .untrusted }

  /// For people.
  public var description: String {
    switch code {
    case .refused: "no WebDriver server answers (\(command)): \(detail)"
    case .lost: "the WebDriver server went away during \(command): \(detail)"
    case .timedOut: "the WebDriver server did not answer \(command) in time: \(detail)"
    case .tooLarge: "the answer to \(command) is too large: \(detail)"
    case .untrusted: "the certificate of the WebDriver server is not trusted (\(command)): \(detail)"
    case .malformed: "the answer to \(command) is not HTTP: \(detail)"
    default: "the WebDriver server cannot be reached (\(command)): \(detail)"
    }
  }
}
