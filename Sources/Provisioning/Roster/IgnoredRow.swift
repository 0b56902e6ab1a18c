internal import Technicians

/// A row of somebody whom the roster says to leave out of account: one of the two was not meant.
enum IgnoredRow {
  /// The mistake, when a pattern fits the row's address.
  static func mistake(_ person: RosterPerson, ignored: [PlacedPattern]) -> RosterMistake? {
    mistake(person, person.email, ignored: ignored) { "\(person.email) is ignored by \($0)" }
  }

  /// The mistake, when a pattern fits `email`, which is the address on the console of whoever the row means.
  static func mistake(_ person: RosterPerson, onConsole email: EmailAddress, ignored: [PlacedPattern]) -> RosterMistake? {
    mistake(person, email, ignored: ignored) { "on the console this is \(email), who is ignored by \($0)" }
  }

  private static func mistake(
    _ person: RosterPerson, _ email: EmailAddress, ignored: [PlacedPattern], _ words: (String) -> String
  ) -> RosterMistake? {
    guard let place = ignored.first(where: { $0.pattern.matches(email) }) else { return nil }
    let pattern = "\(ShownText.quoted(place.pattern.description)) (\(place.location)); take one of the two out"
    return person.mistake(person.lines.email, RosterField.email.path(row: person.index), words(pattern))
  }
}
