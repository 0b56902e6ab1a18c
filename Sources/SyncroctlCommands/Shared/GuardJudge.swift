import ConsolePages
import Foundation
import Provisioning
import SelectorPacks
import Technicians

/// What the guards go by: the policy, the limits of this command, and what runs have done lately.
struct GuardJudge: Sendable {
  let policy: Policy
  /// The policy's limits, or narrower ones.
  let limits: GuardSettings
  let journal: Journal
  /// The plan's file, for the commands that a refusal tells to type.
  var planName = "PLAN"

  /// What every guard says of a plan.
  func verdicts(on plan: Plan, _ snapshot: ConsoleSnapshot, console: String) throws -> [GuardVerdict] {
    Guards.check(
      plan: plan,
      context: GuardContext(
        snapshot: snapshot, settings: limits, deactivationsLately: try lately(console), policyProtected: policy.protected,
        planName: planName))
  }

  /// Deactivations of the last 24 hours that may have been done, by any run but one.
  private func lately(_ console: String, but run: RunID? = nil) throws -> Int {
    try journal.deactivations(
      console: console, since: Date().addingTimeInterval(-GuardSettings.deactivationWindow), excluding: run)
  }

  /// How many people a run has deactivated, or may have, besides the one whom `change` is about.
  private func own(_ run: JournalledRun?, but change: Change) -> Int {
    guard let run else { return 0 }
    let changes = run.header.plan.plan.changes
    return run.steps.count { number, step in
      guard changes.indices.contains(number - 1), changes[number - 1] != change, changes[number - 1].isDeactivation else { return false }
      if case .ended(let result) = step { return result.outcome == .done || result.outcome == .unknown }
      return true
    }
  }

  /// What the guards say once more before each change, by what fresh pages show.
  func beforeEach(_ order: RunOrder, in run: RunID, on signedIn: SignedInConsole) -> Applier.GuardCheck {
    let (console, plan) = (signedIn.console, order.file.plan)
    return { change, looked in
      guard change.email != nil else { return [] }
      let person = looked.person
      let journalled = try journal.run(run)
      let ownDeactivations = own(journalled, but: change)
      var look = FreshLook(
        person: person, signedInAs: signedIn.operatorEmail, active: max(0, order.active - ownDeactivations),
        deactivationsLately: try lately(console.address.origin, but: run) + ownDeactivations)
      if change.isHarmful { look.signedInAs = try await FramePage(console).account() }
      let reader = signedIn.reader()
      var isElsewhere = false
      if change.mayTakeAnAdmin(person) {
        let people = try await reader.readList().filter { $0.status == .active }
        look.active = people.count
        look.activeAdmins = Set(people.filter { $0.kind == .admin }.map(\.email))
        isElsewhere = true
      }
      if change.seatDelta > 0, limits.maxSeats != nil || limits.maxMonthlyCost != nil {
        look.seats = try await reader.readSeats(try await seatList(reader, console))
        isElsewhere = true
      }
      // What follows is done on the person's own page, which was open before.
      if isElsewhere, let person, let id = person.id { _ = try await TechnicianPage(console, id: id).read(expecting: person.email) }
      let done = Set((journalled?.steps ?? [:]).filter { if case .ended = $0.value { true } else { false } }.keys)
      let rest = plan.changes.enumerated().filter { $0.element != change && !done.contains($0.offset + 1) }.map(\.element)
      return Guards.before(
        change, of: plan, rest: rest, now: look, settings: limits, policyProtected: policy.protected, lifted: order.lifted,
        planName: planName)
    }
  }

  /// The list of people, where the console has no page of seats and they have to be counted.
  private func seatList(_ reader: SnapshotReader, _ console: Console) async throws -> [Technician] {
    console.pack.hasPage("seats") ? [] : try await reader.readList()
  }
}

extension Change {
  fileprivate var isDeactivation: Bool {
    if case .deactivate = action { true } else { false }
  }

  /// Whether it could lock somebody out, so that it must be known for certain who is signed in.
  fileprivate var isHarmful: Bool {
    switch action {
    case .deactivate, .update, .resetMFA: true
    default: false
    }
  }
}
