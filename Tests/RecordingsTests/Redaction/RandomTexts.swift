import BrowserSupport

extension SeededGenerator {
  /// `length` characters of `alphabet`.
  mutating func text(of alphabet: String, length: Int) -> String {
    let alphabet = Array(alphabet)
    return String((0..<length).map { _ in one(of: alphabet) })
  }

  /// As many bytes of hexadecimal digits, in lines of 64: what digests look like.
  mutating func hashes(lines: Int) -> [UInt8] {
    (0..<lines).flatMap { _ in Array("{\"digest\":\"\(text(of: "0123456789abcdef", length: 64))\"}\n".utf8) }
  }
}
