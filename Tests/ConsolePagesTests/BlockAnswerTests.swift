import ConsoleEmulator
import ConsolePages
import Foundation
import Technicians
import TestSupport
import Testing

/// What stands in the way is got past where the pack says how, and nothing is done on the way.
@Suite struct BlockAnswerTests {
  private static let question = "/users/confirm_password"

  private func answers(_ test: EmulatedConsole) async throws -> Int {
    try await test.requests().count { $0.method == "POST" && $0.path == Self.question }
  }

  @Test(arguments: EmulatedLayout.allCases, [EmulatedSkin.classic, .react])
  func onesOwnPasswordIsGivenOnceAndThePageOpenedAgain(_ layout: EmulatedLayout, _ skin: EmulatedSkin) async throws {
    try await withEmulatedConsole(layout, configure: { $0.skin = skin }) { test in
      let list = TechniciansPage(test.console)
      try await test.block(.ownPassword)
      let people = try await list.readAll()
      #expect(try await people.count == test.state().people.count)
      #expect(try await answers(test) == 1)

      // On the way to what is to be done as well, which is then done once.
      let person = try #require(people.first { $0.kind == .technician && $0.status == .active })
      try await test.block(.ownPassword)
      try await DeactivatePage(test.console).deactivate(person)
      #expect(try await list.find(person.email)?.status == .deactivated)
      #expect(try await answers(test) == 2)
      #expect(try await test.mutations().map(\.action).filter { !$0.hasPrefix("session.") } == ["technician.deactivate"])
    }
  }

  @Test func whatIsAskedAgainAtOnceIsNotAnsweredAgain() async throws {
    try await withEmulatedConsole(.technicians, patience: .seconds(3)) { test in
      try await test.set(Fault(.block(.ownPassword), method: "GET", path: "/technicians", times: 10))
      let error = try await #require(throws: ConsoleError.self) { _ = try await TechniciansPage(test.console).readAll() }
      #expect(error.block?.name == "own_password")
      #expect(error.block?.isAnswered == false)
      #expect(error.code == .notSignedIn)
      #expect(error.details.contains("it was answered once for this page, and is asked again"), "\(error)")
      #expect(try await answers(test) == 1)
    }
  }

  @Test func aButtonThatIsNotKnownIsNotClicked() async throws {
    try await withEmulatedConsole(
      .users, patience: .seconds(2), configure: { $0.wording = ["confirmPassword.submit": "Delete my account"] }
    ) { test in
      try await test.block(.ownPassword)
      let error = try await #require(throws: ConsoleError.self) { _ = try await TechniciansPage(test.console).readAll() }
      #expect(error.block?.name == "own_password")
      #expect(error.consequence == .nothing)
      #expect(error.details.contains { $0.hasPrefix("it could not be answered: ") }, "\(error)")
      #expect(try await answers(test) == 0)
    }
  }

  /// The question stands in place of what came of a click: it is answered there, and what came of the click left to be looked at.
  @Test(arguments: [Fault.Kind.block(.ownPassword), .blockAfter(.ownPassword)])
  func inAnswerToAClickTheOutcomeStaysUnknown(_ kind: Fault.Kind) async throws {
    try await withEmulatedConsole(.technicians) { test in
      let list = TechniciansPage(test.console)
      let person = try #require(try await list.find(EmailAddress("mei.dawson@acme.example")))
      try await test.set(Fault(kind, method: "POST", path: "/technicians/*/deactivate"))
      let error = try await #require(throws: ConsoleError.self) { try await DeactivatePage(test.console).deactivate(person) }
      #expect(error.block?.isAnswered == true, "\(error)")
      #expect(error.code == .outcomeUnknown)
      #expect(error.consequence == .unknown)
      #expect(try await answers(test) == 1)
      #expect(try await list.find(person.email)?.status == (kind == .blockAfter(.ownPassword) ? .deactivated : .active))
    }
  }

  @Test func theDoctorAnswersNothing() async throws {
    try await withEmulatedConsole(.users, patience: .seconds(3)) { test in
      try await test.block(.ownPassword)
      let console = Console(
        address: test.console.address, pack: test.console.pack, session: test.console.session, patience: .seconds(2), answersBlocks: false)
      let error = try await #require(throws: ConsoleError.self) {
        _ = try await SignInPage(console).signIn(test.credentials)
        _ = try await TechniciansPage(console).readAll()
      }
      #expect(error.block?.isAnswered == false)
      #expect(try await answers(test) == 0)
    }
  }
}
