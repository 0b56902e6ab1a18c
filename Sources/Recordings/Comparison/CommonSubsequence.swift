/// The longest common subsequence of two sequences.
enum CommonSubsequence {
  /// The pairs of indices that belong together, ascending. Of several of one length it is always the same: what is only in the first
  /// sequence is passed over before what is only in the second.
  static func pairs<Element: Hashable>(_ first: [Element], _ second: [Element]) -> [(Int, Int)] {
    // Numbers in place of the elements, since each is compared with hundreds.
    var numbers: [Element: Int] = [:]
    func numbered(_ elements: [Element]) -> [Int] {
      elements.map { element in
        let number = numbers[element] ?? numbers.count
        numbers[element] = number
        return number
      }
    }
    let (left, right) = (numbered(first), numbered(second))
    let width = right.count + 1
    // How long it is from each pair of indices on.
    var lengths = [Int32](repeating: 0, count: (left.count + 1) * width)
    for i in left.indices.reversed() {
      for j in right.indices.reversed() {
        lengths[i * width + j] =
          left[i] == right[j]
          ? lengths[(i + 1) * width + j + 1] + 1 : max(lengths[(i + 1) * width + j], lengths[i * width + j + 1])
      }
    }
    var pairs: [(Int, Int)] = []
    var (i, j) = (0, 0)
    while i < left.count, j < right.count {
      if left[i] == right[j] {
        pairs.append((i, j))
        (i, j) = (i + 1, j + 1)
      } else if lengths[(i + 1) * width + j] >= lengths[i * width + j + 1] {
        i += 1
      } else {
        j += 1
      }
    }
    return pairs
  }
}
