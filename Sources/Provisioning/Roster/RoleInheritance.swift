internal import Technicians

/// Works out what each role has with everything that it inherits.
///
/// A role has what its parents have and what it lists itself, less what any of them excludes: what one role keeps away cannot come back by
/// another, so that whoever reads an exclusion may rely on it.
struct RoleInheritance {
  /// The most patterns that all roles together may have, so that a small file cannot fill the memory.
  static let mostPatterns = 1_000_000

  /// What a role has, each pattern once: inherited ones first, in the order of the file.
  struct Holding {
    var patterns: [PermissionPattern] = []
    var exclusions: [PermissionPattern] = []

    fileprivate var count: Int { patterns.count + exclusions.count }
  }

  private let drafts: [RoleDraft]
  private let positions: [String: Int]
  /// Whether a role that is not found is a mistake.
  private let isComplete: Bool
  private(set) var mistakes: [RosterMistake] = []
  /// What each role has, by its name. Roles that stand on the console already are not among them.
  private(set) var holdings: [String: Holding] = [:]

  init(_ drafts: [RoleDraft], isComplete: Bool) {
    self.drafts = drafts
    self.isComplete = isComplete
    positions = Dictionary(zip(drafts.map(\.name), drafts.indices), uniquingKeysWith: { first, _ in first })
    resolve(parents: drafts.map { parents(of: $0) })
  }

  /// The roles that `role` inherits from, as far as it may; what it may not is noted.
  private mutating func parents(of role: RoleDraft) -> [Int] {
    var seen: Set<Int> = []
    return role.inherit.compactMap { written in
      guard let position = positions[written.text] else {
        if isComplete {
          let question = NearestNames.question(for: written.text, among: drafts.lazy.map(\.name).filter { $0 != role.name })
          note(written, of: role, "no role \(ShownText.quoted(written.text))\(question)")
        }
        return nil
      }
      guard !drafts[position].isExisting else {
        note(
          written, of: role,
          "\(ShownText.quoted(written.text)) stands on the console already, and what it has is not in the roster; list its permissions here"
        )
        return nil
      }
      return seen.insert(position).inserted ? position : nil
    }
  }

  /// Takes the roles whose parents are all known, until none is left or the rest lie in a circle.
  private mutating func resolve(parents: [[Int]]) {
    var missing = parents.map(\.count)
    var children: [Int: [Int]] = [:]
    for (child, parents) in parents.enumerated() {
      for parent in parents { children[parent, default: []].append(child) }
    }
    var ready = missing.indices.filter { missing[$0] == 0 }
    var total = 0
    var done = 0
    while done < ready.count {
      let position = ready[done]
      done += 1
      let holding = holding(of: position, parents: parents[position])
      total += holding.count
      guard total <= Self.mostPatterns else {
        let role = drafts[position]
        let message = "inherits too much: all roles together have more than \(WordList.grouped(Self.mostPatterns)) permissions"
        mistakes.append(RosterMistake(at: role.location, field: RosterSection.rolePath(role.name), message: message))
        return
      }
      if positions[drafts[position].name] == position { holdings[drafts[position].name] = holding }
      for child in children[position] ?? [] {
        missing[child] -= 1
        if missing[child] == 0 { ready.append(child) }
      }
    }
    if done < drafts.count { noteCircles(parents, among: Set(missing.indices.filter { missing[$0] > 0 })) }
  }

  private func holding(of position: Int, parents: [Int]) -> Holding {
    let role = drafts[position]
    let inherited = parents.map { holdings[drafts[$0].name] ?? Holding() }
    return Holding(
      patterns: Self.once(inherited.flatMap(\.patterns) + role.permissions.map { PermissionPattern($0.text) }),
      exclusions: Self.once(inherited.flatMap(\.exclusions) + role.without.map { PermissionPattern($0.text) }))
  }

  private static func once(_ patterns: [PermissionPattern]) -> [PermissionPattern] {
    var seen: Set<PermissionPattern> = []
    return patterns.filter { seen.insert($0).inserted }
  }

  /// Says of each circle, once, how it closes. Each role that is left over has a parent that is left over, so going from parent to parent
  /// ends in one.
  private mutating func noteCircles(_ parents: [[Int]], among left: Set<Int>) {
    var visited: Set<Int> = []
    for start in left.sorted() where !visited.contains(start) {
      var path: [Int] = []
      var current: Int? = start
      while let position = current, visited.insert(position).inserted {
        path.append(position)
        current = parents[position].first(where: left.contains)
      }
      guard let closing = current, let first = path.firstIndex(of: closing) else { continue }
      let circle = path[first...].map { drafts[$0].name } + [drafts[closing].name]
      let role = drafts[closing]
      guard let written = role.inherit.first(where: { circle.dropFirst().first == $0.text }) else { continue }
      let way = WordList.list(circle.map { ShownText.quoted($0) }, limit: 8, separator: " -> ")
      note(written, of: role, circle.count == 2 ? "a role cannot inherit from itself" : "a role cannot inherit from itself: \(way)")
    }
  }

  private mutating func note(_ written: PlacedText, of role: RoleDraft, _ message: String) {
    mistakes.append(RosterMistake(file: role.location.file, line: written.line, field: written.field, message: message))
  }
}
