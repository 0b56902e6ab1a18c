import Foundation
import Technicians

/// Technicians as they are printed.
struct TechnicianTable {
  let people: [Technician]
  let withPermissions: Bool

  var table: Table {
    var headings = ["email", "name", "kind", "status", "last sign-in", "id"]
    if withPermissions { headings.append("permissions") }
    return Table(headings: headings, rows: people.map(row))
  }

  private func row(_ person: Technician) -> [String] {
    var row = [
      person.email.description, person.name.full, person.kind.rawValue, person.status.rawValue, Self.text(person.lastSignIn),
      person.id?.rawValue ?? "",
    ]
    if withPermissions {
      let held = person.permissions.map { $0.sorted().map(\.description) } ?? person.groups.map { $0.sorted().map { "group \($0)" } }
      row.append(held?.joined(separator: "; ") ?? "")
    }
    return row
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
