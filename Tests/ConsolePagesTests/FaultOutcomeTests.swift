import ConsoleEmulator
import ConsolePages
import Foundation
import Synchronization
import Technicians
import TestSupport
import Testing
import WebDriver

/// What the pages make of each fault of the console, and what the console has done by then.
@Suite struct FaultOutcomeTests {
  /// What is tried on the console.
  enum Act: String, CaseIterable {
    case list, person, create, permissions, deactivate, update
  }

  /// What came of it.
  struct Outcome: Equatable {
    let code: ConsoleError.Code?
    let consequence: ConsoleError.Consequence
    /// How many changes the console has made.
    let changes: Int
    /// Whether the page object says how long to leave the console alone.
    let mayPass: Bool

    init(_ code: ConsoleError.Code?, _ consequence: ConsoleError.Consequence, changes: Int, mayPass: Bool = false) {
      self.code = code
      self.consequence = consequence
      self.changes = changes
      self.mayPass = mayPass
    }
  }

  /// The table: it is the same in both layouts.
  static func outcome(_ act: Act, _ kind: Fault.Kind) -> Outcome {
    if act == .list || act == .person {
      // Where the session is gone somebody has to sign in; all else is read again, unnoticed.
      return kind == .endSession || kind == .askCodeAgain ? Outcome(.notSignedIn, .nothing, changes: 0) : Outcome(nil, .nothing, changes: 0)
    }
    return switch kind {
    case .status500Before, .tooMany, .maintenance, .badGateway, .emptyAnswer: Outcome(.outcomeUnknown, .unknown, changes: 0, mayPass: true)
    case .status500After, .gatewayTimeout, .emptyAnswerAfter, .dialog: Outcome(.outcomeUnknown, .unknown, changes: 1, mayPass: true)
    case .slow, .slowAfter, .held: Outcome(nil, .nothing, changes: 1)
    // The browser has sent the form a second time.
    case .dropBefore: Outcome(nil, .nothing, changes: 1)
    case .dropAfter: act == .create ? Outcome(.emailTaken, .unknown, changes: 1) : Outcome(nil, .nothing, changes: 1)
    case .endSession, .askCodeAgain: Outcome(.notSignedIn, .unknown, changes: 0)
    case .validation: Outcome(.refused, .nothing, changes: 0)
    // Those are in BlockTests.
    case .block, .blockAfter: Outcome(.notSignedIn, .unknown, changes: 0)
    }
  }

  static let faults: [Fault.Kind] = [
    .status500Before, .status500After, .tooMany, .slow(.milliseconds(50)), .slowAfter(.milliseconds(50)), .maintenance, .badGateway,
    .gatewayTimeout, .dropBefore, .dropAfter, .endSession, .askCodeAgain, .dialog, .validation, .emptyAnswer, .emptyAnswerAfter,
  ]

  static func request(_ act: Act, _ layout: EmulatedLayout) -> (method: String, path: String) {
    switch (act, layout) {
    case (.list, .technicians): ("GET", "/technicians")
    case (.list, .users): ("GET", "/users")
    case (.person, .technicians): ("GET", "/technicians/*")
    case (.person, .users): ("GET", "/users/*")
    case (.create, .technicians): ("POST", "/technicians")
    case (.create, .users): ("POST", "/users")
    case (.permissions, .technicians): ("POST", "/technicians/*/permissions")
    case (.permissions, .users): ("POST", "/groups/*")
    case (.deactivate, .technicians): ("POST", "/technicians/*/deactivate")
    case (.deactivate, .users): ("POST", "/users/*/disable")
    case (.update, .technicians): ("POST", "/technicians/*")
    case (.update, .users): ("POST", "/users/*")
    }
  }

  static func perform(_ act: Act, _ console: Console, _ person: Technician, number: Int) async throws {
    let id = try #require(person.id)
    let page = TechnicianPage(console, id: id)
    switch act {
    case .list: _ = try await TechniciansPage(console).readAll()
    case .person: _ = try await page.read(expecting: person.email)
    case .create:
      _ = try await NewTechnicianPage(console).create(
        email: EmailAddress("new\(number)@acme.example"), name: PersonName(first: "New", last: "Person"), kind: .technician)
    case .permissions where console.capabilities.permissions == .group:
      let groups = GroupsPage(console)
      let read = try await groups.read(id: "2", expecting: "Technicians")
      let first = try #require(read.offered.first)
      try await groups.setPermissions([first.permission: !first.isGranted], of: "Technicians")
    case .permissions:
      let first = try #require(try await page.read(expecting: person.email).offered.first)
      try await page.setPermissions([first.permission: !first.isGranted], of: person.email)
    case .deactivate: try await DeactivatePage(console).deactivate(person)
    case .update:
      _ = try await page.read(expecting: person.email)
      try await page.update(person.email, name: PersonName(first: "Other", last: "Name\(number)"))
    }
  }

  @Test(arguments: EmulatedLayout.allCases, Act.allCases) func isAsTheTableSays(_ layout: EmulatedLayout, _ act: Act) async throws {
    let moved = MovedClock()
    try await withEmulatedConsole(layout, patience: .seconds(1), configure: { $0.now = { moved.now } }) { test in
      let console = Console(
        address: test.console.address, pack: test.console.pack, session: test.console.session, patience: .seconds(1), clock: .virtual())
      let people = try await TechniciansPage(console).readAll().filter { $0.kind == .technician && $0.status == .active }
      var strikes = 0
      for (number, kind) in Self.faults.enumerated() {
        let person = people[number]
        let (method, path) = Self.request(act, layout)
        if kind == .validation, method == "GET" { continue }
        let before = try await test.mutations().count
        try await test.set(Fault(kind, method: method, path: path))
        var code: ConsoleError.Code?
        var consequence = ConsoleError.Consequence.nothing
        var mayPass = false
        var said = ""
        do {
          try await Self.perform(act, console, person, number: number)
        } catch let error as ConsoleError {
          (code, consequence, mayPass, said) = (error.code, error.consequence, error.pause != nil, "\(error)")
        }
        let changes = try await test.mutations().count - before
        #expect(Outcome(code, consequence, changes: changes, mayPass: mayPass) == Self.outcome(act, kind), "\(Fault(kind)): \(said)")
        let struck = try await test.requests().count { $0.fault != nil }
        #expect(struck == strikes + 1, "\(Fault(kind)) has struck nothing")
        strikes = struck
        try await test.clearFaults()
        // Whatever it was, the console can be worked with again.
        if code == .notSignedIn {
          moved.advance()
          _ = try await SignInPage(console).signIn(test.credentials)
        }
        _ = try await TechniciansPage(console).find(person.email)
      }
    }
  }
}

/// A clock that a test moves on, so that there is always a new code.
private final class MovedClock: Sendable {
  private let offset = Mutex(TimeInterval(0))
  var now: Date { Date().addingTimeInterval(offset.withLock { $0 }) }
  func advance() { offset.withLock { $0 += 60 } }
}
