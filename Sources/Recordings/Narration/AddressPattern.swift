/// A page's address without what differs from person to person: `/users/{id}/edit?query`.
struct AddressPattern: Hashable, CustomStringConvertible {
  let description: String

  /// The pattern of an address. Ids in the path are left out, and so are the values in the query; what site it is stays, unless it is the
  /// console's own.
  init(_ address: String) {
    var rest = Substring(address)
    var site = ""
    if let scheme = rest.firstRange(of: "://") {
      let end = rest[scheme.upperBound...].firstIndex(of: "/") ?? rest.endIndex
      site = String(rest[..<end])
      rest = rest[end...]
    }
    rest = rest.prefix { $0 != "#" }
    let path = rest.prefix { $0 != "?" }
    let keys = rest.dropFirst(path.count + 1).split(separator: "&").map { $0.prefix { $0 != "=" } }.sorted()
    let parts = path.split(separator: "/").map { Self.isID($0) ? "{id}" : String($0) }
    description =
      (site == Self.console ? "" : site) + "/" + parts.joined(separator: "/") + (keys.isEmpty ? "" : "?\(keys.joined(separator: "&"))")
  }

  private static let console = "https://console.example"

  /// A number, or a long word of hexadecimal digits and dashes.
  private static func isID(_ part: Substring) -> Bool {
    part.allSatisfy(\.isNumber) || (part.count >= 16 && part.allSatisfy { $0.isHexDigit || $0 == "-" } && part.contains(where: \.isNumber))
  }
}
