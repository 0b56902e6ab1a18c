import Foundation
import Provisioning
import Technicians
import Testing

/// `syncroctl evidence`, on folders that a run has left.
@Suite struct EvidenceCommandTests {
  /// A sealed folder of a run in which nothing was done.
  private func seal(_ program: Program, _ key: SigningKey, began: Date = Date(timeIntervalSince1970: 1_795_444_267)) throws
    -> EvidenceFolder
  {
    let folder = try EvidenceFolder(in: program.evidence, now: began)
    let robot = try EmailAddress("robot@acme.example")
    let person = Technician(
      id: TechnicianID(rawValue: "7"), email: try EmailAddress("lee.wong@acme.example"), name: PersonName(full: "Lee Wong"))
    let change = Change(
      subject: .person(id: person.id, email: person.email, name: person.name), action: .reactivate, rosterLocation: .commandLine)
    let plan = try PlanFile(
      made: began, expires: began, author: "alice", console: "https://acme.example", pack: "", roster: [], limits: GuardSettings(),
      verdicts: [], plan: .single(change, address: "acme.example", layout: "users", signedInAs: robot))
    try folder.begin(
      RunHeader(
        id: folder.run, console: "https://acme.example", layout: "users", signedInAs: robot, operator: "alice", host: "desk", process: 1,
        began: began, plan: plan))
    let summary = try JSONDecoder().decode(RunSummary.self, from: Data(#"{"results":[],"seconds":1}"#.utf8))
    try folder.end(summary, at: began, seal: key)
    return folder
  }

  private struct Result: Decodable {
    struct Finding: Decodable {
      let kind: String
      let file: String
      let line: Int?
    }
    let folder: String
    let run: String?
    let whole: Bool
    let findings: [Finding]
  }

  @Test func whatThisMachineSealedIsVerifiedWithItsOwnKey() async throws {
    try await Program.inPlace { program in
      let state = program.folder.appending(path: "state").path
      let environment = ["SYNCROCTL_STATE_DIR": state]
      let printed = try await program.run(["evidence", "key"], environment, browses: false)
      #expect(printed.status == 0, "\(printed.talk)")
      let key = try SigningKey.read(URL(fileURLWithPath: state).appending(path: "evidence.key"))
      #expect(printed.output == "\(key.publicKey)\n")
      #expect(printed.talk == "Fingerprint: \(key.publicKey.fingerprint)\n")

      let folder = try seal(program, key)
      for name in ["runs/\(folder.run)", "runs/\(folder.run)/", "\(folder.run)"] {
        let run = try await program.run(["evidence", "verify", name], environment, browses: false)
        #expect(run.status == 0, "\(run.talk)")
        #expect(run.output == "runs/\(folder.run): as it was: 2 entries, 3 files, sealed by \(key.publicKey)\n")
        #expect(run.talk.hasPrefix("Verifying with this machine's own key: \(key.publicKey)"))
      }
    }
  }

  @Test func eachFindingIsALine() async throws {
    try await Program.inPlace { program in
      let key = try SigningKey(newFor: "evidence")
      let (good, bad) = (try seal(program, key), try seal(program, key))
      try Data("{}".utf8).write(to: bad.url.appending(path: "plan.json"))
      try Data("x".utf8).write(to: bad.url.appending(path: "note.txt"))
      let file = try program.file("machine.pub", "\(key.publicKey)\n")
      let arguments = ["evidence", "verify", "runs/\(good.run)", "runs/\(bad.run)", "--key", file]
      let run = try await program.run(arguments, browses: false)
      #expect(run.status == 1)
      let lines = run.output.split(separator: "\n")
      #expect(lines.count == 3)
      #expect(lines.first?.hasPrefix("runs/\(good.run): as it was") == true)
      #expect(lines.dropFirst().first?.hasPrefix("runs/\(bad.run)/plan.json: edited: its content was changed: 2 bytes") == true)
      #expect(lines.last == "runs/\(bad.run)/note.txt: extra: no entry names it; expected: only files that the log names")
      #expect(run.talk == "error: 1 of 2 folders do not prove what they should (exit 1)\n")

      let results = try await program.run(arguments + ["--format", "json"], browses: false).json(as: [Result].self)
      #expect(results.map(\.whole) == [true, false])
      #expect(results.last?.findings.map(\.kind) == ["edited", "extra"])
      let csv = try await program.run(arguments + ["--format", "csv"], browses: false).output
      #expect(csv.hasPrefix("folder,run,kind,file,line,found,expected\r\nruns/\(bad.run),\(bad.run),edited,plan.json,,"))
    }
  }

  @Test func aSealByAnotherKeyFails() async throws {
    try await Program.inPlace { program in
      let folder = try seal(program, try SigningKey(newFor: "evidence"))
      let other = try SigningKey(newFor: "evidence").publicKey
      let run = try await program.run(["evidence", "verify", "runs/\(folder.run)", "--key", "\(other)"], browses: false)
      #expect(run.status == 1)
      #expect(run.output.hasPrefix("runs/\(folder.run)/seal.json: wrong key: it was made with the key ed25519:"))
    }
  }

  @Test(arguments: [
    (["nowhere"], "there is no evidence folder \"nowhere\""), (["2026-11-23T14-31-07Z"], "there is no evidence folder"),
    (["."], "this machine has no key that it seals evidence with"),
    ([".", "--key", "ed25519:x"], "\"ed25519:x\" is not a public key"), ([".", "--key", "no.pub"], "there is no key file \"no.pub\""),
  ])
  func whatCannotBeLookedAtIsSaid(arguments: [String], expected: String) async throws {
    let run = try await Program.inPlace { try await $0.run(["evidence", "verify"] + arguments, browses: false) }
    #expect(run.status == 64)
    #expect(run.talk.hasPrefix("error: \(expected)"), "\(run.talk)")
    #expect(run.output == "")
  }
}
