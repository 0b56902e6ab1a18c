import ConsoleEmulator
import ConsolePages
import Technicians
import TestSupport
import Testing

@Suite struct PermissionTests {
  @Test func readsAndSetsTheBoxesOfATechnician() async throws {
    try await withEmulatedConsole(.technicians) { test in
      let email = try EmailAddress("mei.dawson@acme.example")
      let page = TechnicianPage(test.console, id: try #require(try await TechniciansPage(test.console).find(email)?.id))
      let reading = try await page.read(expecting: email)
      let state = try await test.state()
      // Every heading and every label, in the page's order.
      #expect(reading.offered.map { "\($0.permission.area) - \($0.permission.action)" } == state.permissions)
      #expect(Set((reading.technician.permissions ?? []).map(\.description)) == state.person(email.description)?.permissionNames)

      let slash = Permission(area: "Line Item", action: "Add Manual Item for Invoices/Estimates")
      try await page.setPermissions([slash: true, Permission(area: "Tickets", action: "List/Search"): false], of: email)
      let after = try #require(try await page.read(expecting: email).technician.permissions)
      #expect(after.contains(slash))
      #expect(!after.contains(Permission(area: "Tickets", action: "List/Search")))
      let truth = try await test.state().person(email.description)?.permissionNames
      #expect(Set(after.map(\.description)) == truth)
    }
  }

  @Test func savesNothingWhenABoxIsMissing() async throws {
    try await withEmulatedConsole(.technicians) { test in
      let email = try EmailAddress("mei.dawson@acme.example")
      let page = TechnicianPage(test.console, id: try #require(try await TechniciansPage(test.console).find(email)?.id))
      _ = try await page.read(expecting: email)
      let error = try await #require(throws: ConsoleError.self) {
        try await page.setPermissions([Permission(area: "Invoices", action: "Approve"): true], of: email)
      }
      #expect(error.code == .pageNotRecognised)
      #expect(error.message == "the permissions of mei.dawson@acme.example has no box that can be set for Invoices/Approve")
      #expect(try await test.mutations().map(\.action) == ["session.create"])
    }
  }

  @Test func makesReadsAndChangesGroups() async throws {
    try await withEmulatedConsole(.users) { test in
      let groups = GroupsPage(test.console)
      #expect(try await groups.readAll().map(\.name) == ["Admins", "Technicians"])
      let offered = try await groups.offeredPermissions()
      let half = Set(offered.prefix(30))
      let id = try await groups.create(name: "Night shift", permissions: half)
      #expect(try await groups.read(id: id, expecting: "Night shift").group.permissions == half)
      try await groups.setPermissions([offered[0]: false, offered[40]: true], of: "Night shift")
      let changed = try await groups.read(id: id, expecting: "Night shift").group.permissions
      #expect(changed == half.subtracting([offered[0]]).union([offered[40]]))
      let truth = try #require(try await test.state().groups.first { $0.name == "Night shift" })
      #expect(Set(truth.permissions) == Set((changed ?? []).map { "\($0.area) - \($0.action)" }))

      let email = try EmailAddress("mei.dawson@acme.example")
      let page = TechnicianPage(test.console, id: try #require(try await TechniciansPage(test.console).find(email)?.id))
      #expect(try await page.read(expecting: email).technician.groups == ["Technicians"])
      try await page.update(email, groups: ["Night shift": true, "Technicians": false])
      #expect(try await page.read(expecting: email).technician.groups == ["Night shift"])
      #expect(try await test.state().person(email.description)?.groups == ["Night shift"])
    }
  }
}
