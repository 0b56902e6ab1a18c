import ConsoleEmulator
import ConsolePages
import SelectorPacks
import Technicians
import TestSupport
import Testing
import WebDriver

@Suite struct TechniciansPageTests {
  @Test(arguments: EmulatedLayout.allCases) func readsEverybodyOverAllPages(layout: EmulatedLayout) async throws {
    try await withEmulatedConsole(layout) { test in
      let people = try await TechniciansPage(test.console).readAll()
      let state = try await test.state()
      #expect(people.count == 60)
      #expect(Set(people.map(\.email.description)) == Set(state.people.map(\.email)))
      for person in people {
        let truth = try #require(state.person(person.email.description))
        #expect(person.name.full == truth.name)
        #expect(person.kind.rawValue == truth.kind)
        #expect(person.status.rawValue == truth.status)
        #expect(person.id?.rawValue == "\(truth.id)")
        if layout == .users { #expect(person.lastSignIn == .notShown) }
      }
      if layout == .technicians { #expect(people.contains { $0.lastSignIn == .never }) }
    }
  }

  @Test(arguments: EmulatedLayout.allCases) func findsByEmailAlone(layout: EmulatedLayout) async throws {
    // A closure of expectations alone is not seen to throw.
    try await withEmulatedConsole(layout) { (test) async throws -> Void in
      let page = TechniciansPage(test.console)
      // Two people of one name: the address tells them apart, in whatever case.
      #expect(try await page.find(EmailAddress("ALEX.KIM2@acme.example"))?.id?.rawValue == "5006")
      #expect(try await page.find(EmailAddress("alex.kim@acme.example"))?.id?.rawValue == "5004")
      #expect(try await page.find(EmailAddress("maria.garcia2@acme.example"))?.status == .deactivated)
      #expect(try await page.find(EmailAddress("nobody+tag@acme.example")) == nil)
    }
  }

  @Test func aHeadingThatIsGoneStopsTheReading() async throws {
    try await withEmulatedConsole(.technicians, configure: { $0.wording = ["list.status": "State"] }) { test in
      let error = try await #require(throws: ConsoleError.self) { try await TechniciansPage(test.console).readAll() }
      #expect(error.code == .pageNotRecognised)
      #expect(error.message == "the list of people has no column for status")
      #expect(error.details.last == "its headings: Name, Email, Role, State, Last login")
    }
  }

  @Test func aWordThatIsNotKnownStopsTheReading() async throws {
    try await withEmulatedConsole(.technicians, configure: { $0.wording = ["kind.admin": "Owner"] }) { test in
      let error = try await #require(throws: ConsoleError.self) { try await TechniciansPage(test.console).readAll() }
      #expect(error.code == .pageNotRecognised)
      #expect(error.message == "the console says \"Owner\", which the selector pack does not know")
    }
  }

  @Test func aTotalThatDisagreesStopsTheReading() async throws {
    // A pack that does not find the link to the next page: the list is cut off after the first.
    var pack = try shippedPack(.technicians)
    pack.pages["technicians"]?.elements["next"]?.candidates = [.css("a.no-such-link")]
    try await withEmulatedConsole(.technicians, pack: pack) { test in
      let error = try await #require(throws: ConsoleError.self) { try await TechniciansPage(test.console).readAll() }
      #expect(error.message == "the console states 60 people and its list shows 25")
    }
  }
}
