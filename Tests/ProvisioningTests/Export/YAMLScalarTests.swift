import Testing

@testable import Provisioning

@Suite struct YAMLScalarTests {
  @Test(arguments: [
    ("Nina Park", "Nina Park"), ("o'hara@acme.example", "o'hara@acme.example"), ("Inès Garçon", "Inès Garçon"), ("李 小龙", "李 小龙"),
    ("Tickets/List/Search", "Tickets/List/Search"), ("No", "\"No\""), ("007", "\"007\""), ("- x", "\"- x\""), ("#", "\"#\""),
    ("y", "\"y\""),
    ("*/View", "\"*/View\""), ("Tickets/*", "Tickets/*"), ("a: b", "\"a: b\""), ("a, b", "\"a, b\""), ("", "\"\""),
    ("say \"hi\"", "\"say \\\"hi\\\"\""), ("back\\slash", "\"back\\\\slash\""), ("tail ", "\"tail \""), ("👩🏽‍💻", "\"👩🏽‍💻\""),
    ("a\u{FEFF}b", "\"a\\uFEFFb\""), ("a\u{202E}b", "\"a\\u202Eb\""), ("a\u{A0}b", "\"a\\u00A0b\""), ("\u{E0067}", "\"\\U000E0067\""),
    ("two\nlines", "\"two\\u000Alines\""),
  ]) func isWrittenSoThatItIsReadTheSame(_ text: String, _ written: String) throws {
    #expect(YAMLScalar.written(text) == written)
    #expect(try roundTrip(written) == Array(text.unicodeScalars))
    #expect(try roundTrip(YAMLScalar.quoted(text)) == Array(text.unicodeScalars))
  }

  @Test func everyCharacterSurvives() throws {
    // A step that is no power of two goes through all planes without trying all of them.
    for value in Array(0..<0x3000) + Array(stride(from: 0x3000, through: 0x10FFFF, by: 61)) {
      guard let scalar = Unicode.Scalar(UInt32(value)) else { continue }
      let text = "a\(scalar)b"
      #expect(try roundTrip(YAMLScalar.written(text)) == Array(text.unicodeScalars), "U+\(String(value, radix: 16))")
    }
  }

  @Test func aCommentStaysOnItsLine() {
    #expect(YAMLScalar.comment("a\nb\u{2028}c\u{85}d é 👍🏽") == "a\\u000Ab\\u2028c\\u0085d é 👍🏽")
  }

  /// What the roster's own parser reads, between brackets, where a scalar has the least freedom.
  private func roundTrip(_ written: String) throws -> [Unicode.Scalar]? {
    let source = RosterSource(text: "[\(written), x]", fileName: "x.yaml")
    guard case .success(let tree?) = YAMLTree.parse(source), case .text(let text)? = tree.items?.first?.asText else { return nil }
    return Array(text.unicodeScalars)
  }
}
