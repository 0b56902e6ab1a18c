import Foundation

/// Where the console is: scheme, host and port. Credentials are typed nowhere else.
public struct ConsoleAddress: Sendable, Hashable, CustomStringConvertible {
  /// The origin without a trailing slash, such as `https://acme.syncromsp.com`.
  public let origin: String
  /// Host, and port where it is not the scheme's own: what a person is shown.
  public let host: String

  /// Why a text is not a console's address.
  public struct Malformed: Error, Sendable, Hashable, CustomStringConvertible {
    /// The reason and what to do.
    public let description: String
  }

  /// Checks an address. A path is refused, since the pack knows the paths; plain http is accepted on this machine alone.
  ///
  /// - Throws: ``Malformed``.
  public init(_ text: String) throws(Malformed) {
    let written = text.contains("://") ? text : "https://\(text)"
    guard let parts = URLComponents(string: written), let scheme = parts.scheme?.lowercased(), let host = parts.host, !host.isEmpty else {
      throw Malformed(description: "\"\(text)\" is not an address; write it as https://acme.syncromsp.com")
    }
    guard parts.user == nil, parts.password == nil else {
      throw Malformed(description: "the address must not hold a user name or password; see --help for how credentials are given")
    }
    guard parts.path.isEmpty || parts.path == "/", parts.query == nil, parts.fragment == nil else {
      throw Malformed(description: "\"\(text)\" has a path; give the address alone, such as https://\(host)")
    }
    let isLoopback = ["127.0.0.1", "localhost", "[::1]", "::1"].contains(host.lowercased())
    guard scheme == "https" || (scheme == "http" && isLoopback) else {
      throw Malformed(
        description: "\"\(text)\" is not https: a password would travel in the open; only this machine's own address may be http")
    }
    let port = parts.port.map { ":\($0)" } ?? ""
    self.host = host.lowercased() + port
    origin = "\(scheme)://\(host.lowercased())\(port)"
  }

  /// The origin.
  public var description: String { origin }

  /// Whether an absolute address is on this console.
  public func contains(_ address: String) -> Bool {
    address == origin || address.hasPrefix(origin + "/") || address.hasPrefix(origin + "?")
  }
}
