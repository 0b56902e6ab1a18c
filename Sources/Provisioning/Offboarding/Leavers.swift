internal import Foundation
public import Technicians

/// Somebody who leaves, as somebody asked for it.
public struct Leaver: Sendable, Hashable {
  /// Who.
  public let email: EmailAddress
  /// Who gets their open tickets; `nil` leaves those where they are.
  public let heir: EmailAddress?
  /// The line that asks for it.
  public let location: RosterLocation

  /// Somebody who leaves; see the properties.
  public init(_ email: EmailAddress, heir: EmailAddress? = nil, location: RosterLocation = .commandLine) {
    self.email = email
    self.heir = heir
    self.location = location
  }
}

/// Reads a file of leavers: CSV with the fields `email` and, if tickets are to go to somebody, `reassign_to`. Further fields are left alone:
/// such a list often comes from another program.
public enum LeaversReader {
  /// Reads the file at `path`.
  ///
  /// - Throws: ``RosterMistakes`` with everything that is wrong in it.
  public static func read(path: String) throws(RosterMistakes) -> [Leaver] {
    guard let data = try? Data(contentsOf: URL(fileURLWithPath: path)) else { throw RosterMistakes(file: path, "cannot be read") }
    guard let text = String(data: data, encoding: .utf8) else { throw RosterMistakes(file: path, "is not a text in UTF-8") }
    return try parse(text: text, fileName: path)
  }

  /// Reads the text of such a file.
  ///
  /// - Throws: ``RosterMistakes``.
  public static func parse(text: String, fileName: String) throws(RosterMistakes) -> [Leaver] {
    var mistakes = MistakeList(file: fileName)
    let records = CSVRecords.split(text.hasPrefix("\u{FEFF}") ? String(text.dropFirst()) : text)
    guard let head = records.first else { throw RosterMistakes(file: fileName, "names nobody") }
    let names = (try? head.fields.get())?.map { $0.trimmed.lowercased() } ?? []
    guard let emailColumn = names.firstIndex(of: "email") else {
      throw RosterMistakes(file: fileName, "has no field email in its first line")
    }
    let heirColumn = names.firstIndex(of: "reassign_to")
    var leavers: [Leaver] = []
    for (index, record) in records.dropFirst().enumerated() {
      let row = "row \(index + 1)"
      switch record.fields {
      case .failure(let mistake): mistakes.add(record.line, row, mistake.words)
      case .success(let fields):
        guard fields.count == names.count else {
          mistakes.add(record.line, row, "has \(WordList.count(fields.count, "field", "fields")), the first line has \(names.count)")
          continue
        }
        guard let email = address(fields[emailColumn], "email", record.line, &mistakes) else { continue }
        var heir: EmailAddress?
        if let heirColumn, !fields[heirColumn].trimmed.isEmpty {
          guard let found = address(fields[heirColumn], "reassign_to", record.line, &mistakes) else { continue }
          heir = found
        }
        if let first = leavers.first(where: { $0.email == email }) {
          mistakes.add(record.line, "email", "the same as line \(first.location.line) (\(email))")
        }
        leavers.append(Leaver(email, heir: heir, location: RosterLocation(file: fileName, line: record.line)))
      }
    }
    for leaver in leavers {
      guard let heir = leaver.heir, leavers.contains(where: { $0.email == heir }) else { continue }
      mistakes.add(leaver.location.line, "reassign_to", "\(heir) leaves, too")
    }
    guard mistakes.mistakes.isEmpty else { throw RosterMistakes(mistakes.mistakes, first: fileName) }
    guard !leavers.isEmpty else { throw RosterMistakes(file: fileName, "names nobody") }
    return leavers
  }

  private static func address(_ text: String, _ field: String, _ line: Int, _ mistakes: inout MistakeList) -> EmailAddress? {
    do { return try EmailAddress(text.trimmed) } catch {
      mistakes.add(line, field, "\(ShownText.quoted(text)) \(error)")
      return nil
    }
  }
}
