internal import Technicians

/// Finds each person of the roster on the console: by the console's number where the row has it, else by the address.
///
/// A row whose number and address point to two accounts, or two rows that point to one, are mistakes: whichever was meant, a guess would
/// give one person another's access.
struct PersonMatching {
  /// The account of each row of the roster, in the order of the rows; `nil` for whoever is not on the console.
  let technicians: [Technician?]
  /// The accounts on the console that some row means, by address.
  let listed: Set<EmailAddress>
  /// What the console shows to be wrong with the rows.
  let mistakes: [RosterMistake]

  init(_ roster: Roster, _ console: ConsoleIndex) {
    var technicians: [Technician?] = []
    technicians.reserveCapacity(roster.people.count)
    var rowByEmail: [EmailAddress: Int] = [:]
    rowByEmail.reserveCapacity(roster.people.count)
    var mistakes: [RosterMistake] = []
    for (position, person) in roster.people.enumerated() {
      let (technician, mistake) = Self.find(person, console)
      technicians.append(technician)
      if let mistake { mistakes.append(mistake) }
      guard let technician else {
        if let mistake = IgnoredRow.mistake(person, ignored: roster.ignoredPlaces) { mistakes.append(mistake) }
        continue
      }
      if let mistake = Self.ignored(person, technician, roster) { mistakes.append(mistake) }
      guard let first = rowByEmail[technician.email] else {
        rowByEmail[technician.email] = position
        continue
      }
      // Twice the same address or number is said by ``DuplicatePeople``.
      let other = roster.people[first]
      guard other.email != person.email, other.id == nil || other.id != person.id else { continue }
      mistakes.append(Self.samePerson(person, other, technician))
    }
    self.technicians = technicians
    listed = Set(rowByEmail.keys)
    self.mistakes = mistakes
  }

  private static func find(_ person: RosterPerson, _ console: ConsoleIndex) -> (Technician?, RosterMistake?) {
    guard let id = person.id else { return (console[person.email], nil) }
    let owner = console[person.email]
    guard let technician = console[id] else { return (nil, nobody(person, id, owner: owner, unnumbered: console.unnumbered)) }
    guard let owner, owner.email != technician.email else { return (technician, nil) }
    let message =
      "\(person.email) is the address of \(described(owner)), and the row is about \(described(technician)); "
      + "an address must be free before somebody else gets it"
    return (technician, person.mistake(person.lines.email, RosterField.email.path(row: person.index), message))
  }

  private static func nobody(_ person: RosterPerson, _ id: TechnicianID, owner: Technician?, unnumbered: Int) -> RosterMistake {
    var message = "the console has nobody with the number \(ShownText.plain(id.rawValue))"
    if let owner { message += "; \(person.email) is \(described(owner)) there" }
    if unnumbered > 0 { message += "; the numbers of \(WordList.count(unnumbered, "person", "people")) were not seen" }
    if owner == nil { message += "; leave the id out for somebody new" }
    return person.mistake(person.lines.id, RosterField.id.path(row: person.index), message)
  }

  private static func ignored(_ person: RosterPerson, _ technician: Technician, _ roster: Roster) -> RosterMistake? {
    guard !roster.ignoredPlaces.isEmpty else { return nil }
    return IgnoredRow.mistake(person, ignored: roster.ignoredPlaces)
      ?? IgnoredRow.mistake(person, onConsole: technician.email, ignored: roster.ignoredPlaces)
  }

  private static func samePerson(_ person: RosterPerson, _ other: RosterPerson, _ technician: Technician) -> RosterMistake {
    let field: RosterField = person.id == nil ? .email : .id
    let message = "the same person on the console as line \(other.location.line): \(described(technician)), \(technician.email)"
    return person.mistake(person.id == nil ? person.lines.email : person.lines.id, field.path(row: person.index), message)
  }

  /// `number 5127 (Nina Park, deactivated)`
  private static func described(_ technician: Technician) -> String {
    let number = technician.id.map { "number \(ShownText.plain($0.rawValue))" } ?? "an account whose number was not seen"
    let state = technician.status == .deactivated ? ", \(technician.status.rawValue)" : ""
    return "\(number) (\(ShownText.plain(technician.name.full))\(state))"
  }
}
