/// How a text may be written by the formats that a browser, a driver and a log pass it through.
///
/// Each format leaves its writers some freedom, such as whether `/` is escaped in JSON. All usual ways are listed.
struct TextForms {
  private(set) var all: [(name: String, bytes: [UInt8])] = []
  private var seen: Set<[UInt8]> = []
  private let text: String

  /// Every form of `text`, each once, the plain one first.
  init(of text: String) {
    self.text = text
    guard !text.isEmpty else { return }
    add("plain", text)
    addJSON()
    addPercent()
    addHTML()
    addBase64()
    add("hexadecimal", Hexadecimal.pairs(of: text.utf8).joined())
  }

  private mutating func add(_ name: String, _ form: String) {
    let bytes = Array(form.utf8)
    if seen.insert(bytes).inserted { all.append((name, bytes)) }
  }

  // MARK: JSON

  private mutating func addJSON() {
    let plain = text
    // Which ASCII characters are written by number: none, those that could end a script element, or all that one framework is shy of.
    for shy in ["", "<>&'", "<>&'\"+`"] {
      for escapesSlash in [false, true] {
        for escapesOthers in [false, true] {
          for uppercase in [false, true] {
            let once = Self.json(plain, shy: shy, slash: escapesSlash, others: escapesOthers, uppercase: uppercase)
            add("JSON-escaped", once)
            // JSON that stands as a text inside JSON.
            add("JSON-escaped", Self.json(once, shy: "", slash: false, others: false, uppercase: uppercase))
          }
        }
      }
    }
  }

  private static func json(_ text: String, shy: String, slash: Bool, others: Bool, uppercase: Bool) -> String {
    var out = ""
    let shy = Array(shy.unicodeScalars)
    func number(_ scalar: Unicode.Scalar) {
      for unit in String(scalar).utf16 { out += "\\u" + Hexadecimal.padded(Int(unit), to: 4, uppercase: uppercase) }
    }
    for scalar in text.unicodeScalars {
      if shy.contains(scalar) {
        number(scalar)
        continue
      }
      switch scalar {
      case "\"": out += "\\\""
      case "\\": out += "\\\\"
      case "/": out += slash ? "\\/" : "/"
      case "\n": out += "\\n"
      case "\r": out += "\\r"
      case "\t": out += "\\t"
      case "\u{8}" where shy.isEmpty: out += "\\b"
      case "\u{C}" where shy.isEmpty: out += "\\f"
      case _ where scalar.value < 0x20: number(scalar)
      // They end a line of JavaScript.
      case "\u{2028}" where !shy.isEmpty, "\u{2029}" where !shy.isEmpty: number(scalar)
      case _ where scalar.value > 0x7E && others: number(scalar)
      default: out.unicodeScalars.append(scalar)
      }
    }
    return out
  }

  // MARK: Addresses

  private mutating func addPercent() {
    let unreserved = "-._~"
    add("percent-encoded", percent(keeping: unreserved))
    // JavaScript's two functions, which keep more.
    add("percent-encoded", percent(keeping: unreserved + "!'()*"))
    add("percent-encoded", percent(keeping: unreserved + ";/?:@&=+$,#!'()*"))
    add("percent-encoded", Hexadecimal.pairs(of: text.utf8, uppercase: true).map { "%\($0)" }.joined())
    add("form-encoded", percent(keeping: "*-._", blank: "+"))
    add("form-encoded", percent(keeping: unreserved, blank: "+"))
  }

  private func percent(keeping kept: String, blank: String = "%20") -> String {
    let kept = Set(kept.utf8)
    return text.utf8.map { byte in
      if Needles.isWordByte(byte) || kept.contains(byte) { return String(Unicode.Scalar(byte)) }
      return byte == UInt8(ascii: " ") ? blank : "%" + Hexadecimal.padded(Int(byte), to: 2, uppercase: true)
    }.joined()
  }

  // MARK: HTML

  private mutating func addHTML() {
    let others: [(Unicode.Scalar) -> String] = [
      { String($0) }, { "&#\($0.value);" }, { "&#x\(Hexadecimal.padded(Int($0.value), to: 1, uppercase: false));" },
      { "&#x\(Hexadecimal.padded(Int($0.value), to: 1, uppercase: true));" },
    ]
    for other in others {
      for quote in ["\"", "&quot;", "&#34;", "&#x22;"] {
        for apostrophe in ["'", "&#39;", "&#x27;", "&apos;", "&#039;"] {
          for (less, greater) in [("<", ">"), ("&lt;", ">"), ("&lt;", "&gt;")] {
            add(
              "HTML",
              html { scalar in
                switch scalar {
                case "&": "&amp;"
                case "<": less
                case ">": greater
                case "\"": quote
                case "'": apostrophe
                default: scalar.isASCII ? String(scalar) : other(scalar)
                }
              })
          }
        }
      }
      // By number, at first only what has a meaning, then everything.
      add("HTML", html { "&<>\"'".unicodeScalars.contains($0) || !$0.isASCII ? other($0) : String($0) })
      add("HTML", html(other))
    }
  }

  private func html(_ form: (Unicode.Scalar) -> String) -> String { text.unicodeScalars.map(form).joined() }

  // MARK: Base64

  /// What is certain of the text's base64, whatever stands in front of it and behind: the digits that its own bits fill.
  private mutating func addBase64() {
    let bytes = Array(text.utf8)
    for ahead in 0..<3 {
      let digits = Self.base64([UInt8](repeating: 0, count: ahead) + bytes)
      let first = (ahead * 8 + 5) / 6
      let end = (ahead + bytes.count) * 8 / 6
      // Fewer come up by chance.
      if end - first >= 6 { addBase64(digits[first..<end]) }
    }
    if bytes.count < 6 { addBase64(Self.base64(bytes)[...]) }
  }

  private mutating func addBase64(_ digits: ArraySlice<Character>) {
    let standard = String(digits)
    add("base64", standard)
    add("base64", standard.replacing("+", with: "-").replacing("/", with: "_"))
    add("base64", standard.replacing("+", with: "%2B").replacing("/", with: "%2F"))
    add("base64", standard.replacing("/", with: "\\/"))
  }

  private static let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/")

  /// RFC 4648, section 4, without padding.
  private static func base64(_ bytes: [UInt8]) -> [Character] {
    var digits: [Character] = []
    var bits = 0
    var pending = 0
    for byte in bytes {
      bits = (bits << 8 | Int(byte)) & 0xFFFF
      pending += 8
      while pending >= 6 {
        pending -= 6
        digits.append(alphabet[bits >> pending & 0x3F])
      }
    }
    if pending > 0 { digits.append(alphabet[bits << (6 - pending) & 0x3F]) }
    return digits
  }
}

/// Numbers in hexadecimal.
enum Hexadecimal {
  /// `number` with zeros in front until it has `length` digits.
  static func padded(_ number: Int, to length: Int, uppercase: Bool) -> String {
    let digits = String(number, radix: 16, uppercase: uppercase)
    return String(repeating: "0", count: max(0, length - digits.count)) + digits
  }

  /// Two digits for each byte.
  static func pairs(of bytes: some Sequence<UInt8>, uppercase: Bool = false) -> [String] {
    bytes.map { padded(Int($0), to: 2, uppercase: uppercase) }
  }
}
