internal import Technicians

extension AccessReview {
  /// The review for a terminal, without a line break at the end: permissions are counted by area, since sixty of them fit on no line.
  public var text: String {
    let rows = people.map { person in
      [
        person.email.description, person.name, person.kind.rawValue, person.status.rawValue, person.lastSignIn.text,
        person.seatPerMonth.amount, access(of: person),
      ].map { ShownText.plain($0, limit: .max) }
    }
    let headings = ["email", "name", "kind", "status", "last sign-in", "\(seats.pricePerMonth.currency)/month", "may"]
    let held = groups.map { group in
      let named = Self.counted(Array(group.permissions ?? []))
      return "group \(ShownText.plain(group.name)): \(ShownText.plain(named, limit: .max))"
    }
    return [TextColumns.lines([headings] + rows), held, statement].filter { !$0.isEmpty }.map { $0.joined(separator: "\n") }
      .joined(separator: "\n\n")
  }

  /// What somebody may do, in a few words: everything, their groups, or how many permissions in which areas.
  func access(of person: ReviewedPerson) -> String {
    if person.mayDoEverything { return "everything (admin)" }
    if let groups = person.groups { return groups.isEmpty ? "nothing: in no group" : groups.joined(separator: ", ") }
    return Self.counted(person.permissions)
  }

  private static func counted(_ permissions: [Permission]) -> String {
    if permissions.isEmpty { return "nothing" }
    return Dictionary(grouping: permissions, by: \.area).sorted { $0.key < $1.key }.map { "\($0.key) \($0.value.count)" }
      .joined(separator: ", ")
  }

  /// What it is a review of, and why nobody is missing from it. One sentence a line.
  public var statement: [String] {
    let stated = proof.statedPeople.map { "The console states \(WordList.count($0, "person", "people"))" }
    let lists = "\(WordList.count(proof.lists, "list", "lists"))"
    let groupPages = proof.groupPagesRead > 0 ? " and those of \(WordList.count(proof.groupPagesRead, "group", "groups"))" : ""
    let pages = "The pages of all \(WordList.count(proof.peoplePagesRead, "person", "people"))\(groupPages) were read"
    return [
      "Console \(proof.console), layout \(proof.layout), read as \(proof.signedInAs) by \(ShownText.plain(proof.operator))",
      "Read from \(ShownTime.text(proof.began)) to \(ShownTime.text(proof.ended))",
      "\(stated ?? "The console does not state how many people there are"); its \(lists) \(proof.lists == 1 ? "shows" : "show") \(WordList.grouped(proof.listedPeople))",
      "\(pages)", "The lists were read once more at the end, and showed the same people",
    ] + (proof.witness.map { ["A second witness was asked about both lists, and contradicts neither: \(ShownText.plain($0))"] } ?? []) + [
      "Selector pack \(proof.packDigest)"
    ] + caveats
  }

  /// What the review cannot say.
  var caveats: [String] {
    var lines = ["Not looked at: API tokens, which outlive a deactivated account"]
    if people.allSatisfy({ $0.lastSignIn == .notShown }) { lines.append("The console does not show when people signed in last") }
    if seats.source == .listPrice { lines.append("Seats are at the list price; the contract may differ") }
    return lines
  }

  /// Active people, admins among them, and the like, for the head of a page.
  var tally: [(number: String, word: String)] {
    let active = people.filter { $0.status == .active }
    let admins = active.count { $0.kind == .admin }
    var counts = [
      (active.count, "active"), (admins, admins == 1 ? "active admin" : "active admins"), (people.count - active.count, "deactivated"),
    ]
    if active.contains(where: { $0.lastSignIn != .notShown }) {
      counts.append((active.count { $0.lastSignIn == .never }, "active, never signed in"))
    }
    return counts.map { (WordList.grouped($0.0), $0.1) }
  }

  /// One row a person, each permission by name, and in each row whose review it is and when it was read: rows get separated from their file.
  public var csv: String {
    let headings = [
      "email", "name", "id", "kind", "status", "last_sign_in", "seat_per_month", "currency", "may_do_everything", "groups", "permissions",
      "console", "read_until", "read_as", "people_stated", "people_listed",
    ]
    let shared = [
      proof.console, ShownTime.text(proof.ended), proof.signedInAs.description, proof.statedPeople.map(String.init) ?? "",
      "\(proof.listedPeople)",
    ]
    let rows = people.map { person in
      let seat = [person.seatPerMonth.amount, person.seatPerMonth.currency, person.mayDoEverything ? "yes" : "no"]
      let held = [(person.groups ?? []).joined(separator: "; "), person.permissions.map(\.description).joined(separator: "; ")]
      let who = [
        person.email.description, person.name, person.id?.rawValue ?? "", person.kind.rawValue, person.status.rawValue,
        person.lastSignIn.text,
      ]
      return who + seat + held + shared
    }
    return CSVText.text([headings] + rows)
  }
}
