import ConsoleEmulator
import ConsolePages
import SelectorPacks
import Technicians
import TestSupport
import Testing
import WebDriver

/// A person's page whose mark says one thing and whose buttons say another.
@Suite struct ContradictionTests {
  private func requireContradiction(_ page: TechnicianPage, _ names: String...) async throws {
    let error = try await #require(throws: ConsoleError.self) { _ = try await page.read() }
    #expect(error.code == .pageNotRecognised)
    #expect(error.consequence == .nothing)
    #expect(error.message.contains("contradicts itself"))
    for name in names { #expect(error.message.contains(name), "\(error)") }
  }

  @Test func whoeverIsWithoutAMarkAndCanOnlyBeLetInIsNotActive() async throws {
    try await withEmulatedConsole(.technicians) { test in
      let list = TechniciansPage(test.console)
      let people = try await list.readAll()
      let leaver = try #require(people.first { $0.status == .deactivated }?.id)
      let other = try #require(people.first { $0.status == .active && $0.kind == .technician }?.id)
      let before = test.commandCount()
      #expect(try await TechnicianPage(test.console, id: leaver).read().technician.status == .deactivated)
      #expect(try await TechnicianPage(test.console, id: other).read().technician.status == .active)
      #expect(test.commandCount() - before <= 6)

      try await test.mutate(Mutant(.removed, path: "^/technicians/[0-9]+$", css: ".bhv-deactivated-banner"))
      try await requireContradiction(
        TechnicianPage(test.console, id: leaver), "technician.deactivated_mark", "technician.reactivate")
      // Of somebody active it is missing anyway.
      #expect(try await TechnicianPage(test.console, id: other).read().technician.status == .active)
      // Without any button there is only the mark, and without both nothing speaks against it.
      try await test.mutate(Mutant(.removed, path: "^/technicians/[0-9]+$", css: ".bhv-reactivate"))
      #expect(try await TechnicianPage(test.console, id: leaver).read().technician.status == .deactivated)
    }
  }

  @Test func whoeverHasAMarkAndCanOnlyBeTakenOutIsNotDeactivated() async throws {
    var pack = try shippedPack(.technicians)
    pack.pages["technician"]?.elements["deactivated_mark"]?.candidates = [.css("h1.page-header")]
    try await withEmulatedConsole(.technicians, pack: pack) { test in
      let people = try await TechniciansPage(test.console).readAll()
      let person = try #require(people.first { $0.status == .active && $0.kind == .technician }?.id)
      try await requireContradiction(
        TechnicianPage(test.console, id: person), "technician.deactivated_mark", "technician.deactivate")
    }
  }
}
