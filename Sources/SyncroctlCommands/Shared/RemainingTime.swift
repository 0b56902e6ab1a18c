/// Estimates how long the rest of some work takes, from how long each kind of it has taken so far.
struct RemainingTime {
  /// What took how long.
  private struct Sum {
    var seconds = 0.0
    var count = 0
    var mean: Double { seconds / Double(count) }
  }

  /// The kind of each piece of work, in their order.
  private let kinds: [String]
  private var sums: [String: Sum] = [:]
  private var total = Sum()

  /// - Parameter kinds: the kind of each piece of work, in their order.
  init(_ kinds: [String]) { self.kinds = kinds }

  /// Notes that a piece of work of `kind` took so long.
  mutating func note(_ kind: String, seconds: Double) {
    guard seconds.isFinite, seconds >= 0 else { return }
    sums[kind, default: Sum()].seconds += seconds
    sums[kind, default: Sum()].count += 1
    total.seconds += seconds
    total.count += 1
  }

  /// The seconds until all is done, when the piece at `index` has been going on for `elapsed` seconds; `nil` as long as nothing is known.
  ///
  /// A kind that has not been seen yet is taken to be like the others. A piece that takes longer than its kind is taken to be about to end.
  func seconds(at index: Int, elapsed: Double) -> Double? {
    guard total.count > 0, kinds.indices.contains(index) else { return nil }
    return max(0, mean(kinds[index]) - elapsed) + kinds[(index + 1)...].reduce(0) { $0 + mean($1) }
  }

  private func mean(_ kind: String) -> Double { (sums[kind] ?? total).mean }

  /// `a few seconds left`, `about 30 s left`, `about 4 min left`, `about 2 h left`: no finer than an estimate is true.
  static func text(_ seconds: Double) -> String {
    switch seconds {
    case ..<10: "a few seconds left"
    case ..<95: "about \(rounded(seconds, to: 10)) s left"
    case ..<(90 * 60): "about \(rounded(seconds / 60, to: 1)) min left"
    case ..<(48 * 3600): "about \(rounded(seconds / 3600, to: 1)) h left"
    default: "more than two days left"
    }
  }

  private static func rounded(_ value: Double, to step: Double) -> Int { Int((value / step).rounded() * step) }
}
