import ConsoleEmulator
import ConsolePages
import Foundation
import Technicians
import TestSupport
import Testing

@testable import Provisioning

/// A witness before and after changes, in a real browser on an emulated console.
@Suite struct WitnessedApplyTests {
  private static let roster = """
    roles:
      dispatch: [Tickets/List/Search]
    technicians:
      - { email: ines.garcon@acme.example, first_name: Inès, last_name: Garçon, role: dispatch }
      - { email: samuel.lopez@acme.example, name: Samuel Lopez, state: deactivated }
      - { email: maria.garcia2@acme.example, name: Maria Q Garcia, role: dispatch }
    """

  private static func plan(_ test: EmulatedConsole, _ witness: FakeWitness) async throws -> Plan {
    let roster = try RosterReader.parse(text: roster, fileName: "team.yaml")
    let snapshot = try await SnapshotReader(test.console, signedInAs: test.credentials.email, witness: witness).read(for: roster)
    return try Planner.plan(roster: roster, snapshot: snapshot)
  }

  private static func apply(_ test: EmulatedConsole, _ witness: FakeWitness) async throws -> RunSummary {
    let plan = try await plan(test, witness)
    return try await Applier(test.console, commandCount: test.commandCount, witness: witness).apply(plan)
  }

  private static func result(_ summary: RunSummary, _ isIt: (Change.Action) -> Bool) throws -> ChangeResult {
    try #require(summary.results.first { isIt($0.change.action) })
  }

  private static func isCreate(_ action: Change.Action) -> Bool { if case .create = action { true } else { false } }
  private static func isUpdate(_ action: Change.Action) -> Bool { if case .update = action { true } else { false } }
  private static func isDeactivate(_ action: Change.Action) -> Bool { if case .deactivate = action { true } else { false } }
  private static func isReactivate(_ action: Change.Action) -> Bool { if case .reactivate = action { true } else { false } }

  @Test(arguments: EmulatedLayout.allCases) func `who is changed is asked about before and after, and little besides`(
    _ layout: EmulatedLayout
  ) async throws {
    try await withEmulatedConsole(layout) { test in
      let witness = FakeWitness(test)
      let summary = try await Self.apply(test, witness)
      #expect(summary.results.allSatisfy { $0.outcome == .done }, "\(summary.results.map(\.detail))")
      #expect(witness.asked.count { $0 == "everybody" } == 1)
      let people = summary.results.filter { $0.change.email != nil }
      let wanted = people.reduce(0) { count, result in
        let isNew = Self.isCreate(result.change.action)
        return count + (isNew ? 0 : 1) + (isNew || Self.isUpdate(result.change.action) ? 1 : 0)
      }
      #expect(witness.asked.count == wanted + 1, "\(summary.results.map { "\($0.change.summary): \($0.witness ?? [])" })")
      let created = try Self.result(summary, Self.isCreate)
      let id = try #require(created.technician?.id)
      #expect(created.witness == ["the fake says: \(id) is ines.garcon@acme.example, \"Inès Garçon\", technician"])
      // Of somebody deactivated this one knows nothing, and that is no contradiction.
      let back = try Self.result(summary, Self.isReactivate)
      #expect(back.witness?.first?.hasSuffix("who is deactivated") == true, "\(back.witness ?? [])")
      #expect(try Self.result(summary, Self.isDeactivate).witness?.count == 1)
      if let update = summary.results.first(where: { Self.isUpdate($0.change.action) }) { #expect(update.witness?.count == 2) }
      // What is encoded can be read again, and without a witness says nothing of one.
      let text = try JSONEncoder().encode(created)
      #expect(try JSONDecoder().decode(ChangeResult.self, from: text).witness == created.witness)
    }
  }

  @Test(arguments: EmulatedLayout.allCases) func `where the number belongs to somebody else, nothing is touched`(
    _ layout: EmulatedLayout
  ) async throws {
    try await withEmulatedConsole(layout) { test in
      let other = try EmailAddress("other@acme.example")
      let witness = FakeWitness(test) { _, truth in
        guard let truth, truth.email.description == "samuel.lopez@acme.example" else { return truth }
        return WitnessedPerson(id: truth.id, email: other, name: truth.name, kind: truth.kind)
      }
      let summary = try await Self.apply(test, witness)
      let result = try Self.result(summary, Self.isDeactivate)
      #expect(result.outcome == .failed)
      #expect(result.cause == .witness)
      #expect(result.detail.contains("is other@acme.example, and the page shows samuel.lopez@acme.example: nothing was touched"))
      #expect(summary.results.count { $0.outcome != .done } == 1)
      #expect(try await test.state().person("samuel.lopez@acme.example")?.status == "active")
      #expect(try await !test.mutations().contains { $0.action == "technician.deactivate" })
    }
  }

  @Test(arguments: EmulatedLayout.allCases) func `what the witness does not confirm is not known`(_ layout: EmulatedLayout) async throws {
    try await withEmulatedConsole(layout) { test in
      let witness = FakeWitness(test) { _, truth in
        guard let truth, truth.email.description == "ines.garcon@acme.example" else { return truth }
        return WitnessedPerson(id: truth.id, email: truth.email, name: PersonName(full: "Ines G"), kind: .admin)
      }
      let result = try Self.result(try await Self.apply(test, witness), Self.isCreate)
      #expect(result.outcome == .unknown)
      #expect(
        result.detail.hasSuffix(
          "but name \"Inès Garçon\" on the page, \"Ines G\" for the fake; kind technician on the page, admin for the fake"),
        "\(result.detail)")
      #expect(result.technician?.email.description == "ines.garcon@acme.example")
      #expect(try await test.mutations().count { $0.action == "technician.create" } == 1)
    }
  }

  @Test func `a witness that is lost before leaves everybody alone, and one that is lost after leaves it open`() async throws {
    try await withEmulatedConsole(.users) { test in
      // Made without a question before; everybody else is asked about first.
      let lost = try await Self.apply(test, FakeWitness(test) { _, _ in throw FakeWitness.lost })
      let created = try Self.result(lost, Self.isCreate)
      #expect(created.outcome == .unknown)
      #expect(created.detail.hasPrefix("created, read back (id "))
      #expect(created.detail.hasSuffix(", but the fake did not answer"))
      #expect(created.explanation?.last == "Run it again.")
      let others = lost.results.filter { $0.change.email != nil && !Self.isCreate($0.change.action) }
      #expect(others.allSatisfy { $0.outcome == .failed && $0.cause == .witness })
      #expect(lost.end == nil)
      #expect(Set(try await test.mutations().map(\.action)).isSubset(of: ["session.create", "group.create", "technician.create"]))
    }
  }

  @Test func `what a killed run has done is confirmed when the run goes on`() async throws {
    try await withEmulatedConsole(.users) { test in
      let plan = try await Self.plan(test, FakeWitness(test))
      let place = try #require(plan.changes.firstIndex { Self.isCreate($0.action) })
      // All of it is done, and of the creation the journal knows that it was begun.
      _ = try await Applier(test.console, commandCount: test.commandCount).apply(plan)
      let began = Date(timeIntervalSince1970: 0)
      let file = try PlanFile(
        made: began, expires: began.addingTimeInterval(3600), author: "alice", console: test.console.address.origin, pack: "", roster: [],
        limits: GuardSettings(), verdicts: [], plan: plan)
      let header = RunHeader(
        id: RunID(began: began), console: test.console.address.origin, layout: test.console.layout, signedInAs: test.credentials.email,
        operator: "alice", host: "ops", process: 1, began: began, plan: file, witness: "a fake")
      let journal = try Journal.inMemory()
      try journal.begin(header)
      let log = RunLog(header, journal: journal, evidence: nil, inherited: [place + 1: .intended(Looked(), at: began)], now: { began })
      let witness = FakeWitness(test) { _, truth in
        guard let truth, truth.email.description == "ines.garcon@acme.example" else { return truth }
        return WitnessedPerson(id: truth.id, email: truth.email, name: PersonName(full: "Ines G"), kind: truth.kind)
      }
      let summary = try await Applier(test.console, log: log, commandCount: test.commandCount, witness: witness).apply(plan)
      let result = summary.results[place]
      #expect(result.outcome == .unknown)
      #expect(
        result.detail.hasSuffix(
          "it was done before the run was cut short, but name \"Inès Garçon\" on the page, \"Ines G\" for the fake"), "\(result.detail)")
      // The journal keeps the words.
      guard case .ended(let kept)? = try journal.run(header.id)?.steps[place + 1] else {
        Issue.record("the journal has no outcome")
        return
      }
      #expect(kept.witness == result.witness)
      #expect(kept.witness?.count == 1)
      #expect(try journal.run(header.id)?.header.witness == "a fake")
      #expect(try await test.mutations().count { $0.action == "technician.create" } == 1)
    }
  }
}
