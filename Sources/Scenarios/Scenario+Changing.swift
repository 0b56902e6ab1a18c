import ConsoleEmulator
import ConsolePages
import Technicians

extension Scenario {
  static let changing = [
    Scenario("create", "makes a technician, and reads back") { stage in
      try await stage.signIn()
      let page = NewTechnicianPage(stage.console)
      let email = try EmailAddress("nina.park@acme.example")
      let created = try await page.create(
        email: email, name: PersonName(first: "Nina", last: "Park"), kind: .technician,
        groups: stage.layout == .users ? ["Technicians"] : [], permissions: stage.layout == .technicians ? newcomersPermissions : nil)
      try await page.savePermissions(of: created)
      guard let id = created.reading.technician.id else { throw ScenarioBroken("the console shows no number for \(email)") }
      let read = try await TechnicianPage(stage.console, id: id).read(expecting: email)
      return [describe(read.technician)]
    },
    Scenario("create-duplicate-email", "is refused an email that is taken") { stage in
      try await stage.signIn()
      let email = try EmailAddress("alex.kim@acme.example")
      return [
        try await stage.refusal {
          _ = try await NewTechnicianPage(stage.console).create(
            email: email, name: PersonName(first: "Alex", last: "Kim"), kind: .technician)
        }
      ]
    },
    Scenario("permissions", "changes permissions, and reads back") { stage in
      try await stage.signIn()
      let wanted = [
        Permission(area: "Invoices", action: "Create"): true, Permission(area: "Tickets", action: "Delete"): true,
        Permission(area: "Customers", action: "List/Search"): false,
      ]
      switch stage.layout {
      case .technicians:
        let (email, _, page) = try await stage.person("alex.kim@acme.example")
        _ = try await page.read(expecting: email)
        try await page.setPermissions(wanted, of: email)
        return [describe(try await page.read(expecting: email).technician)]
      case .users:
        let page = GroupsPage(stage.console)
        guard let group = try await page.readAll().first(where: { $0.name == "Technicians" }), let id = group.id else {
          throw ScenarioBroken("the console has no group Technicians")
        }
        _ = try await page.read(id: id, expecting: group.name)
        try await page.setPermissions(wanted, of: group.name)
        let read = try await page.read(id: id, expecting: group.name).group
        return ["\(read.name) with \(read.permissions?.count ?? 0) permissions"]
      }
    },
    Scenario("deactivate", "takes somebody's access away, and reads back") { stage in
      try await stage.signIn()
      let (email, person, page) = try await stage.person("alex.kim2@acme.example")
      try await DeactivatePage(stage.console).deactivate(person)
      return [describe(try await page.read(expecting: email).technician)]
    },
    Scenario("reactivate", "lets somebody in again, and reads back") { stage in
      try await stage.signIn()
      let (email, _, page) = try await stage.person("maria.garcia2@acme.example")
      _ = try await page.read(expecting: email)
      try await page.reactivate(email)
      return [describe(try await page.read(expecting: email).technician)]
    },
    Scenario("last-admin-refused", "is refused to deactivate the last admin", configure: { $0.technicians = 12 }) { stage in
      let robot = try await stage.signIn()
      let other = try await stage.person("ada.marsh@acme.example")
      try await DeactivatePage(stage.console).deactivate(other.technician)
      let last = try await stage.person(robot.description)
      let refusal = try await stage.refusal { try await DeactivatePage(stage.console).deactivate(last.technician) }
      return [
        describe(try await other.page.read(expecting: other.email).technician), refusal,
        describe(try await last.page.read(expecting: robot).technician),
      ]
    },
  ]

  private static let newcomersPermissions: Set<Permission> = [
    Permission(area: "Tickets", action: "List/Search"), Permission(area: "Tickets", action: "View Details"),
    Permission(area: "Tickets", action: "Edit"), Permission(area: "Customers", action: "List/Search"),
  ]

  private static func describe(_ person: Technician) -> String {
    let rights =
      person.permissions.map { ", \($0.count) permissions" } ?? person.groups.map { ", in \($0.sorted().joined(separator: ", "))" } ?? ""
    return "\(person.email) (\(person.name.full)), \(person.kind.rawValue), \(person.status.rawValue)\(rights)"
  }
}
