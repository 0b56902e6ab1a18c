import ArgumentParser
import Foundation
import Provisioning
import Technicians
import Testing

@testable import SyncroctlCommands

/// `keys`, `approve`, and where a policy is found. Nothing here starts a browser.
@Suite struct ApprovalCommandsTests {
  /// A plan that the guard of deactivations refuses, as `plan -o` writes it.
  private func plan(author: String = "dave", holdsFor seconds: Double = 86_400, refused: Bool = true) throws -> PlanFile {
    let people = try (0..<9).map {
      Technician(
        id: TechnicianID(rawValue: "\(100 + $0)"), email: try EmailAddress("t\($0)@acme.example"), name: PersonName(full: "Tech \($0)"),
        permissions: [])
    }
    let robot = try EmailAddress("robot@acme.example")
    let snapshot = ConsoleSnapshot(
      technicians: people + [Technician(email: robot, name: PersonName(full: "Robot"), kind: .admin)], offeredPermissions: [],
      seats: SeatUsage(active: 10, pricePerMonth: Money(cents: 12_900), source: .console), signedInAs: robot,
      capabilities: ConsoleCapabilities(name: .full, permissions: .technician), address: "acme.example", layout: "technicians")
    let rows = (0..<(refused ? 3 : 1)).map { "  - {email: t\($0)@acme.example, name: Tech \($0), state: deactivated}" }
    let roster = try RosterReader.parse(text: "technicians:\n" + rows.joined(separator: "\n"), fileName: "team.yaml")
    let plan = try Planner.plan(roster: roster, snapshot: snapshot)
    let made = Date(timeIntervalSinceNow: -60)
    return try PlanFile(
      made: made, expires: made.addingTimeInterval(seconds), author: author, console: "https://acme.example", pack: "pack", roster: ["r"],
      limits: GuardSettings(), verdicts: Guards.check(plan: plan, snapshot: snapshot), plan: plan)
  }

  /// A place with Alice's key, a policy that knows it, and a plan of Dave's.
  private func inPlace(_ plan: PlanFile, _ body: @Sendable (Program) async throws -> Void) async throws {
    try await Program.inPlace { program in
      let made = try await program.run(["keys", "new", "alice@acme.example"], ["SYNCROCTL_OPERATOR": "alice"], browses: false)
      #expect(made.status == 0)
      let approver = made.output.split(separator: "\n").map { "  \($0)" }.joined(separator: "\n")
      _ = try program.file("policy.yaml", "version: 1\napprovers:\n\(approver)\nvalid_for: 12h\n")
      _ = try program.file("team.plan", String(decoding: try plan.data(), as: UTF8.self))
      try await body(program)
    }
  }

  private func key(_ program: Program) -> String { program.home.appending(path: ".config/syncroctl/keys/alice@acme.example.key").path }

  private func approve(_ program: Program, _ more: String..., environment: [String: String] = [:]) async throws -> Program.Run {
    try await program.run(
      ["approve", "team.plan", "--key", key(program)] + more, ["SYNCROCTL_POLICY": "policy.yaml"].merging(environment) { _, new in new },
      browses: false)
  }

  private func approvals(_ program: Program) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: program.folder.path).filter { $0.hasSuffix(".approval") }.sorted()
  }

  // MARK: Keys

  @Test func aNewKeyIsKeptAndShown() async throws {
    try await Program.inPlace { program in
      let new = try await program.run(["keys", "new", "alice@acme.example"], ["SYNCROCTL_OPERATOR": "alice"], browses: false)
      let file = key(program)
      #expect(new.status == 0)
      #expect(
        new.output.wholeMatch(
          of: /# ([0-9a-f]{4} ){7}[0-9a-f]{4}\nalice@acme\.example:\n  key: "ed25519:[A-Za-z0-9+\/]{43}="\n  users: \["alice"\]\n/) != nil)
      #expect(new.talk.hasPrefix("The private key is in \(file): keep it, and give it to nobody.\n"))
      #expect((try FileManager.default.attributesOfItem(atPath: file)[.posixPermissions] as? NSNumber)?.intValue == 0o600)
      let secret = try #require(try String(contentsOf: URL(fileURLWithPath: file), encoding: .utf8).split(separator: ":").last)
      #expect(!(new.output + new.talk).contains(secret.prefix(20)))

      let show = try await program.run(["keys", "show", file], ["SYNCROCTL_OPERATOR": "alice"], browses: false)
      #expect(show.output == new.output)
      let again = try await program.run(["keys", "new", "alice@acme.example"], browses: false)
      #expect(again.status == 64)
      #expect(again.talk.hasPrefix("error: there is a key file \(file) already, and none is ever overwritten\nNothing was changed."))

      try FileManager.default.setAttributes([.posixPermissions: 0o644], ofItemAtPath: file)
      let open = try await program.run(["keys", "show", file], browses: false)
      #expect(open.status == 64)
      #expect(open.talk.contains("can be read or written by others than its owner"))
      #expect(open.talk.contains("chmod 600 \(file)"))
    }
  }

  @Test func aKeyCanBeKeptElsewhere() async throws {
    try await Program.inPlace { program in
      let new = try await program.run(["keys", "new", "bob@acme.example", "--folder", "mine", "--quiet"], browses: false)
      #expect(new.status == 0)
      #expect(new.talk == "")
      #expect(FileManager.default.fileExists(atPath: program.folder.appending(path: "mine/bob@acme.example.key").path))
      let bad = try await program.run(["keys", "new", "bob"], browses: false)
      #expect(bad.status == 64)
      #expect(bad.talk.hasPrefix("error: \"bob\" is no email to name a key by: it has no @\n"))
    }
  }

  // MARK: Approve

  @Test func aPlanIsShownAndApproved() async throws {
    let plan = try plan()
    try await inPlace(plan) { program in
      let run = try await approve(program, "--lift", "deactivations", "--yes")
      #expect(run.status == 0)
      #expect(run.output == "")
      #expect(run.talk.contains("- deactivate  t0@acme.example"))
      #expect(run.talk.contains("Digest   \(plan.digest)"))
      #expect(run.talk.contains("  deactivations: 3 deactivations, the limit is 2\n    you lift it\n"))
      #expect(run.talk.hasSuffix(": team.plan.alice@acme.example.approval\nNext: syncroctl apply team.plan\n"))
      #expect(try approvals(program) == ["team.plan.alice@acme.example.approval"])

      let found = try ApprovalFiles.beside(program.folder.appending(path: "team.plan"))
      let policy = try PolicyReader.read(path: program.folder.appending(path: "policy.yaml").path)
      let accepted = try ApprovalCheck.check(plan: plan, approvals: found, policy: policy, now: Date()) { _ in nil }
      #expect(accepted.lifted == [.deactivations])
      #expect(accepted.used.map(\.approver) == ["alice@acme.example"])
      let span = try #require(found.first).expires.timeIntervalSince(try #require(found.first).given)
      #expect(span == 12 * 3600)
    }
  }

  @Test func withoutATerminalOrYesNothingIsSigned() async throws {
    try await inPlace(plan()) { program in
      let run = try await approve(program)
      #expect(run.status == 64)
      #expect(run.talk.contains("Approve 3 changes on https://acme.example as alice@acme.example?"))
      #expect(run.talk.contains("    stays refused, unless somebody lifts it: --lift deactivations\n"))
      #expect(try approvals(program) == [])
    }
  }

  @Test func whatMayNotBeApproved() async throws {
    try await inPlace(plan(author: "alice")) { program in
      let run = try await approve(program, "--yes")
      #expect(run.status == 4)
      #expect(run.talk.contains("own plan: alice@acme.example cannot approve a plan of their own (made by alice)"))
      #expect(try approvals(program) == [])
    }
    try await inPlace(plan(holdsFor: 30)) { program in
      let run = try await approve(program, "--yes")
      #expect(run.status == 4)
      #expect(run.talk.contains("  expired: the plan has expired ("))
      // Without a policy nobody can approve.
      let bare = try await approve(program, "--yes", environment: ["SYNCROCTL_POLICY": ""])
      #expect(bare.status == 4)
      #expect(bare.talk.contains("unknown approver: the policy knows no approver \"alice@acme.example\"\n    There is no policy"))
      #expect(try approvals(program) == [])
    }
  }

  @Test func onlyAGuardThatRefusesCanBeLifted() async throws {
    try await inPlace(plan(refused: false)) { program in
      let run = try await approve(program, "--yes", "--lift", "last-admin")
      #expect(run.status == 64)
      #expect(
        run.talk.hasPrefix("error: --lift last-admin: that guard does not refuse this plan\nNothing was changed. No guard refuses it."))
      let word = try await approve(program, "--yes", "--lift", "lastadmin")
      #expect(word.status == 64)
      #expect(word.talk.contains("there is no guard \"lastadmin\"; did you mean \"last-admin\"?"))
      let long = try await approve(program, "--yes", "--valid", "13h")
      #expect(long.status == 64)
      #expect(long.talk.contains("--valid is 13h, and the policy lets an approval hold for 12h at the most"))
      let wrong = try await approve(program, "--yes", "--valid", "soon")
      #expect(wrong.status == 64)
      #expect(try approvals(program) == [])
      let named = try await approve(program, "--yes", "--valid", "2h", "-o", "mine.approval", "--quiet")
      #expect(named.status == 0)
      #expect(named.talk == "")
      #expect(try approvals(program) == ["mine.approval"])
    }
  }

  @Test func anEditedPlanIsNotApproved() async throws {
    let plan = try plan()
    try await inPlace(plan) { program in
      let text = String(decoding: try plan.data(), as: UTF8.self).replacing("t0@acme.example", with: "t8@acme.example")
      _ = try program.file("team.plan", text)
      let run = try await approve(program, "--yes")
      #expect(run.status == 64)
      #expect(run.talk.contains("team.plan was edited after it was made"))
      let none = try await program.run(["approve", "no.plan", "--key", key(program)], browses: false)
      #expect(none.status == 64)
      #expect(none.talk.contains("there is no plan "))
    }
  }

  // MARK: Policy and operator

  @Test func aPolicyIsFoundWhereItIs() async throws {
    try await Program.inPlace { program in
      let environment = ["HOME": program.home.path]
      let options = try PolicyOptions.parse([])
      #expect(try options.read(environment: environment).policy == .standard)
      #expect(try options.read(environment: environment).file == nil)

      let folder = program.home.appending(path: ".config/syncroctl")
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
      let usual = folder.appending(path: "policy.yaml")
      try Data("version: 1\nguards: {deactivations: 7}\n".utf8).write(to: usual)
      #expect(try options.read(environment: environment).policy.guards.maxDeactivations == 7)

      let other = try program.file("other.yaml", "version: 1\nguards: {deactivations: 8}\n")
      let named = environment.merging(["SYNCROCTL_POLICY": other]) { _, new in new }
      #expect(try options.read(environment: named).policy.guards.maxDeactivations == 8)
      let third = try program.file("third.yaml", "version: 1\nguards: {deactivations: 9}\n")
      #expect(try PolicyOptions.parse(["--policy", third]).read(environment: named).policy.guards.maxDeactivations == 9)

      // A policy that is meant and cannot be read is never passed over.
      let missing = environment.merging(["SYNCROCTL_POLICY": other + "x"]) { _, new in new }
      #expect(throws: RosterMistakes.self) { try options.read(environment: missing) }
      try FileManager.default.removeItem(at: usual)
      try FileManager.default.createSymbolicLink(atPath: usual.path, withDestinationPath: other + "x")
      #expect(throws: RosterMistakes.self) { try options.read(environment: environment) }
    }
  }

  @Test func whoMakesAPlanIsTheUserOrWhoeverIsNamed() {
    #expect(Operator.name(["SYNCROCTL_OPERATOR": " dave "]) == "dave")
    let user = getpwuid(getuid()).flatMap { $0.pointee.pw_name.map { String(cString: $0) } } ?? "user \(getuid())"
    for environment in [[:], ["SYNCROCTL_OPERATOR": ""], ["SYNCROCTL_OPERATOR": "  "], ["USER": "somebody"]] {
      #expect(Operator.name(environment) == user)
    }
  }

  @Test func aPlanCannotWriteOnTheApproversTerminal() throws {
    let plan = try plan(author: "dave\u{1B}[2J")
    let text = ApprovalQuestion(file: plan, lifts: [], approver: "alice").text
    #expect(text.contains("made by dave\\u{1B}[2J"))
    #expect(!text.contains("\u{1B}"))
  }
}
