import Technicians

@testable import Provisioning

/// A roster in the making: what a person might write, before it stands in a file of one form or another.
struct RosterWriting {
  /// The forms of a roster. CSV has its roles in a YAML or JSON file beside it.
  enum Form: CaseIterable { case yaml, json, csv }

  struct RoleEntry {
    enum Shape { case existing, list, mapping }
    let name: String
    var shape: Shape
    var inherit: [String] = []
    var permissions: [String] = []
    var without: [String] = []
  }

  struct Row {
    var id: String?
    var email: String
    var name: PersonName
    var kind: TechnicianKind?
    var role: String?
    var extra: [String] = []
    var without: [String] = []
    var state: TechnicianStatus?
  }

  var unlisted: UnlistedRule?
  var protect: [String] = []
  var ignore: [String] = []
  var roles: [RoleEntry] = []
  var rows: [Row] = []

  /// The roster, by way of a file of this form.
  func roster(_ form: Form) throws -> Roster {
    switch form {
    case .yaml: try RosterReader.parse(RosterSource(text: yaml(), fileName: "team.yaml"))
    case .json: try RosterReader.parse(RosterSource(text: json(), fileName: "team.json"))
    case .csv:
      try RosterReader.parse(
        RosterSource(text: csv, fileName: "team.csv"), roles: RosterSource(text: yaml(withPeople: false), fileName: "roles.yaml"))
    }
  }

  /// What the role `name` means among `offered`, by walking up from it; the reader works downwards.
  func permissions(ofRole name: String, among offered: [Permission]) -> Set<Permission> {
    var above: [RoleEntry] = []
    var open = [name]
    while let next = open.popLast() {
      guard let entry = roles.first(where: { $0.name == next }) else { continue }
      above.append(entry)
      open += entry.inherit
    }
    func isNamed(_ permission: Permission, by patterns: [String]) -> Bool {
      patterns.contains { PermissionPattern($0).matches(permission) }
    }
    return Set(offered.filter { isNamed($0, by: above.flatMap(\.permissions)) && !isNamed($0, by: above.flatMap(\.without)) })
  }

  // MARK: The forms

  func yaml(withPeople: Bool = true) -> String {
    var lines = ["version: 1"]
    if let unlisted { lines.append("unlisted: \(unlisted.rawValue)") }
    if !protect.isEmpty { lines.append("protect: \(Self.list(protect))") }
    if !ignore.isEmpty { lines.append("ignore: \(Self.list(ignore))") }
    lines.append("roles:")
    for role in roles {
      switch role.shape {
      case .existing: lines.append("  \(Self.quoted(role.name)): existing")
      case .list: lines.append("  \(Self.quoted(role.name)): \(Self.list(role.permissions))")
      case .mapping:
        lines.append("  \(Self.quoted(role.name)):")
        lines.append("    permissions: \(Self.list(role.permissions))")
        if !role.inherit.isEmpty { lines.append("    inherit: \(Self.list(role.inherit))") }
        if !role.without.isEmpty { lines.append("    without: \(Self.list(role.without))") }
      }
    }
    guard withPeople else { return lines.joined(separator: "\n") + "\n" }
    lines.append("technicians:")
    for row in rows {
      for (number, field) in fields(of: row).enumerated() { lines.append("\(number == 0 ? "  - " : "    ")\(field.0): \(field.1)") }
    }
    return lines.joined(separator: "\n") + "\n"
  }

  func json() -> String {
    var sections = ["\"$schema\": \"schemas/roster.schema.json\"", "\"version\": 1"]
    if let unlisted { sections.append("\"unlisted\": \"\(unlisted.rawValue)\"") }
    if !protect.isEmpty { sections.append("\"protect\": \(Self.list(protect))") }
    if !ignore.isEmpty { sections.append("\"ignore\": \(Self.list(ignore))") }
    let roles = roles.map { role in
      let value =
        switch role.shape {
        case .existing: "\"existing\""
        case .list: Self.list(role.permissions)
        case .mapping:
          "{\"inherit\": \(Self.list(role.inherit)), \"permissions\": \(Self.list(role.permissions)), \"without\": \(Self.list(role.without))}"
        }
      return "\(Self.quoted(role.name)): \(value)"
    }
    sections.append("\"roles\": {\n\(roles.joined(separator: ",\n"))\n}")
    let people = rows.map { row in "{\(fields(of: row).map { "\"\($0.0)\": \($0.1)" }.joined(separator: ", "))}" }
    sections.append("\"technicians\": [\n\(people.joined(separator: ",\n"))\n]")
    return "{\(sections.joined(separator: ",\n"))}\n"
  }

  var csv: String {
    let header = "id,email,first_name,last_name,name,kind,role,extra,without,state"
    let rows = rows.map { row in
      [
        row.id ?? "", row.email, row.name.first ?? "", row.name.last ?? "", row.name.first == nil ? row.name.full : "",
        row.kind?.rawValue ?? "", row.role ?? "", row.extra.joined(separator: ";"), row.without.joined(separator: "; "),
        row.state?.rawValue ?? "",
      ]
      .map { $0.contains(",") || $0.contains("\"") ? "\"\($0.replacing("\"", with: "\"\""))\"" : $0 }.joined(separator: ",")
    }
    return ([header] + rows).joined(separator: "\r\n")
  }

  /// The fields with their values as both JSON and YAML read them.
  private func fields(of row: Row) -> [(String, String)] {
    var fields: [(String, String)] = []
    if let id = row.id { fields.append(("id", id.count.isMultiple(of: 2) ? Self.quoted(id) : id)) }
    fields.append(("email", Self.quoted(row.email)))
    if let first = row.name.first, let last = row.name.last {
      fields += [("first_name", Self.quoted(first)), ("last_name", Self.quoted(last))]
    } else {
      fields.append(("name", Self.quoted(row.name.full)))
    }
    if let kind = row.kind { fields.append(("kind", Self.quoted(kind.rawValue))) }
    if let role = row.role { fields.append(("role", Self.quoted(role))) }
    if !row.extra.isEmpty { fields.append(("extra", Self.list(row.extra))) }
    if !row.without.isEmpty { fields.append(("without", Self.list(row.without))) }
    if let state = row.state { fields.append(("state", Self.quoted(state.rawValue))) }
    return fields
  }

  private static func quoted(_ text: String) -> String {
    "\"\(text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\""))\""
  }

  private static func list(_ texts: [String]) -> String { "[\(texts.map(quoted).joined(separator: ", "))]" }
}
