import Foundation
import Technicians

/// Technicians as they are printed.
struct TechnicianTable {
  let people: [Technician]
  let withPermissions: Bool

  /// For people: permissions are counted by area, since sixty of them fit on no line.
  var table: Table { table { Self.counted($0) } }

  /// For programs: every permission by name.
  var csv: Table { table { Self.named($0) } }

  private func table(_ held: (Technician) -> String) -> Table {
    Table(
      headings: ["email", "name", "kind", "status", "last sign-in", "id"] + (withPermissions ? ["permissions"] : []),
      rows: people.map { person in
        [
          person.email.description, person.name.full, person.kind.rawValue, person.status.rawValue, Self.text(person.lastSignIn),
          person.id?.rawValue ?? "",
        ] + (withPermissions ? [held(person)] : [])
      })
  }

  private static func named(_ person: Technician) -> String {
    let held = person.permissions.map { $0.sorted().map(\.description) } ?? person.groups.map { $0.sorted().map { "group \($0)" } }
    return held?.joined(separator: "; ") ?? ""
  }

  private static func counted(_ person: Technician) -> String {
    if let permissions = person.permissions {
      if permissions.isEmpty { return "none" }
      let areas = Dictionary(grouping: permissions, by: \.area).sorted { $0.key < $1.key }
      return areas.map { "\($0.key) \($0.value.count)" }.joined(separator: ", ")
    }
    return person.groups.map { $0.isEmpty ? "none" : $0.sorted().joined(separator: ", ") } ?? ""
  }

  /// Times in UTC with seconds, `never`, or a dash where the console does not say.
  static func text(_ lastSignIn: LastSignIn) -> String {
    switch lastSignIn {
    case .at(let date):
      date.formatted(.iso8601.dateSeparator(.dash).year().month().day().dateTimeSeparator(.space).time(includingFractionalSeconds: false))
        + "Z"
    case .never: "never"
    case .notShown: "-"
    }
  }
}
