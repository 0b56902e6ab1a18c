import Secrets

/// Takes out of a driver's output what must not be shown: the secrets that are known, and what a verbose driver says of typed texts,
/// cookies, scripts' arguments and answers.
///
/// A driver's output is no format that anybody has promised. So the rule is broad: the texts in every JSON member of a
/// suspicious name go, wherever the line has them, also in JSON that is quoted once more.
struct Redactor: Sendable {
  private static let hidden = "…"
  /// Members whose texts go, in lower case.
  private static let names: Set<String> = [
    "text", "unmodifiedtext", "value", "args", "key", "code", "password", "username", "credential", "credentials", "privatekey",
    "userhandle",
    "cookie", "cookies", "set-cookie", "authorization", "proxy-authorization", "headers", "postdata", "data", "windowsvirtualkeycode",
    "nativevirtualkeycode",
  ]
  /// Members whose texts stay even inside such a one: an error's words, and references, which say nothing.
  private static let harmless: Set<String> = ["error", "message", "stacktrace", "type", "id", "sessionid"]

  private let secrets: [Secret]

  init(_ secrets: [Secret] = []) {
    self.secrets = secrets.filter { !$0.isEmpty }
  }

  /// The line as it may be shown.
  func redacted(_ line: String) -> String {
    var text = line
    for secret in secrets {
      secret.reveal { shown in
        text = text.replacing(shown, with: secret.placeholder)
        let quoted = Self.quoted(shown)
        if quoted != shown { text = text.replacing(quoted, with: secret.placeholder) }
      }
    }
    guard text.utf8.contains(UInt8(ascii: "\"")) else { return text }
    var scanner = Scanner(bytes: Array(text.utf8))
    return scanner.redacted()
  }

  /// As the text stands inside a JSON text.
  private static func quoted(_ text: String) -> String {
    text.replacing(#"\"#, with: #"\\"#).replacing(#"""#, with: #"\""#).replacing("\n", with: #"\n"#).replacing("\t", with: #"\t"#)
  }

  /// Goes through one line, once.
  private struct Scanner {
    private let bytes: [UInt8]
    private var position = 0
    private var out: [UInt8] = []
    /// How deep the list or object is nested that is a hidden member's value; nought outside of one.
    private var depth = 0
    /// Whether the next value belongs to a hidden member.
    private var hidesNext = false
    private var keepsNext = false

    init(bytes: [UInt8]) {
      self.bytes = bytes
      // `RESPONSE GetElementProperty "what was typed"`: an answer that is a bare text has no name.
      saysAnswer = String(decoding: bytes, as: UTF8.self).contains("] RESPONSE ")
    }

    private let saysAnswer: Bool

    mutating func redacted() -> String {
      while position < bytes.count {
        let byte = bytes[position]
        switch byte {
        case UInt8(ascii: "\""): takeText()
        case UInt8(ascii: "["), UInt8(ascii: "{"):
          if depth > 0 || hidesNext { depth += 1 }
          endValue()
          copy()
        case UInt8(ascii: "]"), UInt8(ascii: "}"):
          if depth > 0 { depth -= 1 }
          endValue()
          copy()
        case UInt8(ascii: ","):
          endValue()
          copy()
        case UInt8(ascii: "0")...UInt8(ascii: "9") where hidesNext && depth == 0:
          while position < bytes.count, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(bytes[position]) { position += 1 }
          out += Redactor.hidden.utf8
        default: copy()
        }
      }
      return String(decoding: out, as: UTF8.self)
    }

    private mutating func copy() {
      out.append(bytes[position])
      position += 1
    }

    private mutating func endValue() {
      hidesNext = false
      keepsNext = false
    }

    /// A text, from the quote that opens it. In JSON that was quoted once more both of its quotes have a backslash.
    private mutating func takeText() {
      let level = backslashes(before: position, from: 0)
      let start = position + 1
      var end = start
      while end < bytes.count {
        if bytes[end] == UInt8(ascii: "\""), backslashes(before: end, from: start) % (2 * (level + 1)) == level { break }
        end += 1
      }
      let closing = end < bytes.count ? end - level : end
      let content = bytes[start..<max(start, closing)]
      let after = min(end + 1, bytes.count)
      if isName(after: after) {
        let name = String(decoding: content, as: UTF8.self).lowercased()
        hidesNext = Redactor.names.contains(name)
        keepsNext = Redactor.harmless.contains(name) || name.hasPrefix("element-6066") || name.hasPrefix("shadow-6066")
        out += bytes[position..<after]
      } else if hidesNext || (depth > 0 && !keepsNext) || (saysAnswer && depth == 0 && !keepsNext && isBareAnswer) {
        out.append(UInt8(ascii: "\""))
        out += Redactor.hidden.utf8
        out += bytes[max(start, closing)..<after]
      } else if content.contains(UInt8(ascii: "\\")) {
        // It may be JSON in its turn.
        var inner = Scanner(bytes: Array(content))
        out.append(UInt8(ascii: "\""))
        out += inner.redacted().utf8
        out += bytes[max(start, closing)..<after]
      } else {
        out += bytes[position..<after]
      }
      position = after
    }

    /// Whether nothing of JSON came before on this line.
    private var isBareAnswer: Bool { !out.contains { $0 == UInt8(ascii: "{") || $0 == UInt8(ascii: "\"") } }

    private func backslashes(before index: Int, from start: Int) -> Int {
      var first = index
      while first > start, bytes[first - 1] == UInt8(ascii: "\\") { first -= 1 }
      return index - first
    }

    private func isName(after index: Int) -> Bool {
      var next = index
      while next < bytes.count, bytes[next] == UInt8(ascii: " ") { next += 1 }
      return next < bytes.count && bytes[next] == UInt8(ascii: ":")
    }
  }
}
