import ConsoleEmulator
import Foundation
import TestSupport
import Testing

/// The guards of the policy hold for every command that changes one person: refused with exit code 3, or 4 where an approval is wanted, and
/// nothing is changed.
@Suite struct SingleGuardsTests {
  private static let approver = """
    approvers:
      alice@acme.example: { key: "ed25519:Oz8gU/LRPs3nm4/fSM1qZigaupF/A+0pbf3q/ZrhjIA=", users: [alice] }
    """

  @Test(arguments: EmulatedLayout.allCases) func whatThePolicyForbidsIsNotDone(_ layout: EmulatedLayout) async throws {
    try await Emulated.run(layout) { emulated in
      let state = try await emulated.state()
      let active = try #require(state.people.first { $0.status == "active" && $0.kind != "admin" }).email
      let away = try #require(state.people.first { $0.status == "deactivated" && $0.kind != "admin" }).email
      let program = emulated.program
      let protecting = try program.file("protect.yaml", "version: 1\nprotect: [\(active)]\n")
      let full = try program.file("full.yaml", "version: 1\nguards: { seats: \(state.seats.active) }\n")
      let poor = try program.file("poor.yaml", "version: 1\nguards: { monthly_cost: 1.00 USD }\n")
      let asking = try program.file(
        "asking.yaml",
        "version: 1\n\(Self.approver)\napprovals:\n  - { changes: [create, reactivate, permissions, groups], approvers: 1 }\n")
      let change = layout == .users ? ["--group", "Admins"] : ["Invoices/Create"]
      let refusals: [(arguments: [String], status: Int32, says: String)] = [
        (["technicians", "deactivate", active, "--policy", protecting], 3, "a guard refused (protected): \(active) would be deactivated"),
        (["technicians", "reactivate", away, "--policy", full], 3, "a guard refused (seats): "),
        (["reactivate", away, "--policy", poor], 3, "a guard refused (monthly-cost): "),
        (["technicians", "add", "new@acme.example", "--name", "New One", "--policy", full], 3, "a guard refused (seats): "),
        (["technicians", "add", "new@acme.example", "--name", "New One", "--admin"], 3, "new@acme.example would be created as an admin"),
        (["onboard", "new@acme.example", "--name", "New One", "--admin"], 3, "--lift admin-promotion; syncroctl apply FILE"),
        (["reactivate", away, "--policy", asking], 4, "the policy wants an approval of create, reactivate, permissions, groups (\(away))"),
        (["permissions", "grant", active, "--policy", asking] + change, 4, "A single command has no approvals."),
      ]
      // One after the other, so that nobody has to wait for the next one-time code.
      let admins = state.people.count { $0.status == "active" && $0.kind == "admin" }
      let place = ["SYNCROCTL_STATE_DIR": program.folder.appending(path: "state").path]
      for (number, refusal) in refusals.enumerated() {
        let variables = try await emulated.environment(admin: number % admins).merging(place) { $1 }
        let run = try await program.run(refusal.arguments + ["--yes"], variables)
        #expect(run.status == refusal.status, "\(refusal.arguments): \(run.talk)")
        #expect(run.talk.contains(refusal.says), "\(run.talk)")
        #expect(run.talk.contains("Nothing was changed."))
      }
      #expect(try await emulated.changes().isEmpty)
      #expect(!FileManager.default.fileExists(atPath: program.evidence.path))
    }
  }

  /// Whoever names one person means that person: the limit of deactivations in 24 hours is for lists.
  @Test func oneMoreLeaverIsNotOneTooMany() async throws {
    try await Emulated.run(.technicians) { emulated in
      let place = ["SYNCROCTL_STATE_DIR": emulated.program.folder.appending(path: "state").path]
      let people = try await emulated.state().people.filter { $0.status == "active" && $0.kind != "admin" }.prefix(3)
      for person in people {
        let run = try await emulated.syncroctl("technicians", "deactivate", person.email, "--yes", with: place)
        #expect(run.status == 0, "\(run.talk)")
      }
      #expect(try await emulated.changes().count == 3)
    }
  }

  /// A deactivated admin is let in by an approved plan alone.
  @Test func anAdminIsNotLetInAgainByOneCommand() async throws {
    try await Emulated.run(.technicians) { emulated in
      let admin = try #require(try await emulated.state().people.last { $0.status == "active" && $0.kind == "admin" }).email
      let off = try await emulated.syncroctl("technicians", "deactivate", admin, "--yes")
      #expect(off.status == 0, "\(off.talk)")
      let on = try await emulated.syncroctl("reactivate", admin, "--yes", admin: 1)
      #expect(on.status == 3, "\(on.talk)")
      #expect(on.talk.contains("a guard refused (admin-promotion): \(admin) would be an admin again"))
      #expect(try await emulated.changes().count == 1)
    }
  }
}
