import ConsoleEmulator
import Foundation
import TestSupport
import Testing

/// Whatever a run leaves on the disk, no secret of any kind is in it: recording, pictures, trace, log, evidence, results, and what is left of a run that was killed.
@Suite struct CanaryTests {
  @Test(arguments: EmulatedLayout.allCases) func noSecretIsLeftAnywhere(_ layout: EmulatedLayout) async throws {
    let began = Date()
    try await Emulated.run(layout, { $0.robotPassword = Canary.password }) { emulated in
      let program = emulated.program
      let roster = try program.file(
        "team.yaml",
        """
        version: 1
        roles:
          helpdesk: [Tickets/List/Search]
        technicians:
          - { email: nina.park@acme.example, first_name: Nina, last_name: Park, role: helpdesk }
          - { email: samuel.lopez@acme.example, name: Samuel Lopez, state: deactivated }
        """)
      let run = try await emulated.syncroctl(
        "apply", roster, "--yes", "--verbose", "--record", "run.jsonl", "--keep-names", "--keep-pictures", "--trace", "trace.json")
      #expect(run.status == 0, "\(run.lastLines)")
      _ = try program.file("run.log", run.talk + run.output)

      // As another admin, who has a code left; killed in the middle of it: what was recorded by then is not on the disk.
      let crash = try await program.watch(
        ["technicians", "list", "--verbose", "--record", "crash.jsonl", "--trace", "crash-trace.json"], emulated.environment(admin: 1)
      ) { line, send in
        if line.hasPrefix("Signed in as") { send(SIGKILL) }
      }
      #expect(crash.status == 1000 + SIGKILL)
      _ = try program.file("crash.log", crash.talk)
      // The guardian takes browser and profile away; what is searched is what stays.
      while !Leftovers.folders(in: program.temporary).isEmpty || !Leftovers.processes(mentioning: program.folder.path).isEmpty {
        await Task.yield()
      }

      var canary = Canary()
      try canary.take(try await emulated.state(), robot: "robot@acme.example", moments: began...Date())
      #expect(
        canary.kinds.isSuperset(of: [
          "password", "one-time-code secret", "one-time code", "recovery code", "API token", "temporary password",
        ]))
      let found = try canary.found(below: program.folder)
      #expect(found.files > 10)
      #expect(found.hits == [])
      #expect(!FileManager.default.fileExists(atPath: program.folder.appending(path: "crash.jsonl").path))
    }
  }
}
