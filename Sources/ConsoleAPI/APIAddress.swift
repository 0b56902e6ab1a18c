import struct Foundation.URLComponents

/// Where the API is: the console's own address. The token is sent nowhere else.
public struct APIAddress: Sendable, Hashable {
  /// Scheme, host and port, without a slash at the end.
  public let origin: String

  /// Checks an address such as `https://acme.syncromsp.com`.
  ///
  /// - Throws: ``APIError`` where a token would travel in the open, or the address holds more than scheme, host and port.
  public init(_ text: String) throws(APIError) {
    let advice = "Write it as https://acme.syncromsp.com."
    guard let parts = URLComponents(string: text), let scheme = parts.scheme?.lowercased(), let host = parts.host?.lowercased(),
      !host.isEmpty
    else { throw APIError(.badAddress, "the address of the API is none", advice: advice) }
    guard parts.user == nil, parts.password == nil, parts.path.isEmpty || parts.path == "/", parts.query == nil, parts.fragment == nil
    else { throw APIError(.badAddress, "the address of the API holds more than a host and a port", advice: advice) }
    let isLoopback = ["127.0.0.1", "localhost", "[::1]", "::1"].contains(host)
    guard scheme == "https" || scheme == "http" && isLoopback else {
      throw APIError(
        .badAddress, "the address of the API is not https: the token would travel in the open; only this machine's own address may be http",
        advice: advice)
    }
    // An IPv6 address is read with or without its brackets, and written with them.
    let written = host.contains(":") && !host.hasPrefix("[") ? "[\(host)]" : host
    origin = "\(scheme)://\(written)\(parts.port.map { ":\($0)" } ?? "")"
  }

  /// The address of a path below the API's root, with a query that is escaped already.
  func url(_ path: String) -> String { "\(origin)/api/v1/\(path)" }
}
