import ConsoleEmulator
import Foundation
import TestSupport
import Testing

/// A plan that is kept, approved, applied once, reported and proved: the way of a change through an office.
@Suite struct KeptPlanTests {
  private static let roster = """
    roles:
      helpdesk: [Tickets/*, Customers/View Detail]
    technicians:
      - { email: nina.park@acme.example, first_name: Nina, last_name: Park, role: helpdesk }
      - { email: samuel.lopez@acme.example, name: Samuel Lopez, state: deactivated }
    """

  /// A policy by which Alice has to approve whoever is created.
  private func policy(_ program: Program) async throws -> String {
    let keys = try await program.run(["keys", "new", "alice@acme.example", "--folder", "keys"], browses: false)
    #expect(keys.status == 0, "\(keys.talk)")
    let key = try #require(keys.output.firstMatch(of: /key: ("ed25519:[^"]+")/)?.1)
    return try program.file(
      "policy.yaml",
      """
      version: 1
      approvers:
        alice@acme.example: { key: \(key), users: [alice] }
      approvals:
        - { changes: [create], approvers: 1 }
      """)
  }

  @Test(arguments: EmulatedLayout.allCases) func isApprovedAppliedOnceAndProved(_ layout: EmulatedLayout) async throws {
    try await Emulated.run(layout) { emulated in
      let program = emulated.program
      // One journal for all of them, as one user has.
      let policy = [
        "SYNCROCTL_POLICY": try await policy(program), "SYNCROCTL_STATE_DIR": program.folder.appending(path: "state").path,
      ]
      _ = try program.file("team.yaml", Self.roster)
      let planned = try await emulated.syncroctl("plan", "team.yaml", "-o", "team.plan", with: policy)
      #expect(planned.status == 2, "\(planned.lastLines)")
      let kept = try FileManager.default.attributesOfItem(atPath: program.folder.appending(path: "team.plan").path)
      #expect(kept[.posixPermissions] as? Int == 0o600)

      let early = try await emulated.syncroctl("apply", "team.plan", "--yes", admin: 1, with: policy)
      #expect(early.status == 4)
      #expect(early.talk.contains("alice@acme.example may give it: syncroctl approve team.plan"))
      #expect(try await emulated.changes().isEmpty)

      let key = "keys/alice@acme.example.key"
      let approved = try await program.run(["approve", "team.plan", "--key", key, "--yes"], policy, browses: false)
      #expect(approved.status == 0, "\(approved.talk)")
      let applied = try await emulated.syncroctl("apply", "team.plan", "--yes", admin: 1, with: policy)
      #expect(applied.status == 0, "\(applied.talk)")
      let changes = try await emulated.changes()
      #expect(changes.filter { $0.action == "technician.create" }.map(\.target) == ["nina.park@acme.example"])
      #expect(changes.filter { $0.action == "technician.deactivate" }.map(\.target) == ["samuel.lopez@acme.example"])

      let again = try await emulated.syncroctl("apply", "team.plan", "--yes", admin: 2, with: policy)
      #expect(again.status == 4)
      #expect(again.talk.contains("team.plan was applied already, by the run "))
      #expect(try await emulated.changes().count == changes.count)

      let proved = try await program.run(["evidence", "verify", "latest"], policy, browses: false)
      #expect(proved.status == 0, "\(proved.output)")
      let report = try await program.run(["report", "latest"], policy, browses: false)
      #expect(report.output.contains("Approved by   alice@acme.example"))
    }
  }

  @Test(arguments: EmulatedLayout.allCases) func isRefusedWhereTheConsoleHasMoved(_ layout: EmulatedLayout) async throws {
    try await Emulated.run(layout) { emulated in
      _ = try emulated.program.file("team.yaml", Self.roster)
      #expect(try await emulated.syncroctl("plan", "team.yaml", "-o", "team.plan").status == 2)
      let byHand = try await emulated.syncroctl("technicians", "deactivate", "samuel.lopez@acme.example", "--yes", admin: 1)
      #expect(byHand.status == 0)
      let before = try await emulated.changes().count
      let applied = try await emulated.syncroctl("apply", "team.plan", "--yes", admin: 2)
      #expect(applied.status == 4)
      #expect(applied.talk.contains("samuel.lopez@acme.example: the status was active and is deactivated"))
      #expect(try await emulated.changes().count == before)
    }
  }

  /// Each run after the first does what is left of all before it, also where a later change has made something else of the same person.
  @Test func whatTheConsoleRefusesTwiceIsDoneByTheThirdRun() async throws {
    try await Emulated.run(.users) { emulated in
      _ = try emulated.program.file(
        "team.yaml",
        """
        roles:
          helpdesk: [Tickets/*]
        technicians:
          - { email: alex.kim@acme.example, name: Alex Kimm, role: helpdesk }
          - { email: nina.park@acme.example, name: Nina Park, role: helpdesk }
          - { email: samuel.lopez@acme.example, name: Samuel Lopez, state: deactivated }
        """)
      let state = ["SYNCROCTL_STATE_DIR": emulated.program.folder.appending(path: "state").path]
      #expect(try await emulated.syncroctl("plan", "team.yaml", "-o", "team.plan", with: state).status == 2)
      for admin in 1...2 {
        try await Control.setFault(Fault(.validation, method: "POST", path: "/users/5*"), of: emulated.emulator.controlURL)
        let refused = try await emulated.syncroctl("apply", "team.plan", "--yes", admin: admin, with: state)
        #expect(refused.status == 8, "\(refused.talk)")
        #expect(refused.talk.contains("the console did not save the details of alex.kim@acme.example"))
      }
      let done = try await emulated.syncroctl("apply", "team.plan", "--yes", admin: 3, with: state)
      #expect(done.status == 0, "\(done.talk)")
      let changes = try await emulated.changes().map { "\($0.action) \($0.target)" }.sorted()
      #expect(
        changes == [
          "group.create helpdesk", "technician.create nina.park@acme.example", "technician.deactivate samuel.lopez@acme.example",
          "technician.update alex.kim@acme.example", "technician.update alex.kim@acme.example",
        ])
      let again = try await emulated.syncroctl("apply", "team.plan", "--yes", admin: 4, with: state)
      #expect(again.status == 4)
      #expect(again.talk.contains("team.plan was applied already, by the run "))
    }
  }

  @Test(arguments: EmulatedLayout.allCases) func isRecordedAndPlayedBack(_ layout: EmulatedLayout) async throws {
    try await Emulated.run(layout) { emulated in
      _ = try emulated.program.file("team.yaml", Self.roster)
      #expect(try await emulated.syncroctl("plan", "team.yaml", "-o", "team.plan").status == 2)
      let bare = try await emulated.syncroctl("apply", "team.plan", "--yes", "--record", "run.jsonl", admin: 1)
      #expect(bare.status == 64)
      #expect(bare.talk.contains("Add --keep-names"))
      #expect(try await emulated.changes().isEmpty)
      let live = try await emulated.syncroctl("apply", "team.plan", "--yes", "--record", "run.jsonl", "--keep-names", admin: 1)
      #expect(live.status == 0, "\(live.talk)")
      let changes = try await emulated.changes()
      // With no approval and no browser; and by somebody else, who has the recording alone.
      let played = try await emulated.program.run(["apply", "team.plan", "--yes", "--replay", "run.jsonl"], browses: false)
      #expect(played.status == 0, "\(played.talk)")
      #expect(played.output.contains("nina.park@acme.example"))
      try FileManager.default.removeItem(at: emulated.program.folder.appending(path: "team.plan"))
      let elsewhere = try await emulated.program.run(["recordings", "replay", "run.jsonl"], browses: false)
      #expect(elsewhere.status == 0, "\(elsewhere.talk)")
      #expect(try await emulated.changes().count == changes.count)
    }
  }
}
