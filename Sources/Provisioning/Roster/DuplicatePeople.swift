internal import Technicians

/// Finds people who stand in a roster twice.
enum DuplicateEmails {
  /// A mistake for each row whose address stands in an earlier one.
  static func mistakes(in people: [RosterPerson]) -> [RosterMistake] {
    var firstByEmail: [EmailAddress: RosterPerson] = [:]
    firstByEmail.reserveCapacity(people.count)
    var mistakes: [RosterMistake] = []
    for person in people {
      guard let first = firstByEmail[person.email] else {
        firstByEmail[person.email] = person
        continue
      }
      mistakes.append(
        RosterMistake(
          file: person.location.file, line: person.lines.email ?? person.location.line, field: RosterField.email.path(row: person.index),
          message: "the same as line \(first.lines.email ?? first.location.line) (\(person.email))"))
    }
    return mistakes
  }
}
