internal import Technicians

/// Finds people who stand in a roster twice, by their address or by the console's number.
enum DuplicatePeople {
  /// A mistake for each row whose address or number stands in an earlier one.
  static func mistakes(in people: [RosterPerson]) -> [RosterMistake] {
    var firstByEmail: [EmailAddress: Int] = [:]
    var firstByID: [TechnicianID: Int] = [:]
    firstByEmail.reserveCapacity(people.count)
    var mistakes: [RosterMistake] = []
    for (position, person) in people.enumerated() {
      if let first = Self.earlier(person.email, position, &firstByEmail).map({ people[$0] }) {
        let message = "the same as line \(first.lines.email ?? first.location.line) (\(person.email))"
        mistakes.append(person.mistake(person.lines.email, RosterField.email.path(row: person.index), message))
      }
      if let id = person.id, let first = Self.earlier(id, position, &firstByID).map({ people[$0] }) {
        let message = "the same as line \(first.lines.id ?? first.location.line) (\(ShownText.plain(id.rawValue)))"
        mistakes.append(person.mistake(person.lines.id, RosterField.id.path(row: person.index), message))
      }
    }
    return mistakes
  }

  /// Where `key` was seen before; notes it where it was not.
  private static func earlier<Key: Hashable>(_ key: Key, _ position: Int, _ seen: inout [Key: Int]) -> Int? {
    if let first = seen[key] { return first }
    seen[key] = position
    return nil
  }
}
