/// One row of the list of people, in either layout.
struct PersonRow {
  let id: Int
  let name: String
  let email: String
  let kind: String
  let status: String
  let groups: String
  let isActive: Bool
  let isAdmin: Bool
  let lastSignIn: String
  /// The same as it is written elsewhere: `20.11.2026 09:14`, by the clocks of Berlin.
  let lastSignInInBerlin: String

  init(_ person: Person, wording: Wording, groups: String = "") {
    id = person.id
    name = person.name.display
    email = person.email
    kind = wording.text(person.isAdmin ? "kind.admin" : "kind.technician")
    status = wording.text(person.isActive ? "status.active" : "status.deactivated")
    self.groups = groups
    isActive = person.isActive
    isAdmin = person.isAdmin
    lastSignInInBerlin = person.lastSignIn.map { UTCMoment($0).inBerlin } ?? wording.text("list.never")
    lastSignIn = person.lastSignIn.map { UTCMoment($0).dateAndTime } ?? wording.text("list.never")
  }
}
