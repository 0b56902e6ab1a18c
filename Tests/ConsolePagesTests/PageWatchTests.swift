import ConsoleEmulator
import Foundation
import Technicians
import TestSupport
import Testing
import WebDriver

@testable import ConsolePages

struct PageShapesTests {
  private let first = Date(timeIntervalSince1970: 1_700_000_000)
  private let later = Date(timeIntervalSince1970: 1_700_100_000)

  @Test func saysNothingOfWhatItSeesForTheFirstTimeOrUnchanged() {
    var shapes = PageShapes()
    let changes = [
      shapes.see(["a", "b"], of: "technician email", at: first), shapes.see(["b", "a"], of: "technician email", at: later),
      shapes.see(["c"], of: "technician email save", at: later),
    ]
    #expect(changes == [nil, nil, nil])
  }

  @Test func saysWhatIsNewAndWhatIsGone() throws {
    var shapes = PageShapes()
    _ = shapes.see(["button \"Save\"", "link \"Help\""], of: "technician email", at: first)
    let seen = shapes.see(["button \"Store\"", "link \"Help\""], of: "technician email", at: later)
    let change = try #require(seen)
    #expect(change == PageChange(page: "technician", since: first, new: ["button \"Store\""], gone: ["button \"Save\""]))
    #expect(change.sentence == "The page technician is not as it was on 2023-11-14: new: button \"Store\"; gone: button \"Save\"")
    let again = shapes.see(["button \"Store\"", "link \"Help\""], of: "technician email", at: later)
    #expect(again == nil)
  }

  @Test func namesNoMoreThanAPersonReads() {
    let change = PageChange(page: "group", since: first, new: (1...9).map { "checkbox \"\($0)\"" }, gone: [])
    #expect(change.sentence.hasSuffix("checkbox \"5\" and 4 more"))
  }

  @Test func isKeptAsItIs() throws {
    var shapes = PageShapes()
    _ = shapes.see(["a"], of: "x y", at: first)
    #expect(try JSONDecoder().decode(PageShapes.self, from: JSONEncoder().encode(shapes)) == shapes)
  }
}

struct PageWatchTests {
  @Test func theFrameIsNoPageOfItsOwn() {
    let watch = PageWatch(known: PageShapes())
    #expect(watch.wants([PageCase("page", all: [("technician.email", .present)])]) == "technician")
    #expect(watch.wants([PageCase("signed in", all: [("frame.account", .present)])]) == nil)
  }

  private func shapes(
    _ layout: EmulatedLayout, after known: PageShapes, _ configure: (inout EmulatorConfiguration) -> Void = { _ in }
  ) async throws -> PageWatch {
    let watch = PageWatch(known: known)
    try await withEmulatedConsole(layout, configure: configure) { emulated in
      let console = Console(
        address: emulated.console.address, pack: emulated.console.pack, session: emulated.console.session, watch: watch)
      let before = emulated.commandCount()
      let people = try await TechniciansPage(console).readAll()
      let person = try #require(people.first { $0.kind == .technician && $0.status == .active })
      _ = try await TechnicianPage(console, id: try #require(person.id)).read()
      let watched = emulated.commandCount() - before
      let again = emulated.commandCount()
      _ = try await TechniciansPage(emulated.console).readAll()
      _ = try await TechnicianPage(emulated.console, id: try #require(person.id)).read()
      // It costs no command.
      #expect(watched == emulated.commandCount() - again)
    }
    return watch
  }

  @Test(arguments: EmulatedLayout.allCases) func theSamePagesAreTheSame(_ layout: EmulatedLayout) async throws {
    let known = try await shapes(layout, after: PageShapes()).shapes
    #expect(known.pages.count == 2)
    #expect(try await shapes(layout, after: known) { $0.seed = 2 }.changes == [])
  }

  @Test func aRenamedLinkAndANewPermissionAreNoticedThoughEverythingWorks() async throws {
    let known = try await shapes(.technicians, after: PageShapes()) { $0.permissions = 95 }.shapes
    let changes = try await shapes(.technicians, after: known) { $0.wording = ["technician.new": "Hire"] }.changes
    #expect(changes.map(\.page) == ["technicians", "technician"])
    #expect(changes.first?.new == ["link \"Hire\""])
    #expect(changes.first?.gone == ["link \"New Technician\""])
    #expect(changes.last?.new.count == 1)
    #expect(changes.last?.new.first?.hasPrefix("checkbox \"") == true)
    #expect(changes.last?.gone == [])
  }

  @Test func nothingOfPeopleIsKept() async throws {
    let known = try await shapes(.users, after: PageShapes()).shapes
    let text = String(decoding: try JSONEncoder().encode(known), as: UTF8.self)
    #expect(!text.contains("@"))
    #expect(!text.contains("Alex"))
  }
}
