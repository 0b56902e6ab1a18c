import BrowserSupport
import ConsoleEmulator
import Foundation
import SelectorPacks
import Synchronization
import Technicians
import TestSupport
import Testing
import WebDriver

@testable import ConsolePages

/// A person who points, on an emulated console in a real browser.
struct LearnerTests {
  /// What is done where something is asked for: points at the CSS, or presses a button of the panel.
  private enum Deed: Sendable {
    case point(String, Int = 0)
    case press(String)
    /// Does what is asked for once there is another like it on the page.
    case double(String)
    /// Points at another row than the framed one, then at the framed one.
    case inRows(String)
    case go(String)
    case close
  }

  /// What came of it.
  private struct Outcome: Sendable {
    let ending: ConsoleLearner.Ending
    let override: String?
    let learnt: [String]
    let asked: [ConsoleLearner.Question]
    let notes: [String]
    let checked: ConsoleDoctor.Diagnosis?
    let mutations: [EmulatedMutation]
  }

  /// - Parameter deeds: by the entry's name, one after the other; what is not among them is skipped.
  private func learn(
    _ layout: EmulatedLayout, pack: SelectorPack, scope: ConsoleLearner.Scope = ConsoleLearner.Scope(), _ deeds: [String: [Deed]],
    configure: (inout EmulatorConfiguration) -> Void = { _ in }
  ) async throws -> Outcome {
    try await withEmulatedConsole(layout, signedIn: false, pack: pack, configure: configure) { emulated in
      let session = emulated.console.session
      let person = PointingPerson(session)
      let left = Mutex(deeds)
      let asked = Mutex<[ConsoleLearner.Question]>([])
      let notes = Mutex<[String]>([])
      let learner = ConsoleLearner(
        address: emulated.console.address, pack: pack, session: session, patience: .seconds(2), scope: scope,
        note: { line in notes.withLock { $0.append(line) } },
        asked: { question in
          asked.withLock { $0.append(question) }
          let deed = left.withLock { left in left[question.name]?.isEmpty == false ? left[question.name]?.removeFirst() : nil }
          let address = try await session.execute("return location.href", as: String.self)
          switch deed {
          case .point(let css, let index): try await person.point(at: css, index)
          case .press(let act): try await person.press(act)
          case .double(let css):
            let _: Bool = try await session.execute(
              "const it = document.querySelector(arguments[0]); it.after(it.cloneNode(true)); return true", arguments: [.string(css)])
            try await person.point(at: css)
          case .inRows(let css):
            let text = try await person.panelText()
            let email = String(try #require(text.firstMatch(of: /In the framed row: (\S+)/)).1)
            let framed: Int = try await session.execute(
              "return [...document.querySelectorAll(arguments[0])].findIndex((each) => each.closest('tr').textContent.includes(arguments[1]))",
              arguments: [.string(css), .string(email)])
            try await person.point(at: css, framed == 0 ? 1 : 0)
            #expect(try await person.panelText().contains("Point inside of what is framed."))
            try await person.point(at: css, framed)
          case .go(let path):
            try await session.navigate(to: emulated.emulator.consoleURL + path)
            return
          case .close:
            _ = try await session.closeWindow()
            return
          case nil: try await person.press("skip")
          }
          // Whatever was pressed, the page is the one that it was.
          #expect(try await session.execute("return location.href", as: String.self) == address)
        })
      let ending = try await learner.learn(as: emulated.credentials)
      let checked: ConsoleDoctor.Diagnosis? =
        if case .closed = ending { nil } else {
          try await learner.check(try Self.overridden(layout, over: pack, learner.override))
        }
      return Outcome(
        ending: ending, override: learner.override, learnt: learner.learnt, asked: asked.withLock { $0 }, notes: notes.withLock { $0 },
        checked: checked, mutations: try await emulated.mutations())
    }
  }

  private static func overridden(_ layout: EmulatedLayout, over pack: SelectorPack, _ text: String?) throws -> SelectorPack {
    guard let text else { return pack }
    return try overridden(layout, (pack.sources.count > 1 ? [Self.broken[layout] ?? ""] : []) + [text])
  }

  /// The shipped pack with overrides over it; their texts, or the lines below their head.
  private static func overridden(_ layout: EmulatedLayout, _ texts: [String]) throws -> SelectorPack {
    let folder = FileManager.default.temporaryDirectory.appending(path: "overrides-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let files = try texts.enumerated().map { number, text in
      let file = folder.appending(path: "\(number).yaml")
      let head = text.hasPrefix("format:") ? "" : "format: 1\nlayout: \(layout.rawValue)\n"
      try Data("\(head)\(text)\n".utf8).write(to: file)
      return file
    }
    return try shippedPack(layout, overrides: files)
  }

  /// Every candidate of these is wrong, and most of the headings: no likeness helps.
  private static let broken: [EmulatedLayout: String] = [
    .technicians: """
    pages:
      technicians:
        tables:
          people:
            key: email
            candidates: [ { css: table.zub-staff } ]
            columns: { name: Zub, email: Zubmail, kind: [Role, Type], status: Status }
      new_technician:
        elements:
          email: [ { label: Zubmail }, { css: "#zub_mail" } ]
          submit: [ { role: button, name: Zubrow }, { hook: bhv-zubrow } ]
      technician:
        elements:
          deactivate: [ { role: button, name: Zubrow }, { hook: bhv-zub-rights } ]
        boxes:
          permissions: { area: .zub fieldset, heading: legend, box: 'input[type=checkbox]' }
      seats:
        path: /zubscription
        elements:
          price: { pattern: '([\\d,]+(?:\\.\\d\\d)?)', candidates: [ { hook: bhv-zub-price } ] }
    """,
    .users: """
    pages:
      sign_in:
        elements:
          submit: [ { role: button, name: Zubrow }, { hook: bhv-zubrow } ]
      technicians:
        elements:
          deactivate: { in_row: people, candidates: [ { role: link, name: Zubrow }, { hook: bhv-zubrow } ] }
      new_technician:
        elements:
          full_name: [ { label: Zubname }, { css: "#zub_name" } ]
      deactivate:
        elements:
          reason: [ { label: Zub }, { css: "#zub_reason" } ]
          submit: [ { role: button, name: Zubrow }, { hook: bhv-zubrow } ]
    """,
  ]

  private static let deeds: [EmulatedLayout: [String: [Deed]]] = [
    .technicians: [
      "technicians.people": [.point("main table td")],
      "technicians.people, column email": [.point("main table tbody tr:nth-child(2) td", 1)],
      // First at a column that is another's.
      "technicians.people, column name": [.point("main table th", 1), .point("main table th", 0)],
      "new_technician.email": [.point("input[type=email]")],
      "new_technician.submit": [.point(".bhv-create-technician")],
      "technician.deactivate": [.point(".bhv-deactivate")],
      "technician.permissions": [.point("fieldset input[type=checkbox]", 2)],
      "seats.path": [.go("/subscription"), .press("here")],
      "seats.price": [.point(".bhv-seat-price")],
    ],
    .users: [
      "sign_in.submit": [.point(".bhv-sign-in")],
      "new_technician.full_name": [.point("label")],
      "deactivate.reason": [.point("select")],
      "deactivate.submit": [.point(".bhv-confirm-disable")],
      "technicians.deactivate": [.inRows("td .bhv-disable-user")],
    ],
  ]

  @Test func namesInPlainWordsAllThatIsWanted() throws {
    for pack in try EmulatedLayout.allCases.flatMap({ [try shippedPack($0), try examplePack("werkhof-\($0.rawValue)")] }) {
      let pages = [
        WantedPages.signIn, WantedPages.code, WantedPages.frame, WantedPages.people, WantedPages.rowOfPerson, WantedPages.newPerson,
        WantedPages.activePerson, WantedPages.rights, WantedPages.deactivatedPerson, WantedPages.deactivating, WantedPages.groups,
        WantedPages.newGroup,
        WantedPages.group, WantedPages.seats, WantedPages.tokens, WantedPages.rowOfToken, WantedPages.tickets, WantedPages.ticket,
      ].map { $0(pack) }
      let elements = pages.flatMap(\.elements).filter { $0.use != .sign && !$0.own.hasPrefix("chosen_") }.map(\.name)
      let tables = pages.flatMap(\.tables)
      let columns = try tables.flatMap { table in try pack.table(table).columns.keys.map { "\(table), column \($0)" } }
      for name in elements + tables + columns + pages.flatMap(\.boxes) {
        let words = try #require(AskedWords.shipped[name], "\(name) has no words")
        #expect(words.hasPrefix("the ") || words.hasPrefix("one of "), "\(name)")
      }
    }
  }

  @Test func saysWhatIsAskedForAndHowFarOneIs() throws {
    let ask = try #require(
      Ask("technician.save", .element(WantedElement(name: "technician.save", use: .click)), guess: "the button \"Apply\""))
    let request = ask.request(title: "technician, 3 of 7 on this page", problem: "That is not a button or link.", canGoBack: true)
    #expect(request.question == "Point at: the button that saves the person's details")
    #expect(request.remarks == ["Perhaps: the button \"Apply\""])
    #expect(request.acts == [.skip, .absent, .back, .use, .move, .stop])
    #expect(request.kind == .click)
    #expect(Ask("sign_in.error", .element(WantedElement(name: "sign_in.error", use: .sign))) == nil)
  }

  @Test(arguments: [
    ("https://a.example/users/5051/edit?tab=2", "/users/{id}", "/users/{id}/edit"),
    ("https://a.example/seats#x", "/subscription", "/seats"),
    ("https://a.example", "/subscription", "/"),
  ])
  func takesPathsFromAddresses(_ address: String, _ old: String, _ path: String) {
    #expect(LearntPath.path(of: address, like: old) == path)
    #expect(LearntPath.path(of: "https://a.example/users/me", like: "/users/{id}") == nil)
  }

  @Test(arguments: [EmulatedSkin.classic, .react]) func flowsPassWithWhatAPersonHasPointedAt(_ skin: EmulatedSkin) async throws {
    let pack = try Self.overridden(.technicians, [try #require(Self.broken[.technicians])])
    let outcome = try await learn(.technicians, pack: pack, try #require(Self.deeds[.technicians])) { $0.skin = skin }
    #expect(outcome.learnt.sorted() == (Self.deeds[.technicians] ?? [:]).keys.sorted(), "\(outcome.notes.joined(separator: "\n"))")
    #expect(outcome.mutations.map(\.action).filter { !$0.hasPrefix("session.") } == [])
    #expect(
      outcome.asked.first { $0.name == "technicians.people, column name" && $0.problem != nil }?.problem
        == "The column \"Email\" is the column with people's emails already.")
    let checked = try #require(outcome.checked)
    #expect(checked.obstacle == nil)
    #expect(checked.pages.flatMap(\.entries).filter { $0.isBad || $0.isMended }.map(\.name) == [])
    #expect(checked.abilities.filter { $0.state != .can }.map(\.name) == [])
    // Several ways to tell each button, where the page has them.
    #expect(outcome.override?.contains("- { role: button, name: Create Technician }\n        - hook: bhv-create-technician") == true)

    try await withEmulatedConsole(
      .technicians, pack: try Self.overridden(.technicians, over: pack, outcome.override), configure: { $0.skin = skin }
    ) { emulated in
      let list = TechniciansPage(emulated.console)
      let people = try await list.readAll()
      let state = try await emulated.state()
      #expect(people.count == state.people.count)
      let email = try EmailAddress("nina.park@acme.example")
      let created = try await NewTechnicianPage(emulated.console).create(
        email: email, name: PersonName(first: "Nina", last: "Park"), kind: .technician, permissions: [])
      try await NewTechnicianPage(emulated.console).savePermissions(of: created)
      let found = try #require(try await list.find(email))
      try await DeactivatePage(emulated.console).deactivate(found, reason: nil)
      #expect(try await list.find(email)?.status == .deactivated)
      #expect(try await SeatsPage(emulated.console).read()?.active == state.seats.active)
    }
  }

  @Test func learnsTheSignInBeforeAnythingIsTyped() async throws {
    let pack = try Self.overridden(.users, [try #require(Self.broken[.users])])
    let outcome = try await learn(.users, pack: pack, try #require(Self.deeds[.users]))
    #expect(outcome.asked.first?.name == "sign_in.submit")
    #expect(outcome.asked.first?.text == "Point at: the button that signs in")
    #expect(outcome.learnt.sorted() == (Self.deeds[.users] ?? [:]).keys.sorted(), "\(outcome.notes.joined(separator: "\n"))")
    #expect(outcome.mutations.map(\.action).filter { !$0.hasPrefix("session.") } == [])
    #expect(outcome.checked?.obstacle == nil)
    #expect(outcome.checked?.abilities.filter { $0.state != .can }.map(\.name) == [])
  }

  @Test func whatIsSkippedStaysAsItIs() async throws {
    let pack = try Self.overridden(.users, [try #require(Self.broken[.users])])
    var deeds = try #require(Self.deeds[.users])
    deeds["new_technician.full_name"] = [.press("skip")]
    let outcome = try await learn(.users, pack: pack, deeds)
    #expect(outcome.notes.contains("new_technician.full_name: skipped"))
    #expect(outcome.checked?.abilities.filter { $0.state != .can }.map(\.name) == [])
    #expect(outcome.checked?.pages.flatMap(\.entries).filter(\.isMended).map(\.name) == ["new_technician.full_name"])
    #expect(outcome.override?.contains("full_name") == false)
  }

  @Test func refusesWhatCannotBeToldApart() async throws {
    let pack = try Self.overridden(
      .technicians,
      ["pages: { new_technician: { elements: { submit: [ { role: button, name: Zubrow }, { hook: bhv-zubrow } ] } } }"])
    let outcome = try await learn(
      .technicians, pack: pack, ["new_technician.submit": [.double(".bhv-create-technician"), .press("skip")]])
    let problem = try #require(outcome.asked.first { $0.name == "new_technician.submit" && $0.problem != nil }?.problem)
    #expect(
      problem
        == "It cannot be told apart: there are 2 of the button \"Create Technician\", and this one has no hook, id or name of its own.")
    #expect(!outcome.learnt.contains("new_technician.submit"))
    #expect(outcome.mutations.map(\.action).filter { !$0.hasPrefix("session.") } == [])
  }

  @Test func tellsTwoOfTheSameWordsByTheirForms() async throws {
    let pack = try shippedPack(.technicians)
    let wording = ["technician.save": "Save", "technician.savePermissions": "Save"]
    let outcome = try await learn(
      .technicians, pack: pack,
      [
        "technician.save": [.point(".bhv-save-technician")], "technician.save_permissions": [.point(".bhv-save-permissions")],
      ]
    ) { $0.wording = wording }
    #expect(outcome.learnt == ["technician.save", "technician.save_permissions"], "\(outcome.notes.joined(separator: "\n"))")
    #expect(outcome.checked?.pages.flatMap(\.entries).filter { $0.isBad || $0.isMended }.map(\.name) == [])
    #expect(
      outcome.override?.contains(
        """
              save:
                within: save_place
                candidates:
                  - hook: bhv-save-technician
                  - { role: button, name: Save }
              save_permissions:
        """) == true, "\(outcome.override ?? "")")
  }

  @Test func doesNotTakeOneThingForTwo() async throws {
    let pack = try Self.overridden(
      .technicians, ["pages: { technician: { elements: { deactivate: [ { role: button, name: Zubrow }, { hook: bhv-zubrow } ] } } }"])
    let outcome = try await learn(
      .technicians, pack: pack, scope: ConsoleLearner.Scope(pages: ["technician"]),
      ["technician.deactivate": [.point(".bhv-save-technician"), .press("stop")]])
    #expect(outcome.asked.map(\.problem) == [nil, "That is the button that saves the person's details already (technician.save)."])
    #expect(outcome.learnt == [])
  }

  @Test func keepsWhatWasLearntWhenThePersonStops() async throws {
    let pack = try Self.overridden(.technicians, [try #require(Self.broken[.technicians])])
    let outcome = try await learn(
      .technicians, pack: pack,
      ["technicians.people": [.point("main table td")], "technicians.people, column email": [.press("stop")]])
    guard case .stopped = outcome.ending else { return _ = Issue.record("\(outcome.ending)") }
    #expect(outcome.learnt == ["technicians.people"])
    #expect(outcome.override?.contains("table.bhv-technicians") == true)
    #expect(outcome.asked.map(\.name) == ["technicians.people", "technicians.people, column email"])
  }

  @Test func keepsWhatWasLearntWhenTheWindowIsClosed() async throws {
    let pack = try Self.overridden(.technicians, [try #require(Self.broken[.technicians])])
    let outcome = try await learn(
      .technicians, pack: pack,
      ["technicians.people": [.point("main table td")], "technicians.people, column email": [.close]])
    guard case .closed = outcome.ending else { return _ = Issue.record("\(outcome.ending)") }
    #expect(outcome.learnt == ["technicians.people"])
  }

  @Test func goesBackToWhatWasAskedBefore() async throws {
    let pack = try Self.overridden(.technicians, [try #require(Self.broken[.technicians])])
    let outcome = try await learn(
      .technicians, pack: pack, scope: ConsoleLearner.Scope(pages: ["new_technician"]),
      [
        "new_technician.email": [.point("input[type=email]"), .point("input[type=email]")],
        "new_technician.submit": [.press("back"), .point(".bhv-create-technician")],
      ])
    #expect(
      outcome.asked.map(\.name) == ["new_technician.email", "new_technician.submit", "new_technician.email", "new_technician.submit"])
    #expect(outcome.learnt == ["new_technician.email", "new_technician.submit"])
  }
}
