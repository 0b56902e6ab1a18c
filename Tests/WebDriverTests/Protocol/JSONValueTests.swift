import BrowserSupport
import Foundation
import Secrets
import Testing
import WebDriver

@Suite struct JSONValueTests {
  private static let written: [(JSONValue, String)] = [
    (nil, "null"),
    (true, "true"),
    (false, "false"),
    (0, "0"),
    (.int(.max), "9223372036854775807"),
    (.int(.min), "-9223372036854775808"),
    (.double(0.1), "0.1"),
    (.double(1e300), "1e+300"),
    (.double(.nan), "null"),
    (.double(-.infinity), "null"),
    ("", #""""#),
    (#"a"b\c/d"#, #""a\"b\\c/d""#),
    ("\n\r\t", #""\n\r\t""#),
    ("\u{0}\u{8}\u{C}\u{1F}", #""\u0000\u0008\u000c\u001f""#),
    ("\u{7F}é😀\u{2028}e\u{301}", "\"\u{7F}é😀\u{2028}e\u{301}\""),
    ([], "[]"),
    ([1, [nil, "x"]], #"[1,[null,"x"]]"#),
    ([:], "{}"),
    // Sorted, so that the same command gives the same bytes in every recording.
    (["b": 1, "a": ["z": true], "\"": 2], #"{"\"":2,"a":{"z":true},"b":1}"#),
    (.secret(Secret("x", label: "a\"b")), #""{{secret:a\"b}}""#),
  ]

  @Test(arguments: Self.written) func isWritten(_ value: JSONValue, as text: String) {
    #expect(String(decoding: value.bytes(secrets: .placeholder), as: UTF8.self) == text)
    #expect(value.bytes(secrets: .placeholder) == Array(text.utf8))
  }

  @Test func aSecretIsEscapedLikeAnyText() {
    #expect(JSONValue.secret(Secret("a\"\n", label: "l")).bytes(secrets: .revealed) == Array(#""a\"\n""#.utf8))
  }

  @Test(arguments: 0..<200) func isReadBackByFoundation(seed: Int) throws {
    var generator = SeededGenerator(seed: UInt64(seed))
    let value = Self.anyValue(depth: 4, using: &generator)
    let bytes = value.bytes(secrets: .revealed)
    let read = try JSONDecoder().decode(ReadBack.self, from: Data(bytes)).value
    #expect(read == value)
    #expect(read.bytes(secrets: .revealed) == bytes)
  }

  private static func anyValue(depth: Int, using generator: inout SeededGenerator) -> JSONValue {
    switch Int.random(in: 0..<(depth > 0 ? 8 : 6), using: &generator) {
    case 0: return .null
    case 1: return .bool(.random(using: &generator))
    case 2: return .int(.random(in: .min ... .max, using: &generator))
    // Never whole, so that it cannot be taken for an integer.
    case 3: return .double(Double(Int.random(in: -1_000_000...1_000_000, using: &generator)) + 0.5)
    case 4, 5: return .string(anyText(using: &generator))
    case 6: return .array((0..<Int.random(in: 0..<5, using: &generator)).map { _ in anyValue(depth: depth - 1, using: &generator) })
    default:
      let members = (0..<Int.random(in: 0..<5, using: &generator)).map { number in
        ("\(number)" + anyText(using: &generator), anyValue(depth: depth - 1, using: &generator))
      }
      return .object(Dictionary(members, uniquingKeysWith: { first, _ in first }))
    }
  }

  private static func anyText(using generator: inout SeededGenerator) -> String {
    let ranges: [ClosedRange<UInt32>] = [0...0x1F, 0x20...0x7E, 0x7F...0x7FF, 0x800...0xD7FF, 0xE000...0xFFFD, 0x1_0000...0x10_FFFF]
    var text = ""
    for _ in 0..<Int.random(in: 0..<20, using: &generator) {
      let range = generator.one(of: ranges + [0x22...0x22, 0x5C...0x5C])
      if let scalar = Unicode.Scalar(UInt32.random(in: range, using: &generator)) { text.unicodeScalars.append(scalar) }
    }
    return text
  }
}

/// Any JSON, by Foundation's parser rather than one of ours.
private struct ReadBack: Decodable {
  let value: JSONValue

  init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    if container.decodeNil() {
      value = .null
    } else if let bool = try? container.decode(Bool.self) {
      value = .bool(bool)
    } else if let int = try? container.decode(Int.self) {
      value = .int(int)
    } else if let double = try? container.decode(Double.self) {
      value = .double(double)
    } else if let text = try? container.decode(String.self) {
      value = .string(text)
    } else if let list = try? container.decode([ReadBack].self) {
      value = .array(list.map(\.value))
    } else {
      value = .object(try container.decode([String: ReadBack].self).mapValues(\.value))
    }
  }
}
