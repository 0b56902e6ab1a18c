internal import Technicians

extension Planning {
  /// The most people whom a note names.
  private static let mostNamed = 5

  /// Deactivates whoever is active and not in the roster, where the roster says so; else leaves them to be reported. Those who are left
  /// alone are handed back, by address.
  mutating func planUnlisted() -> [Technician] {
    let unlisted = snapshot.technicians.filter {
      $0.status == .active && !matching.listed.contains($0.email) && !ignored.contains($0.email)
    }
    .sorted { $0.email < $1.email }
    guard roster.unlisted == .deactivate else { return unlisted }
    var kept: [Technician] = []
    var protected: [String] = []
    for technician in unlisted {
      if technician.email == snapshot.signedInAs {
        kept.append(technician)
        notes.append("\(technician.email) is not in the roster and stays: it is the account that is signed in")
      } else if protectedPeople.contains(technician.email) {
        kept.append(technician)
        protected.append(technician.email.description)
      } else {
        changes.append(
          Change(
            subject: .person(id: technician.id, email: technician.email, name: technician.name),
            action: .deactivate(lastSignIn: technician.lastSignIn), rosterLocation: roster.unlistedLocation,
            monthlyDelta: snapshot.seats.pricePerMonth * -1))
      }
    }
    if protected.count == 1 {
      notes.append("\(protected[0]) is not in the roster and stays: the roster protects this account")
    } else if !protected.isEmpty {
      let whom = protected.count > Self.mostNamed ? WordList.list(protected, limit: Self.mostNamed) : WordList.and(protected)
      notes.append("\(whom) are not in the roster and stay: the roster protects them")
    }
    return kept
  }

  /// What the roster says of people who are not there: as long as nobody is deactivated for not being listed a note, since a pattern that
  /// fits nobody protects nobody.
  mutating func notePatternsThatFitNobody() {
    for place in idlePatterns {
      notes.append("\(place.field) at \(place.location) fits nobody: \(ShownText.quoted(place.pattern.description))")
    }
  }

  /// With `unlisted: deactivate` an address that is mistyped under `protect` or `ignore` would cost somebody their account, so it is a
  /// mistake there. A pattern for many may well fit nobody yet.
  var mistakesOfPatterns: [RosterMistake] {
    guard roster.unlisted == .deactivate else { return [] }
    return idlePatterns.filter { !$0.pattern.description.contains("*") }.map { place in
      let known = snapshot.technicians.map(\.email.description)
      let question = NearestNames.question(for: place.pattern.description, among: known)
      return RosterMistake(
        at: place.location, field: place.field,
        message: "nobody on the console has the address \(ShownText.quoted(place.pattern.description))\(question)")
    }
  }

  /// The patterns that fit nobody, neither on the console nor in the roster.
  private var idlePatterns: [PlacedPattern] {
    (roster.protectedPlaces + roster.ignoredPlaces).filter { place in
      !snapshot.technicians.contains { place.pattern.matches($0.email) } && !roster.people.contains { place.pattern.matches($0.email) }
    }
  }

  /// Nobody is deactivated for not being listed while the list is empty.
  var mistakeOfEmptyRoster: [RosterMistake] {
    guard roster.unlisted == .deactivate, roster.people.isEmpty else { return [] }
    return [
      RosterMistake(
        at: roster.unlistedLocation, field: RosterSection.technicians.rawValue,
        message: "names nobody; an empty roster never means that everybody is to go")
    ]
  }
}
