import ConsoleEmulator
import ConsolePages
import Technicians
import TestSupport
import Testing
import WebDriver

/// What the pages make of a console that is not as it was.
@Suite struct ChangedConsoleTests {
  private static let email = "mei.dawson@acme.example"
  private typealias Act = @Sendable (Console) async throws -> Void

  private static func act(_ action: String) -> Act {
    { console in
      let email = try EmailAddress(email)
      switch action {
      case "technician.create":
        _ = try await NewTechnicianPage(console).create(
          email: EmailAddress("nina.park@acme.example"), name: PersonName(first: "Nina", last: "Park"), kind: .technician)
      case "technician.update":
        let page = TechnicianPage(console, id: try #require(try await TechniciansPage(console).find(email)?.id))
        _ = try await page.read(expecting: email)
        try await page.update(email, name: PersonName(first: "May", last: "Dawson"))
      case "technician.reactivate":
        let left = try #require(try await TechniciansPage(console).readAll().first { $0.status == .deactivated })
        let page = TechnicianPage(console, id: try #require(left.id))
        _ = try await page.read(expecting: left.email)
        try await page.reactivate(left.email)
      default:
        let page = APITokensPage(console)
        try await page.delete(try #require(try await page.readAll().first))
      }
    }
  }

  @Test(arguments: EmulatedLayout.allCases, ["technician.create", "technician.update", "technician.reactivate", "token.delete"])
  func aQuestionThatNobodyExpectedIsNotAnswered(_ layout: EmulatedLayout, _ action: String) async throws {
    try await withEmulatedConsole(layout, configure: { $0.extraConfirmations = [action] }) { test in
      let error = try await #require(throws: ConsoleError.self) { try await Self.act(action)(test.console) }
      #expect(error.description.contains("a dialog that nobody expected") && error.description.contains("\"Are you sure?\""))
      #expect(error.code == .outcomeUnknown)
      #expect(try await test.mutations().map(\.action) == ["session.create"])
    }
  }

  @Test(arguments: EmulatedLayout.allCases) func aMovedFieldIsFilledWhereItStands(_ layout: EmulatedLayout) async throws {
    try await withEmulatedConsole(layout, configure: { $0.movedFields = ["email"] }) { test in
      try await Self.act("technician.create")(test.console)
      #expect(try await test.state().person("nina.park@acme.example") != nil)
    }
  }
}
