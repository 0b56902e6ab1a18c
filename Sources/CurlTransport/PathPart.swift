/// Percent-encoding of one part of a path: names of attributes and cookies, and ids that a remote end made up, hold anything.
enum PathPart {
  /// `text` with all but RFC 3986's unreserved characters escaped, so that a slash or a question mark in it stays inside the part.
  static func escaped(_ text: String) -> String {
    // Parts of dots alone are unreserved, and yet are steps rather than names.
    guard text != ".", text != ".." else { return text.utf8.map(Self.escape).joined() }
    var out = ""
    for byte in text.utf8 {
      if isUnreserved(byte) {
        out.unicodeScalars.append(Unicode.Scalar(byte))
      } else {
        out += escape(byte)
      }
    }
    return out
  }

  private static func isUnreserved(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "0")...UInt8(ascii: "9"),
      UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"), UInt8(ascii: "~"):
      true
    default: false
    }
  }

  private static func escape(_ byte: UInt8) -> String {
    let hex = String(byte, radix: 16, uppercase: true)
    return hex.count == 1 ? "%0\(hex)" : "%\(hex)"
  }
}
