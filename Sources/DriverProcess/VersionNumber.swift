/// The numbers of a version: `156.0.8078.79`.
struct VersionNumber: Hashable, Comparable, CustomStringConvertible {
  private let numbers: [Int]

  init(_ numbers: [Int]) { self.numbers = numbers }

  /// The first word of `text` that begins with a number, whatever stands before and behind: `ChromeDriver 156.0.8078.79 (a21c…)`.
  /// Nil when there is none: that is no proof of anything.
  init?(_ text: String) {
    for word in text.split(whereSeparator: { $0 == " " || $0 == "/" }) {
      let numbers = word.split(separator: ".").map { $0.prefix { $0.isASCII && $0.isNumber } }.prefix { !$0.isEmpty }.compactMap { Int($0) }
      if !numbers.isEmpty {
        self.init(numbers)
        return
      }
    }
    return nil
  }

  var major: Int { numbers.first ?? 0 }

  var description: String { numbers.map(String.init).joined(separator: ".") }

  static func < (left: VersionNumber, right: VersionNumber) -> Bool { left.numbers.lexicographicallyPrecedes(right.numbers) }
}
