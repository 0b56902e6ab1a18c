internal import Technicians

/// Makes role templates out of what each person holds, on a console that has none.
///
/// A set that several people hold is a role. One that only one person holds is a role with something more or less, where that is a
/// small difference; else it is a role of its own.
struct RoleFolding {
  /// The most permissions by which somebody may differ from their role.
  static let largestDifference = 3

  /// A role and what a person has beyond it or lacks of it.
  struct Fit {
    let role: Int
    let extra: Set<Permission>
    let without: Set<Permission>
  }

  /// The roles' permissions, those of most people first.
  private(set) var roles: [Set<Permission>] = []
  private var fits: [Set<Permission>: Fit] = [:]

  /// - Parameter held: what each person holds.
  init(_ held: [Set<Permission>], _ catalog: PermissionCatalog) {
    let counts = held.reduce(into: [:]) { $0[$1, default: 0] += 1 }
    let sets = counts.map {
      (people: $0.value, permissions: $0.key, words: catalog.ordered($0.key).map(\.description).joined(separator: "\n"))
    }
    let ordered = sets.sorted { ($1.people, $1.permissions.count, $0.words) < ($0.people, $0.permissions.count, $1.words) }
    for set in ordered {
      if set.people == 1, let near = nearestRole(to: set.permissions) {
        fits[set.permissions] = near
      } else {
        fits[set.permissions] = Fit(role: roles.count, extra: [], without: [])
        roles.append(set.permissions)
      }
    }
  }

  /// The role of whoever holds `permissions`, which must be among those that the folding was made of.
  func fit(_ permissions: Set<Permission>) -> Fit? { fits[permissions] }

  /// The first role that differs least, if that is little: of a role of two, another one is another role.
  private func nearestRole(to permissions: Set<Permission>) -> Fit? {
    let near = roles.enumerated().compactMap { index, role -> (difference: Int, index: Int)? in
      let difference = role.symmetricDifference(permissions).count
      return difference <= min(Self.largestDifference, role.count / 2) ? (difference, index) : nil
    }
    guard let index = near.min(by: { $0 < $1 })?.index else { return nil }
    return Fit(role: index, extra: permissions.subtracting(roles[index]), without: roles[index].subtracting(permissions))
  }
}

/// Names for roles, from the areas of which they hold most: `tickets-customers`.
struct RoleNames {
  /// The most areas in a name; roles that are alike in all of them are numbered.
  private static let mostAreas = 4
  /// The most characters of an area in a name.
  private static let longestWord = 40
  static let everything = "everything"
  static let nothing = "no-permissions"

  private let catalog: PermissionCatalog
  private var taken: Set<String> = []

  init(_ catalog: PermissionCatalog) { self.catalog = catalog }

  /// A name that no role has yet.
  mutating func name(for permissions: Set<Permission>) -> String {
    let candidates = self.candidates(for: permissions)
    if let free = candidates.first(where: { taken.insert($0).inserted }) { return free }
    let base = candidates.first ?? Self.nothing
    var number = 2
    while !taken.insert("\(base)-\(number)").inserted { number += 1 }
    return "\(base)-\(number)"
  }

  private func candidates(for permissions: Set<Permission>) -> [String] {
    if permissions.isEmpty { return [Self.nothing] }
    if permissions == Set(catalog.offered) { return [Self.everything] }
    let areas = catalog.ordered(permissions).reduce(into: [(area: String, count: Int)]()) { areas, permission in
      if let index = areas.firstIndex(where: { $0.area == permission.area }) {
        areas[index].count += 1
      } else {
        areas.append((permission.area, 1))
      }
    }
    // Areas with as many permissions stay in the order of the page.
    let words = areas.enumerated().sorted { ($1.element.count, $0.offset) < ($0.element.count, $1.offset) }
      .map { Self.word($0.element.area) }.filter { !$0.isEmpty }
    guard !words.isEmpty else { return ["role"] }
    return (min(2, words.count)...min(Self.mostAreas, words.count)).map { words.prefix($0).joined(separator: "-") }
  }

  /// `Ticket Canned Responses` as `ticket-canned-responses`.
  private static func word(_ area: String) -> String {
    let words = area.lowercased().split { !$0.isLetter && !$0.isNumber }
    return String(words.joined(separator: "-").prefix(longestWord))
  }
}
