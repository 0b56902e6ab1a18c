import ConsoleEmulator
import Foundation
import TestSupport
import Testing

/// Bad input that is found before a browser is started: what is said, to the letter where it is ours, and the exit code.
@Suite struct BadInputTests {
  private static let account = [
    "SYNCROCTL_CONSOLE": "http://127.0.0.1:9", "SYNCROCTL_LAYOUT": "technicians", "SYNCROCTL_EMAIL": "robot@acme.example",
    "SYNCROCTL_PASSWORD": "canary-password",
  ]

  private func run(_ arguments: [String], _ environment: [String: String] = [:], without: [String] = []) async throws -> Program.Run {
    try await Program.inPlace { program in
      var variables = Self.account.merging(environment) { _, new in new }
      for name in without { variables[name] = nil }
      return try await program.run(arguments, variables, browses: false)
    }
  }

  @Test func aRosterWithSeveralMistakesShowsAll() async throws {
    let run = try await Program.inPlace { program in
      _ = try program.file(
        "team.yaml",
        """
        roles: {helpdesk: [Tickets/*]}
        technicians:
          - {email: nina.park, name: Nina Park, role: helpdesk}
          - {email: a@acme.example, name: "", role: helpdesk}
          - {email: b@acme.example, name: Bo Ek, role: helpdsek}
          - {email: B@acme.example, name: Bo Ek, role: helpdesk}
          - {email: c@acme.example, name: "\(String(repeating: "x", count: 300))", role: helpdesk}

        """)
      return try await program.run(["plan", "team.yaml"], browses: false)
    }
    #expect(run.status == 64)
    #expect(run.output == "")
    #expect(
      run.talk == """
        error: team.yaml has 5 mistakes; nothing was done
          team.yaml:3  technicians[0].email  "nina.park" has no @
          team.yaml:4  technicians[1].name   is empty
          team.yaml:5  technicians[2].role   no role "helpdsek"; did you mean "helpdesk"?
          team.yaml:6  technicians[3].email  the same as line 5 (B@acme.example)
          team.yaml:7  technicians[4].name   is 300 characters long; the most is 255
        (exit 64)

        """)
  }

  @Test func aRosterThatIsMissing() async throws {
    let run = try await run(["plan", "nowhere.yaml"])
    #expect(run.status == 64)
    #expect(run.talk.hasPrefix("error: nowhere.yaml "))
  }

  @Test func withoutAConsole() async throws {
    let run = try await run(["technicians", "list"], without: ["SYNCROCTL_CONSOLE"])
    #expect(run.status == 64)
    #expect(
      run.talk == """
        error: which console?
        Nothing was changed. Say --console https://acme.syncromsp.com, or set SYNCROCTL_CONSOLE. (exit 64)

        """)
  }

  @Test(arguments: [
    ("http://acme.syncromsp.com", "\"http://acme.syncromsp.com\" is not https"), ("https://acme.syncromsp.com/users", "has a path"),
    ("https://robot:canary-password@acme.syncromsp.com", "the address must not hold a user name or password"),
    ("http://127.0.0.1.evil.example", "is not https"), ("", "is not an address"), ("ftp://acme.example", "is not https"),
  ]) func addressesThatAreNone(_ address: String, _ words: String) async throws {
    let run = try await run(["seats", "--console", address])
    #expect(run.status == 64)
    #expect(run.talk.hasPrefix("error: "))
    #expect(run.talk.contains(words))
    #expect(run.talk.contains("\nNothing was changed. It comes from --console. (exit 64)\n"))
    #expect(!run.talk.contains("canary-password"))
  }

  @Test func withoutALayoutOrWithAnother() async throws {
    let none = try await run(["seats"], without: ["SYNCROCTL_LAYOUT"])
    #expect(none.status == 64)
    #expect(
      none.talk.hasPrefix("error: which layout does the console have?\nNothing was changed. Say --layout technicians or --layout users"))
    let other = try await run(["seats", "--layout", "person"])
    #expect(other.status == 64)
    #expect(other.talk.hasPrefix("error: there is no layout \"person\""))
  }

  @Test func withoutAnAccount() async throws {
    let run = try await run(["seats"], without: ["SYNCROCTL_PASSWORD"])
    #expect(run.status == 64)
    #expect(run.talk.hasPrefix("error: there is no account to sign in with: no password\nNothing was changed. Set SYNCROCTL_EMAIL, and "))
  }

  @Test func aSecretThatIsNotBase32IsNotShown() async throws {
    let run = try await run(["seats"], ["SYNCROCTL_TOTP_SECRET": "canary-0189"])
    #expect(run.status == 64)
    #expect(run.talk.hasPrefix("error: the one-time-code secret is not base32"))
    #expect(!run.talk.contains("canary"))
  }

  @Test func aSecretCommandThatFails() async throws {
    let run = try await run(["seats"], ["SYNCROCTL_TOTP_COMMAND": "echo canary-word; exit 7"], without: [])
    #expect(run.status == 64)
    #expect(
      run.talk.hasPrefix(
        "error: the command for account.totp failed (exited(7)): \"echo canary-word; exit 7\"\nNothing was changed. Try it in a shell"))
  }

  @Test func aConfigurationFileThatOthersCanRead() async throws {
    try await Program.inPlace { program in
      let file = try program.file("config.yaml", "account: {password: canary-password}", mode: 0o644)
      let run = try await program.run(["seats"], ["SYNCROCTL_CONFIG": file], browses: false)
      #expect(run.status == 64)
      #expect(
        run.talk == """
          error: the configuration file \(file) can be read by others than its owner
          Nothing was changed. Type: chmod 600 \(file) (exit 64)

          """)
    }
  }

  @Test func withoutDriverOrBrowser() async throws {
    let driver = try await run(["seats"], ["PATH": "/nowhere"])
    #expect(driver.status == 1)
    #expect(
      driver.talk == """
        error: no chromedriver found: SYNCROCTL_CHROMEDRIVER is not set, and there is no chromedriver on the PATH (looked in /nowhere). \
        Install both with: sudo apt-get install chromium chromium-driver
        Nothing was changed. (exit 1)

        """)
    let browser = try await run(["seats", "--chromium", "/nowhere/chromium"])
    #expect(browser.status == 1)
    #expect(browser.talk.hasPrefix("error: no Chromium at /nowhere/chromium, as asked for. Install both with: sudo apt-get install "))
  }

  @Test func driverAndBrowserOfDifferentVersions() async throws {
    // Stands in for a driver that refuses the browser: a script that names the port of a server which answers as one does.
    let server = StubServer { request in
      if request.contains("/status") {
        return ("application/json", #"{"value":{"ready":true,"message":"","build":{"version":"114.0.1"}}}"#)
      }
      if request.hasPrefix("POST") {
        return (
          "application/json",
          #"{"value":{"error":"session not created","message":"session not created: This version of ChromeDriver only supports Chrome version 114\nCurrent browser version is 156.0.1 with binary path /x","stacktrace":""}}"#
        )
      }
      return ("application/json", #"{"value":null}"#)
    }
    defer { server.close() }
    try await Program.inPlace { program in
      let script = try program.file(
        "chromedriver", "#!/bin/sh\necho \"ChromeDriver was started successfully on port \(server.port).\"\nexec sleep 60\n", mode: 0o700)
      let run = try await program.run(["seats", "--chromedriver", script], Self.account, browses: false)
      #expect(run.status == 1)
      #expect(run.talk.contains("error: chromedriver is of version 114, Chromium of version "))
      #expect(
        run.talk.hasSuffix(
          """
          ; their major versions have to agree. Install both with: sudo apt-get install chromium chromium-driver
          Nothing was changed. (exit 1)

          """))
    }
  }

  @Test func aPortInUse() async throws {
    let server = StubServer { _ in ("text/plain", "taken") }
    defer { server.close() }
    let console = try await run(["emulator", "--port", "\(server.port)"])
    #expect(console.status == 1)
    #expect(
      console.talk == """
        error: port \(server.port) on 127.0.0.1 is in use; choose another with --port, or 0 for any free one
        Nothing was changed. (exit 1)

        """)
    let control = try await run(["emulator", "--control-port", "\(server.port)"])
    #expect(control.status == 1)
    #expect(control.talk.contains("choose another with --control-port"))
  }

  @Test(arguments: [
    (["--technicians", "1"], "--technicians"), (["--port", "70000"], "--port"), (["--word", "x"], "--word"),
  ]) func switchesOfTheEmulatorThatMakeNoSense(_ arguments: [String], _ named: String) async throws {
    let run = try await run(["emulator"] + arguments)
    #expect(run.status == 64)
    #expect(run.talk.hasPrefix("error: \(named) "))
  }

  @Test func evidenceThatCannotBeKept() async throws {
    try await Program.inPlace { program in
      let file = try program.file("taken", "")
      let run = try await program.run(["technicians", "deactivate", "a@acme.example", "--evidence", file], Self.account, browses: false)
      #expect(run.status == 1)
      #expect(
        run.talk
          == "error: no evidence can be kept in \(file): it is a file\nNothing was changed. Name another folder with --evidence DIR. (exit 1)\n"
      )
      let demo = try await program.run(["demo", "--evidence", "/proc/nothing"], browses: false)
      #expect(demo.status == 1)
      #expect(demo.talk.hasPrefix("error: no evidence can be kept in /proc/nothing: "))
    }
  }
}
