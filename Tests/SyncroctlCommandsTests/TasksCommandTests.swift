import ConsoleEmulator
import Foundation
import TestSupport
import Testing

/// A change that is left for a person, from `apply` to the proof that it was done: as an operator goes about it.
@Suite struct TasksCommandTests {
  private static func roster(_ layout: EmulatedLayout) -> String {
    layout == .technicians
      ? """
      roles:
        helpdesk: [Tickets/*]
      technicians:
        - { email: nina.park@acme.example, first_name: Nina, last_name: Park, role: helpdesk }
      """
      : """
      technicians:
        - { email: samuel.lopez@acme.example, name: Samuel Lopez, state: deactivated }
      """
  }

  private static func mutant(_ layout: EmulatedLayout) -> Mutant {
    layout == .technicians
      ? Mutant(.renamed, path: "^/technicians/new$", css: ".bhv-create-technician")
      : Mutant(.renamed, path: "^/users$", css: ".bhv-disable-user")
  }

  private static func doByHand(_ emulated: Emulated) async throws {
    try await Control.mutate(nil, of: emulated.emulator.controlURL)
    // With a journal of its own: this stands for a person.
    let run =
      emulated.layout == .technicians
      ? try await emulated.syncroctl("apply", "team.yaml", "--yes", admin: 2)
      : try await emulated.syncroctl("technicians", "deactivate", "samuel.lopez@acme.example", "--yes", admin: 2)
    #expect(run.status == 0, "\(run.talk)")
    try await Control.mutate(mutant(emulated.layout), of: emulated.emulator.controlURL)
  }

  private struct List: Decodable {
    struct Task: Decodable {
      let number: Int
      let change: String
      let email: String?
      let row: String
      let task: Body
    }
    struct Body: Decodable {
      let steps: [Step]
      let checks: [Step]
    }
    struct Step: Decodable {
      let act: String
      let text: String
      let address: String?
      let element: String?
      let words: [String]
      let value: String?
      let boxes: [String]
    }
    let run: String
    let console: String
    let next: String
    let tasks: [Task]
  }

  @Test(arguments: EmulatedLayout.allCases) func isLeftListedDoneByHandAndProved(_ layout: EmulatedLayout) async throws {
    try await Emulated.run(layout) { emulated in
      let program = emulated.program
      let here = ["SYNCROCTL_STATE_DIR": program.folder.appending(path: "state").path]
      _ = try program.file("team.yaml", Self.roster(layout))
      #expect(try await emulated.syncroctl("plan", "team.yaml", "-o", "team.plan", with: here).status == 2)
      try await Control.mutate(Self.mutant(layout), of: emulated.emulator.controlURL)

      let applied = try await emulated.syncroctl("apply", "team.plan", "--yes", admin: 1, with: here)
      #expect(applied.status == 6, "\(applied.talk)")
      #expect(applied.talk.contains("error: 1 of 1 left for a person\n"))
      #expect(
        applied.talk.contains("\nNothing was changed. Do by hand what the tasks say, or give the new wording with --selectors FILE, "))
      #expect(applied.talk.contains(" then: syncroctl resume "))
      #expect(applied.output.contains("\nFor a person: 1 task of run "))
      #expect(applied.output.contains("\n  1. Open \(emulated.emulator.consoleURL)/"))
      #expect(applied.output.contains("team.yaml:"))
      #expect(try await emulated.changes().isEmpty)

      let listed = try await program.run(["tasks"], here, browses: false)
      #expect(listed.status == 0, "\(listed.talk)")
      #expect(applied.output.contains(listed.output.trimmingCharacters(in: .newlines)))
      let json: List = try await program.run(["tasks", "latest", "--format", "json"], here, browses: false).json()
      #expect(json.console == emulated.emulator.consoleURL)
      #expect(json.next == "syncroctl resume \(json.run)")
      let task = try #require(json.tasks.first)
      #expect(task.email == (layout == .technicians ? "nina.park@acme.example" : "samuel.lopez@acme.example"))
      #expect(task.task.steps.contains { $0.words == [layout == .technicians ? "Create Technician" : "Disable User"] })
      let csv = try await program.run(["tasks", json.run, "--format", "csv"], here, browses: false)
      #expect(csv.output.split(separator: "\r\n").count == 1 + task.task.steps.count + task.task.checks.count)
      let kept = program.evidence.appending(path: json.run)
      #expect(try JSONDecoder().decode(List.self, from: Data(contentsOf: kept.appending(path: "tasks.json"))).run == json.run)
      #expect(try String(contentsOf: kept.appending(path: "tasks.txt"), encoding: .utf8) == listed.output)
      let runs = try await program.run(["runs"], here, browses: false)
      #expect(runs.output.contains("unfinished, 1 for a person: syncroctl tasks \(json.run)"))
      let page = try await program.run(["report", "latest", "--format", "html", "-o", "open.html"], here, browses: false)
      #expect(page.status == 0)
      let html = try String(contentsOf: program.folder.appending(path: "open.html"), encoding: .utf8)
      #expect(html.contains("To do by hand:"))

      try await Self.doByHand(emulated)
      let byHand = try await emulated.changes().count
      let resumed = try await emulated.syncroctl("resume", "--yes", admin: 3, with: here)
      #expect(resumed.status == 0, "\(resumed.talk)")
      #expect(resumed.output.contains("done by hand, read back"))
      #expect(try await emulated.changes().count == byHand)

      #expect(try await program.run(["tasks"], here, browses: false).output == "Nothing is left for a person of run \(json.run).\n")
      #expect(try await program.run(["evidence", "verify", "latest"], here, browses: false).status == 0)
      let report = try await program.run(["report", "latest"], here, browses: false)
      #expect(report.output.contains("done by hand"))
      #expect(report.output.contains("1 of 1 change done"))
      let again = try await emulated.syncroctl("apply", "team.plan", "--yes", admin: 3, with: here)
      #expect(again.status == 4, "\(again.talk)")
    }
  }

  @Test func applyingThePlanAgainGoesOnWithTheRun() async throws {
    try await Emulated.run(.technicians) { emulated in
      let here = ["SYNCROCTL_STATE_DIR": emulated.program.folder.appending(path: "state").path]
      _ = try emulated.program.file("team.yaml", Self.roster(.technicians))
      #expect(try await emulated.syncroctl("plan", "team.yaml", "-o", "team.plan", with: here).status == 2)
      try await Control.mutate(Self.mutant(.technicians), of: emulated.emulator.controlURL)
      #expect(try await emulated.syncroctl("apply", "team.plan", "--yes", admin: 1, with: here).status == 6)
      // An override has the new word, and what it is now known by.
      let pack = try emulated.program.file(
        "own.yaml",
        """
        format: 1
        layout: technicians
        pages:
          new_technician:
            elements:
              submit:
                - { role: button, name: Zubrow }
        """)
      let again = try await emulated.syncroctl("apply", "team.plan", "--yes", "--selectors", pack, admin: 2, with: here)
      #expect(again.status == 0, "\(again.talk)")
      #expect(again.talk.contains("began this plan and did not do all of it: going on with it"))
      #expect(!again.output.contains("by hand"))
      #expect(try await emulated.changes().filter { $0.action == "technician.create" }.count == 1)
    }
  }

  @Test func ofNoRunIsAMistake() async throws {
    try await Program.inPlace { program in
      let run = try await program.run(["tasks", "yesterday"], browses: false)
      #expect(run.status == 64)
      #expect(run.talk.contains(#"no run is called "yesterday""#))
    }
  }
}
