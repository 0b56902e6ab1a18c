import NIOCore
import WebDriver

/// Keeps web pages out. A page that is open in some browser of this machine can send requests to it, and with a name of its own that it
/// lets point here it can read the answers as well: it would drive the relay's browser.
struct Gate: Sendable {
  /// The name or address that the relay was told to listen at.
  let host: String

  /// Why a request is not let in; `nil` if it is.
  ///
  /// - Parameters:
  ///   - authority: the `Host` field.
  ///   - origin: the `Origin` field, which browsers send and WebDriver programs do not.
  func refusal(authority: String?, origin: String?) -> Refusal? {
    if origin != nil { return Refusal(.unknownError, 500, "requests of web pages, which have an Origin, are refused") }
    guard let authority, isAllowed(Self.name(in: authority)) else {
      return Refusal(
        .unknownError, 500, "the Host of the request is neither this machine's loopback nor what the relay was told to listen at")
    }
    return nil
  }

  private func isAllowed(_ name: String) -> Bool {
    if name == "localhost" || name == host.lowercased() { return true }
    // Addresses have no name that a page's owner could point elsewhere.
    guard let address = try? SocketAddress(ipAddress: name, port: 0) else { return false }
    return Self.isLoopback(name, address) || host == "0.0.0.0" || host == "::"
  }

  private static func isLoopback(_ name: String, _ address: SocketAddress) -> Bool {
    switch address {
    case .v4: name.hasPrefix("127.")
    case .v6: address == (try? SocketAddress(ipAddress: "::1", port: 0))
    case .unixDomainSocket: false
    }
  }

  /// The host in `127.0.0.1:4444`, `[::1]:4444` or `localhost`.
  private static func name(in authority: String) -> String {
    if authority.hasPrefix("[") { return authority.dropFirst().prefix { $0 != "]" }.lowercased() }
    return authority.prefix { $0 != ":" }.lowercased()
  }
}
