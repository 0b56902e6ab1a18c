internal import Technicians

/// A snapshot by address, by number and by name, once it is certain that each stands for one.
struct ConsoleIndex {
  private let technicians: [EmailAddress: Technician]
  private let numbered: [TechnicianID: Technician]
  private let groups: [String: SecurityGroup]

  /// - Throws: ``PlanningError/console(_:)`` when two accounts share an address or a number, or two groups a name.
  init(_ snapshot: ConsoleSnapshot) throws(PlanningError) {
    var technicians: [EmailAddress: Technician] = [:]
    technicians.reserveCapacity(snapshot.technicians.count)
    for technician in snapshot.technicians {
      if let other = technicians.updateValue(technician, forKey: technician.email) {
        throw Self.shared(
          "the address \(other.email)", by: [other, technician], "Give one of them another address on the console, then plan again.")
      }
    }
    var numbered: [TechnicianID: Technician] = [:]
    numbered.reserveCapacity(snapshot.technicians.count)
    for technician in snapshot.technicians {
      guard let id = technician.id, let other = numbered.updateValue(technician, forKey: id) else { continue }
      throw Self.shared(
        "the number \(ShownText.plain(id.rawValue))", by: [other, technician], "The list of people was misread. Try again.")
    }
    var groups: [String: SecurityGroup] = [:]
    for group in snapshot.groups where groups.updateValue(group, forKey: group.name) != nil {
      throw .unclear(
        "the console has two security groups called \(ShownText.quoted(group.name))",
        "Which one a role means cannot be told. Rename one of them on the console, then plan again.")
    }
    self.technicians = technicians
    self.numbered = numbered
    self.groups = groups
  }

  /// The person with this address.
  subscript(email: EmailAddress) -> Technician? { technicians[email] }

  /// The person with this number.
  subscript(id: TechnicianID) -> Technician? { numbered[id] }

  /// How many people's numbers were not seen.
  var unnumbered: Int { technicians.count - numbered.count }

  /// The group with exactly this name.
  func group(_ name: String) -> SecurityGroup? { groups[name] }

  /// The group whose name differs from `name` in case alone.
  func groupButForCase(_ name: String) -> SecurityGroup? {
    let folded = name.lowercased()
    return groups.values.filter { $0.name != name && $0.name.lowercased() == folded }.min { $0.name < $1.name }
  }

  /// The names of all groups, sorted.
  var groupNames: [String] { groups.keys.sorted() }

  private static func shared(_ what: String, by accounts: [Technician], _ advice: String) -> PlanningError {
    let both = accounts.map {
      "\(ShownText.plain($0.name.full)) (\($0.id.map { "id \($0)" } ?? "id not seen"), \($0.status.rawValue))"
    }
    .sorted()
    return .unclear(
      "the console has two accounts with \(what): \(WordList.and(both))", "Which one the roster means cannot be told. \(advice)")
  }
}
