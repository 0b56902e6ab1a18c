/// Byte sequences that are looked for all at once, in one pass: a table of their first two bytes says at each place whether any can begin.
struct Needles: Sendable {
  /// One sequence.
  struct Needle: Sendable, Hashable {
    /// What is looked for; in lower case where case does not count.
    var bytes: [UInt8]
    /// Whether `A` to `Z` count as `a` to `z`.
    var ignoresCase = false
    /// Whether no letter or digit may stand on either side.
    var standsAlone = false
  }

  private var needles: [Needle] = []
  /// By the first two bytes: the place in ``starts``, or nought.
  private var table = [UInt16](repeating: 0, count: 1 << 16)
  private var starts: [[Int]] = [[]]
  /// By a digest of the first four bytes: whether any of the needles begins so. Spares most looks at ``starts``.
  private var beginnings = [Bool](repeating: false, count: 1 << 16)
  private var hasShort = false

  /// Needles of at least two bytes; shorter ones are not looked for. Of several that match at one place the first is found.
  init(_ needles: [Needle]) {
    for needle in needles where needle.bytes.count > 1 {
      let index = self.needles.count
      self.needles.append(needle)
      if needle.bytes.count < 4 { hasShort = true } else { needle.bytes.withUnsafeBufferPointer { note($0) } }
      let (first, second) = (needle.bytes[0], needle.bytes[1])
      for one in Self.cases(of: first, needle.ignoresCase) {
        for two in Self.cases(of: second, needle.ignoresCase) { add(index, at: Int(one) << 8 | Int(two)) }
      }
    }
  }

  private mutating func note(_ bytes: UnsafeBufferPointer<UInt8>) {
    if let base = bytes.baseAddress { beginnings[Self.digest(base)] = true }
  }

  /// Of four bytes, with no regard to case.
  private static func digest(_ bytes: UnsafePointer<UInt8>) -> Int {
    let front = Int(bytes[0] | 0x20) &* 0x2F1 &+ Int(bytes[1] | 0x20) &* 0x1F35
    return (front &+ Int(bytes[2] | 0x20) &* 0xA3 &+ Int(bytes[3] | 0x20) &* 0x6D01) & 0xFFFF
  }

  private mutating func add(_ index: Int, at pair: Int) {
    if table[pair] == 0 {
      table[pair] = UInt16(starts.count)
      starts.append([])
    }
    starts[Int(table[pair])].append(index)
  }

  private static func cases(of byte: UInt8, _ ignoresCase: Bool) -> [UInt8] {
    ignoresCase && isLowercase(byte) ? [byte, byte - 0x20] : [byte]
  }

  /// The first match at `start` or later: which needle, and where.
  func first(in bytes: UnsafeRawBufferPointer, from start: Int = 0) -> (needle: Int, offset: Int)? {
    guard !needles.isEmpty, let base = bytes.baseAddress?.assumingMemoryBound(to: UInt8.self) else { return nil }
    let last = bytes.count - 1
    return table.withUnsafeBufferPointer { table -> (needle: Int, offset: Int)? in
      guard let table = table.baseAddress else { return nil }
      guard start < last else { return nil }
      var offset = start
      var pair = Int(base[start])
      while offset < last {
        pair = (pair &<< 8 | Int(base[offset &+ 1])) & 0xFFFF
        let place = table[pair]
        if place != 0, hasShort || offset &+ 3 > last || beginnings[Self.digest(base + offset)],
          let index = starts[Int(place)].first(where: { matches(needles[$0], base, offset, bytes.count) })
        {
          return (index, offset)
        }
        offset &+= 1
      }
      return nil
    }
  }

  /// How long a needle is.
  func length(of needle: Int) -> Int { needles[needle].bytes.count }

  private func matches(_ needle: Needle, _ base: UnsafePointer<UInt8>, _ offset: Int, _ count: Int) -> Bool {
    guard needle.bytes.count <= count - offset else { return false }
    for (index, wanted) in needle.bytes.enumerated() {
      let byte = base[offset + index]
      guard byte == wanted || (needle.ignoresCase && Self.isUppercase(byte) && byte + 0x20 == wanted) else { return false }
    }
    guard needle.standsAlone else { return true }
    // An edge that is no letter or digit itself, as of `%C3%B6`, cannot be the middle of a word.
    let end = offset + needle.bytes.count
    if Self.isWordByte(base[end - 1]), end < count, Self.isWordByte(base[end]) { return false }
    return !(Self.isWordByte(base[offset]) && Self.continuesWord(base, offset))
  }

  /// Whether a letter or digit stands in front. The end of an escape, as in `%3D123456` or `\n123456`, is none.
  private static func continuesWord(_ base: UnsafePointer<UInt8>, _ offset: Int) -> Bool {
    guard offset > 0, isWordByte(base[offset - 1]) else { return false }
    if offset > 1, base[offset - 2] == UInt8(ascii: "\\") { return false }
    if offset > 5, base[offset - 6] == UInt8(ascii: "\\"), base[offset - 5] == UInt8(ascii: "u") { return false }
    if offset > 2, base[offset - 3] == UInt8(ascii: "%"), let high = hexadecimal(base[offset - 2]), let low = hexadecimal(base[offset - 1])
    {
      return isWordByte(high << 4 | low)
    }
    return true
  }

  private static func isUppercase(_ byte: UInt8) -> Bool { byte >= UInt8(ascii: "A") && byte <= UInt8(ascii: "Z") }
  private static func isLowercase(_ byte: UInt8) -> Bool { byte >= UInt8(ascii: "a") && byte <= UInt8(ascii: "z") }

  /// `byte`, if it is one of `A` to `Z`, as one of `a` to `z`.
  static func lowercased(_ byte: UInt8) -> UInt8 { isUppercase(byte) ? byte + 0x20 : byte }

  /// Whether `byte` is an ASCII letter or digit.
  static func isWordByte(_ byte: UInt8) -> Bool {
    isUppercase(byte) || isLowercase(byte) || (byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9"))
  }

  /// The value of a hexadecimal digit.
  static func hexadecimal(_ byte: UInt8) -> UInt8? {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0")
    case UInt8(ascii: "a")...UInt8(ascii: "f"): byte - UInt8(ascii: "a") + 10
    case UInt8(ascii: "A")...UInt8(ascii: "F"): byte - UInt8(ascii: "A") + 10
    default: nil
    }
  }
}
