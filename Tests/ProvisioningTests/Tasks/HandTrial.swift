import ConsoleEmulator
import ConsolePages
import Foundation
import Technicians
import TestSupport
import Testing

@testable import Provisioning

/// One change on a console whose page is otherwise than the pack says, and the same done by hand.
struct HandTrial: Sendable, CustomTestStringConvertible {
  enum Kind: String, CaseIterable, Sendable { case create, access, deactivate }

  let layout: EmulatedLayout
  let kind: Kind

  static let all = EmulatedLayout.allCases.flatMap { layout in Kind.allCases.map { HandTrial(layout: layout, kind: $0) } }

  var testDescription: String { "\(kind.rawValue), \(layout.rawValue)" }

  /// The button that the change needs has other words.
  var mutant: Mutant {
    let (path, css) =
      switch (layout, kind) {
      case (.technicians, .create): ("^/technicians/new$", ".bhv-create-technician")
      case (.technicians, .access): ("^/technicians/[0-9]+$", ".bhv-save-permissions")
      case (.technicians, .deactivate): ("^/technicians/[0-9]+$", ".bhv-deactivate")
      case (.users, .create): ("^/users/new$", ".bhv-create-user")
      case (.users, .access): ("^/users/[0-9]+$", ".bhv-update-user")
      case (.users, .deactivate): ("^/users/[0-9]+/disable$", ".bhv-confirm-disable")
      }
    return Mutant(.renamed, path: path, css: css)
  }

  /// The entry of the pack that is not recognised.
  var element: String {
    switch (layout, kind) {
    case (_, .create): "new_technician.submit"
    case (.technicians, .access): "technician.save_permissions"
    case (.users, .access): "technician.save"
    case (.technicians, .deactivate): "technician.deactivate"
    case (.users, .deactivate): "deactivate.submit"
    }
  }

  static let name = PersonName(first: "Nina", last: "Park")
  static let permissions = ["Invoices/Create", "Tickets/Edit"].compactMap { Permission($0) }

  var email: EmailAddress {
    get throws { try EmailAddress(kind == .create ? "nina.park@acme.example" : "maria.garcia@acme.example") }
  }

  /// The plan, which rests on what the console shows.
  func plan(_ test: EmulatedConsole) async throws -> Plan {
    let found = try await person(test)
    let action: Change.Action
    switch kind {
    case .create:
      action = .create(
        kind: .technician, role: nil, permissions: layout == .technicians ? Self.permissions : [],
        groups: layout == .users ? ["Technicians"] : [])
    case .access where layout == .technicians:
      let held = found?.permissions ?? []
      action = .permissions(add: Self.permissions.filter { !held.contains($0) }, remove: Array(held.sorted().prefix(1)))
    case .access:
      let held = found?.groups ?? []
      action = .groups(add: ["Admins", "Technicians"].filter { !held.contains($0) }, remove: held.sorted())
    case .deactivate: action = .deactivate(lastSignIn: .notShown)
    }
    let change = Change(
      subject: .person(id: found?.id, email: try email, name: found?.name ?? Self.name), action: action,
      rosterLocation: RosterLocation(file: "team.yaml", line: 12))
    return Plan.single(
      change, fact: PlanFact(person: found, email: try email), address: test.console.address.host, layout: test.console.layout,
      signedInAs: test.credentials.email)
  }

  func person(_ test: EmulatedConsole) async throws -> Technician? {
    guard let id = try await TechniciansPage(test.console).find(email)?.id else { return nil }
    return try await TechnicianPage(test.console, id: id).read(expecting: email).technician
  }

  /// Does by hand what the plan asks for, on a console that is as the pack says for as long as it takes: what a person can do on any.
  func doByHand(_ plan: Plan, _ test: EmulatedConsole) async throws {
    try await byHand(test) { _ = try await Applier(test.console, commandCount: test.commandCount).apply(plan) }
  }

  /// Does something else than was asked for.
  func doOtherwise(_ test: EmulatedConsole) async throws {
    try await byHand(test) {
      switch kind {
      case .create:
        _ = try await NewTechnicianPage(test.console).create(
          email: email, name: PersonName(first: "Nino", last: "Parker"), kind: .technician)
      case .access where layout == .technicians:
        let page = try await page(test)
        try await page.setPermissions([try await stranger(test): true], of: email)
      case .access, .deactivate:
        try await page(test).update(email, name: PersonName(first: "Marie", last: "Curie"))
      }
    }
  }

  private func byHand(_ test: EmulatedConsole, _ body: () async throws -> Void) async throws {
    try await test.mutate(nil)
    try await body()
    try await test.mutate(mutant)
  }

  private func page(_ test: EmulatedConsole) async throws -> TechnicianPage {
    guard let id = try await person(test)?.id else { throw ConsoleError(.notFound, "nobody to change") }
    return TechnicianPage(test.console, id: id)
  }

  /// A permission that nobody asked for and that is not ticked.
  private func stranger(_ test: EmulatedConsole) async throws -> Permission {
    let reading = try await page(test).read(expecting: email)
    let free = reading.offered.map(\.permission).first {
      !Self.permissions.contains($0) && reading.technician.permissions?.contains($0) != true
    }
    guard let free else { throw ConsoleError(.notFound, "no permission is left") }
    return free
  }
}

/// A run with a journal in memory and evidence in a folder of its own, gone on with as often as a test likes.
struct HandRun: Sendable {
  let log: RunLog
  let journal: Journal
  let header: RunHeader
  let evidence: EvidenceFolder

  static let began = Date(timeIntervalSince1970: 1_795_444_267)

  init(_ plan: Plan, _ test: EmulatedConsole, in parent: URL) throws {
    let began = Self.began
    evidence = try EvidenceFolder(in: parent, now: began)
    let file = try PlanFile(
      made: began, expires: began.addingTimeInterval(3600), author: "alice", console: test.console.address.origin, pack: "", roster: [],
      limits: GuardSettings(), verdicts: [], plan: plan)
    header = RunHeader(
      id: evidence.run, console: test.console.address.origin, layout: test.console.layout, signedInAs: test.credentials.email,
      operator: "alice", host: "ops", process: 1, began: began, plan: file)
    journal = try Journal.inMemory()
    try journal.begin(header)
    try evidence.begin(header)
    log = RunLog(header, journal: journal, evidence: evidence, now: { began })
  }

  /// Carries out what is left, as `apply` and `resume` do.
  func part(_ test: EmulatedConsole) async throws -> RunSummary {
    let summary = try await Applier(test.console, log: log, commandCount: test.commandCount).apply(header.plan.plan)
    try evidence.handOut(TaskList(header, summary.results), at: Self.began)
    return summary
  }
}
