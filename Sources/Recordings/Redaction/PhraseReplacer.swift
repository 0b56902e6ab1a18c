/// Replaces phrases by others wherever they stand as whole words, in every form that a text of a recording may give them.
struct PhraseReplacer {
  private let needles: Needles
  private let replacements: [[UInt8]]

  /// A replacer; of two phrases that begin at one place the longer is taken. Case does not count.
  init(_ phrases: [(phrase: String, replacement: String)]) {
    var all: [(needle: [UInt8], replacement: [UInt8])] = []
    var seen: Set<[UInt8]> = []
    for (phrase, replacement) in phrases {
      // The table of needles knows the case of ASCII letters alone.
      for spelling in [phrase, phrase.lowercased(), phrase.uppercased()] {
        for form in SecretSearch.forms(of: spelling) where form.name != "base64" && form.name != "hexadecimal" {
          let needle = form.bytes.map { Needles.lowercased($0) }
          guard seen.insert(needle).inserted else { continue }
          all.append((needle, Array(Self.written(replacement, like: form.name).utf8)))
        }
      }
    }
    let ordered = all.enumerated().sorted {
      ($1.element.needle.count, $0.offset) < ($0.element.needle.count, $1.offset)
    }.map(\.element)
    needles = Needles(ordered.map { Needles.Needle(bytes: $0.needle, ignoresCase: true, standsAlone: true) })
    replacements = ordered.map(\.replacement)
  }

  /// Pseudonyms are letters, digits, blanks, dots and an `@`, so only addresses write them otherwise.
  private static func written(_ text: String, like form: String) -> String {
    switch form {
    case "percent-encoded": text.replacing(" ", with: "%20").replacing("@", with: "%40")
    case "form-encoded": text.replacing(" ", with: "+").replacing("@", with: "%40")
    default: text
    }
  }

  /// `text` with the replacements.
  func apply(to text: String) -> String {
    guard !replacements.isEmpty else { return text }
    let bytes = Array(text.utf8)
    return bytes.withUnsafeBytes { all in
      var out: [UInt8] = []
      var copied = 0
      var position = 0
      while let (needle, offset) = needles.first(in: all, from: position) {
        let end = offset + needles.length(of: needle)
        guard !Self.isLetter(all, endingAt: offset), !Self.isLetter(all, startingAt: end) else {
          position = offset + 1
          continue
        }
        out += all[copied..<offset]
        out += replacements[needle]
        position = end
        copied = end
      }
      guard copied > 0 else { return text }
      out += all[copied...]
      return String(decoding: out, as: UTF8.self)
    }
  }

  /// Whether a letter beyond ASCII stands there; the needles look for ASCII letters themselves.
  private static func isLetter(_ bytes: UnsafeRawBufferPointer, startingAt start: Int) -> Bool {
    guard start < bytes.count, bytes[start] >= 0xC0 else { return false }
    var end = start + 1
    while end < bytes.count, bytes[end] & 0xC0 == 0x80 { end += 1 }
    return TextScalars.isWord(bytes[start..<end])
  }

  private static func isLetter(_ bytes: UnsafeRawBufferPointer, endingAt end: Int) -> Bool {
    guard end > 0, bytes[end - 1] >= 0x80 else { return false }
    var start = end - 1
    while start > 0, bytes[start] & 0xC0 == 0x80 { start -= 1 }
    return TextScalars.isWord(bytes[start..<end])
  }
}
