import Foundation
import Technicians
import Testing

@testable import Provisioning

/// Whether enough people have approved, and what is said when they have not.
@Suite struct ApprovalCheckTests {
  private let sample: ApprovalSample
  private let now = ApprovalSample.now

  init() throws { sample = try ApprovalSample() }

  private func approve(
    _ plan: PlanFile, _ key: SigningKey, lifts: Set<GuardVerdict.Rule> = [], at moment: Date = ApprovalSample.now,
    holdsFor period: ValidityPeriod = .day
  ) throws -> Approval {
    try Approval(of: plan, with: key, lifts: lifts, now: moment, holdsFor: period)
  }

  private func accepted(_ plan: PlanFile, _ approvals: [Approval], _ policy: Policy) throws -> ApprovalCheck.Accepted {
    try ApprovalCheck.check(plan: plan, approvals: approvals, policy: policy, now: now) { _ in nil }
  }

  private var oneForLeavers: [Policy.Rule] { [Policy.Rule(.changes([.deactivate]), approvers: 1)] }

  // MARK: What is needed

  @Test func withoutARuleNothingIsNeededAndNothingSpent() throws {
    let plan = try ApprovalSample.plan([ApprovalSample.leaver])
    let spare = try approve(plan, sample.bob)
    for policy in [Policy.standard, try sample.policy([])] {
      #expect(try accepted(plan, [spare], policy) == ApprovalCheck.Accepted(lifted: [], used: []))
    }
  }

  @Test func aMissingOneSaysWhoMayGiveItAndWhatToType() throws {
    let plan = try ApprovalSample.plan([ApprovalSample.leaver])
    let refusal = sample.refusal(plan, [], try sample.policy(oneForLeavers))
    #expect(refusal?.codes == [.missing])
    #expect(
      refusal?.description == """
        the plan is not approved; nothing was changed
          missing: deactivate (t0@acme.example) needs 1 approval, and there is none
            alice@acme.example, bob@acme.example, carol@acme.example may give it: syncroctl approve team.plan --key FILE
        """)
  }

  @Test func everyRuleMustBeMet() throws {
    let plan = try ApprovalSample.plan([ApprovalSample.leaver, ApprovalSample.newAdmin])
    let boss = try EmailAddress("carol@acme.example")
    let policy = try sample.policy(
      oneForLeavers + [
        Policy.Rule(.changes([.promote]), approvers: 2), Policy.Rule(.lifts([.adminPromotion]), approvers: 1, from: [boss]),
        Policy.Rule(.changes([.demote]), approvers: 3),
      ])
    let (alice, bob) = (try approve(plan, sample.alice), try approve(plan, sample.bob, lifts: [.adminPromotion]))
    let refusal = sample.refusal(plan, [alice, bob], policy)
    #expect(
      refusal?.description == """
        the plan is not approved; nothing was changed
          missing: lifting admin-promotion needs 1 approval, and there is none
            carol@acme.example may give it: syncroctl approve team.plan --key FILE --lift admin-promotion
        """)
    let carol = try approve(plan, sample.carol, lifts: [.adminPromotion])
    let result = try accepted(plan, [alice, bob, carol], policy)
    #expect(result.lifted == [.adminPromotion])
    // Two people are enough for all of it, and Carol is one of them.
    #expect(result.used.count == 2)
    #expect(result.used.map(\.approver).contains("carol@acme.example"))
  }

  @Test func onlyWhatIsNeededIsSpent() throws {
    let plan = try ApprovalSample.plan([ApprovalSample.leaver])
    let approvals = [
      try approve(plan, sample.bob), try approve(plan, sample.alice, at: now.addingTimeInterval(-60)), try approve(plan, sample.carol),
    ]
    let used = try accepted(plan, approvals, sample.policy(oneForLeavers)).used
    #expect(used.count == 1)
    #expect(approvals.map(\.id).contains(used.first?.id ?? ""))
  }

  // MARK: Lifting

  @Test func aRefusedGuardNeedsOneEvenWithoutARule() throws {
    let plan = try ApprovalSample.plan(ApprovalSample.leavers)
    #expect(plan.verdicts.filter { !$0.isOK }.map(\.rule) == [.deactivations])
    let policy = try sample.policy([])
    #expect(sample.refusal(plan, [], policy)?.codes == [.missing])
    // An approval that does not name the guard does not lift it.
    #expect(sample.refusal(plan, [try approve(plan, sample.bob)], policy)?.codes == [.missing])
    #expect(sample.refusal(plan, [try approve(plan, sample.bob, lifts: [.lastAdmin])], policy)?.codes == [.missing])
    let result = try accepted(plan, [approve(plan, sample.bob, lifts: [.deactivations])], policy)
    #expect(result.lifted == [.deactivations])
    #expect(result.used.map(\.lifts) == [[.deactivations]])
  }

  @Test func withoutAPolicyNobodyCanLiftAnything() throws {
    let plan = try ApprovalSample.plan(ApprovalSample.leavers)
    let refusal = sample.refusal(plan, [try approve(plan, sample.bob, lifts: [.deactivations])], .standard)
    #expect(refusal?.codes == [.missing, .unknownApprover])
  }

  @Test func aRuleMayAskForMoreThanOneToLift() throws {
    let plan = try ApprovalSample.plan(ApprovalSample.leavers)
    let policy = try sample.policy([Policy.Rule(.lifts([.deactivations]), approvers: 2)])
    let bob = try approve(plan, sample.bob, lifts: [.deactivations])
    #expect(sample.refusal(plan, [bob, try approve(plan, sample.alice)], policy)?.codes == [.missing])
    #expect(sample.refusal(plan, [bob, try approve(plan, sample.alice, lifts: [.deactivations])], policy) == nil)
  }

  @Test(arguments: ChangeKind.allCases) func everyWordMeansItsChange(_ kind: ChangeKind) throws {
    let admin = try SampleConsole.technician("off@acme.example", "Off Admin", id: "9", kind: .admin, status: .deactivated)
    let maya = "email: maya@acme.example, name: Maya Ruiz"
    let rows: [ChangeKind: [String]] = [
      .create: ["email: new@acme.example, name: New One, role: none"], .deactivate: [ApprovalSample.leaver],
      .reactivate: ["email: off@acme.example, name: Off Admin, kind: admin"],
      .update: ["email: t1@acme.example, name: Tech One, role: none"],
      .permissions: ["email: t2@acme.example, name: Tech 2, role: none, extra: [Tickets/*]"],
      .promote: ["email: t3@acme.example, name: Tech 3, kind: admin"], .demote: ["\(maya), role: none"],
    ]
    var console = try ApprovalSample.snapshot()
    console.technicians.append(admin)
    let policy = try sample.policy([Policy.Rule(.changes([kind]), approvers: 1)])
    for (other, row) in rows {
      let plan = try ApprovalSample.plan(row, snapshot: console)
      let asks = policy.requirements(for: plan).contains { $0.lifts == nil }
      // A demotion also unticks and is an update, a promotion is an update, an admin who is switched on again is promoted.
      let also: [ChangeKind: Set<ChangeKind>] = [
        .demote: [.update, .permissions], .promote: [.update], .reactivate: [.promote],
      ]
      #expect(asks == (kind == other || kind == .any || also[other]?.contains(kind) == true), "\(kind) of \(other)")
    }
    // Groups are asked about in the words of the plan.
    let subject = Change.Subject.group(id: "1", name: "desk")
    let group = Change(subject: subject, action: .createGroup(permissions: []), rosterLocation: .commandLine)
    let boxes = Change(subject: subject, action: .updateGroup(add: [], remove: []), rosterLocation: .commandLine)
    #expect(kind.covers(group, ofAdmin: false) == [.createGroup, .any].contains(kind))
    #expect(kind.covers(boxes, ofAdmin: false) == [.updateGroup, .any].contains(kind))
  }

  // MARK: What does not count

  @Test func everythingThatIsWrongIsSaidAtOnce() throws {
    let plan = try ApprovalSample.plan([ApprovalSample.leaver], author: "carol")
    let policy = try sample.policy(
      oneForLeavers + [Policy.Rule(.changes([.any]), approvers: 2)], validFor: try #require(ValidityPeriod("2h")))
    let mallory = try SigningKey(newFor: "mallory@acme.example")
    let impostor = try SigningKey(newFor: "alice@acme.example")
    let spent = try approve(plan, sample.alice)
    let approvals = [
      try approve(plan, sample.carol), try approve(plan, mallory), try approve(plan, impostor), spent,
      try approve(ApprovalSample.plan([ApprovalSample.leaver], made: now.addingTimeInterval(1)), sample.alice),
      try approve(plan, sample.bob, at: now.addingTimeInterval(-7200)), try approve(plan, sample.bob, at: now.addingTimeInterval(301)),
    ]
    let refusal = sample.refusal(plan, approvals, policy, spent: [spent.id: "2026-07-25T16-00-00Z"])
    #expect(
      refusal?.codes
        == [.missing, .ownPlan, .unknownApprover, .forged, .spent, .stale, .expired, .notYet])
    let text = refusal?.description ?? ""
    #expect(text.contains("needs 1 approval, and there is none"))
    #expect(text.contains("any (t0@acme.example) needs 2 approvals, and there is none"))
    #expect(text.contains("own plan: carol@acme.example cannot approve a plan of their own (made by carol)"))
    #expect(text.contains("unknown approver: the policy knows no approver \"mallory@acme.example\"\n    It knows alice@acme.example, bob@"))
    #expect(text.contains("was spent by the run 2026-07-25T16-00-00Z"))
    #expect(text.contains("given 2026-07-25T15:20:00Z, has expired (2026-07-25T17:20:00Z)"))
    #expect(text.contains("is for another plan"))
    #expect(text.contains("was given in the future"))
    #expect(!text.contains("alice@acme.example, bob@acme.example, carol@acme.example may give"))
  }

  @Test func whatDoesNotCountAndIsNotNeededIsPassedOver() throws {
    let plan = try ApprovalSample.plan([ApprovalSample.leaver])
    let policy = try sample.policy(oneForLeavers)
    let old = try approve(plan, sample.alice, at: now.addingTimeInterval(-90_000))
    let good = try approve(plan, sample.bob)
    #expect(try accepted(plan, [old, good], policy).used.map(\.id) == [good.id])
    // A forged one is an alarm all the same.
    let impostor = try approve(plan, try SigningKey(newFor: "alice@acme.example"))
    #expect(sample.refusal(plan, [impostor, good], policy)?.codes == [.forged])
  }

  @Test(arguments: [0, 1, 86_399, 86_400, 86_401]) func anApprovalExpiresToTheSecond(_ age: Int) throws {
    let plan = try ApprovalSample.plan([ApprovalSample.leaver], holdsFor: 1_000_000)
    let approval = try approve(plan, sample.bob)
    let refusal = sample.refusal(plan, [approval], try sample.policy(oneForLeavers), now: now.addingTimeInterval(Double(age)))
    #expect((refusal == nil) == (age < 86_400))
    #expect(refusal.map { $0.codes.contains(.expired) } ?? true)
  }

  @Test func thePolicyHasTheLastWordOnHowLong() throws {
    let plan = try ApprovalSample.plan([ApprovalSample.leaver], holdsFor: 1_000_000)
    let approval = try approve(plan, sample.bob, holdsFor: try #require(ValidityPeriod("7d")))
    let policy = try sample.policy(oneForLeavers, validFor: try #require(ValidityPeriod("1h")))
    #expect(sample.refusal(plan, [approval], policy, now: now.addingTimeInterval(3599)) == nil)
    #expect(sample.refusal(plan, [approval], policy, now: now.addingTimeInterval(3600))?.codes.contains(.expired) == true)
  }

  @Test func onePersonCountsOnce() throws {
    let plan = try ApprovalSample.plan([ApprovalSample.leaver])
    let policy = try sample.policy([Policy.Rule(.changes([.deactivate]), approvers: 2)])
    let twice = try [approve(plan, sample.bob), approve(plan, sample.bob)]
    let refusal = sample.refusal(plan, twice + [twice[0]], policy)
    #expect(refusal?.description.contains("needs 2 approvals, and there is 1 (bob@acme.example)") == true)
    #expect(refusal?.description.contains("alice@acme.example, carol@acme.example may give it") == true)
    #expect(sample.refusal(plan, twice + [try approve(plan, sample.alice)], policy) == nil)
  }

  @Test(
    arguments: [
      ("alice@acme.example", nil, true), ("ALICE@acme.example", ["al"], true), ("al", ["al"], true), ("AL", ["al"], true),
      ("alice", nil, true),
      ("alice", ["al"], false), ("alice", [], false), ("dave", nil, false),
    ] as [(String, [String]?, Bool)])
  func nobodyApprovesTheirOwnPlan(_ author: String, _ users: [String]?, _ isOwn: Bool) throws {
    let plan = try ApprovalSample.plan([ApprovalSample.leaver], author: author)
    let policy = try sample.policy(oneForLeavers, users: users.map { ["alice@acme.example": $0] } ?? [:])
    let refusal = sample.refusal(plan, [try approve(plan, sample.alice)], policy)
    #expect(refusal?.codes == (isOwn ? [.missing, .ownPlan] : nil))
    #expect(refusal?.description.contains("bob@acme.example, carol@acme.example may give it") ?? true)
    if isOwn {
      #expect(throws: ApprovalError.self) { try ApprovalCheck.giving(plan, by: sample.alice, policy: policy, now: now) }
    } else {
      #expect(throws: Never.self) { try ApprovalCheck.giving(plan, by: sample.alice, policy: policy, now: now) }
    }
  }

  @Test func whoeverIsSignedInHasMadeThePlanToo() throws {
    var console = try ApprovalSample.snapshot()
    console.signedInAs = try EmailAddress("bob@acme.example")
    console.technicians.append(try SampleConsole.technician("bob@acme.example", "Bob Bell", id: "990", kind: .admin))
    let plan = try ApprovalSample.plan([ApprovalSample.leaver], snapshot: console)
    #expect(sample.refusal(plan, [try approve(plan, sample.bob)], try sample.policy(oneForLeavers))?.codes == [.missing, .ownPlan])
  }

  @Test func aRuleThatNobodyCanMeetSaysSo() throws {
    let plan = try ApprovalSample.plan([ApprovalSample.leaver], author: "alice")
    let policy = try sample.policy(
      [Policy.Rule(.changes([.deactivate]), approvers: 1, from: [try EmailAddress("alice@acme.example")])])
    #expect(sample.refusal(plan, [], policy)?.description.contains("The policy names too few people who may") == true)
  }

  @Test func aJournalThatCannotBeReadIsNoYes() throws {
    let plan = try ApprovalSample.plan([ApprovalSample.leaver])
    let approval = try approve(plan, sample.bob)
    do {
      _ = try ApprovalCheck.check(plan: plan, approvals: [approval], policy: sample.policy(oneForLeavers), now: now) { _ in
        throw JournalError(.unusable, "the disk is gone")
      }
      Issue.record("accepted")
    } catch let error as ApprovalError {
      #expect(error.codes == [.missing, .undecided])
      #expect(error.description.contains("the disk is gone"))
    }
  }

  @Test func twoApprovalsOfOneNumberAreNotBothCounted() throws {
    let plan = try ApprovalSample.plan([ApprovalSample.leaver])
    let policy = try sample.policy([Policy.Rule(.changes([.deactivate]), approvers: 2)])
    let both = try [sample.alice, sample.bob].map { try Approval(of: plan, with: $0, now: now, id: "same") }
    #expect(sample.refusal(plan, both, policy)?.codes == [.missing])
  }

  // MARK: Before it is given

  @Test func whoMayApproveIsToldBefore() throws {
    let plan = try ApprovalSample.plan([ApprovalSample.leaver])
    let policy = try sample.policy([])
    func codes(_ key: SigningKey, _ policy: Policy, _ moment: Date) -> Set<ApprovalError.Code> {
      do {
        try ApprovalCheck.giving(plan, by: key, policy: policy, now: moment)
        return []
      } catch {
        return error.codes
      }
    }
    #expect(codes(sample.bob, policy, now) == [])
    #expect(codes(sample.bob, policy, plan.expires) == [.expired])
    #expect(codes(try SigningKey(newFor: "bob@acme.example"), policy, now) == [.unknownApprover])
    #expect(codes(sample.bob, .standard, plan.expires) == [.unknownApprover, .expired])
  }
}
