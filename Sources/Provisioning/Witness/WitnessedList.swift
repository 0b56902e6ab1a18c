internal import ConsolePages
internal import Technicians

/// A whole list of people as the pages show it, beside everybody whom a witness knows.
struct WitnessedList {
  /// So many people are named in an error.
  private static let mostNamed = 20

  let witness: String
  let people: [Technician]
  let told: [WitnessedName]

  /// - Throws: `ConsoleError` naming everybody about whom the two do not agree.
  func check() throws(ConsoleError) {
    let lines = disagreements
    guard !lines.isEmpty else { return }
    let rest = lines.count > Self.mostNamed ? ["and \(WordList.grouped(lines.count - Self.mostNamed)) more"] : []
    throw ConsoleError(
      .pageNotRecognised,
      "the pages and \(witness) do not agree about \(WordList.count(lines.count, "person", "people"))",
      details: lines.prefix(Self.mostNamed) + rest,
      advice: """
        Run it again if somebody has just been made or renamed. Else look at the console's own list: \
        a page may be cut off or misread, or the token may be of another account (see docs/witness.md).
        """)
  }

  /// Each active person must be told of, each who is told of must be known to the pages, and both must give the same name.
  var disagreements: [String] {
    var names = Dictionary(told.map { ($0.id, $0.name) }, uniquingKeysWith: { first, _ in first })
    var lines: [String] = []
    var withoutNumber: [Technician] = []
    for person in people {
      guard let id = person.id else {
        withoutNumber.append(person)
        continue
      }
      let shown = "\(id) \(person.email), \(ShownText.quoted(person.name.full))"
      guard let name = names.removeValue(forKey: id) else {
        if person.status == .active { lines.append("\(shown): active on the pages, and \(witness) does not know them") }
        continue
      }
      if !name.readsLike(person.name) { lines.append("\(shown): \(witness) calls them \(ShownText.quoted(name.full))") }
    }
    // Whoever has no number on the pages can only be known by name.
    var left = names.sorted { ($0.key.rawValue.count, $0.key.rawValue) < ($1.key.rawValue.count, $1.key.rawValue) }
    for person in withoutNumber {
      if let index = left.firstIndex(where: { $0.value.readsLike(person.name) }) {
        left.remove(at: index)
      } else if person.status == .active {
        lines.append(
          "\(person.email), \(ShownText.quoted(person.name.full)): active on the pages, and \(witness) knows nobody of that name besides")
      }
    }
    return lines + left.map { "\($0.key) \(ShownText.quoted($0.value.full)): known to \(witness), and on no page" }
  }
}
