import ConsoleEmulator
import ConsolePages
import SelectorPacks
import Technicians
import TestSupport
import Testing
import WebDriver

@Suite struct TechnicianLifecycleTests {
  private static let email = "nina.park@acme.example"

  @Test(arguments: EmulatedLayout.allCases) func createsOnceWithOddNames(layout: EmulatedLayout) async throws {
    try await withEmulatedConsole(layout) { test in
      let page = NewTechnicianPage(test.console)
      let name = PersonName(first: #"<script>alert("1")</script>"#, last: "O'Hara & Søns \"李\"")
      let created = try await page.create(email: EmailAddress(Self.email), name: name, kind: .technician)
      #expect(created.reading.technician.name.full == name.full)
      let truth = try #require(try await test.state().person(Self.email))
      #expect(truth.name == name.full)
      #expect(created.reading.technician.id?.rawValue == "\(truth.id)")
      #expect(truth.kind == "technician")

      let again = try await #require(throws: ConsoleError.self) {
        try await page.create(email: EmailAddress(Self.email.uppercased()), name: name, kind: .technician)
      }
      #expect(again.code == .emailTaken)
      #expect(try await test.mutations().filter { $0.action == "technician.create" }.count == 1)
    }
  }

  @Test(arguments: EmulatedLayout.allCases) func passesOnWhyTheConsoleRefuses(layout: EmulatedLayout) async throws {
    try await withEmulatedConsole(layout) { test in
      let long = PersonName(first: String(repeating: "a", count: 300), last: String(repeating: "b", count: 300))
      let error = try await #require(throws: ConsoleError.self) {
        try await NewTechnicianPage(test.console).create(email: EmailAddress(Self.email), name: long, kind: .technician)
      }
      #expect(error.code == .refused)
      #expect(error.description.contains("is too long (maximum is 255 characters)"))
      #expect(try await test.state().person(Self.email) == nil)
    }
  }

  @Test(arguments: EmulatedLayout.allCases) func changesNameAndKind(layout: EmulatedLayout) async throws {
    try await withEmulatedConsole(layout) { test in
      let email = try EmailAddress("mei.dawson@acme.example")
      let page = TechnicianPage(test.console, id: try #require(try await TechniciansPage(test.console).find(email)?.id))
      _ = try await page.read(expecting: email)
      try await page.update(email, name: PersonName(first: "Mei", last: "Dawson-Smith"), kind: .admin)
      let read = try await page.read(expecting: email).technician
      #expect(read.name.full == "Mei Dawson-Smith")
      #expect(read.kind == .admin)
      let truth = try #require(try await test.state().person(email.description))
      #expect(truth.name == "Mei Dawson-Smith")
      #expect(truth.kind == "admin")
    }
  }

  @Test(arguments: EmulatedLayout.allCases) func deactivatesAndReactivatesOnce(layout: EmulatedLayout) async throws {
    try await withEmulatedConsole(layout) { test in
      let email = try EmailAddress("alex.kim2@acme.example")
      let person = try #require(try await TechniciansPage(test.console).find(email))
      let page = TechnicianPage(test.console, id: try #require(person.id))
      let before = test.commandCount()
      try await DeactivatePage(test.console).deactivate(person)
      #expect(try await page.read(expecting: email).technician.status == .deactivated)
      #expect(test.commandCount() - before <= 10)
      #expect(try await test.state().person(email.description)?.status == "deactivated")
      // The other Alex Kim is left alone.
      #expect(try await test.state().person("alex.kim@acme.example")?.status == "active")

      try await page.reactivate(email)
      #expect(try await page.read(expecting: email).technician.status == .active)
      #expect(try await test.mutations().map(\.action) == ["session.create", "technician.deactivate", "technician.reactivate"])
    }
  }

  @Test(arguments: EmulatedLayout.allCases) func passesOnThatNobodyDeactivatesThemselves(layout: EmulatedLayout) async throws {
    try await withEmulatedConsole(layout) { test in
      let robot = try #require(try await TechniciansPage(test.console).find(test.credentials.email))
      let error = try await #require(throws: ConsoleError.self) { try await DeactivatePage(test.console).deactivate(robot) }
      #expect(error.code == .refused)
      #expect(error.details.contains { $0.contains("You cannot do that to your own account.") })
      #expect(try await test.mutations().map(\.action) == ["session.create"])
    }
  }

  @Test func offersTheReasonsWhenTheOneGivenIsNotAmongThem() async throws {
    try await withEmulatedConsole(.users) { test in
      let person = try #require(try await TechniciansPage(test.console).find(EmailAddress("alex.kim@acme.example")))
      let error = try await #require(throws: ConsoleError.self) {
        try await DeactivatePage(test.console).deactivate(person, reason: "Retired")
      }
      #expect(error.code == .usage)
      #expect(error.details.first?.contains("Contract ended") == true)
      #expect(try await test.mutations().map(\.action) == ["session.create"])
    }
  }

  @Test(arguments: [
    (EmulatedLayout.technicians, "technician.deactivate", "technician.deactivate"),
    (.users, "user.disable", "technicians.deactivate"), (.users, "disable.submit", "deactivate.submit"),
  ])
  func aRenamedButtonIsNotGuessedAt(layout: EmulatedLayout, word: String, element: String) async throws {
    // The hook still finds it; that alone is too little for a click.
    try await withEmulatedConsole(layout, patience: .seconds(1), configure: { $0.wording = [word: "Turn off"] }) { test in
      let person = try #require(try await TechniciansPage(test.console).find(EmailAddress("alex.kim@acme.example")))
      let error = try await #require(throws: ConsoleError.self) { try await DeactivatePage(test.console).deactivate(person) }
      #expect(error.code == .pageNotRecognised)
      #expect(error.details.contains("\(element): found by one candidate alone, and not by its words: too little for a click"))
      #expect(error.details.contains { $0.contains("role") && $0.contains("0 matches") })
      #expect(error.consequence == .nothing)
      #expect(try await test.mutations().map(\.action) == ["session.create"])
    }
  }

  @Test func theWrongPersonsPageIsLeftAlone() async throws {
    try await withEmulatedConsole(.technicians) { test in
      // A list that was re-sorted under us: the id of one person, the email of another.
      let mixed = Technician(
        id: TechnicianID(rawValue: "5004"), email: try EmailAddress("mei.dawson@acme.example"), name: PersonName(full: "Mei Dawson"))
      let deactivating = try await #require(throws: ConsoleError.self) { try await DeactivatePage(test.console).deactivate(mixed) }
      #expect(deactivating.message.contains("shows \"alex.kim@acme.example\"; nothing was clicked"))
      let page = TechnicianPage(test.console, id: TechnicianID(rawValue: "5004"))
      let setting = try await #require(throws: ConsoleError.self) {
        try await page.setPermissions([Permission(area: "Tickets", action: "Delete"): true], of: mixed.email)
      }
      #expect(setting.message.contains("nothing was touched"))
      #expect(try await test.mutations().map(\.action) == ["session.create"])
    }
  }
}
