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

  /// Deactivations of the last 24 hours that may have been done, by any run.
  private func lately(_ console: String) throws -> Int {
    try journal.deactivations(console: console, since: Date().addingTimeInterval(-GuardSettings.deactivationWindow))
  }

  /// What the guards say once more before each change, by what fresh pages show.
  func beforeEach(_ order: RunOrder, on signedIn: SignedInConsole) -> Applier.GuardCheck {
    let (console, plan) = (signedIn.console, order.file.plan)
    return { change, looked in
      guard change.email != nil else { return [] }
      let person = looked.person
      var look = FreshLook(
        person: person, signedInAs: signedIn.operatorEmail, active: order.active,
        deactivationsLately: try lately(console.address.origin))
      if change.isHarmful { look.signedInAs = try await FramePage(console).account() }
      let reader = SnapshotReader(console, signedInAs: signedIn.operatorEmail)
      if change.mayTakeAnAdmin(person) {
        let people = try await reader.readList().filter { $0.status == .active }
        look.active = people.count
        look.activeAdmins = Set(people.filter { $0.kind == .admin }.map(\.email))
      }
      if change.seatDelta > 0, limits.maxSeats != nil || limits.maxMonthlyCost != nil {
        look.seats = try await reader.readSeats(try await seatList(reader, console))
      }
      let rest = plan.changes.drop { $0 != change }.dropFirst()
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
  /// Whether it could lock somebody out, so that it must be known for certain who is signed in.
  fileprivate var isHarmful: Bool {
    switch action {
    case .deactivate, .update: true
    default: false
    }
  }
}
