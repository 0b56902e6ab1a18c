/// The fields of a file that a command was given: a roster as YAML or CSV.
///
/// It is not read as the program reads it, only far enough to see which texts are whole values of a field with a telling name.
struct InputFields {
  typealias Visit = (PersonalField, String) -> String

  private let characters: [Character]
  private var out = ""

  private init(_ text: String) { characters = Array(text) }

  /// `text` with what `visit` makes of each field's value.
  static func mapping(_ text: String, _ visit: Visit) -> String {
    var fields = InputFields(text)
    let header = text.split(whereSeparator: \.isNewline).first ?? ""
    for delimiter in [",", ";", "\t"] as [Character] {
      let columns = header.split(separator: delimiter, omittingEmptySubsequences: false).map(Self.columnName)
      if columns.count > 1, columns.contains("email"), !header.contains(":") { return fields.mapTable(columns, delimiter, visit) }
    }
    return fields.mapMembers(visit)
  }

  private static func columnName(_ text: Substring) -> String {
    String(text.filter { $0.isLetter || $0 == "_" }).lowercased()
  }

  // MARK: CSV

  private mutating func mapTable(_ columns: [String], _ delimiter: Character, _ visit: Visit) -> String {
    var position = characters.firstIndex(where: \.isNewline) ?? characters.count
    out += String(characters[..<position])
    var column = 0
    while position < characters.count {
      let start = position
      if characters[position].isNewline || characters[position] == delimiter {
        column = characters[position].isNewline ? 0 : column + 1
        out.append(characters[position])
        position += 1
        continue
      }
      if characters[position] == "\"" {
        position += 1
        // A quote in the field is written twice.
        while position < characters.count {
          if characters[position] == "\"" {
            guard position + 1 < characters.count, characters[position + 1] == "\"" else { break }
            position += 1
          }
          position += 1
        }
        position = min(position + 1, characters.count)
      } else {
        while position < characters.count, characters[position] != delimiter, !characters[position].isNewline { position += 1 }
      }
      put(
        characters[start..<position], column < columns.count ? PersonalField(columns[column], besideEmail: true) : nil, escape: "\"", visit)
    }
    return out
  }

  // MARK: YAML

  private mutating func mapMembers(_ visit: Visit) -> String {
    var position = 0
    while position < characters.count {
      guard let (field, start) = member(at: position) else {
        out.append(characters[position])
        position += 1
        continue
      }
      out += String(characters[position..<start])
      let end = valueEnd(from: start)
      put(characters[start..<end], field, escape: characters[start..<end].first == "'" ? "'" : "\\", visit)
      position = end
    }
    return out
  }

  /// The field whose name stands at `position`, and where its value begins.
  private func member(at position: Int) -> (PersonalField, Int)? {
    if position > 0, !" \t\n\r\r\n{,-\"'".contains(characters[position - 1]) { return nil }
    var end = position
    while end < characters.count, characters[end].isLetter || characters[end] == "_" { end += 1 }
    guard end > position, let field = PersonalField(String(characters[position..<end]), besideEmail: true) else { return nil }
    while end < characters.count, characters[end] == "\"" || characters[end] == "'" { end += 1 }
    guard end < characters.count, characters[end] == ":" else { return nil }
    end += 1
    while end < characters.count, characters[end] == " " || characters[end] == "\t" { end += 1 }
    return (field, end)
  }

  private func valueEnd(from start: Int) -> Int {
    guard start < characters.count else { return start }
    let quote = characters[start]
    var end = start
    if quote == "\"" || quote == "'" {
      end += 1
      while end < characters.count {
        if characters[end] == quote {
          // A single quote in the text is written twice.
          guard quote == "'", end + 1 < characters.count, characters[end + 1] == quote else { break }
          end += 1
        }
        end += characters[end] == "\\" && quote == "\"" ? 2 : 1
      }
      return min(end + 1, characters.count)
    }
    while end < characters.count, !characters[end].isNewline, !",}".contains(characters[end]) {
      if characters[end] == "#", end > start, characters[end - 1] == " " { break }
      end += 1
    }
    return end
  }

  /// Puts a value out, its quotes and the blanks around it as they were. Inside quotes `escape` stands in front of a quote.
  private mutating func put(_ value: ArraySlice<Character>, _ field: PersonalField?, escape: Character, _ visit: Visit) {
    var first = value.startIndex
    var end = value.endIndex
    while first < end, value[first].isWhitespace { first += 1 }
    while end > first, value[end - 1].isWhitespace { end -= 1 }
    let isQuoted = end - first > 1 && (value[first] == "\"" || value[first] == "'") && value[end - 1] == value[first]
    if isQuoted { (first, end) = (first + 1, end - 1) }
    guard let field, first < end else {
      out += String(value)
      return
    }
    let inner = String(value[first..<end])
    let text = isQuoted ? Self.unescaped(inner, escape) : inner
    let replaced = visit(field, text)
    out += String(value[..<first])
    out += replaced == text ? inner : isQuoted ? Self.escaped(replaced, escape) : replaced
    out += String(value[end...])
  }

  private static func unescaped(_ text: String, _ escape: Character) -> String {
    guard escape == "\\" else { return text.replacing("\(escape)\(escape)", with: "\(escape)") }
    return text.replacing("\\\"", with: "\"").replacing("\\\\", with: "\\")
  }

  private static func escaped(_ text: String, _ escape: Character) -> String {
    guard escape == "\\" else { return text.replacing("\(escape)", with: "\(escape)\(escape)") }
    return text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
  }
}
