import WebDriver

extension JSONParser {
  /// A text between quotation marks.
  mutating func string() throws(Fault) -> String {
    position += 1
    let start = position
    var isPlain = true
    // Most texts are plain ASCII to the end: one scan, one copy.
    while position < bytes.count {
      let byte = bytes[position]
      if byte == UInt8(ascii: "\"") {
        let text = UnsafeBufferPointer(rebasing: bytes[start..<position])
        position += 1
        return isPlain ? String(decoding: text, as: UTF8.self) : try validated(text, from: start)
      }
      if byte == UInt8(ascii: "\\") { return try escapedString(from: start, isPlain: isPlain) }
      try checkControl(byte)
      if byte >= 0x80 { isPlain = false }
      position += 1
    }
    throw unended()
  }

  /// A text from `start` in which `position` is at the first escape.
  private mutating func escapedString(from start: Int, isPlain: Bool) throws(Fault) -> String {
    scratch.removeAll(keepingCapacity: true)
    var isPlain = isPlain
    var run = start
    while position < bytes.count {
      let byte = bytes[position]
      switch byte {
      case UInt8(ascii: "\""):
        try take(run, isPlain: isPlain)
        position += 1
        return String(decoding: scratch, as: UTF8.self)
      case UInt8(ascii: "\\"):
        try take(run, isPlain: isPlain)
        try escape()
        run = position
        isPlain = true
      default:
        try checkControl(byte)
        if byte >= 0x80 { isPlain = false }
        position += 1
      }
    }
    throw unended()
  }

  /// Puts what stands between `run` and the position into the scratch.
  private mutating func take(_ run: Int, isPlain: Bool) throws(Fault) {
    let text = UnsafeBufferPointer(rebasing: bytes[run..<position])
    if !isPlain { _ = try validated(text, from: run) }
    scratch.append(contentsOf: text)
  }

  /// An escape, put into the scratch.
  private mutating func escape() throws(Fault) {
    let start = position
    position += 1
    let letter = next
    position += 1
    switch letter {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"): scratch.append(letter)
    case UInt8(ascii: "n"): scratch.append(0x0A)
    case UInt8(ascii: "r"): scratch.append(0x0D)
    case UInt8(ascii: "t"): scratch.append(0x09)
    case UInt8(ascii: "u"): try unicodeEscape(from: start)
    case UInt8(ascii: "/"), UInt8(ascii: "b"), UInt8(ascii: "f"):
      if isCanonical { throw unusual(at: start) }
      scratch.append(letter == UInt8(ascii: "/") ? letter : letter == UInt8(ascii: "b") ? 0x08 : 0x0C)
    default: throw start + 1 < bytes.count ? fault("there is no such escape", at: start) : unended()
    }
  }

  private mutating func unicodeEscape(from start: Int) throws(Fault) {
    var code = try hexadecimal()
    if 0xDC00...0xDFFF ~= code { throw fault("half of a surrogate pair stands alone", at: start) }
    if 0xD800...0xDBFF ~= code {
      guard next == UInt8(ascii: "\\"), position + 1 < bytes.count, bytes[position + 1] == UInt8(ascii: "u") else {
        throw fault("half of a surrogate pair stands alone", at: start)
      }
      position += 2
      let low = try hexadecimal()
      guard 0xDC00...0xDFFF ~= low else { throw fault("half of a surrogate pair stands alone", at: start) }
      code = 0x1_0000 + (code - 0xD800) << 10 + (low - 0xDC00)
    }
    guard let scalar = Unicode.Scalar(code) else { throw fault("there is no such character", at: start) }
    if isCanonical {
      let isLower = !bytes[start..<position].contains { (UInt8(ascii: "A")...UInt8(ascii: "F")).contains($0) }
      let hasLetter = code == 0x09 || code == 0x0A || code == 0x0D
      guard isLower, !hasLetter, code < 0x20 || PlainText.isEscaped(scalar) else { throw unusual(at: start) }
    }
    scratch.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
  }

  /// Four hexadecimal digits.
  private mutating func hexadecimal() throws(Fault) -> UInt32 {
    var code: UInt32 = 0
    for _ in 0..<4 {
      guard let digit = Character(Unicode.Scalar(next)).hexDigitValue else {
        throw position < bytes.count ? fault("a hexadecimal digit should stand here") : unended()
      }
      code = code << 4 | UInt32(digit)
      position += 1
    }
    return code
  }

  /// A text with more in it than ASCII.
  private func validated(_ text: UnsafeBufferPointer<UInt8>, from start: Int) throws(Fault) -> String {
    guard let string = String(validating: text, as: UTF8.self) else {
      // Looked for a second time, since it is rare: everything in front of the mistake is valid by itself.
      var valid = 0
      var decoder = UTF8()
      var iterator = text.makeIterator()
      while case .scalarValue(let scalar) = decoder.decode(&iterator) { valid += UTF8.width(scalar) }
      throw fault("this is not UTF-8", at: start + valid)
    }
    if isCanonical, let scalar = string.unicodeScalars.first(where: PlainText.isEscaped) {
      throw styleFault("the character U+\(PlainText.hexadecimal(scalar)) is not escaped", at: start)
    }
    return string
  }

  private func checkControl(_ byte: UInt8) throws(Fault) {
    if byte < 0x20 { throw fault("a control character stands in a text") }
    if byte == 0x7F, isCanonical { throw styleFault("the character U+007f is not escaped") }
  }

  private func unended() -> Fault { fault("a text has no end", at: bytes.count) }

  private func unusual(at start: Int) -> Fault { styleFault("a character is escaped otherwise than syncroctl would", at: start) }
}
