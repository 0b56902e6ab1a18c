import BrowserSupport
import ConsoleEmulator
import ConsolePages
import Logging
import Secrets
import SelectorPacks
import Synchronization
import Technicians
import TestSupport
import Testing
import WebDriver

/// What is read again, how often and after which pauses, and what is never tried a second time.
@Suite struct RetryTests {
  /// A console that waits by a clock of its own, and what it says of it.
  private struct Patient {
    let console: Console
    let diary: Diary

    init(_ test: EmulatedConsole, pack: SelectorPack? = nil) {
      let diary = Diary()
      self.diary = diary
      console = Console(
        address: test.console.address, pack: pack ?? test.console.pack, session: test.console.session, patience: .seconds(1),
        clock: SessionClock(now: { .zero }, sleep: { pause in diary.add(pause) }), note: { diary.add($0) })
    }
  }

  private final class Diary: Sendable {
    private let state = Mutex<(pauses: [Duration], notes: [String])>(([], []))
    var pauses: [Duration] { state.withLock { $0.pauses } }
    var notes: [String] { state.withLock { $0.notes } }
    func add(_ pause: Duration) { state.withLock { $0.pauses.append(pause) } }
    func add(_ note: String) { state.withLock { $0.notes.append(note) } }
  }

  private static let kinds: [(layout: EmulatedLayout, kind: Fault.Kind, pauses: [Duration], says: String)] = [
    (.technicians, .status500Before, [.seconds(1), .seconds(2), .seconds(4)], "the console shows an error page"),
    (.users, .badGateway, [.seconds(1), .seconds(2), .seconds(4)], "the console shows an error page"),
    (.users, .tooMany, [.seconds(5), .seconds(10), .seconds(20)], "the console was asked too often"),
    (.technicians, .emptyAnswer, [.seconds(1), .seconds(2), .seconds(4)], "the console answered with an empty page"),
  ]

  @Test(arguments: kinds.indices) func aPageIsReadAgainThreeTimes(_ index: Int) async throws {
    let (layout, kind, pauses, says) = Self.kinds[index]
    try await withEmulatedConsole(layout) { test in
      let patient = Patient(test)
      let path = layout == .technicians ? "/technicians" : "/users"
      try await test.set(Fault(kind, method: "GET", path: path, nth: 2, times: 3))
      let people = try await TechniciansPage(patient.console).readAll()
      #expect(people.count == 60)
      #expect(patient.diary.pauses == pauses)
      #expect(patient.diary.notes.count == 3)
      #expect(patient.diary.notes.first?.hasPrefix(says) == true)
      #expect(patient.diary.notes.first?.hasSuffix("; trying again in \(pauses[0].components.seconds) s") == true)

      try await test.set(Fault(kind, method: "GET", path: path, times: 4))
      let error = try await #require(throws: ConsoleError.self) { try await TechniciansPage(patient.console).readAll() }
      #expect(error.code == .transient)
      #expect(error.message.hasPrefix(says) && error.message.hasSuffix("(tried 4 times)"), "\(error.message)")
      #expect(error.consequence == .nothing)
      #expect(error.pause == pauses[0])
      #expect(patient.diary.pauses == pauses + pauses)
    }
  }

  @Test func aConnectionThatBreaksOffIsTriedAgain() async throws {
    try await withEmulatedConsole(.technicians) { test in
      let patient = Patient(test)
      // The browser itself tries again, as often as it likes: what counts is that it gives up in the end.
      try await test.set(Fault(.dropBefore, method: "GET", path: "/technicians", times: 1_000))
      let error = try await #require(throws: ConsoleError.self) { try await TechniciansPage(patient.console).readAll() }
      #expect(error.code == .transient)
      #expect(error.message == "the browser was given nothing that it can show for the list of people (tried 4 times)")
      #expect(error.details == ["the browser says: ERR_EMPTY_RESPONSE"])
      #expect(patient.diary.pauses.count == 3)
    }
  }

  @Test func aConsoleThatWasThereIsWaitedFor() async throws {
    try await withBrowser { session in
      let diary = Diary()
      var configuration = EmulatorConfiguration()
      configuration.asksForCodes = false
      let pack = try shippedPack(.technicians)
      let console = try await withEmulator(configuration, logger: Logger(label: "test", factory: { _ in SwiftLogNoOpLogHandler() })) {
        let console = Console(
          address: try ConsoleAddress($0.consoleURL), pack: pack, session: session,
          clock: SessionClock(now: { .zero }, sleep: { pause in diary.add(pause) }))
        _ = try await SignInPage(console).signIn(
          Credentials(email: EmailAddress($0.email), password: Secret($0.password, label: "password"), codes: nil))
        return console
      }
      let error = try await #require(throws: ConsoleError.self) { try await TechniciansPage(console).readAll() }
      #expect(error.code == .unreachable)
      #expect(error.message == "the console does not answer at \(console.address) (tried 4 times)")
      #expect(diary.pauses.count == 3)
    }
  }

  @Test(arguments: EmulatedLayout.allCases) func aFormIsFilledAgainOnAFreshPage(_ layout: EmulatedLayout) async throws {
    try await withEmulatedConsole(layout) { test in
      let patient = Patient(test)
      let email = try EmailAddress("nina.park@acme.example")
      try await test.set(Fault(.status500Before, method: "GET", path: "**/new"))
      _ = try await NewTechnicianPage(patient.console).create(
        email: email, name: PersonName(first: "Nina", last: "Park"), kind: .technician)
      let person = try #require(try await TechniciansPage(patient.console).find(email))
      // The page before the click: the person's own, or the one that asks for the reason.
      try await test.set(Fault(.maintenance, method: "GET", path: layout == .technicians ? "/technicians/*" : "/users/*/disable"))
      try await DeactivatePage(patient.console).deactivate(person)
      #expect(try await test.mutations().map(\.action) == ["session.create", "technician.create", "technician.deactivate"])
      #expect(try await test.requests().count { $0.fault != nil } == 2)
      #expect(patient.diary.pauses == [.seconds(1), .seconds(1)])
    }
  }

  @Test(arguments: EmulatedLayout.allCases) func whatWasClickedIsNotTriedAgain(_ layout: EmulatedLayout) async throws {
    try await withEmulatedConsole(layout) { test in
      let patient = Patient(test)
      // The page after saving fails: it is only read, and still belongs to the click.
      try await test.set(Fault(.status500Before, method: "GET", path: layout == .technicians ? "/technicians/5061" : "/users/5061"))
      let error = try await #require(throws: ConsoleError.self) {
        _ = try await NewTechnicianPage(patient.console).create(
          email: EmailAddress("nina.park@acme.example"), name: PersonName(first: "Nina", last: "Park"), kind: .technician)
      }
      #expect(error.code == .outcomeUnknown)
      #expect(error.pause == .seconds(1))
      #expect(error.details.contains { $0.hasPrefix("it says: We're sorry, but something went wrong.") })
      #expect(patient.diary.pauses == [])
      #expect(try await test.requests().count { $0.method == "POST" } == 3)
      #expect(try await test.mutations().count == 2)
    }
  }

  @Test(arguments: EmulatedLayout.allCases) func aFormThatTheBrowserCannotDeliverIsUnknown(_ layout: EmulatedLayout) async throws {
    try await withEmulatedConsole(layout) { test in
      let patient = Patient(test)
      try await test.set(Fault(.dropAfter, method: "POST", path: layout == .technicians ? "/technicians" : "/users", times: 1_000))
      let error = try await #require(throws: ConsoleError.self) {
        _ = try await NewTechnicianPage(patient.console).create(
          email: EmailAddress("nina.park@acme.example"), name: PersonName(first: "Nina", last: "Park"), kind: .technician)
      }
      #expect(error.code == .outcomeUnknown)
      #expect(error.consequence == .unknown)
      #expect(error.details.contains("the browser was given nothing that it can show for the page after creating nina.park@acme.example"))
      #expect(error.pause == .seconds(1))
      #expect(try await test.mutations().map(\.action) == ["session.create", "technician.create"])
      try await test.clearFaults()
      #expect(try await TechniciansPage(patient.console).find(EmailAddress("nina.park@acme.example")) != nil)
    }
  }

  @Test func aDialogIsDismissedOnce() async throws {
    try await withEmulatedConsole(.technicians) { test in
      let patient = Patient(test)
      try await test.set(Fault(.dialog, method: "GET", path: "/technicians"))
      _ = try await TechniciansPage(patient.console).readAll()
      #expect(
        patient.diary.notes == [
          "a dialog that nobody expected stands on the list of people: \"Syncro will be down for maintenance tonight.\"; it was dismissed, and the page is opened again"
        ])
      try await test.set(Fault(.dialog, method: "GET", path: "/technicians", times: 2))
      let error = try await #require(throws: ConsoleError.self) { try await TechniciansPage(patient.console).readAll() }
      #expect(error.code == .pageNotRecognised)
      #expect(error.message.hasSuffix("\"Syncro will be down for maintenance tonight.\" (tried 2 times)"))
      // The second one still stands; the next page that is opened gets rid of it.
      _ = try await TechniciansPage(patient.console).readAll()
      #expect(patient.diary.pauses == [])
    }
  }

  @Test(arguments: [
    (Fault(.status500Before, method: "GET", path: "/users/sign_in"), 1),
    (Fault(.status500Before, method: "POST", path: "/users/sign_in"), 1),
    (Fault(.maintenance, method: "POST", path: "/users/two_factor_authentication"), 1),
    // The answer that was lost had the new session's cookie.
    (Fault(.status500After, method: "POST", path: "/users/two_factor_authentication"), 2),
    (Fault(.dialog, method: "POST", path: "/users/sign_in"), 1),
  ])
  func signingInStartsOver(_ fault: Fault, _ sessions: Int) async throws {
    try await withEmulatedConsole(.users, signedIn: false) { test in
      let patient = Patient(test)
      try await test.set(fault)
      #expect(try await SignInPage(patient.console).signIn(test.credentials).description == test.emulator.email)
      #expect(try await test.mutations().map(\.action) == Array(repeating: "session.create", count: sessions))
      #expect(try await test.requests().count { $0.fault != nil } == 1)
    }
  }

  @Test func signingInIsGivenUp() async throws {
    try await withEmulatedConsole(.users, signedIn: false) { test in
      let patient = Patient(test)
      try await test.set(Fault(.tooMany, method: "POST", path: "/users/sign_in", times: 10))
      let error = try await #require(throws: ConsoleError.self) { try await SignInPage(patient.console).signIn(test.credentials) }
      #expect(error.code == .transient)
      #expect(error.consequence == .nothing)
      #expect(error.message == "the console was asked too often (on the way to the page after the password) (tried 4 times)")
      #expect(patient.diary.pauses == [.seconds(5), .seconds(5), .seconds(5)])
      #expect(try await test.requests().count { $0.method == "POST" } == 4)
    }
  }

  @Test func theCodeAloneIsTyped() async throws {
    try await withEmulatedConsole(.users, signedIn: false) { test in
      let wrong = Credentials(
        email: test.credentials.email, password: test.credentials.password, codes: nil)
      _ = await #expect(throws: ConsoleError.self) { try await SignInPage(test.console).signIn(wrong) }
      let posts = try await test.requests().count { $0.method == "POST" }
      // The page that asks for the code is open.
      #expect(try await SignInPage(test.console).signInHere(test.credentials).description == test.emulator.email)
      #expect(try await test.requests().filter { $0.method == "POST" }.dropFirst(posts).map(\.path) == ["/users/two_factor_authentication"])
    }
  }

  @Test func anErrorPageOfUnknownWordsIsToldByItsStatus() async throws {
    try await withEmulatedConsole(
      .technicians,
      configure: {
        $0.wording["outage.maintenance.title"] = "Hold on"
        $0.wording["outage.maintenance.heading"] = "Just a moment"
      }
    ) { test in
      let patient = Patient(test)
      try await test.set(Fault(.maintenance, method: "GET", path: "/technicians", times: 4))
      let error = try await #require(throws: ConsoleError.self) { try await TechniciansPage(patient.console).readAll() }
      #expect(error.code == .transient)
      #expect(error.details.first == "the console answered with status 503")
    }
  }

  @Test(arguments: [
    ("<title>Scheduled maintenance</title><h1>Acme</h1>", true), ("<title>Acme</title><h2>We will be back soon</h2>", true),
    ("<title>Acme</title><h1>Hello</h1>", false),
    // With the console's frame around it, it is one of its pages.
    ("<title>Scheduled maintenance</title><p class=bhv-account-email>a@b.example</p>", false),
  ])
  func anErrorPageIsToldByItsWords(_ html: String, _ isOutage: Bool) async throws {
    let site = try Site()
    defer { site.stop() }
    _ = site.put(.html("<!doctype html>\(html)"), at: "/technicians")
    try await withBrowser { session in
      let console = Console(
        address: try ConsoleAddress(site.origin), pack: try shippedPack(.technicians), session: session, patience: .milliseconds(300),
        clock: .virtual())
      let error = try await #require(throws: ConsoleError.self) { try await TechniciansPage(console).readAll() }
      #expect(error.code == (isOutage ? .transient : .pageNotRecognised), "\(error)")
    }
  }

  @Test func aTicketOfTheSameWordsIsNoErrorPage() async throws {
    let site = try Site()
    defer { site.stop() }
    let table = "<table class=bhv-tickets><thead><tr><th>Number<th>Subject<th>Assignee<th>Status</thead>"
    _ = site.put(
      .html("<!doctype html><p class=bhv-account-email>a@b.example</p>\(table)<tr><td>7<td>Retry later<td>Ada<td>New</table>"),
      at: "/tickets")
    try await withBrowser { session in
      let console = Console(address: try ConsoleAddress(site.origin), pack: try shippedPack(.technicians), session: session)
      let tickets = try await TicketsPage(console).open(assignedTo: TechnicianID(rawValue: "7"))
      #expect(tickets.map(\.subject) == ["Retry later"])
    }
  }
}
