internal import Yams

/// Reads the YAML form. Lines come from the parser's marks.
struct YAMLRosterReader {
  /// The one version of the form that there is.
  static let version = "1"
  /// What a role says instead of a list when its group stands on the console already.
  static let existing = "existing"

  private var draft: RosterDraft
  private var mistakes: MistakeList

  private init(_ source: RosterSource) {
    draft = RosterDraft(file: source.fileName)
    mistakes = MistakeList(file: source.fileName)
  }

  /// Reads a roster.
  static func roster(_ source: RosterSource) -> RosterDraft { read(source, sections: RosterSection.allCases) }

  /// Reads a file that holds roles alone.
  static func rolesFile(_ source: RosterSource) -> RosterDraft { read(source, sections: [.version, .roles]) }

  private static func read(_ source: RosterSource, sections: [RosterSection]) -> RosterDraft {
    var reader = YAMLRosterReader(source)
    switch YAMLTree.parse(source) {
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

  private mutating func read(_ root: Node?, sections: [RosterSection]) {
    guard let root, !root.isBlank else {
      if !sections.contains(.technicians) { mistakes.add(1, RosterSection.roles.rawValue, "the file holds no roles") }
      return
    }
    guard let entries = root.mapping.map({ YAMLEntries.entries(of: $0) }) else {
      draft.peopleLine = nil
      draft.rolesAreComplete = false
      let wanted = sections.contains(.technicians) ? "technicians and roles" : "roles"
      mistakes.add(root.line, "", "is \(root.shape), where a roster has \(wanted)")
      return
    }
    for (key, value) in entries {
      switch sections.first(where: { $0.rawValue == key.string }) {
      case .version: readVersion(value)
      case .roles: readRoles(value)
      case .technicians: readPeople(value, keyLine: key.line)
      case nil:
        let names = sections.map(\.rawValue)
        let question = NearestNames.question(for: key.string, among: names)
        let advice = question.isEmpty ? "; there are \(WordList.and(names))" : question
        mistakes.add(key.line, ShownText.plain(key.string, limit: 40), "no section \(ShownText.quoted(key.string))\(advice)")
      }
    }
  }

  private mutating func readVersion(_ node: Node) {
    let found = node.scalar?.string ?? node.shape
    guard found != Self.version else { return }
    mistakes.add(node.line, RosterSection.version.rawValue, "no version \(ShownText.quoted(found)); there is \(Self.version)")
  }

  // MARK: Roles

  private mutating func readRoles(_ node: Node) {
    guard !node.isBlank else { return }
    guard let entries = node.mapping.map({ YAMLEntries.entries(of: $0) }) else {
      draft.rolesAreComplete = false
      mistakes.add(node.line, RosterSection.roles.rawValue, "is \(node.shape), where each role has its name and a list")
      return
    }
    for (key, value) in entries { readRole(key, value) }
  }

  private mutating func readRole(_ key: YAMLEntries.Key, _ value: Node) {
    let location = RosterLocation(file: draft.file, line: key.line)
    let field = RosterSection.rolePath(key.string)
    // A role whose list is a mistake is a role all the same: whoever names it has made none.
    var patterns: [DraftText]? = []
    if value.scalar?.string == Self.existing {
      patterns = nil
    } else if let items = value.sequence {
      patterns = readPatterns(items) { RosterSection.rolePath(key.string, item: $0) }
    } else if value.isBlank {
      mistakes.add(key.line, field, "is empty; write a list, [] for no permissions, or \(Self.existing)")
    } else {
      let question = value.scalar.map { NearestNames.question(for: $0.string, among: [Self.existing]) } ?? ""
      let advice = question.isEmpty ? "; write a list such as [Tickets/*], or \(Self.existing)" : question
      mistakes.add(value.line, field, "is \(value.shape)\(advice)")
    }
    draft.roles.append(RoleDraft(name: key.string, location: location, patterns: patterns))
  }

  private mutating func readPatterns(_ items: Node.Sequence, path: (Int) -> String) -> [DraftText] {
    var patterns: [DraftText] = []
    for (item, node) in items.enumerated() {
      switch node.asText {
      case .text(let text): patterns.append(DraftText(text: text.trimmed, line: node.line))
      case .blank: mistakes.add(node.line, path(item), "is empty")
      case .other(let message): mistakes.add(node.line, path(item), message)
      }
    }
    return patterns
  }

  // MARK: People

  private mutating func readPeople(_ node: Node, keyLine: Int) {
    draft.peopleLine = keyLine
    guard !node.isBlank else { return }
    guard let rows = node.sequence else {
      draft.peopleLine = nil
      mistakes.add(node.line, RosterSection.technicians.rawValue, "is \(node.shape), where a list of people belongs")
      return
    }
    draft.people.reserveCapacity(rows.count)
    for (index, row) in rows.enumerated() {
      guard let entries = row.mapping.map({ YAMLEntries.entries(of: $0) }) else {
        draft.peopleLine = nil
        mistakes.add(row.line, RosterField.rowPath(index), "is \(row.shape), where a person has fields such as email")
        continue
      }
      draft.people.append(readPerson(entries, index: index, line: entries.first?.key.line ?? row.line))
    }
  }

  private mutating func readPerson(_ entries: [YAMLEntries.Entry], index: Int, line: Int) -> PersonDraft {
    var person = PersonDraft(index: index, location: RosterLocation(file: draft.file, line: line))
    for (key, value) in entries {
      guard let field = RosterField(rawValue: key.string) else {
        let names = RosterField.allCases.map(\.rawValue)
        let question = NearestNames.question(for: key.string, among: names)
        let advice = question.isEmpty ? "; there are \(WordList.and(names))" : question
        mistakes.add(
          key.line, "\(RosterField.rowPath(index)).\(ShownText.plain(key.string, limit: 40))",
          "no field \(ShownText.quoted(key.string))\(advice)")
        // What was meant is written, under a name that is nearly right: do not call it missing as well.
        person.damaged.formUnion(NearestNames.nearest(to: key.string, among: names).compactMap(RosterField.init(rawValue:)))
        continue
      }
      if field.isList {
        readList(field, value, into: &person)
      } else {
        readText(field, value, keyLine: key.line, into: &person)
      }
    }
    return person
  }

  private mutating func readText(_ field: RosterField, _ node: Node, keyLine: Int, into person: inout PersonDraft) {
    switch node.asText {
    case .text(let text):
      person.texts[field] = DraftText(text: field.isName ? text : text.trimmed, line: node.line)
    case .blank:
      // A required field says that it is empty where it stands; any other may be left blank.
      if field == .email || field.isName { person.texts[field] = DraftText(text: "", line: keyLine) }
    case .other(let message):
      person.damaged.insert(field)
      mistakes.add(node.line, field.path(row: person.index), message)
    }
  }

  private mutating func readList(_ field: RosterField, _ node: Node, into person: inout PersonDraft) {
    guard !node.isBlank else { return }
    guard let items = node.sequence else {
      mistakes.add(node.line, field.path(row: person.index), "is \(node.shape), where a list such as [Invoices/Create] belongs")
      return
    }
    let index = person.index
    let patterns = readPatterns(items) { field.path(row: index, item: $0) }
    if field == .extra { person.extra = patterns } else { person.without = patterns }
  }
}

extension RosterField {
  fileprivate var isName: Bool { self == .name || self == .firstName || self == .lastName }
}
