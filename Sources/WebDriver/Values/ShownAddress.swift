/// A page's address as it may be shown: without user name and password, and without the values of its query, in which consoles put tokens.
enum ShownAddress {
  static func text(_ address: String) -> String {
    guard let scheme = address.firstRange(of: "://") else {
      return address.hasPrefix("data:") ? String(address.prefix { $0 != "," }) : address
    }
    let rest = address[scheme.upperBound...]
    let authority = rest.prefix { $0 != "/" && $0 != "?" && $0 != "#" }
    let host = authority.split(separator: "@", omittingEmptySubsequences: false).last ?? authority
    let tail = rest[authority.endIndex...]
    let path = tail.prefix { $0 != "?" && $0 != "#" }
    let query = tail[path.endIndex...].prefix { $0 != "#" }.dropFirst()
    let names = query.split(separator: "&").map { part in part.contains("=") ? part.prefix { $0 != "=" } + "=…" : part.prefix(40) }
    return address[..<scheme.upperBound] + host + path + (names.isEmpty ? "" : "?" + names.joined(separator: "&"))
  }
}
