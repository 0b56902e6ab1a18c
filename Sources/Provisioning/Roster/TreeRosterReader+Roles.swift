extension TreeRosterReader {
  mutating func readRoles(_ node: TreeNode) {
    guard !node.isBlank else { return }
    guard let entries = node.entries else {
      draft.rolesAreComplete = false
      mistakes.add(node.line, RosterSection.roles.rawValue, "is \(node.shape), where each role has its name and a list")
      return
    }
    for entry in entries { readRole(entry) }
  }

  private mutating func readRole(_ entry: TreeEntry) {
    // A role whose list is a mistake is a role all the same: whoever names it has made none.
    var role = RoleDraft(name: entry.key, location: RosterLocation(file: draft.file, line: entry.line))
    let field = RosterSection.rolePath(entry.key)
    if entry.value.word == Self.existing {
      role.isExisting = true
    } else if let items = entry.value.items {
      role.permissions = readTexts(items) { RosterSection.rolePath(entry.key, item: $0) }
    } else if let fields = entry.value.entries {
      readFields(fields, of: &role)
    } else if entry.value.isBlank {
      mistakes.add(entry.line, field, "is empty; write a list, [] for no permissions, or \(Self.existing)")
    } else {
      let question = entry.value.word.map { NearestNames.question(for: $0, among: [Self.existing]) } ?? ""
      let advice = question.isEmpty ? "; write a list such as [Tickets/*], or \(Self.existing)" : question
      mistakes.add(entry.value.line, field, "is \(entry.value.shape)\(advice)")
    }
    draft.roles.append(role)
  }

  private mutating func readFields(_ entries: [TreeEntry], of role: inout RoleDraft) {
    let name = role.name
    var says = false
    for entry in entries {
      guard let field = RoleField(rawValue: entry.key) else {
        says = true
        mistakes.add(
          entry.line, "\(RosterSection.rolePath(name)).\(ShownText.plain(entry.key, limit: 40))",
          Self.unknown("field", entry.key, among: RoleField.allCases.map(\.rawValue)))
        continue
      }
      if field != .without, !entry.value.isBlank { says = true }
      let example = field == .inherit ? "helpdesk" : "Tickets/*"
      let texts = readTexts(entry.value, field: field.path(role: name), example: example) { field.path(role: name, item: $0) }
      switch field {
      case .inherit: role.inherit = texts
      case .permissions: role.permissions = texts
      case .without: role.without = texts
      }
    }
    guard !says else { return }
    mistakes.add(role.location.line, RosterSection.rolePath(name), "has neither inherit nor permissions; write permissions: [] for none")
  }
}
