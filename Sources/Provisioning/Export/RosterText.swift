internal import Foundation
internal import Technicians

/// An exported roster as YAML, a line for a person where it fits.
struct RosterText {
  private static let widestRow = 160
  private static let version = "1"
  private static let existing = "existing"

  let roster: ExportedRoster
  /// The lines of the comment at its head.
  let header: [String]

  var text: String {
    let blocks = [
      header.map { "# \(YAMLScalar.comment($0))".trimmed },
      [
        "version: \(Self.version)", "# People on the console who are not named here are reported, and left alone.",
        "unlisted: \(UnlistedRule.report.rawValue)",
      ], ignored, unassigned, roles, people,
    ]
    return blocks.filter { !$0.isEmpty }.map { $0.joined(separator: "\n") + "\n" }.joined(separator: "\n")
  }

  // MARK: Sections

  private var ignored: [String] {
    guard !roster.ignored.isEmpty else { return [] }
    let rows = roster.ignored.flatMap { ignored in
      let who = "\(PersonName.spacedOnce(ignored.person.name.full)): \(ignored.reason)"
      return ["  # \(YAMLScalar.comment(ShownText.plain(who)))", "  - \(YAMLScalar.written(ignored.person.email.description))"]
    }
    return ["# People whom a roster cannot describe as they are. They are neither changed nor reported.", "ignore:"] + rows
  }

  private var unassigned: [String] {
    guard !roster.unassigned.isEmpty else { return [] }
    return [
      "# Permissions that the console offers and no role names. `syncroctl drift` tells of others that are offered later.", "unassigned:",
    ]
      + roster.unassigned.map { "  - \(YAMLScalar.written($0))" }
  }

  private var roles: [String] {
    guard !roster.roles.isEmpty else { return [] }
    return ["roles:"]
      + roster.roles.flatMap { role in
        let people = WordList.count(role.people, "person", "people")
        let key = "  \(YAMLScalar.written(role.name)):"
        guard let patterns = role.patterns else { return ["  # \(people), as the group stands", "\(key) \(Self.existing)"] }
        let heading = "  # \(people), \(WordList.count(role.permissions, "permission", "permissions"))"
        if patterns.isEmpty { return [heading, "\(key) []"] }
        return [heading, key] + patterns.map { "    - \(YAMLScalar.written($0))" }
      }
  }

  private var people: [String] { ["technicians:"] + roster.people.flatMap(row) }

  private func row(_ person: ExportedPerson) -> [String] {
    let fields = Self.fields(of: person)
    let line = "  - {\(fields.joined(separator: ", "))}"
    if TextColumns.width(of: line) <= Self.widestRow { return [line] }
    return fields.enumerated().map { "\($0 == 0 ? "  - " : "    ")\($1)" }
  }

  private static func fields(of person: ExportedPerson) -> [String] {
    var fields: [String] = []
    func add(_ field: RosterField, _ value: String?) {
      if let value { fields.append("\(field.rawValue): \(value)") }
    }
    func list(_ patterns: [String]) -> String? {
      patterns.isEmpty ? nil : "[\(patterns.map(YAMLScalar.written).joined(separator: ", "))]"
    }
    add(.id, person.id.map { YAMLScalar.quoted($0.rawValue) })
    add(.email, YAMLScalar.written(person.email.description))
    if let first = person.name.first, let last = person.name.last {
      add(.firstName, YAMLScalar.written(first))
      add(.lastName, YAMLScalar.written(last))
    } else {
      add(.name, YAMLScalar.written(person.name.full))
    }
    add(.kind, person.kind == .admin ? person.kind.rawValue : nil)
    add(.role, person.access.role.map(YAMLScalar.written))
    add(.extra, list(person.access.extra))
    add(.without, list(person.access.without))
    add(.state, person.status == .deactivated ? person.status.rawValue : nil)
    return fields
  }
}
