import ConsoleEmulator
import ConsolePages
import Foundation
import Technicians
import TestSupport
import Testing

@testable import Provisioning

/// Changes whose page is not recognised, in a real browser: what a person is told, what is seen of it afterwards, and that nothing is clicked.
@Suite struct ManualTaskTests {
  private func run<Value: Sendable>(
    _ trial: HandTrial, _ body: @Sendable (EmulatedConsole, HandRun, Plan) async throws -> Value
  ) async throws -> Value {
    let parent = FileManager.default.temporaryDirectory.appending(path: "tasks-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: parent) }
    return try await withEmulatedConsole(trial.layout, patience: .seconds(2), configure: { $0.technicians = 12 }) { test in
      let plan = try await trial.plan(test)
      try await test.mutate(trial.mutant)
      return try await body(test, HandRun(plan, test, in: parent), plan)
    }
  }

  @Test(arguments: HandTrial.all) func isLeftForAPersonAndSeenToBeDoneByHand(_ trial: HandTrial) async throws {
    try await run(trial) { test, run, plan in
      for _ in 1...2 {
        // The second time nobody has done anything: it is tried, and left again.
        let summary = try await run.part(test)
        let result = try #require(summary.results.first)
        #expect(result.outcome == .manual, "\(result.detail)")
        #expect(result.cause == .pageNotRecognised)
        #expect(summary.isLeftOpen)
        #expect(try await test.changes() == [])
        let task = try #require(result.task)
        #expect(task.reason.seen.contains { $0.hasPrefix("\(trial.element): found by one candidate alone") }, "\(task.reason)")
        #expect(task.reason.seen.first?.contains(test.console.address.origin) == true)
        #expect(task.steps.contains { $0.element == trial.element && !$0.words.isEmpty })
        #expect(task.steps.first?.address?.hasPrefix(test.console.address.origin) == true)
        #expect(task.made == [] && task.differs == [])
        try await expectNoSecret(result, run, test)
      }
      let journalled = try #require(try run.journal.run(run.header.id))
      let task = try #require(TaskList(journalled).tasks.first)
      #expect(task.row == "team.yaml:12")
      try expectValues(task.task, of: trial, plan)

      try await trial.doByHand(plan, test)
      let byHand = try await test.changes()
      #expect(!byHand.isEmpty)
      let summary = try await run.part(test)
      let result = try #require(summary.results.first)
      #expect(result.outcome == .done, "\(result.detail)")
      #expect(result.byHand == true)
      #expect(result.detail.hasPrefix("done by hand, read back"))
      #expect(result.task == nil)
      #expect(!summary.isLeftOpen)
      #expect(try await test.changes() == byHand)
      try expectProved(run, summary)
    }
  }

  @Test(arguments: HandTrial.all) func whatSomebodyDidOtherwiseStaysOpen(_ trial: HandTrial) async throws {
    try await run(trial) { test, run, _ in
      _ = try await run.part(test)
      try await trial.doOtherwise(test)
      let byHand = try await test.changes()
      #expect(byHand.count == 1)
      let result = try #require(try await run.part(test).results.first)
      #expect(result.outcome == .manual, "\(result.detail)")
      #expect(result.detail.hasPrefix("still open: "))
      let task = try #require(result.task)
      let expected =
        switch trial.kind {
        case .create: #"its name is "Nino Parker""#
        case .access where trial.layout == .technicians: "its permissions differ: "
        case .access: "its groups are "
        case .deactivate: "the account is still active"
        }
      #expect(task.differs.contains { $0.hasPrefix(expected) }, "\(task.differs)")
      #expect(try await test.changes() == byHand)
      switch trial.kind {
      case .create:
        // The account that is there is put right, and no second one is made.
        #expect(!task.steps.contains { $0.element == "new_technician.submit" })
        #expect(task.steps.contains { $0.value == "Nina" || $0.value == "Nina Park" })
      case .access where trial.layout == .technicians:
        #expect(task.steps.contains { $0.act == .untick && $0.boxes.count > 1 })
      case .access, .deactivate: #expect(task.differs.contains { $0.contains("Marie Curie") })
      }
      // It stays so however often it is looked at, and where its page is known by now, too.
      for _ in 1...2 {
        let again = try #require(try await run.part(test).results.first)
        #expect(again.outcome == .manual)
        #expect(again.task?.differs == task.differs)
        #expect(try await test.changes() == byHand)
        try await test.mutate(nil)
      }
    }
  }

  @Test(arguments: HandTrial.all) func isDoneByTheProgramOnceThePageIsKnown(_ trial: HandTrial) async throws {
    try await run(trial) { test, run, _ in
      _ = try await run.part(test)
      try await test.mutate(nil)
      let summary = try await run.part(test)
      let result = try #require(summary.results.first)
      #expect(result.outcome == .done, "\(result.detail)")
      #expect(result.byHand == nil)
      let changes = try await test.changes()
      let email = try trial.email.description
      switch trial.kind {
      case .create: #expect(changes.filter { $0 == "technician.create \(email)" }.count == 1)
      case .access: #expect(changes.count == 1)
      case .deactivate: #expect(changes == ["technician.deactivate \(email)"])
      }
      try expectProved(run, summary)
    }
  }

  @Test func whatWasMadeAlreadyIsNotMadeAgain() async throws {
    let trial = HandTrial(layout: .technicians, kind: .create)
    try await run(trial) { test, run, plan in
      // The form is as the pack says; the one that comes after it is not.
      try await test.mutate(HandTrial(layout: .technicians, kind: .access).mutant)
      let result = try #require(try await run.part(test).results.first)
      #expect(result.outcome == .manual, "\(result.detail)")
      let email = try trial.email.description
      #expect(try await test.changes() == ["technician.create \(email)"])
      let task = try #require(result.task)
      #expect(task.made.count == 1)
      #expect(task.made.first?.hasPrefix("the account is there (id ") == true)
      #expect(!task.steps.contains { $0.element == "new_technician.submit" })
      #expect(Set(task.steps.filter { $0.act == .tick }.flatMap(\.boxes)) == ["Invoices/Create", "Tickets/Edit"])
      #expect(task.steps.contains { $0.act == .untick && !$0.boxes.isEmpty })
      #expect(task.steps.last?.element == "technician.save_permissions")
      let again = try #require(try await run.part(test).results.first)
      #expect(again.outcome == .manual)
      #expect(again.task?.made == task.made)
      #expect(try await test.changes() == ["technician.create \(email)"])
      try await test.mutate(nil)
      let done = try #require(try await run.part(test).results.first)
      #expect(done.outcome == .done, "\(done.detail)")
      #expect(try await test.changes().filter { $0.hasPrefix("technician.create") }.count == 1)
      #expect(try await test.state().person(email)?.permissionNames == ["Invoices/Create", "Tickets/Edit"])
    }
  }

  @Test(arguments: EmulatedLayout.allCases) func whatCannotBeLookedAtStaysATaskAndSaysSo(_ layout: EmulatedLayout) async throws {
    let trial = HandTrial(layout: layout, kind: .access)
    try await run(trial) { test, run, plan in
      let blind = Mutant(.removed, path: "^/(technicians|users)/[0-9]+$", css: "#user_email")
      try await test.mutate(blind)
      let first = try #require(try await run.part(test).results.first)
      #expect(first.outcome == .manual, "\(first.detail)")
      #expect(first.looked == nil && first.technician == nil)
      try expectValues(try #require(first.task), of: trial, plan)

      try await trial.doByHand(plan, test)
      let byHand = try await test.changes()
      try await test.mutate(blind)
      let second = try #require(try await run.part(test).results.first)
      #expect(second.outcome == .manual)
      #expect(second.detail.hasPrefix("still open, and could not be looked at: "), "\(second.detail)")
      #expect(second.task?.steps == first.task?.steps)

      try await test.mutate(trial.mutant)
      let third = try #require(try await run.part(test).results.first)
      #expect(third.outcome == .done, "\(third.detail)")
      #expect(third.byHand == true)
      #expect(try await test.changes() == byHand)
    }
  }

  @Test func whatWasUnderWayIsNotLeftForAPersonUnseen() async throws {
    let trial = HandTrial(layout: .technicians, kind: .access)
    try await run(trial) { test, run, _ in
      let person = try #require(try await trial.person(test))
      // As a process leaves it that was killed in the middle: it may have clicked.
      try run.journal.intend(1, of: run.header.id, looked: Looked(person: person), at: HandRun.began)
      try await test.mutate(Mutant(.removed, path: "^/technicians/[0-9]+$", css: "#user_email"))
      let result = try #require(try await run.part(test).results.first)
      #expect(result.outcome == .unknown, "\(result.detail)")
      #expect(result.task == nil)
    }
  }

  @Test func aGuardThatSaysNoLeavesNothingForAPerson() async throws {
    let trial = HandTrial(layout: .technicians, kind: .deactivate)
    try await run(trial) { test, run, plan in
      try await test.mutate(Mutant(.removed, path: "^/technicians/[0-9]+$", css: "#user_email"))
      let email = try trial.email
      let summary = try await Applier(
        test.console, log: run.log, commandCount: test.commandCount,
        guards: { _, looked in
          #expect(looked.person?.email == email)
          return [.refused(.lastAdmin, "they are the last one", [])]
        }
      ).apply(plan)
      #expect(summary.results.map(\.outcome) == [.failed])
      #expect(summary.results.first?.cause == .guardRefused)
      #expect(summary.results.first?.task == nil)
    }
  }

  // MARK: What is looked at

  private func expectValues(_ task: ManualTask, of trial: HandTrial, _ plan: Plan) throws {
    let steps = task.steps
    let ticked = Set(steps.filter { $0.act == .tick }.flatMap(\.boxes))
    let unticked = Set(steps.filter { $0.act == .untick }.flatMap(\.boxes))
    switch try #require(plan.changes.first).action {
    case .create(_, _, let permissions, let groups):
      for value in [try trial.email.description] + (trial.layout == .users ? ["Nina Park"] : ["Nina", "Park"]) {
        #expect(steps.contains { $0.act == .type && $0.value == value })
      }
      #expect(ticked == Set(permissions.map(\.description) + groups))
      #expect(steps.prefix(3).contains { $0.text.contains("make no second account") })
    case .permissions(let add, let remove):
      #expect(ticked == Set(add.map(\.description)))
      #expect(unticked == Set(remove.map(\.description)))
    case .groups(let add, let remove):
      #expect(ticked == Set(add))
      #expect(unticked == Set(remove))
    case .deactivate where trial.layout == .users:
      #expect(steps.contains { $0.act == .choose && $0.value == "Left the company" })
    default: #expect(steps.last?.act == .confirm)
    }
    #expect(task.checks.count > 1)
    #expect(task.checks.first?.address != nil)
  }

  /// Neither what is handed on nor what is kept has a password, a secret or a token in it.
  private func expectNoSecret(_ result: ChangeResult, _ run: HandRun, _ test: EmulatedConsole) async throws {
    let state = try await test.state()
    let secrets = state.people.flatMap { [$0.password, $0.totpSecret].compactMap(\.self) } + state.tokens.map(\.token)
    #expect(secrets.count > 2)
    var texts = [String(decoding: try CanonicalJSON.data(result), as: UTF8.self)]
    for file in ["tasks.json", "tasks.txt", "log.jsonl"] {
      texts.append(try String(contentsOf: run.evidence.url.appending(path: file), encoding: .utf8))
    }
    for secret in secrets where !secret.isEmpty { #expect(!texts.contains { $0.contains(secret) }) }
  }

  private func expectProved(_ run: HandRun, _ summary: RunSummary) throws {
    let kept = try String(contentsOf: run.evidence.url.appending(path: "tasks.txt"), encoding: .utf8)
    #expect(kept == "Nothing is left for a person of run \(run.header.id).\n")
    let key = try SigningKey(newFor: "evidence")
    try run.evidence.end(summary, at: HandRun.began, seal: key)
    #expect(try EvidenceVerifier.verify(run.evidence.url, key: key.publicKey).isEmpty)
  }
}
