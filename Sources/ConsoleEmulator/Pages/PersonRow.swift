/// One row of the list of people, in either layout.
struct PersonRow {
  let id: Int
  let name: String
  let email: String
  let kind: String
  let status: String
  let groups: String
  let isActive: Bool
  let lastSignIn: String

  init(_ person: Person, wording: Wording, groups: String = "") {
    id = person.id
    name = person.name.display
    email = person.email
    kind = wording.text(person.isAdmin ? "kind.admin" : "kind.technician")
    status = wording.text(person.isActive ? "status.active" : "status.deactivated")
    self.groups = groups
    isActive = person.isActive
    lastSignIn = person.lastSignIn.map { UTCMoment($0).dateAndTime } ?? wording.text("list.never")
  }
}
