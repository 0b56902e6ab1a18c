import Foundation
import Technicians

@testable import Provisioning

/// A plan, people who may approve it, and a policy that knows them.
struct ApprovalSample {
  static let now = Date(timeIntervalSince1970: 1_785_000_000)
  static let console = "https://acme.example"

  let alice: SigningKey
  let bob: SigningKey
  let carol: SigningKey

  init() throws {
    alice = try SigningKey(newFor: "alice@acme.example")
    bob = try SigningKey(newFor: "bob@acme.example")
    carol = try SigningKey(newFor: "carol@acme.example")
  }

  /// A policy by its rules.
  func policy(_ rules: [Policy.Rule], validFor: ValidityPeriod = .day, users: [String: [String]] = [:]) throws -> Policy {
    let approvers = try [alice, bob, carol].map {
      Policy.Approver(email: try EmailAddress($0.name), key: $0.publicKey, users: users[$0.name])
    }
    return Policy(approvers: approvers, rules: rules, validFor: validFor)
  }

  /// The console of the plans: two admins, so many technicians.
  static func snapshot(technicians: Int = 20) throws -> ConsoleSnapshot {
    let admins = [
      try SampleConsole.technician("robot@acme.example", "Robot One", id: "1", kind: .admin),
      try SampleConsole.technician("maya@acme.example", "Maya Ruiz", id: "2", kind: .admin),
    ]
    let others = try (0..<technicians).map {
      try SampleConsole.technician("t\($0)@acme.example", "Tech \($0)", id: "\(100 + $0)", permissions: [])
    }
    return try SampleConsole.snapshot(admins + others)
  }

  /// A plan out of rows of a roster, with what the guards say of it.
  static func plan(
    _ rows: [String], author: String = "dave", made: Date = now, holdsFor seconds: Double = 86_400, snapshot: ConsoleSnapshot? = nil
  ) throws -> PlanFile {
    let text = (["roles: {none: []}", "technicians:"] + rows.map { "  - {\($0)}" }).joined(separator: "\n")
    let console = try snapshot ?? Self.snapshot()
    let plan = try Planner.plan(roster: SampleConsole.roster(text), snapshot: console)
    return try PlanFile(
      made: made, expires: made.addingTimeInterval(seconds), author: author, console: Self.console, pack: "pack", roster: ["roster"],
      limits: GuardSettings(), verdicts: Guards.check(plan: plan, snapshot: console), plan: plan)
  }

  static let leaver = "email: t0@acme.example, name: Tech 0, state: deactivated"
  static let newAdmin = "email: boss@acme.example, name: Boss Park, kind: admin"
  static let leavers = (0..<3).map { "email: t\($0)@acme.example, name: Tech \($0), state: deactivated" }

  /// What the check says: `nil` when it accepts.
  func refusal(
    _ plan: PlanFile, _ approvals: [Approval], _ policy: Policy, now: Date = now, spent: [String: String] = [:]
  ) -> ApprovalError? {
    do {
      _ = try ApprovalCheck.check(plan: plan, approvals: approvals, policy: policy, now: now, planName: "team.plan") { id in
        spent[id].flatMap(RunID.init)
      }
      return nil
    } catch {
      return error
    }
  }
}
