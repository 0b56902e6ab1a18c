/// What stands between method and protocol in a request's first line, taken apart.
struct RequestTarget: Sendable, Hashable {
  /// The path's parts, unescaped.
  let path: [String]
  let hasQuery: Bool

  /// Reads `target`, whose path must begin with `prefix`; `nil` where it does not, or is not well-formed.
  init?(_ target: String, below prefix: [String]) {
    let sides = target.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
    hasQuery = sides.count > 1
    guard let written = sides.first, written.hasPrefix("/"), let parts = Self.parts(written), parts.starts(with: prefix) else { return nil }
    path = Array(parts.dropFirst(prefix.count))
  }

  /// The parts of a prefix such as `/wd/hub/`.
  static func prefix(_ text: String) -> [String] { text.split(separator: "/").map(String.init) }

  /// An empty part stays one: a cookie without a name is not all cookies.
  private static func parts(_ path: Substring) -> [String]? {
    var parts: [String] = []
    for part in path.dropFirst().split(separator: "/", omittingEmptySubsequences: false) {
      guard let text = unescaped(part) else { return nil }
      parts.append(text)
    }
    return parts
  }

  private static func unescaped(_ part: Substring) -> String? {
    var bytes: [UInt8] = []
    var rest = part.utf8[...]
    while let byte = rest.popFirst() {
      guard byte == UInt8(ascii: "%") else {
        bytes.append(byte)
        continue
      }
      guard let high = rest.popFirst().flatMap(digit), let low = rest.popFirst().flatMap(digit) else { return nil }
      bytes.append(high << 4 | low)
    }
    return String(validating: bytes, as: UTF8.self)
  }

  private static func digit(_ byte: UInt8) -> UInt8? { Character(Unicode.Scalar(byte)).hexDigitValue.map { UInt8($0) } }
}
