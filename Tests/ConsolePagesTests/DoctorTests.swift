import ConsoleEmulator
import ConsolePages
import Foundation
import SelectorPacks
import Technicians
import TestSupport
import Testing
import WebDriver

struct DoctorTests {
  private func diagnosis(
    _ layout: EmulatedLayout, pack: SelectorPack, configure: (inout EmulatorConfiguration) -> Void = { _ in }
  ) async throws -> (diagnosis: ConsoleDoctor.Diagnosis, mutations: [EmulatedMutation]) {
    try await withEmulatedConsole(layout, signedIn: false, pack: pack, configure: configure) { emulated in
      let doctor = ConsoleDoctor(
        address: emulated.console.address, pack: pack, session: emulated.console.session, patience: .seconds(2))
      return (try await doctor.examine(as: emulated.credentials), try await emulated.mutations())
    }
  }

  /// The shipped pack with overrides over it; their texts, or the lines below their head.
  private func overridden(_ layout: EmulatedLayout, _ texts: String...) throws -> SelectorPack {
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

  @Test(arguments: EmulatedLayout.allCases)
  func findsEverythingOfTheShippedPack(_ layout: EmulatedLayout) async throws {
    let (diagnosis, mutations) = try await diagnosis(layout, pack: try shippedPack(layout))
    #expect(diagnosis.obstacle == nil)
    #expect(diagnosis.pages.flatMap(\.entries).filter { $0.isBad || $0.isMended }.map(\.name) == [])
    #expect(diagnosis.pages.filter { $0.state != .seen }.map(\.page) == [])
    #expect(diagnosis.override == nil)
    #expect(diagnosis.abilities.filter { $0.state != .can }.map(\.name) == [])
    // It submits nothing but the sign-in.
    #expect(mutations.map(\.action).filter { !$0.hasPrefix("session.") } == [])
  }

  /// Packs that fit every element of the first page, and of whose lists no flow could read everybody.
  @Test(arguments: [
    (
      "elements: { next: [ { css: a.onwards } ] }", "the console states 60 people and its list shows 25"
    ),
    (
      "words: { never: Ages ago }", "the console writes a last sign-in as \"Never\""
    ),
    (
      "tables: { people: { key: email, candidates: [ { css: table.bhv-technicians } ], columns: { name: { css: .name }, email: { css: .mail }, kind: Role, status: Status } } }",
      "the list of people shows \"\" where an email is expected"
    ),
  ])
  func readsTheListAsEveryFlowDoes(_ lines: String, _ said: String) async throws {
    let pack = try overridden(.technicians, "pages: { technicians: { \(lines) } }")
    let (diagnosis, _) = try await diagnosis(.technicians, pack: pack)
    let bad = diagnosis.pages.flatMap(\.entries).filter(\.isBad)
    #expect(bad.map(\.name) == ["technicians.people, the whole list"])
    #expect(bad.first?.state == .unread)
    #expect(bad.first?.remark?.contains(said) == true, "\(bad.first?.remark ?? "")")
    #expect(diagnosis.abilities.first { $0.name == "list people" }?.state == .cannot)
    // What cannot be looked at for want of somebody to look at is said, and not left out.
    #expect(diagnosis.abilities.map(\.name).contains("reassign tickets"))
  }

  /// Somebody deactivated who stands on a later page of the list.
  @Test func findsADeactivatedPersonWhereverTheyStand() async throws {
    try await withEmulatedConsole(.technicians) { emulated in
      let (console, session) = (emulated.console, emulated.console.session)
      for person in try await TechniciansPage(console).readAll().prefix(25) where person.status == .deactivated {
        let page = TechnicianPage(console, id: try #require(person.id))
        _ = try await page.read(expecting: person.email)
        try await page.reactivate(person.email)
      }
      try await session.deleteAllCookies()
      let diagnosis = try await ConsoleDoctor(address: console.address, pack: console.pack, session: session, patience: .seconds(2))
        .examine(as: emulated.credentials)
      #expect(diagnosis.pages.first { $0.page == "technician (deactivated)" }?.state == .seen)
      #expect(diagnosis.abilities.filter { $0.state != .can }.map(\.name) == [])
    }
  }

  @Test func saysWhichOptionsAListToChooseFromHas() async throws {
    var pack = try examplePack("werkhof-technicians")
    pack.pages["new_technician"]?.words["admin"] = ["Chefin"]
    let (diagnosis, _) = try await diagnosis(.technicians, pack: pack) { $0.skin = .foreign }
    let bad = diagnosis.pages.flatMap(\.entries).filter(\.isBad)
    #expect(bad.map(\.name) == ["new_technician.kind"])
    #expect(bad.first?.remark?.hasPrefix("its options are Mannschaft, Leitung: ") == true, "\(bad.first?.remark ?? "")")
  }

  /// Every candidate of these is wrong, as on a console whose words and markup are others.
  private static let broken: [EmulatedLayout: (lines: String, expected: [String: Candidate])] = [
    .technicians: (
      """
      pages:
        technicians:
          tables:
            people:
              key: email
              candidates: [ { css: table.bhv-staff } ]
              columns: { name: Person, email: Address, kind: Position, status: State }
        new_technician:
          elements:
            email: [ { label: Mail address }, { css: "#staff_mail" } ]
            submit: [ { role: button, name: Add Staff Member }, { hook: bhv-add-staff } ]
        technician:
          elements:
            last_name: [ { label: Surname }, { css: "#staff_surname" } ]
            save_permissions: [ { role: button, name: Update Rights }, { hook: bhv-update-rights } ]
            deactivate: [ { role: button, name: Suspend }, { hook: bhv-suspend } ]
      """,
      [
        "new_technician.email": .label(["Email address"]), "new_technician.submit": .role("button", names: ["Create Technician"]),
        "technician.last_name": .label(["Last name"]), "technician.save_permissions": .role("button", names: ["Save Permissions"]),
        "technician.deactivate": .role("button", names: ["Deactivate"]),
      ]
    ),
    .users: (
      """
      pages:
        technicians:
          elements:
            deactivate: { in_row: people, candidates: [ { role: link, name: Suspend }, { hook: bhv-suspend } ] }
        new_technician:
          elements:
            full_name: [ { label: Display name }, { css: "#staff_display" } ]
        technician:
          elements:
            save: [ { role: button, name: Store }, { hook: bhv-store } ]
        deactivate:
          elements:
            person: [ { hook: bhv-whom } ]
            submit: [ { role: button, name: Suspend this member }, { hook: bhv-suspend-now } ]
        group:
          elements:
            save: [ { role: button, name: Store team }, { hook: bhv-store-team } ]
      """,
      [
        "technicians.deactivate": .role("link", names: ["Disable User"]), "new_technician.full_name": .label(["Full Name"]),
        "technician.save": .role("button", names: ["Update User"]), "deactivate.person": .hook("bhv-user-email"),
        "deactivate.submit": .role("button", names: ["Disable User Account"]), "group.save": .role("button", names: ["Update Group"]),
      ]
    ),
  ]

  @Test(arguments: EmulatedLayout.allCases)
  func proposesWhatIsMeant(_ layout: EmulatedLayout) async throws {
    let (lines, expected) = try #require(Self.broken[layout])
    let pack = try overridden(layout, lines)
    let (diagnosis, _) = try await diagnosis(layout, pack: pack)
    let entries = diagnosis.pages.flatMap(\.entries)
    for (name, candidate) in expected {
      let entry = try #require(entries.first { $0.name == name && $0.state != .found })
      #expect(entry.suggestions.first?.yaml.joined(separator: "\n").contains(candidate.yaml) == true, "\(name): \(entry.suggestions)")
      #expect(entry.isMended, "\(name)")
    }
    if layout == .technicians { #expect(entries.contains { $0.name == "technicians.people" && $0.isMended }) }
    #expect(diagnosis.abilities.filter { $0.state != .can }.map(\.name) == [])
  }

  @Test(arguments: EmulatedLayout.allCases)
  func flowsPassWithThePackThatItWrites(_ layout: EmulatedLayout) async throws {
    let lines = try #require(Self.broken[layout]).lines
    let override = try #require(try await diagnosis(layout, pack: try overridden(layout, lines)).diagnosis.override)
    try await withEmulatedConsole(layout, pack: try overridden(layout, lines, override)) { emulated in
      let list = TechniciansPage(emulated.console)
      let people = try await list.readAll()
      let state = try await emulated.state()
      #expect(people.count == state.people.count)
      let email = try EmailAddress("nina.park@acme.example")
      let created = try await NewTechnicianPage(emulated.console).create(
        email: email, name: PersonName(first: "Nina", last: "Park"), kind: .technician, permissions: layout == .technicians ? [] : nil)
      try await NewTechnicianPage(emulated.console).savePermissions(of: created)
      let found = try #require(try await list.find(email))
      let page = TechnicianPage(emulated.console, id: try #require(found.id))
      _ = try await page.read(expecting: email)
      try await page.update(email, name: PersonName(first: "Nina", last: "Parker"))
      #expect(try await page.read().technician.name.readsLike(PersonName(first: "Nina", last: "Parker")))
      try await DeactivatePage(emulated.console).deactivate(found, reason: nil)
      #expect(try await list.find(email)?.status == .deactivated)
      _ = try await page.read(expecting: email)
      try await page.reactivate(email)
      #expect(try await list.find(email)?.status == .active)
      let tokens = APITokensPage(emulated.console)
      let before = try await tokens.readAll()
      try await tokens.delete(try #require(before.first { $0.name != "" }))
      #expect(try await tokens.readAll().count == before.count - 1)
    }
  }

  @Test func typesNothingIntoAPageThatItGuesses() async throws {
    let pack = try overridden(
      .technicians,
      """
      pages:
        sign_in:
          elements:
            submit: [ { role: button, name: Let me in }, { hook: bhv-enter } ]
      """)
    let (diagnosis, mutations) = try await diagnosis(.technicians, pack: pack)
    let obstacle = try #require(diagnosis.obstacle)
    #expect(obstacle.code == .pageNotRecognised)
    #expect(obstacle.message == "the sign-in page is not as the selector pack says, so nothing was typed there")
    #expect(diagnosis.signedInAs == nil)
    let entry = try #require(diagnosis.pages.first?.entries.first { $0.name == "sign_in.submit" })
    #expect(entry.suggestions.first?.what == "the button \"Sign in\"")
    #expect(mutations.isEmpty)
    #expect(diagnosis.abilities.first?.state == .cannot)
    #expect(diagnosis.override?.contains("sign_in:") == true)
  }

  @Test func saysWherePagesMayBe() async throws {
    let pack = try overridden(.technicians, "pages: { seats: { path: /plan }, new_technician: { path: /technicians/nobody/there } }")
    let (diagnosis, _) = try await diagnosis(.technicians, pack: pack)
    let seats = try #require(diagnosis.pages.first { $0.page == "seats" })
    #expect(seats.state == .notThere)
    #expect(
      diagnosis.abilities.first { $0.name == "create somebody" }?.because == ["new_technician is not at the address that the pack says"])
    #expect(diagnosis.abilities.first { $0.name == "list people" }?.state == .can)
  }

  @Test func namesWordsThatThePackDoesNotKnow() async throws {
    let (diagnosis, _) = try await diagnosis(.technicians, pack: try shippedPack(.technicians)) {
      $0.wording = ["kind.admin": "Account Owner", "status.deactivated": "Gone"]
    }
    let unknown = diagnosis.pages.flatMap(\.entries).filter { $0.state == .unknown }.map(\.name)
    #expect(unknown == ["technicians.people, kind \"Account Owner\"", "technicians.people, status \"Gone\""])
    #expect(diagnosis.abilities.first { $0.name == "list people" }?.state == .cannot)
  }
}
