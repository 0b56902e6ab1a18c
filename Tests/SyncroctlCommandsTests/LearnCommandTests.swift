import BrowserSupport
import ConsoleEmulator
import Foundation
import TestSupport
import Testing
import WebDriver

@testable import SyncroctlCommands

@Suite struct LearnCommandTests {
  /// Asks until the panel asks for `name`. It cannot be waited for in the page: the driver does one command of a session after the other, so
  /// that the program, which has yet to show the panel, would wait for us. For the same reason each question waits for the program's own.
  private func wait(for name: String, in session: Session) async throws {
    let source = "const it = document.querySelector('syncroctl-pointing'); return it ? it.syncroctl.order.name : ''"
    for _ in 1...5000 {
      if let asked: String = try? await session.execute(source), asked == name { return }
    }
    Issue.record("the panel never asked for \(name)")
  }

  @Test func commandsWorkWithWhatAPersonHasPointedAt() async throws {
    try await Emulated.run(.technicians) {
      $0.technicians = 12
      $0.wording = ["technician.deactivate": "Zubrow"]
    } _: { emulated in
      try await withRemoteDriver { driver in
        let json = String(decoding: JSONValue.object(driver.capabilities).bytes(secrets: .revealed), as: UTF8.self)
        let capabilities = try emulated.program.file("capabilities.json", json)
        let environment = try await emulated.environment()
        let (lines, told) = AsyncStream<String>.makeStream()
        let running = Task {
          defer { told.finish() }
          return try await emulated.program.watch(
            ["learn", "--write", "acme.yaml", "--webdriver", driver.url, "--webdriver-capabilities", capabilities], environment,
            browses: false
          ) { line, _ in told.yield(line) }
        }
        _ = await lines.first { $0 == "Looking at technician" }
        let session = try await driver.startedSession()
        try await wait(for: "technician.deactivate", in: session)
        try await PointingPerson(session).point(at: ".bhv-deactivate")
        let run = try await running.value
        #expect(run.status == 0, "\(run.talk)")
        #expect(run.talk.contains("technician.deactivate: the button \"Zubrow\", by hook bhv-deactivate; role button, name \"Zubrow\"\n"))
        #expect(run.talk.contains("Written: acme.yaml, with 1 entry. Add to every command: --selectors acme.yaml\n"))
        #expect(run.talk.contains("deactivate somebody         yes"))
        #expect(try await emulated.changes().isEmpty)
      }
      let text = try String(contentsOf: emulated.program.folder.appending(path: "acme.yaml"), encoding: .utf8)
      #expect(text.hasPrefix("# Learnt by pointing, on 127.0.0.1:"))
      #expect(text.contains("\nversion: learn\npages:\n  technician:\n    elements:\n      deactivate:\n"))
      let people = try await emulated.state().people
      let person = try #require(people.last { $0.kind == "technician" && $0.status == "active" })
      let done = try await emulated.syncroctl(
        "technicians", "deactivate", person.email, "--selectors", "acme.yaml", "--yes", admin: 1)
      #expect(done.status == 0, "\(done.talk)")
      #expect(try await emulated.changes().map(\.action) == ["technician.deactivate"])
    }
  }

  @Test func anInterruptKeepsWhatWasLearnt() async throws {
    try await Emulated.run(.technicians) {
      $0.technicians = 12
    } _: { emulated in
      // Who is signed in stands in a closed menu; it is told by the email.
      let broken = try emulated.program.file(
        "broken.yaml",
        """
        format: 1
        layout: technicians
        pages:
          frame: { elements: { account: { hidden: true, pattern: '(\\S+@\\S+)', candidates: [ { hook: bhv-zubrow } ] } } }
          technician: { elements: { deactivate: [ { hook: bhv-deactivate } ] } }
        """)
      let run = try await emulated.program.watch(
        ["learn", "--headless", "--write", "acme.yaml", "--selectors", broken], try await emulated.environment()
      ) { line, send in
        if line == "Looking at technician" { send(SIGINT) }
      }
      #expect(run.status == 130, "\(run.talk)")
      #expect(run.talk.contains("\nWritten: acme.yaml, with 1 entry."))
      let text = try String(contentsOf: emulated.program.folder.appending(path: "acme.yaml"), encoding: .utf8)
      #expect(text.contains("  frame:\n    elements:\n      account:\n"))
      #expect(try await emulated.changes().isEmpty)
    }
  }

  @Test func withoutADisplaySaysWhatToDo() async throws {
    let run = try await Program.inPlace { try await $0.run(["learn", "--write", "acme.yaml"], browses: false) }
    #expect(run.status == 64)
    #expect(
      run.talk == """
        error: there is no display to show a browser on: neither DISPLAY nor WAYLAND_DISPLAY is set
        Nothing was changed. Run it on a desktop, or over ssh -X. Where nobody can point, syncroctl doctor --write FILE makes suggestions by itself. (exit 64)

        """)
  }

  @Test(arguments: [
    (["--page", "technican"], "the pack has no page \"technican\""),
    (["--selectors", "acme.yaml", "--force"], "acme.yaml is in use with --selectors, and what it holds would be lost"),
    ([] as [String], "acme.yaml is there already"), (["--headed"], "--headed and --headless contradict each other"),
    (["--force", "--record", "session.jsonl"], "a person points at a live console, which is neither recorded nor played back"),
  ])
  func refusesBeforeABrowserIsStarted(_ arguments: [String], _ words: String) async throws {
    let run = try await Program.inPlace { program in
      _ = try program.file("acme.yaml", "format: 1\nlayout: users\nversion: mine\n")
      return try await program.run(
        ["learn", "--headless", "--write", "acme.yaml"] + arguments,
        [
          "SYNCROCTL_CONSOLE": "http://127.0.0.1:9", "SYNCROCTL_LAYOUT": "users", "SYNCROCTL_EMAIL": "robot@acme.example",
          "SYNCROCTL_PASSWORD": "secret",
        ], browses: false)
    }
    #expect(run.status == 64, "\(run.talk)")
    #expect(run.talk.contains(words), "\(run.talk)")
  }

  @Test func knowsADisplay() {
    #expect(Display.isThere(["DISPLAY": ":0"]))
    #expect(Display.isThere(["WAYLAND_DISPLAY": "wayland-0"]))
    #expect(!Display.isThere(["DISPLAY": ""]))
  }
}
