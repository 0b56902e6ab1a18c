internal import Spelling

extension TreeRosterReader {
  mutating func readPeople(_ node: TreeNode, keyLine: Int) {
    draft.peopleLine = keyLine
    guard !node.isBlank else { return }
    guard let rows = node.items else {
      draft.peopleLine = nil
      mistakes.add(node.line, RosterSection.technicians.rawValue, "is \(node.shape), where a list of people belongs")
      return
    }
    draft.people.reserveCapacity(rows.count)
    for (index, row) in rows.enumerated() {
      guard let entries = row.entries else {
        draft.peopleLine = nil
        mistakes.add(row.line, RosterField.rowPath(index), "is \(row.shape), where a person has fields such as email")
        continue
      }
      draft.people.append(readPerson(entries, index: index, line: entries.first?.line ?? row.line))
    }
  }

  private mutating func readPerson(_ entries: [TreeEntry], index: Int, line: Int) -> PersonDraft {
    var person = PersonDraft(index: index, location: RosterLocation(file: draft.file, line: line))
    for entry in entries {
      guard let field = RosterField(rawValue: entry.key) else {
        let names = RosterField.allCases.map(\.rawValue)
        mistakes.add(
          entry.line, "\(RosterField.rowPath(index)).\(ShownText.plain(entry.key, limit: 40))",
          Self.unknown("field", entry.key, among: names))
        // What was meant is written, under a name that is nearly right: do not call it missing as well.
        person.damaged.formUnion(NearestNames.nearest(to: entry.key, among: names).compactMap(RosterField.init(rawValue:)))
        continue
      }
      if field.isList {
        readList(field, entry.value, into: &person)
      } else {
        readText(field, entry, into: &person)
      }
    }
    return person
  }

  private mutating func readText(_ field: RosterField, _ entry: TreeEntry, into person: inout PersonDraft) {
    let node = entry.value
    // Digits alone cannot be misread, in quotes or not.
    if field == .id, let word = node.word, IDRules.isDigits(word) {
      person.texts[field] = DraftText(text: word, line: node.line)
      return
    }
    switch node.asText {
    case .text(let text):
      person.texts[field] = DraftText(text: field.isName ? text : text.trimmed, line: node.line)
    case .blank:
      // A required field says that it is empty where it stands; any other may be left blank.
      if field == .email || field.isName { person.texts[field] = DraftText(text: "", line: entry.line) }
    case .other(let message):
      person.damaged.insert(field)
      mistakes.add(node.line, field.path(row: person.index), message)
    }
  }

  private mutating func readList(_ field: RosterField, _ node: TreeNode, into person: inout PersonDraft) {
    guard !node.isBlank else { return }
    let index = person.index
    guard let items = node.items else {
      mistakes.add(node.line, field.path(row: index), "is \(node.shape), where a list such as [Invoices/Create] belongs")
      return
    }
    let patterns = readTexts(items) { field.path(row: index, item: $0) }.map { DraftText(text: $0.text, line: $0.line) }
    if field == .extra { person.extra = patterns } else { person.without = patterns }
  }
}
