import WebDriver

/// What is escaped in a recording beyond what JSON asks for, so that what a person sees in a review is what is there: control characters
/// that a terminal acts on, characters without width, and those that turn the direction of what follows.
enum PlainText {
  /// Whether `scalar` is written as an escape. All of them are in the first plane.
  static func isEscaped(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x7F...0x9F, 0x200B...0x200F, 0x2028...0x202E, 0x2060...0x2069, 0xFEFF: true
    default: false
    }
  }

  /// The four hexadecimal digits of the escape.
  static func hexadecimal(_ scalar: Unicode.Scalar) -> String {
    let digits = String(scalar.value, radix: 16)
    return String(repeating: "0", count: max(0, 4 - digits.count)) + digits
  }

  /// `value` in its canonical form. Secrets are placeholders.
  static func bytes(_ value: JSONValue) -> [UInt8] {
    let bytes = value.bytes(secrets: .placeholder)
    // Every one of them begins with one of these.
    guard bytes.contains(where: { $0 == 0x7F || $0 == 0xC2 || $0 == 0xE2 || $0 == 0xEF }) else { return bytes }
    var plain: [UInt8] = []
    plain.reserveCapacity(bytes.count)
    // Outside of texts there is nothing but ASCII, so that whatever is found is in a text.
    for scalar in String(decoding: bytes, as: UTF8.self).unicodeScalars {
      if isEscaped(scalar) {
        plain += "\\u\(hexadecimal(scalar))".utf8
      } else {
        plain += UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter
      }
    }
    return plain
  }
}

/// A little of a text that is not trusted, for an error: quoted, on one line, cut short.
struct Excerpt: CustomStringConvertible {
  private static let limit = 24
  let description: String

  init(_ text: String) {
    let start = text.prefix(Self.limit)
    let shown = start.unicodeScalars.prefix(Self.limit).map { scalar in
      scalar.value < 0x20 || PlainText.isEscaped(scalar) ? "?" : String(Character(scalar))
    }
    description = "\"\(shown.joined())\(start.endIndex < text.endIndex || shown.count < start.unicodeScalars.count ? "…" : "")\""
  }
}
