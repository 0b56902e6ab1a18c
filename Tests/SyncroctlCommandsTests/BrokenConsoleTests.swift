import ConsoleEmulator
import Foundation
import TestSupport
import Testing

/// Consoles that are down, slow, none, or not as they were; and accounts that are not let in. With a real browser.
@Suite struct BrokenConsoleTests {
  private static let account = [
    "SYNCROCTL_LAYOUT": "technicians", "SYNCROCTL_EMAIL": "robot@acme.example", "SYNCROCTL_PASSWORD": "canary-password",
    "SYNCROCTL_TOTP_SECRET": "ABCDEFGH",
  ]

  @Test func nobodyListens() async throws {
    let run = try await Program.inPlace { program in
      // The discard port: nothing of this machine listens there.
      try await program.run(["technicians", "list"], Self.account.merging(["SYNCROCTL_CONSOLE": "http://127.0.0.1:9009"]) { $1 })
    }
    #expect(run.status == 1)
    #expect(run.output == "")
    #expect(run.talk.contains("\nerror: the console does not answer at http://127.0.0.1:9009\n"))
    #expect(run.talk.contains("\nNothing was changed. Check the address"))
  }

  @Test func notAConsole() async throws {
    let server = StubServer { _ in ("text/html", "<html><title>Hello</title><body>hello</body></html>") }
    defer { server.close() }
    let run = try await Program.inPlace { program in
      try await program.run(["technicians", "list"], Self.account.merging(["SYNCROCTL_CONSOLE": "http://127.0.0.1:\(server.port)"]) { $1 })
    }
    #expect(run.status == 6)
    #expect(
      run.talk.contains("\nerror: the sign-in page is not as the selector pack says\n  page \"Hello\", http://127.0.0.1:\(server.port)/"))
    #expect(run.talk.contains("\nNothing was changed."))
  }

  @Test func aSlowConsoleIsWaitedFor() async throws {
    try await Emulated.run(.users) {
      $0.technicians = 12
      $0.responseDelay = .milliseconds(300)
    } _: { emulated in
      let run = try await emulated.syncroctl("technicians", "show", "alex.kim@acme.example")
      #expect(run.status == 0)
      #expect(run.output.hasPrefix("Alex Kim <alex.kim@acme.example>"))
    }
  }

  @Test func aWrongPassword() async throws {
    try await Emulated.run(.users) {
      $0.technicians = 12
    } _: { emulated in
      let run = try await emulated.syncroctl("technicians", "list", with: ["SYNCROCTL_PASSWORD": "canary-password"])
      #expect(run.status == 5)
      #expect(run.talk.contains("\nerror: the console did not accept the email and password of robot@acme.example\n  it says: "))
      #expect(run.talk.contains("\nNothing was changed. Check the password"))
      #expect(run.talk.hasSuffix(" (exit 5)\n"))
      #expect(!run.talk.contains("canary-password"))
    }
  }

  @Test func aWrongSecretForOneTimeCodes() async throws {
    try await Emulated.run(.technicians) {
      $0.technicians = 12
    } _: { emulated in
      let run = try await emulated.syncroctl("technicians", "list", with: ["SYNCROCTL_TOTP_SECRET": "ABCDEFGHABCDEFGH"])
      #expect(run.status == 5)
      #expect(run.talk.contains("\nerror: the console did not accept the one-time code\n  it says: "))
      #expect(!run.talk.contains("ABCDEFGH"))
      let none = try await emulated.syncroctl("technicians", "list", with: ["SYNCROCTL_TOTP_SECRET": ""])
      #expect(none.status == 5)
      #expect(
        none.talk.contains(
          "\nerror: the console asked for a one-time code and there is none to give\nNothing was changed. Set SYNCROCTL_TOTP_SECRET"))
    }
  }

  @Test func aRenamedButton() async throws {
    try await Emulated.run(.technicians) {
      $0.wording["technician.deactivate"] = "Turn off"
    } _: { emulated in
      // This account knows the button by its word alone.
      let pack = try emulated.program.file(
        "own.yaml",
        """
        format: 1
        layout: technicians
        pages:
          technician:
            elements:
              deactivate:
                - { role: button, name: [Deactivate, Disable] }
                - text: Deactivate
        """)
      let email = "alex.kim@acme.example"
      let run = try await emulated.syncroctl("technicians", "deactivate", email, "--yes", "--selectors", pack)
      #expect(run.status == 6)
      #expect(
        run.talk.contains(
          "error: 1 of 1 left for a person\n  deactivate \(email): the page of \(email) is not as the selector pack says\n    page \"")
      )
      #expect(run.talk.contains("\n    technician.deactivate: not found\n"))
      #expect(run.talk.split(separator: "\n").count { $0.hasSuffix("0 matches") } == 2)
      #expect(run.talk.contains("\nNothing was changed. "))
      #expect(run.talk.hasSuffix(" (exit 6)\n"))
      #expect(run.output.hasPrefix("For a person: 1 task of run "))
      #expect(run.output.contains(#" Press "Deactivate" or "Disable""#))
      #expect(try await emulated.changes().isEmpty)

      // The shipped pack still finds it by its hook, which is too little for a click.
      let withHook = try await emulated.syncroctl("technicians", "deactivate", email, "--yes", admin: 1)
      #expect(withHook.status == 6)
      #expect(withHook.talk.contains("technician.deactivate: found by one candidate alone, and not by its words: too little for a click"))
      #expect(try await emulated.changes().isEmpty)
    }
  }

  @Test func secretsAreInNoOutputAndNoFile() async throws {
    try await Emulated.run(.users) {
      $0.technicians = 12
    } _: { emulated in
      let run = try await emulated.syncroctl("technicians", "deactivate", "alex.kim@acme.example", "--yes", "--verbose")
      #expect(run.status == 0)
      let environment = try await emulated.environment()
      let secrets = [environment["SYNCROCTL_PASSWORD"], environment["SYNCROCTL_TOTP_SECRET"]].compactMap(\.self)
      #expect(secrets.count == 2)
      var texts = [run.output, run.talk]
      let files =
        FileManager.default.enumerator(at: emulated.program.folder, includingPropertiesForKeys: nil)?.compactMap { $0 as? URL } ?? []
      #expect(files.contains { $0.lastPathComponent == "summary.json" })
      for file in files {
        guard let data = try? Data(contentsOf: file) else { continue }
        texts.append(String(decoding: data, as: UTF8.self))
      }
      for secret in secrets { #expect(!texts.contains { $0.contains(secret) }) }
      // One-time codes are six digits that stand alone; the only other such numbers are in pictures.
      let codes = [run.output, run.talk].flatMap { $0.matches(of: /\b[0-9]{6}\b/).map { String($0.output) } }
      #expect(codes == [])
    }
  }
}
