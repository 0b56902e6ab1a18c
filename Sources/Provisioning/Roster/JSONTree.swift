/// Parses JSON (RFC 8259) into a tree that keeps lines.
///
/// A parser of YAML takes most JSON, and much besides: comments, commas at the end, words without quotes. It refuses some as well, such as
/// an escaped emoji. What other programs would read otherwise, or not at all, is not to be taken for a roster.
struct JSONTree {
  /// How deep values may lie in one another; a roster needs four.
  static let deepest = 64

  /// What is wrong, worded to follow the file, and where.
  private struct Mistake: Error {
    let line: Int
    let message: String
  }

  private let bytes: [UInt8]
  private var position = 0
  private var line = 1

  private init(_ text: String) { bytes = Array(text.utf8) }

  /// Parses one value, around which nothing else stands.
  static func parse(_ source: RosterSource) -> RosterTree.Outcome {
    var parser = JSONTree(source.text)
    do {
      return .success(.json(try parser.document()))
    } catch {
      return .failure(RosterMistake(file: source.fileName, line: error.line, field: "", message: error.message))
    }
  }

  private mutating func document() throws(Mistake) -> JSONNode {
    skipSpace()
    guard position < bytes.count else { throw wrong("there is nothing in it") }
    let value = try value(depth: 0)
    skipSpace()
    guard position == bytes.count else { throw wrong("something stands after its end") }
    return value
  }

  private mutating func value(depth: Int) throws(Mistake) -> JSONNode {
    guard depth < Self.deepest else { throw wrong("more than \(Self.deepest) values lie in one another") }
    let start = line
    switch next {
    case UInt8(ascii: "{"): return JSONNode(line: start, value: .object(try members(depth: depth)))
    case UInt8(ascii: "["): return JSONNode(line: start, value: .list(try items(depth: depth)))
    case UInt8(ascii: "\""): return JSONNode(line: start, value: .text(try text()))
    case .some(UInt8(ascii: "-")), .some(UInt8(ascii: "0")...UInt8(ascii: "9")): return JSONNode(line: start, value: .number(try number()))
    default: return JSONNode(line: start, value: try word())
    }
  }

  // MARK: Lists and objects

  private mutating func items(depth: Int) throws(Mistake) -> [JSONNode] {
    var items: [JSONNode] = []
    position += 1
    skipSpace()
    if take("]") { return items }
    while true {
      items.append(try value(depth: depth + 1))
      skipSpace()
      if take("]") { return items }
      try comma(before: "]")
    }
  }

  private mutating func members(depth: Int) throws(Mistake) -> [JSONNode.Member] {
    var members: [JSONNode.Member] = []
    var names: Set<String> = []
    position += 1
    skipSpace()
    if take("}") { return members }
    while true {
      guard next == UInt8(ascii: "\"") else { throw wrong("a name in double quotes is missing") }
      let start = line
      let name = try text()
      guard names.insert(name).inserted else {
        throw Mistake(line: start, message: "has \(ShownText.quoted(name)) twice in one place")
      }
      skipSpace()
      guard take(":") else { throw wrong("a colon is missing after \(ShownText.quoted(name))") }
      skipSpace()
      members.append(JSONNode.Member(name: name, line: start, value: try value(depth: depth + 1)))
      skipSpace()
      if take("}") { return members }
      try comma(before: "}")
    }
  }

  /// A comma, and after it something other than the end.
  private mutating func comma(before end: Character) throws(Mistake) {
    guard take(",") else { throw wrong(next == nil ? "the file ends before its \(end)" : "a comma or \(end) is missing") }
    let start = line
    skipSpace()
    guard let next, next != end.asciiValue else { throw Mistake(line: start, message: "is not JSON: a comma with nothing after it") }
  }

  // MARK: Words and numbers

  private mutating func word() throws(Mistake) -> JSONNode.Value {
    for (word, value) in [("true", JSONNode.Value.truth(true)), ("false", .truth(false)), ("null", .null)]
    where bytes[position...].starts(with: word.utf8) {
      position += word.utf8.count
      return value
    }
    switch next {
    case nil: throw wrong("the file ends where a value belongs")
    case UInt8(ascii: "/"), UInt8(ascii: "#"): throw wrong("it has no comments")
    case UInt8(ascii: ","), UInt8(ascii: "]"), UInt8(ascii: "}"), UInt8(ascii: ":"): throw wrong("a value is missing")
    default: throw wrong("a text is written in double quotes")
    }
  }

  private mutating func number() throws(Mistake) -> String {
    let start = position
    _ = take("-")
    let whole = position
    try digits()
    if bytes[whole] == UInt8(ascii: "0"), position > whole + 1 { throw wrong("a number begins with 0") }
    if take(".") { try digits() }
    if take("e") || take("E") {
      if !take("+") { _ = take("-") }
      try digits()
    }
    return String(decoding: bytes[start..<position], as: UTF8.self)
  }

  private mutating func digits() throws(Mistake) {
    let start = position
    while let byte = next, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) { position += 1 }
    guard position > start else { throw wrong("a number lacks a digit") }
  }

  // MARK: Texts

  private mutating func text() throws(Mistake) -> String {
    position += 1
    var start = position
    var text = ""
    while let byte = next {
      switch byte {
      case UInt8(ascii: "\""):
        text += String(decoding: bytes[start..<position], as: UTF8.self)
        position += 1
        return text
      case UInt8(ascii: "\\"):
        text += String(decoding: bytes[start..<position], as: UTF8.self)
        text.unicodeScalars.append(try escaped())
        start = position
      case 0..<0x20:
        throw wrong("a text holds a line break or another control character; write it as an escape")
      default:
        position += 1
      }
    }
    throw wrong("a text is never closed")
  }

  private mutating func escaped() throws(Mistake) -> Unicode.Scalar {
    position += 1
    let letter = next
    position += 1
    switch letter {
    case UInt8(ascii: "\""): return "\""
    case UInt8(ascii: "\\"): return "\\"
    case UInt8(ascii: "/"): return "/"
    case UInt8(ascii: "b"): return "\u{8}"
    case UInt8(ascii: "f"): return "\u{C}"
    case UInt8(ascii: "n"): return "\n"
    case UInt8(ascii: "r"): return "\r"
    case UInt8(ascii: "t"): return "\t"
    case UInt8(ascii: "u"): return try scalar()
    default: throw wrong("no such escape in a text")
    }
  }

  /// The character of one `\u` escape, or of two that make a pair (RFC 8259, section 7).
  private mutating func scalar() throws(Mistake) -> Unicode.Scalar {
    let first = try unit()
    if let scalar = Unicode.Scalar(first) { return scalar }
    guard first < 0xDC00, take("\\"), take("u") else { throw wrong("half a character in a text") }
    let second = try unit()
    guard (0xDC00...0xDFFF).contains(second), let scalar = Unicode.Scalar(0x10000 + (first - 0xD800) << 10 + (second - 0xDC00)) else {
      throw wrong("half a character in a text")
    }
    return scalar
  }

  private mutating func unit() throws(Mistake) -> UInt32 {
    var unit: UInt32 = 0
    for _ in 0..<4 {
      guard let byte = next, let digit = Character(Unicode.Scalar(byte)).hexDigitValue else {
        throw wrong("four hexadecimal digits belong after \\u")
      }
      unit = unit << 4 + UInt32(digit)
      position += 1
    }
    return unit
  }

  // MARK: Bytes

  private var next: UInt8? { position < bytes.count ? bytes[position] : nil }

  /// Goes on if this is what comes next.
  private mutating func take(_ character: Character) -> Bool {
    guard let next, next == character.asciiValue else { return false }
    position += 1
    return true
  }

  private mutating func skipSpace() {
    while let byte = next {
      switch byte {
      case UInt8(ascii: " "), UInt8(ascii: "\t"): break
      case UInt8(ascii: "\n"): line += 1
      // With the line feed after it a carriage return is one break.
      case UInt8(ascii: "\r"): if position + 1 == bytes.count || bytes[position + 1] != UInt8(ascii: "\n") { line += 1 }
      default: return
      }
      position += 1
    }
  }

  private func wrong(_ what: String) -> Mistake { Mistake(line: line, message: "is not JSON: \(what)") }
}
