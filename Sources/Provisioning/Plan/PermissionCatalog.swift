internal import Technicians

/// The permissions that a console offers, and which of them a pattern means.
struct PermissionCatalog {
  /// The permissions in the order of the page.
  let offered: [Permission]
  private let rank: [Permission: Int]
  private var found: [PermissionPattern: Set<Permission>] = [:]

  init(_ offered: [Permission]) {
    self.offered = offered
    rank = Dictionary(zip(offered, offered.indices), uniquingKeysWith: { first, _ in first })
  }

  /// What `pattern` means here. Looked up once for each pattern.
  mutating func permissions(for pattern: PermissionPattern) -> Set<Permission> {
    if let known = found[pattern] { return known }
    let permissions = Set(offered.filter(pattern.matches))
    found[pattern] = permissions
    return permissions
  }

  /// What any of `patterns` means here.
  mutating func permissions(for patterns: [PermissionPattern]) -> Set<Permission> {
    patterns.reduce(into: []) { $0.formUnion(permissions(for: $1)) }
  }

  /// `permissions` in the order of the page; those that it does not offer come last, by their words.
  func ordered(_ permissions: some Sequence<Permission>) -> [Permission] {
    permissions.map { (rank: rank[$0] ?? Int.max, permission: $0) }
      .sorted { ($0.rank, $0.permission) < ($1.rank, $1.permission) }
      .map(\.permission)
  }

  /// Why `pattern` means nothing here, with what may have been meant; `nil` when it means something.
  mutating func mistake(for pattern: PermissionPattern) -> String? {
    guard permissions(for: pattern).isEmpty else { return nil }
    let written = pattern.description
    let complaint = "the console has no permission \(ShownText.quoted(written))"
    let area = String(written.prefix { $0 != "/" })
    let inArea = offered.filter { $0.area == area }.map(\.description)
    if !inArea.isEmpty { return "\(complaint); it has: \(inArea.joined(separator: ", "))" }
    let question = NearestNames.question(for: written, among: candidates(for: written, area: area))
    if !question.isEmpty { return complaint + question }
    return "\(complaint); its areas are: \(areas.joined(separator: ", "))"
  }

  /// The areas in the order of the page.
  private var areas: [String] {
    var seen: Set<String> = []
    return offered.map(\.area).filter { seen.insert($0).inserted }
  }

  /// What may have been meant: the same pattern in another area when it holds a `*`, else every permission.
  private func candidates(for written: String, area: String) -> [String] {
    guard written.contains("*") else { return offered.map(\.description) }
    return areas.map { $0 + written.dropFirst(area.count) }
  }
}
