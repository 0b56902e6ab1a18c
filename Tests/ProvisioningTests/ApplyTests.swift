import ConsoleEmulator
import ConsolePages
import Foundation
import Provisioning
import Technicians
import TestSupport
import Testing

/// Plans applied to an emulated console in a real browser; what came of them is asked of the console itself.
@Suite struct ApplyTests {
  private static let roster = """
    roles:
      helpdesk: [Tickets/*, Customers/View Detail]
      dispatch: [Tickets/List/Search, Appointments/View All]
    technicians:
      - { email: nina.park@acme.example, first_name: Nina, last_name: Park, role: helpdesk }
      - { email: omar.said@acme.example, name: Omar Said, role: dispatch }
      - { email: ines.garcon@acme.example, first_name: Inès, last_name: Garçon, role: dispatch }
      - { email: alex.kim@acme.example, name: Alex Kim, role: helpdesk }
      - { email: mei.dawson@acme.example, name: Mei Dawson, role: dispatch }
      - { email: maria.garcia2@acme.example, name: Maria Garcia, role: dispatch }
      - { email: samuel.lopez@acme.example, name: Samuel Lopez, state: deactivated }
    """

  private func plan(_ test: EmulatedConsole, _ text: String) async throws -> Plan {
    let roster = try RosterReader.parse(text: text, fileName: "team.yaml")
    let snapshot = try await SnapshotReader(test.console, signedInAs: test.credentials.email).read(for: roster)
    return try Planner.plan(roster: roster, snapshot: snapshot)
  }

  private func temporaryFolder() -> URL { FileManager.default.temporaryDirectory.appending(path: "evidence-\(UUID().uuidString)") }

  @Test(arguments: EmulatedLayout.allCases) func reachesTheRosterAndProvesIt(layout: EmulatedLayout) async throws {
    let parent = temporaryFolder()
    defer { try? FileManager.default.removeItem(at: parent) }
    try await withEmulatedConsole(layout) { test in
      let evidence = try EvidenceFolder(in: parent, now: Date(timeIntervalSince1970: 0))
      #expect(evidence.url.lastPathComponent == "1970-01-01T00-00-00Z")
      let plan = try await plan(test, Self.roster)
      let (log, journal, header) = try Self.log(plan, test, evidence)
      let summary = try await Applier(test.console, log: log, commandCount: test.commandCount).apply(plan)
      let key = try SigningKey(newFor: "evidence")
      try evidence.end(summary, at: header.began, seal: key)
      #expect(try EvidenceVerifier.verify(evidence.url, key: key.publicKey).isEmpty)
      let steps = try #require(try journal.run(header.id)).steps
      #expect(steps.count == plan.changes.count)
      #expect(summary.results.map(\.outcome) == Array(repeating: .done, count: plan.changes.count), "\(summary.results.map(\.detail))")

      let state = try await test.state()
      for email in ["nina.park", "omar.said", "ines.garcon", "alex.kim", "mei.dawson", "maria.garcia2"] {
        #expect(state.person("\(email)@acme.example")?.status == "active")
      }
      #expect(state.person("samuel.lopez@acme.example")?.status == "deactivated")
      let dispatch: Set = ["Tickets/List/Search", "Appointments/View All"]
      if layout == .technicians {
        for email in ["omar.said", "ines.garcon", "mei.dawson", "maria.garcia2"] {
          #expect(state.person("\(email)@acme.example")?.permissionNames == dispatch)
        }
      } else {
        #expect(state.person("nina.park@acme.example")?.groups == ["helpdesk"])
        #expect(Set(state.groups.first { $0.name == "dispatch" }?.permissions.map { $0.replacing(" - ", with: "/") } ?? []) == dispatch)
      }
      // Each intended change once, and no other.
      let mutations = try await test.mutations()
      #expect(
        mutations.filter { $0.action == "technician.create" }.map(\.target).sorted() == [
          "ines.garcon@acme.example", "nina.park@acme.example", "omar.said@acme.example",
        ])
      #expect(mutations.filter { $0.action == "technician.deactivate" }.map(\.target) == ["samuel.lopez@acme.example"])
      #expect(mutations.filter { $0.action == "technician.reactivate" }.map(\.target) == ["maria.garcia2@acme.example"])

      #expect(try await self.plan(test, Self.roster).isEmpty)
      #expect(try await test.mutations().count == mutations.count)
      try checkEvidence(evidence, plan)
    }
  }

  /// A run that has begun, with a journal in memory.
  private static func log(
    _ plan: Plan, _ test: EmulatedConsole, _ evidence: EvidenceFolder
  ) throws -> (RunLog, Journal, RunHeader) {
    let began = Date(timeIntervalSince1970: 0)
    let file = try PlanFile(
      made: began, expires: began.addingTimeInterval(3600), author: "alice", console: test.console.address.origin, pack: "", roster: [],
      limits: GuardSettings(), verdicts: [], plan: plan)
    let header = RunHeader(
      id: evidence.run, console: test.console.address.origin, layout: test.console.layout, signedInAs: test.credentials.email,
      operator: "alice", host: "ops", process: 1, began: began, plan: file)
    let journal = try Journal.inMemory()
    try journal.begin(header)
    try evidence.begin(header)
    return (RunLog(header, journal: journal, evidence: evidence, now: { began }), journal, header)
  }

  private func checkEvidence(_ evidence: EvidenceFolder, _ plan: Plan) throws {
    let files = try FileManager.default.contentsOfDirectory(atPath: evidence.url.path).sorted()
    #expect(files.contains("results.json"))
    #expect(files.filter { $0.hasSuffix("-after.png") }.count == plan.changes.count)
    #expect(!files.contains { $0.hasSuffix(".txt") })
    let picture = try #require(files.first { $0.hasSuffix(".png") })
    #expect(try Data(contentsOf: evidence.url.appending(path: picture)).starts(with: [0x89, 0x50, 0x4E, 0x47]))
    for file in files {
      let mode = try FileManager.default.attributesOfItem(atPath: evidence.url.appending(path: file).path)[.posixPermissions] as? NSNumber
      #expect(mode.map { $0.intValue & 0o077 } == 0, "\(file) can be read by others")
    }
  }

  @Test(arguments: EmulatedLayout.allCases) func takesFewCommands(layout: EmulatedLayout) async throws {
    try await withEmulatedConsole(layout, configure: { $0.permissions = 60 }) { test in
      let offered = try await offeredPermissions(test)
      #expect(offered.count == 60)
      let thirty = offered.enumerated().filter { $0.offset.isMultiple(of: 2) }.map { "\"\($0.element)\"" }
      #expect(thirty.count == 30)
      let roster = """
        roles: { half: [\(thirty.joined(separator: ", "))] }
        technicians:
          - { email: nina.park@acme.example, name: Nina Park, role: half }
          - { email: samuel.lopez@acme.example, name: Samuel Lopez, state: deactivated }
        """
      let summary = try await Applier(test.console, evidence: nil, commandCount: test.commandCount).apply(try await plan(test, roster))
      for result in summary.results {
        #expect(result.outcome == .done, "\(result.detail)")
        switch result.change.action {
        // A picture is more commands; the evidence takes one of a creation and two of a deactivation.
        case .create: #expect(result.commands <= 14 - 1)
        // Of which two or three are a look at the person's own page before, where the guards see who it is.
        case .deactivate: #expect(result.commands <= (layout == .users ? 9 : 8))
        default: break
        }
      }
      // A look may begin while the page is still being left, once after a click; never for another reason.
      #expect(test.cutOffCount() <= test.console.clicks)
    }
  }

  private func offeredPermissions(_ test: EmulatedConsole) async throws -> [Permission] {
    guard test.console.capabilities.permissions == .technician else { return try await GroupsPage(test.console).offeredPermissions() }
    let somebody = try #require(try await TechniciansPage(test.console).find(EmailAddress("mei.dawson@acme.example"))?.id)
    return try await TechnicianPage(test.console, id: somebody).read().offered.map(\.permission)
  }

  @Test(arguments: EmulatedLayout.allCases) func oneFailureDoesNotStopTheOthers(layout: EmulatedLayout) async throws {
    try await withEmulatedConsole(layout) { test in
      let plan = try await plan(test, Self.roster)
      // Somebody else creates one of them in the meantime.
      _ = try await NewTechnicianPage(test.console).create(
        email: EmailAddress("nina.park@acme.example"), name: PersonName(first: "Nina", last: "Park"), kind: .technician)
      let summary = try await Applier(test.console, evidence: nil, commandCount: test.commandCount).apply(plan)
      let failed = summary.results.filter { $0.outcome != .done }
      #expect(failed.map { $0.change.email?.description } == ["nina.park@acme.example"])
      #expect(failed.first?.outcome == .failed)
      #expect(failed.first?.detail.contains("has an account already (active)") == true)
      #expect(try await test.mutations().filter { $0.target == "nina.park@acme.example" && $0.action == "technician.create" }.count == 1)
    }
  }

  @Test(arguments: EmulatedLayout.allCases) func whatIsDoneAlreadyIsNotDoneAgain(layout: EmulatedLayout) async throws {
    try await withEmulatedConsole(layout) { test in
      let plan = try await plan(test, Self.roster)
      let applier = Applier(test.console, evidence: nil, commandCount: test.commandCount)
      let first = try await applier.apply(plan)
      #expect(first.count(.done) == plan.changes.count, "\(first.results.map { "\($0.change.summary): \($0.outcome) \($0.detail)" })")
      let before = try await test.mutations().count
      // The same plan once more, as after a crash: nothing is clicked a second time.
      let again = try await applier.apply(plan)
      #expect(again.count(.done) == 0, "\(again.results.map { "\($0.change.summary): \($0.outcome) \($0.detail)" })")
      #expect(again.count(.unknown) == 0)
      #expect(try await test.mutations().count == before)
    }
  }

  private static let two = """
    technicians:
      - { email: nina.park@acme.example, first_name: Nina, last_name: Park, kind: admin }
      - { email: samuel.lopez@acme.example, name: Samuel Lopez, state: deactivated }
    """

  /// What comes up on the way to the form, before anything is clicked.
  @Test(arguments: EmulatedLayout.allCases, [EmulatedBlock.lockScreen])
  func aBlockBeforeTheClickEndsTheRunWithNothingChanged(layout: EmulatedLayout, block: EmulatedBlock) async throws {
    try await withEmulatedConsole(layout, patience: .seconds(3)) { test in
      let plan = try await plan(test, Self.two)
      #expect(plan.changes.count == 2)
      try await test.set(Fault(.block(block), method: "GET", path: layout == .users ? "/users/new" : "/technicians/new"))
      let summary = try await Applier(
        test.console, evidence: nil, commandCount: test.commandCount, signIn: { Issue.record("signing in does not help") }
      ).apply(plan)
      #expect(summary.results.map(\.outcome) == [.failed, .notReached], "\(summary.results.map(\.detail))")
      #expect(summary.results[0].cause == .notSignedIn)
      #expect(summary.end == .notSignedIn)
      // What to do about it is among what is said.
      #expect(summary.results[0].explanation?.last?.hasSuffix("Then type the command again.") == true)
      #expect(try await test.mutations().allSatisfy { $0.action.hasPrefix("session.") })
    }
  }

  /// What comes in answer to the click: it was done, or dropped, and a later run finds out which.
  @Test(arguments: EmulatedLayout.allCases, [Fault.Kind.block(.lockScreen), .blockAfter(.lockScreen)])
  func aBlockInAnswerToTheClickIsAnUnknownOutcome(layout: EmulatedLayout, kind: Fault.Kind) async throws {
    try await withEmulatedConsole(layout, patience: .seconds(3)) { test in
      let plan = try await plan(test, Self.two)
      try await test.set(Fault(kind, method: "POST", path: layout == .users ? "/users" : "/technicians"))
      let applier = Applier(
        test.console, evidence: nil, commandCount: test.commandCount, signIn: { Issue.record("signing in does not help") })
      let summary = try await applier.apply(plan)
      #expect(summary.results.map(\.outcome) == [.unknown, .notReached], "\(summary.results.map(\.detail))")
      #expect(summary.end == .notSignedIn)
      func creations() async throws -> Int { try await test.mutations().count { $0.action == "technician.create" } }
      let isDone = kind == .blockAfter(.lockScreen)
      #expect(try await creations() == (isDone ? 1 : 0))

      try await test.clearFaults()
      try await test.unblock()
      let rest = try await applier.apply(try await self.plan(test, Self.two))
      #expect(rest.results.allSatisfy { $0.outcome == .done }, "\(rest.results.map(\.detail))")
      #expect(try await creations() == 1)
      #expect(try await test.state().person("samuel.lopez@acme.example")?.status == "deactivated")
    }
  }

  /// A question that the pack knows the answer to: dropped or done, each change is made once, without a person.
  @Test(arguments: EmulatedLayout.allCases, [Fault.Kind.block(.ownPassword), .blockAfter(.ownPassword)])
  func aQuestionInAnswerToTheClickIsAnsweredAndTheChangeMadeOnce(layout: EmulatedLayout, kind: Fault.Kind) async throws {
    try await withEmulatedConsole(layout) { test in
      let plan = try await plan(test, Self.two)
      for path in layout == .users ? ["/users", "/users/*/disable"] : ["/technicians", "/technicians/*/deactivate"] {
        try await test.set(Fault(kind, method: "POST", path: path))
      }
      let summary = try await Applier(
        test.console, evidence: nil, commandCount: test.commandCount, signIn: { Issue.record("signing in does not help") }
      ).apply(plan)
      #expect(summary.results.map(\.outcome) == [.done, .done], "\(summary.results.map(\.detail))")
      let done = try await test.mutations().map(\.action).filter { !$0.hasPrefix("session.") }
      #expect(done.count { $0 == "technician.create" } == 1, "\(done)")
      #expect(done.count { $0 == "technician.deactivate" } == 1, "\(done)")
      #expect(try await test.requests().count { $0.method == "POST" && $0.path == "/users/confirm_password" } == 2)
    }
  }

  @Test func aCancelledRunReachesNoFurtherChange() async throws {
    try await withEmulatedConsole(.technicians) { test in
      let plan = try await plan(test, Self.roster)
      let applier = Applier(test.console, evidence: nil, commandCount: test.commandCount)
      let running = Task {
        try await applier.apply(plan) { _, number in
          if number == 2 { withUnsafeCurrentTask { $0?.cancel() } }
        }
      }
      let summary = try await running.value
      #expect(summary.endedEarly == "interrupted")
      #expect(summary.results.map(\.outcome).prefix(3) == [.done, .done, .notReached])
      #expect(summary.count(.notReached) == plan.changes.count - 2)
    }
  }
}
