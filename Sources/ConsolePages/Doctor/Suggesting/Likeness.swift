/// How much two wordings are alike, by their words and by words that consoles use for the same thing. From 0 to 1.
struct Likeness: Sendable {
  /// The number of the group that a word or phrase belongs to, several for some.
  private let groups: [[String]: Set<Int>]
  private let longestPhrase: Int

  /// - Parameter synonyms: groups of words, one a line, with commas between; lines that begin with `#` are remarks.
  init(synonyms: String) {
    var groups: [[String]: Set<Int>] = [:]
    for (number, line) in synonyms.split(separator: "\n").filter({ !$0.hasPrefix("#") }).enumerated() {
      for phrase in line.split(separator: ",") { groups[Self.words(String(phrase)), default: []].insert(number) }
    }
    self.groups = groups
    longestPhrase = groups.keys.map(\.count).max() ?? 1
  }

  /// The one with the words that ship with the tool.
  static let shipped = Likeness(synonyms: String(decoding: PackageResources.synonyms_txt, as: UTF8.self))

  func callAsFunction(_ one: String, _ other: String) -> Double {
    let (a, b) = (Self.words(one), Self.words(other))
    if a.isEmpty || b.isEmpty { return 0 }
    if a == b { return 1 }
    let (left, right) = (units(a), units(b))
    let common = left.reduce(0.0) { sum, unit in sum + (right.map { Self.alike(unit, $0) }.max() ?? 0) }
    let fewest = Double(min(left.count, right.count))
    // Half for how much of both they have in common, half for how much of the shorter one: a longer wording may say
    // the same, and more.
    let ofBoth = common / (Double(left.count + right.count) - min(common, fewest))
    return min(0.95, 0.5 * ofBoth + 0.5 * min(1, common / fewest))
  }

  /// One word or phrase, and the groups that it belongs to.
  private struct Unit {
    let words: [String]
    let groups: Set<Int>
  }

  /// Phrases that are known as a whole are taken as a whole.
  private func units(_ words: [String]) -> [Unit] {
    var units: [Unit] = []
    var rest = words[...]
    while !rest.isEmpty {
      let length = (1...min(longestPhrase, rest.count)).reversed().first { groups[Array(rest.prefix($0))] != nil } ?? 1
      let phrase = Array(rest.prefix(length))
      units.append(Unit(words: phrase, groups: groups[phrase] ?? []))
      rest = rest.dropFirst(length)
    }
    return units
  }

  private static func alike(_ one: Unit, _ other: Unit) -> Double {
    if one.words == other.words { return 1 }
    if !one.groups.isDisjoint(with: other.groups) { return 0.9 }
    let (a, b) = (one.words.joined(), other.words.joined())
    // `deactivate` and `deactivation`.
    let shared = zip(a, b).prefix { $0 == $1 }.count
    return shared >= 5 && shared * 2 > max(a.count, b.count) ? 0.7 : 0
  }

  /// The words of a text, an id or a class, in lower case: `user[first_name]`, `bhv-saveUser`, `First name:`.
  static func words(_ text: String) -> [String] {
    var words: [String] = []
    var word = ""
    var last: Character = " "
    for character in text {
      if character.isUppercase, last.isLowercase { end() }
      if character.isLetter || character.isNumber { word.append(contentsOf: character.lowercased()) } else { end() }
      last = character
    }
    end()
    return words.filter { !["bhv", "js", "qa", "test", "the", "a", "an", "this", "s"].contains($0) }

    func end() {
      if !word.isEmpty { words.append(word) }
      word = ""
    }
  }
}
