import ConsoleEmulator
import Foundation
import TestSupport
import Testing

/// Commands that are recorded on a live console, and played back by somebody who has nothing but the file.
@Suite struct RecordedCommandTests {
  @Test(arguments: EmulatedLayout.allCases) func aRunIsRecordedAndPlayedBackByAnybody(_ layout: EmulatedLayout) async throws {
    let (file, folder) = try await Emulated.run(layout) { emulated in
      let run = try await emulated.syncroctl(
        "technicians", "deactivate", "alex.kim2@acme.example", "--yes", "--record", "run.jsonl")
      #expect(run.status == 0, "\(run.lastLines)")
      #expect(run.talk.contains(" commands in run.jsonl. Look: syncroctl recordings show run.jsonl"))
      let url = emulated.program.folder.appending(path: "run.jsonl")
      let mode = try FileManager.default.attributesOfItem(atPath: url.path)[.posixPermissions] as? Int
      #expect(mode == 0o600)
      let kept = FileManager.default.temporaryDirectory.appending(path: "kept-\(UUID().uuidString.prefix(8))")
      try FileManager.default.createDirectory(at: kept, withIntermediateDirectories: true)
      let copy = kept.appending(path: "run.jsonl")
      try FileManager.default.copyItem(at: url, to: copy)
      return (copy, kept)
    }
    defer { try? FileManager.default.removeItem(at: folder) }

    let text = try String(contentsOf: file, encoding: .utf8)
    for own in ["acme.example", "alex.kim", "Alex Kim", "robot@", "Provisioning Robot", "127.0.0.1"] {
      #expect(!text.contains(own), "\(own)")
    }
    #expect(text.contains("@company-1.example"))

    // Elsewhere: no console, no account, no browser, another day.
    try await Program.inPlace { program in
      let nowhere = ["PATH": "/nonexistent"]
      let shown = try await program.run(["recordings", "show", file.path], nowhere, browses: false)
      #expect(shown.status == 0)
      #expect(shown.output.contains("deactivates person-"))
      let again = try await program.run(["recordings", "replay", file.path], nowhere, browses: false)
      #expect(again.status == 0, "\(again.lastLines)")
      #expect(again.talk.contains("1/1 deactivate  person-"))
      #expect(again.talk.contains("deactivated, read back"))
      #expect(!FileManager.default.fileExists(atPath: program.evidence.path))
    }
  }

  @Test func aPackOfOnesOwnIsNamedAgainForAReplay() async throws {
    try await Emulated.run(.users) { emulated in
      _ = try emulated.program.file(
        "acme.yaml", "format: 1\nextends: users\nlayout: acme\npages: { technicians: { paths: { active: '/users?own=1' } } }")
      let run = try await emulated.syncroctl("technicians", "list", "--layout", "acme.yaml", "--record", "run.jsonl")
      #expect(run.status == 0, "\(run.lastLines)")
      #expect(run.talk.contains("(layout acme)"))
      let nowhere = ["PATH": "/nonexistent"]
      let replay = ["technicians", "list", "--replay", "run.jsonl"]
      let unnamed = try await emulated.program.run(replay, nowhere, browses: false)
      #expect(unnamed.status == 64)
      #expect(
        unnamed.talk == """
          error: the recording is of the layout acme, which is not a shipped one
          Nothing was changed. Type the command itself with --replay, and name its pack: --layout FILE. (exit 64)

          """)
      let named = try await emulated.program.run(replay + ["--layout", "acme.yaml"], nowhere, browses: false)
      #expect(named.status == 0, "\(named.lastLines)")
      _ = try emulated.program.file("other.yaml", "format: 1\nextends: users\nlayout: other")
      let other = try await emulated.program.run(replay + ["--layout", "other.yaml"], nowhere, browses: false)
      #expect(
        other.talk == """
          error: the recording is of the layout acme, and other.yaml is of other
          Nothing was changed. Name the pack of that layout. (exit 64)

          """)
    }
  }

  @Test func aRosterTravelsInTheRecording() async throws {
    try await Emulated.run(.users) { emulated in
      let roster = try emulated.program.file(
        "team.yaml",
        """
        version: 1
        roles:
          helpdesk: [Tickets/List/Search]
        technicians:
          - { email: nina.park@acme.example, name: Nina Park, role: helpdesk }
          - { email: samuel.lopez@acme.example, name: Samuel Lopez, state: deactivated }
        """)
      let run = try await emulated.syncroctl("apply", roster, "--yes", "--record", "run.jsonl")
      #expect(run.status == 0, "\(run.lastLines)")
      let text = try String(contentsOf: emulated.program.folder.appending(path: "run.jsonl"), encoding: .utf8)
      for own in ["nina.park", "Nina Park", "Samuel Lopez", emulated.program.folder.path] { #expect(!text.contains(own), "\(own)") }
      let again = try await emulated.program.run(["recordings", "replay", "run.jsonl"], ["PATH": "/nonexistent"], browses: false)
      #expect(again.status == 0, "\(again.lastLines)")
      #expect(again.talk.contains("Done: "))
    }
  }

  @Test func aFailedRunIsRecordedToo() async throws {
    try await Emulated.run(.technicians) { emulated in
      let run = try await emulated.syncroctl("technicians", "show", "nobody@acme.example", "--record", "run.jsonl", "--keep-names")
      #expect(run.status == 1)
      let again = try await emulated.program.run(
        ["technicians", "show", "nobody@acme.example", "--replay", "run.jsonl"], ["PATH": "/nonexistent"], browses: false)
      #expect(again.status == 1)
      #expect(again.talk.contains("error: nobody on "))
    }
  }

  @Test func theSameConsoleIsNoDriftAndARenamedButtonIs() async throws {
    let (folder, baseline) = try await Emulated.run(.technicians) { emulated in
      let run = try await emulated.syncroctl("technicians", "permissions", "alex.kim@acme.example", "--record", "baseline.jsonl")
      #expect(run.status == 0, "\(run.lastLines)")
      let verified = try await emulated.syncroctl(
        "technicians", "permissions", "mei.dawson@acme.example", "--verify", "baseline.jsonl", admin: 1)
      #expect(verified.status == 0, "\(verified.lastLines)")
      #expect(verified.talk.contains("The console is as it was when baseline.jsonl was recorded"))
      let kept = FileManager.default.temporaryDirectory.appending(path: "kept-\(UUID().uuidString.prefix(8))")
      try FileManager.default.createDirectory(at: kept, withIntermediateDirectories: true)
      try FileManager.default.copyItem(
        at: emulated.program.folder.appending(path: "baseline.jsonl"), to: kept.appending(path: "baseline.jsonl"))
      return (kept, kept.appending(path: "baseline.jsonl").path)
    }
    defer { try? FileManager.default.removeItem(at: folder) }
    try await Emulated.run(.technicians, { $0.wording = ["signIn.submit": "Enter"] }) { emulated in
      let run = try await emulated.syncroctl("technicians", "permissions", "alex.kim@acme.example", "--verify", baseline)
      #expect(run.status == 6)
      #expect(run.talk.contains("error: the console has changed in 1 place"), "\(run.talk)")
      #expect(run.talk.contains("sign_in.submit"))
      #expect(run.talk.contains("Nothing was changed."))
    }
  }

  @Test func optionsThatContradictEachOtherAreToldBeforeAnythingIsDone() async throws {
    try await Program.inPlace { program in
      for (arguments, words) in [
        (["--record", "a", "--replay", "b"], "--record and --replay exclude each other"),
        (["--keep-names"], "--keep-names is for --record FILE"),
        (["--record", "a", "--keep-pictures"], "--keep-pictures needs --keep-names"),
        (["--replay", "nothing.jsonl"], "nothing.jsonl: the recording is not there"),
        (["--record", "no/such/folder/run.jsonl"], "no recording can be written to no/such/folder/run.jsonl"),
      ] {
        let run = try await program.run(
          ["technicians", "list"] + arguments,
          [
            "SYNCROCTL_CONSOLE": "https://a.example", "SYNCROCTL_LAYOUT": "users", "SYNCROCTL_EMAIL": "a@a.example",
            "SYNCROCTL_PASSWORD": "x",
          ],
          browses: false)
        #expect(run.status == 64, "\(arguments)")
        #expect(run.talk.contains(words), "\(run.talk)")
      }
    }
  }
}
