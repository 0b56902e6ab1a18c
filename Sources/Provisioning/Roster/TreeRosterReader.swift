internal import Technicians

/// Reads the forms that are trees: YAML, and JSON with the same names in it.
struct TreeRosterReader {
  /// The one version of the form that there is.
  static let version = "1"
  /// What a role says instead of a list when its group stands on the console already.
  static let existing = "existing"

  var draft: RosterDraft
  var mistakes: MistakeList

  private init(_ source: RosterSource) {
    draft = RosterDraft(file: source.fileName)
    mistakes = MistakeList(file: source.fileName)
  }

  /// Reads a roster.
  static func roster(_ source: RosterSource) -> RosterDraft { read(source, sections: RosterSection.allCases) }

  /// Reads a file that holds no people.
  static func rolesFile(_ source: RosterSource) -> RosterDraft { read(source, sections: RosterSection.ofRolesFile) }

  private static func read(_ source: RosterSource, sections: [RosterSection]) -> RosterDraft {
    var reader = TreeRosterReader(source)
    switch RosterTree.parse(source) {
    case .success(let root):
      reader.read(root, sections: sections)
    case .failure(let mistake):
      reader.draft.mistakes = [mistake]
      reader.draft.peopleLine = nil
      reader.draft.rolesAreComplete = false
    }
    reader.draft.mistakes += reader.mistakes.mistakes
    return reader.draft
  }

  private mutating func read(_ root: TreeNode?, sections: [RosterSection]) {
    guard let root, !root.isBlank else {
      if !sections.contains(.technicians) { mistakes.add(1, RosterSection.roles.rawValue, "the file holds no roles") }
      return
    }
    guard let entries = root.entries else {
      draft.peopleLine = nil
      draft.rolesAreComplete = false
      let wanted = sections.contains(.technicians) ? "technicians and roles" : "roles"
      mistakes.add(root.line, "", "is \(root.shape), where a roster has \(wanted)")
      return
    }
    for entry in entries {
      switch sections.first(where: { $0.rawValue == entry.key }) {
      case .schema: break
      case .version: readVersion(entry.value)
      case .unlisted: readUnlisted(entry)
      case .protect: draft.protected += readPeoplePatterns(entry.value, .protect)
      case .ignore: draft.ignored += readPeoplePatterns(entry.value, .ignore)
      case .unassigned: draft.unassigned += readUnassigned(entry.value)
      case .roles: readRoles(entry.value)
      case .technicians: readPeople(entry.value, keyLine: entry.line)
      case nil:
        let names = sections.filter { $0 != .schema }.map(\.rawValue)
        mistakes.add(entry.line, ShownText.plain(entry.key, limit: 40), Self.unknown("section", entry.key, among: names))
      }
    }
  }

  private mutating func readVersion(_ node: TreeNode) {
    let found = node.word ?? node.shape
    guard found != Self.version else { return }
    mistakes.add(node.line, RosterSection.version.rawValue, "no version \(ShownText.quoted(found)); there is \(Self.version)")
  }

  // MARK: Sections about people who may not be in the roster

  private mutating func readUnlisted(_ entry: TreeEntry) {
    guard !entry.value.isBlank else { return }
    let words = UnlistedRule.allCases.map(\.rawValue)
    guard let word = entry.value.word else {
      mistakes.add(entry.value.line, entry.key, "is \(entry.value.shape); it is \(words.joined(separator: " or "))")
      return
    }
    guard let rule = UnlistedRule(rawValue: word) else {
      let question = NearestNames.question(for: word, among: words)
      let choice = question.isEmpty ? "; it is \(words.joined(separator: " or "))" : question
      mistakes.add(entry.value.line, entry.key, "no rule \(ShownText.quoted(word))\(choice)")
      return
    }
    draft.unlisted = (rule, RosterLocation(file: draft.file, line: entry.line))
  }

  private mutating func readPeoplePatterns(_ node: TreeNode, _ section: RosterSection) -> [PlacedPattern] {
    readTexts(node, field: section.rawValue, example: Self.addressExample) { section.path(item: $0) }.compactMap { written in
      guard let pattern = PeoplePattern(written.text) else {
        mistakes.add(written.line, written.field, "\(ShownText.quoted(written.text)) is like no address; write \(Self.addressAdvice)")
        return nil
      }
      return PlacedPattern(pattern, at: RosterLocation(file: draft.file, line: written.line), field: written.field)
    }
  }

  /// Permissions that no role gives. Whether the console has them plays no part: it may have had them.
  private mutating func readUnassigned(_ node: TreeNode) -> [PermissionPattern] {
    let section = RosterSection.unassigned
    return readTexts(node, field: section.rawValue, example: "Tickets/Delete") { section.path(item: $0) }.map { written in
      if let mistake = PatternRules.mistake(in: written.text) { mistakes.add(written.line, written.field, mistake) }
      return PermissionPattern(written.text)
    }
  }

  private static let addressExample = "breakglass@acme.example"
  private static let addressAdvice = "one such as \(addressExample), or \"*@board.acme.example\" for many"

  // MARK: What all sections need

  /// The texts of a list. Where nothing was written there are none; anything else is a mistake, which is noted.
  mutating func readTexts(_ node: TreeNode, field: String, example: String, item path: (Int) -> String) -> [PlacedText] {
    guard !node.isBlank else { return [] }
    guard let items = node.items else {
      mistakes.add(node.line, field, "is \(node.shape), where a list such as [\(example)] belongs")
      return []
    }
    return readTexts(items, item: path)
  }

  /// The texts of a list's items.
  mutating func readTexts(_ items: [TreeNode], item path: (Int) -> String) -> [PlacedText] {
    var texts: [PlacedText] = []
    for (item, node) in items.enumerated() {
      switch node.asText {
      case .text(let text): texts.append(PlacedText(text: text.trimmed, line: node.line, field: path(item)))
      case .blank: mistakes.add(node.line, path(item), "is empty")
      case .other(let message): mistakes.add(node.line, path(item), message)
      }
    }
    return texts
  }

  /// `no field "emial"; did you mean "email"?`, or all names where none is near.
  static func unknown(_ what: String, _ name: String, among names: [String]) -> String {
    let question = NearestNames.question(for: name, among: names)
    return "no \(what) \(ShownText.quoted(name))\(question.isEmpty ? "; there are \(WordList.and(names))" : question)"
  }
}
