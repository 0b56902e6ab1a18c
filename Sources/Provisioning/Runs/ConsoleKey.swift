/// One console under one name, however its address was typed: what is counted and locked by console must not be got round by a capital
/// letter, a slash or a port that goes without saying.
enum ConsoleKey {
  /// `https://acme.syncromsp.com` for `HTTPS://Acme.syncromsp.com:443/`.
  static func of(_ address: String) -> String {
    var key = address.lowercased()
    while key.hasSuffix("/") { key.removeLast() }
    for (scheme, port) in [("https://", ":443"), ("http://", ":80")] where key.hasPrefix(scheme) && key.hasSuffix(port) {
      key.removeLast(port.count)
    }
    return key
  }
}
