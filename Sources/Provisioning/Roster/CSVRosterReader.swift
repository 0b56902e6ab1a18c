/// Reads the CSV form: a header with the names of the fields, then a row a person.
struct CSVRosterReader {
  private static let headerField = "header"
  /// What separates the items of a list within a field.
  private static let itemSeparator: Character = ";"

  private var draft: RosterDraft
  private var mistakes: MistakeList

  private init(_ source: RosterSource) {
    draft = RosterDraft(file: source.fileName)
    mistakes = MistakeList(file: source.fileName)
  }

  /// Reads the people. Roles stand in a file of their own.
  static func read(_ source: RosterSource) -> RosterDraft {
    var reader = CSVRosterReader(source)
    let records = CSVRecords.split(source.text)
    if let first = records.first {
      if let header = reader.header(first) {
        reader.draft.peopleLine = first.line
        for (index, record) in records.dropFirst().enumerated() { reader.person(record, index: index, header: header) }
      } else {
        reader.draft.peopleLine = nil
      }
    }
    reader.draft.mistakes = reader.mistakes.mistakes
    return reader.draft
  }

  /// The fields of a row, or `nil` when its quotes are a mistake, which is then noted.
  private mutating func fields(of record: CSVRecord, field: String) -> [String]? {
    switch record.fields {
    case .success(let fields): return fields
    case .failure(let mistake):
      mistakes.add(record.line, field, mistake.words)
      return nil
    }
  }

  private mutating func header(_ record: CSVRecord) -> [RosterField]? {
    guard let names = fields(of: record, field: Self.headerField)?.map(\.trimmed) else { return nil }
    if names.count == 1, let separator = [";", "\t"].first(where: { names[0].contains($0) }) {
      let word = separator == ";" ? "semicolons" : "tabs"
      mistakes.add(record.line, Self.headerField, "the fields are separated by \(word); separate them by commas")
      return nil
    }
    var header: [RosterField] = []
    var isSound = true
    for name in names {
      if let field = RosterField(rawValue: name) {
        if header.contains(field) {
          mistakes.add(record.line, Self.headerField, "has \(ShownText.quoted(name)) twice")
          isSound = false
        }
        header.append(field)
        continue
      }
      isSound = false
      let known = RosterField.allCases.map(\.rawValue)
      let question = NearestNames.question(for: name, among: known)
      let advice = question.isEmpty ? "; there are \(WordList.and(known))" : question
      mistakes.add(record.line, Self.headerField, "no field \(ShownText.quoted(name))\(advice)")
    }
    guard isSound else { return nil }
    if !header.contains(.email) {
      mistakes.add(record.line, Self.headerField, "has no email")
      isSound = false
    }
    if !header.contains(.name), !(header.contains(.firstName) && header.contains(.lastName)) {
      mistakes.add(record.line, Self.headerField, "has no name; write first_name and last_name, or one name")
      isSound = false
    }
    return isSound ? header : nil
  }

  private mutating func person(_ record: CSVRecord, index: Int, header: [RosterField]) {
    let rowPath = RosterField.rowPath(index)
    // A row that cannot be read is a mistake already; the list is not empty for it.
    draft.peopleLine = nil
    guard let fields = fields(of: record, field: rowPath) else { return }
    guard fields.count == header.count else {
      let found = WordList.count(fields.count, "field", "fields")
      mistakes.add(
        record.line, rowPath, "has \(found), the header has \(header.count)\(fields.count > header.count ? Self.commaAdvice : "")")
      return
    }
    var person = PersonDraft(index: index, location: RosterLocation(file: draft.file, line: record.line))
    for (field, text) in zip(header, fields) {
      if field.isList {
        let items = text.split(separator: Self.itemSeparator).map { DraftText(text: String($0).trimmed, line: record.line) }
        let patterns = items.filter { !$0.text.isEmpty }
        if field == .extra { person.extra = patterns } else { person.without = patterns }
      } else if !text.trimmed.isEmpty {
        person.texts[field] = DraftText(text: text.trimmed, line: record.line)
      }
    }
    draft.people.append(person)
  }

  private static let commaAdvice = "; a field that holds a comma is written in quotes"
}
