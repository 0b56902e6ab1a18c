/// A generator that gives the same numbers for the same seed (SplitMix64: Steele, Lea and Flood, 2014).
struct RedactionGenerator: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }

  /// `length` characters of `alphabet`.
  mutating func text(of alphabet: String, length: Int) -> String {
    let alphabet = Array(alphabet)
    return String((0..<length).map { _ in alphabet[Int.random(in: alphabet.indices, using: &self)] })
  }

  /// As many bytes of hexadecimal digits, in lines of 64: what digests look like.
  mutating func hashes(lines: Int) -> [UInt8] {
    (0..<lines).flatMap { _ in Array("{\"digest\":\"\(text(of: "0123456789abcdef", length: 64))\"}\n".utf8) }
  }
}
