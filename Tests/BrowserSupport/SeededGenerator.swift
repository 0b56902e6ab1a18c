/// A generator that gives the same numbers for the same seed (SplitMix64: Steele, Lea and Flood, 2014), so that a test that fails can be run again.
package struct SeededGenerator: RandomNumberGenerator {
  private var state: UInt64

  /// A generator; every seed has a row of its own.
  package init(seed: some FixedWidthInteger) { state = UInt64(truncatingIfNeeded: seed) }

  package mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }

  /// A number below `end`.
  package mutating func below(_ end: Int) -> Int { Int.random(in: 0..<end, using: &self) }

  /// Whether something happens that happens once in `times`.
  package mutating func once(in times: Int) -> Bool { below(times) == 0 }

  /// Some of `items`, in their order.
  package mutating func some<Item>(of items: [Item]) -> [Item] { items.filter { _ in Bool.random(using: &self) } }

  /// One of `items`, which must not be empty.
  package mutating func one<Item>(of items: [Item]) -> Item { items[below(items.count)] }
}
