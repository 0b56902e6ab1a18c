/// The fields of a form or of a query, in the order in which they were sent.
struct Form: Sendable {
  private var pairs: [(name: String, value: String)] = []

  init() {}

  /// Reads `application/x-www-form-urlencoded`. Whatever is not well-formed is taken as it stands: a browser decides what it sends.
  init(encoded: some StringProtocol) {
    for pair in encoded.split(separator: "&") {
      let sides = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      pairs.append((Self.decode(sides[0]), sides.count > 1 ? Self.decode(sides[1]) : ""))
    }
  }

  /// Gives every field another name.
  mutating func rename(_ name: (String) -> String) { pairs = pairs.map { (name($0.name), $0.value) } }

  /// The last value of a name, as frameworks have it: a ticked box follows the hidden field that stands for "not ticked".
  subscript(name: String) -> String? { pairs.last { $0.name == name }?.value }

  /// Every value of a name that ends in `[]`.
  func all(_ name: String) -> [String] { pairs.filter { $0.name == name }.map(\.value) }

  /// A field of the form's model, without the spaces around it.
  func text(_ attribute: String, of model: String = "user") -> String {
    trim(self["\(model)[\(attribute)]"] ?? "")
  }

  /// A password: taken to the letter.
  func secret(_ attribute: String, of model: String = "user") -> String { self["\(model)[\(attribute)]"] ?? "" }

  func isTicked(_ attribute: String, of model: String = "user") -> Bool { text(attribute, of: model) == "1" }

  func numbers(_ attribute: String, of model: String = "user") -> Set<Int> {
    Set(all("\(model)[\(attribute)][]").compactMap { Int($0) })
  }

  private func trim(_ text: String) -> String {
    let start = text.firstIndex { !$0.isWhitespace } ?? text.endIndex
    let end = text.lastIndex { !$0.isWhitespace }.map { text.index(after: $0) } ?? text.endIndex
    return start < end ? String(text[start..<end]) : ""
  }

  private static func decode(_ text: some StringProtocol) -> String {
    var bytes: [UInt8] = []
    var rest = Array(text.utf8)[...]
    while let byte = rest.popFirst() {
      switch byte {
      case UInt8(ascii: "+"): bytes.append(UInt8(ascii: " "))
      case UInt8(ascii: "%"):
        if rest.count >= 2, let value = UInt8(String(decoding: rest.prefix(2), as: UTF8.self), radix: 16) {
          bytes.append(value)
          rest = rest.dropFirst(2)
        } else {
          bytes.append(byte)
        }
      default: bytes.append(byte)
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
