import ConsoleEmulator
import Foundation
import TestSupport
import Testing

@testable import SyncroctlCommands

/// `syncroctl config`, as a person runs it.
@Suite struct ConfigCommandTests {
  private static let secrets = [
    "Canary-7001-password", "GEZDGNBVGY3TQOJQCANARY7", "Canary-7002-token", "Canary-7003-grid", "Canary-7004-url",
  ]

  private static let whole = """
    console: https://acme.syncromsp.com
    layout: users
    account:
      email: robot@acme.com
      password: \(secrets[0])
      totp: \(secrets[1])
      api_token: \(secrets[2])
    webdriver:
      url: https://robot:\(secrets[4])@grid.acme.com/wd/hub?token=\(secrets[4])
      token: \(secrets[3])

    """

  private func write(_ yaml: String, in program: Program) throws -> String {
    let folder = program.home.appending(path: ".config/syncroctl")
    try FileManager.default.createDirectory(
      at: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    let file = folder.appending(path: "config.yaml")
    try Data(yaml.utf8).write(to: file)
    try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: file.path)
    return file.path
  }

  private func run(
    _ yaml: String?, _ arguments: [String], _ environment: [String: String] = [:], _ body: (Program, Program.Run) throws -> Void
  ) async throws {
    let (program, run) = try await Program.inPlace { program in
      if let yaml { _ = try write(yaml, in: program) }
      return (program, try await program.run(["config"] + arguments, environment, browses: false))
    }
    try body(program, run)
  }

  private func file(_ program: Program) -> String { program.home.appending(path: ".config/syncroctl/config.yaml").path }

  // MARK: show

  @Test func everySettingIsShownWithItsPlace() async throws {
    try await run(
      Self.whole, ["show", "--layout", "technicians", "--policy", "p.yaml"],
      ["SYNCROCTL_EMAIL": "ada@acme.com", "SYNCROCTL_API_TOKEN_COMMAND": "pass show api", "SYNCROCTL_STATE_DIR": "/state"]
    ) { program, run in
      #expect(run.status == 0)
      #expect(run.talk == "")
      let file = file(program)
      let lines = run.output.replacing(file, with: "F").split(separator: "\n").map { $0.split(separator: #/ {2,}/#).map(String.init) }
      #expect(
        lines == [
          ["setting", "value", "from"], ["file", "F"], ["account", "none"], ["state", "/state"],
          ["console", "https://acme.syncromsp.com", "F:1"], ["layout", "technicians", "--layout"], ["selectors", "unset"],
          ["policy", "p.yaml", "--policy"], ["evidence", "runs", "default"], ["engine", "chromium", "default"],
          ["account.email", "ada@acme.com", "SYNCROCTL_EMAIL"], ["account.password", "set", "F:5"], ["account.totp", "set", "F:6"],
          ["account.passkey", "unset"], ["account.recovery_codes", "unset"],
          ["account.api_token", "command: pass show api", "SYNCROCTL_API_TOKEN_COMMAND"], ["account.api_url", "unset"],
          ["webdriver.url", "https://grid.acme.com/wd/hub (and more that is not shown)", "F:9"], ["webdriver.token", "set", "F:10"],
          ["webdriver.ca", "unset"], ["webdriver.capabilities", "unset"],
        ])
    }
  }

  /// One row of the JSON.
  private struct Shown: Decodable {
    struct Row: Decodable {
      let setting: String
      let state: String
      let value: String?
      let source: String?
      let place: String?
    }
    let account: String?
    let file: String?
    let settings: [Row]
  }

  @Test func forProgramsItIsTheSame() async throws {
    let yaml = "layout: users\naccounts:\n  acme:\n    account: {password: {command: echo \(Self.secrets[0])}}\n"
    try await run(yaml, ["show", "--account", "acme", "--format", "json"]) { program, run in
      #expect(run.status == 0)
      let shown = try run.json(as: Shown.self)
      #expect(shown.account == "acme")
      #expect(shown.file == file(program))
      #expect(shown.settings.map(\.setting) == Setting.all.map(\.key))
      let password = try #require(shown.settings.first { $0.setting == "account.password" })
      #expect(password.state == "command")
      #expect(password.value == "(not shown: it may hold a secret)")
      #expect(password.source == "account")
      #expect(password.place == "\(file(program)):4")
      let layout = try #require(shown.settings.first { $0.setting == "layout" })
      #expect([layout.state, layout.value, layout.source] == ["set", "users", "file"])
      #expect(!run.output.contains(Self.secrets[0]))
    }
  }

  /// Wherever a secret comes from and whatever is asked for: it is in no output. Nor is it in the file that the library for settings can be
  /// told to write.
  @Test(arguments: [
    ["show"], ["show", "--format", "json"], ["show", "--format", "csv"], ["check"], ["check", "--run-commands"],
  ]) func noSecretIsShown(_ arguments: [String]) async throws {
    try await Program.inPlace { program in
      _ = try write(Self.whole, in: program)
      let log = program.folder.appending(path: "access.log").path
      let more = [
        "CONFIG_ACCESS_LOG_FILE": log, "SYNCROCTL_PASSWORD": "Canary-7005-variable",
        "SYNCROCTL_WEBDRIVER_TOKEN_COMMAND": "printf Canary-7006-command",
      ]
      for environment in [["CONFIG_ACCESS_LOG_FILE": log], more] {
        let run = try await program.run(["config"] + arguments, environment, browses: false)
        let written = try String(contentsOfFile: log, encoding: .utf8)
        #expect(written.contains("account.password"))
        for secret in Self.secrets + ["Canary-7005-variable", "Canary-7006-command"] {
          #expect(!(run.output + run.talk).contains(secret))
          #expect(!written.contains(secret))
        }
      }
    }
  }

  @Test func ofSeveralAccountsNoneIsGuessed() async throws {
    try await run("accounts: {acme: {layout: users}, globex: }\n", ["show"]) { program, run in
      #expect(run.status == 64)
      #expect(
        run.talk == """
          error: which account? \(file(program)) has 2: acme, globex
          Nothing was changed. Say --account acme, set SYNCROCTL_ACCOUNT, or write default_account into the file. (exit 64)

          """)
    }
  }

  @Test(arguments: [["technicians", "list"], ["plan", "team.yaml"], ["selectors", "show"], ["seats"], ["approve", "x", "--key", "k"]])
  func norByACommandThatNeedsOne(_ command: [String]) async throws {
    try await Program.inPlace { program in
      _ = try write("accounts: {acme: {layout: users}, globex: }\n", in: program)
      _ = try program.file("team.yaml", "roles: {h: [Tickets/*]}\ntechnicians: [{email: a@acme.example, name: Bo Ek, role: h}]\n")
      let run = try await program.run(command, browses: false)
      #expect(run.status == 64)
      if command[0] != "approve" { #expect(run.talk.hasPrefix("error: which account? ")) }
      let other = try await program.run(command + ["--account", "globx"], browses: false)
      #expect(other.status == 64)
      if command[0] != "approve" { #expect(other.talk.contains("; did you mean \"globex\"?")) }
    }
  }

  @Test func whatIsNoAccountsBusinessNeedsNone() async throws {
    try await Program.inPlace { program in
      _ = try write("accounts: {acme: {layout: users}, globex: }\n", in: program)
      #expect(try await program.run(["runs"], browses: false).status == 0)
      #expect(try await program.run(["evidence", "key"], browses: false).status == 0)
    }
  }

  // MARK: check

  @Test func whatIsRightIsSaid() async throws {
    let yaml = """
      layout: users
      account: {password: {command: "touch ran; echo x"}, totp: GEZDGNBVGY3TQOJQ}
      accounts:
        acme: {console: https://acme.syncromsp.com, account: {email: robot@acme.com}}
        globex: {console: https://globex.syncromsp.com, account: {email: robot@globex.com}}
      """
    try await Program.inPlace { program in
      _ = try write(yaml, in: program)
      let run = try await program.run(["config", "check"], browses: false)
      #expect(run.status == 0, "\(run.talk)")
      #expect(
        run.output == """
          acme: https://acme.syncromsp.com, layout users, robot@acme.com: all is right
          globex: https://globex.syncromsp.com, layout users, robot@globex.com: all is right

          """)
      #expect(
        run.talk == "note: 2 commands for secrets were not run; to run them: syncroctl config check --run-commands\n")
      let mark = program.folder.appending(path: "ran").path
      #expect(!FileManager.default.fileExists(atPath: mark))
      let ran = try await program.run(["config", "check", "--run-commands", "--account", "globex"], browses: false)
      #expect(ran.status == 0)
      #expect(ran.talk == "")
      #expect(ran.output == "globex: https://globex.syncromsp.com, layout users, robot@globex.com: all is right\n")
      #expect(FileManager.default.fileExists(atPath: mark))
    }
  }

  @Test func allThatIsWrongIsSaidWithItsPlace() async throws {
    let yaml = """
      console: http://acme.syncromsp.com
      layout: user
      policy: nowhere.yaml
      evidence: /dev/null/x
      account:
        email: robot
        password: {command: exit 3}
        totp: "not base 32 !"
        api_token: "with a blank"
      """
    try await run(yaml, ["check", "--run-commands"], ["SYNCROCTL_API_URL": "http://acme.syncromsp.com"]) { program, run in
      #expect(run.status == 64)
      #expect(run.output == "")
      let file = file(program)
      let talk = run.talk.replacing(file, with: "F")
      #expect(talk.hasPrefix("error: 9 settings are not right\n"), "\(talk)")
      for (place, words) in [
        ("F:1  console", "is not https"), ("F:2  layout", "there is no layout \"user\""), ("F:3  policy", "cannot be read"),
        ("F:4  evidence", "the folder /dev/null/x cannot be made: /dev/null is no folder"), ("F:6  account.email", "\"robot\" has no @"),
        ("F:7  account.password", "the command for account.password failed (exited(3)): \"exit 3\""),
        ("F:8  account.totp", "is not base32"), ("F:9  account.api_token", "holds characters that no token has"),
        ("SYNCROCTL_API_URL  account.api_url", "is not https"),
      ] {
        let part = talk.components(separatedBy: "\n  \(place)\n")
        #expect(part.count == 2, "\(place) in \(talk)")
        #expect(part.last?.components(separatedBy: "\n  F:").first?.contains(words) == true, "\(words)")
      }
      #expect(talk.hasSuffix("\nNothing was changed. Put that right, and look again: syncroctl config check (exit 64)\n"))
    }
  }

  @Test func whatIsNotSetIsNamedWithTheVariable() async throws {
    try await run(nil, ["check"]) { program, run in
      #expect(run.status == 64)
      #expect(run.talk.contains("note: there is no configuration file"))
      for (key, variable) in [("console", "CONSOLE"), ("layout", "LAYOUT"), ("account.email", "EMAIL"), ("account.password", "PASSWORD")] {
        #expect(run.talk.contains("  \(key)\n      it has no \(key): "))
        #expect(run.talk.contains("Write it into the file, set SYNCROCTL_\(variable)"))
      }
    }
  }

  @Test func driverAndBrowserAreLookedFor() async throws {
    try await run(Self.whole.components(separatedBy: "webdriver:")[0], ["check"], ["SYNCROCTL_CHROMEDRIVER": "/nowhere/chromedriver"]) {
      _, run in
      #expect(run.status == 64)
      #expect(run.talk.contains("error: 1 setting is not right\n  engine\n"), "\(run.talk)")
      #expect(run.talk.contains("/nowhere/chromedriver"))
    }
  }

  @Test func placesThatOthersCanChangeAndThatCannotBeWrittenToAreNamed() async throws {
    try await Program.inPlace { program in
      let file = try write(Self.whole, in: program)
      let folder = URL(fileURLWithPath: file).deletingLastPathComponent().path
      try FileManager.default.setAttributes([.posixPermissions: 0o777], ofItemAtPath: folder)
      let run = try await program.run(["config", "check"], ["SYNCROCTL_STATE_DIR": "/dev/null/x"], browses: false)
      #expect(run.status == 64)
      #expect(
        run.talk.contains(
          "  \(folder)\n      others than its owner can put another file in the place of the configuration\n      Type: chmod go-w \(folder)\n"
        ))
      #expect(run.talk.contains("  /dev/null/x\n      the state folder cannot be made: /dev/null is no folder\n"))
    }
  }

  @Test func aCheckSendsNothing() async throws {
    // An address that would answer, and hears nothing.
    let heard = Heard()
    let server = StubServer { line in
      heard.note(line)
      return ("text/plain", "")
    }
    defer { server.close() }
    let address = "http://127.0.0.1:\(server.port)"
    let yaml = """
      console: \(address)
      layout: users
      account: {email: robot@acme.com, password: x, totp: GEZDGNBVGY3TQOJQ, api_token: x}
      webdriver: {url: "\(address)"}
      """
    try await run(yaml, ["check", "--run-commands"]) { _, run in
      #expect(run.status == 0, "\(run.talk)")
      #expect(heard.isNothing)
    }
  }

  // MARK: init

  @Test func aFirstFileIsWritten() async throws {
    try await Program.inPlace { program in
      let arguments = ["config", "init", "--console", "acme.syncromsp.com", "--layout", "users", "--email", "robot@acme.com"]
      let run = try await program.run(arguments, browses: false)
      #expect(run.status == 0)
      #expect(run.output == "")
      #expect(run.talk == "Written: \(file(program))\nTo be filled in: account.password\nThen: syncroctl config check\n")
      let written = try String(contentsOfFile: file(program), encoding: .utf8)
      #expect(written == (try String(contentsOf: repository.appending(path: "docs/examples/config.yaml"), encoding: .utf8)))

      let again = try await program.run(arguments, browses: false)
      #expect(again.status == 64)
      #expect(
        again.talk.hasPrefix("error: \(file(program)) is there already, and nothing that you wrote is written over\nNothing was changed. "))
      let forced = try await program.run(arguments + ["--force"], browses: false)
      #expect(forced.status == 0)
      #expect(forced.talk.hasPrefix("What was there is kept: \(file(program)).1\n"))

      // As far as it goes, it is right.
      let check = try await program.run(["config", "check"], browses: false)
      #expect(check.status == 64)
      #expect(check.talk.contains("error: 1 setting is not right\n  \(file(program))  account.password\n"), "\(check.talk)")
    }
  }

  @Test(arguments: [
    (["--console", "http://acme.com"], "error: --console is of no use: \"http://acme.com\" is not https"),
    (["--layout", "user"], "error: --layout \"user\" is no layout; did you mean \"users\"?"),
    (["--layout", "./nowhere.yaml"], "error: --layout ./nowhere.yaml cannot be read"),
    (["--email", "robot"], "error: --email \"robot\" has no @"),
  ]) func anAnswerThatIsNoneIsRefused(_ arguments: [String], _ words: String) async throws {
    try await run(nil, ["init"] + arguments) { program, run in
      #expect(run.status == 64)
      #expect(run.talk.hasPrefix(words), "\(run.talk)")
      #expect(!FileManager.default.fileExists(atPath: file(program)))
    }
  }

  @Test func whereSYNCROCTLCONFIGSaysItIsWritten() async throws {
    try await Program.inPlace { program in
      let run = try await program.run(["config", "init"], ["SYNCROCTL_CONFIG": "mine/c.yaml"], browses: false)
      #expect(run.status == 0, "\(run.talk)")
      #expect(run.talk.contains("To be filled in: console, layout, account.email, account.password\n"))
      let written = try String(contentsOf: program.folder.appending(path: "mine/c.yaml"), encoding: .utf8)
      #expect(written == ConfigTemplate().text)
    }
  }

  @Test func onATerminalItAsks() async throws {
    try await Program.inPlace { program in
      let talk = try Typed.run(program, ["config", "init"], answers: ["acme.syncromsp.com", "", "robot", "robot@acme.com"])
      #expect(talk.contains("Its layout: technicians, users, or the path of a pack [users]: "), "\(talk)")
      #expect(talk.contains("That \"robot\" has no @"))
      let written = try String(contentsOfFile: file(program), encoding: .utf8)
      #expect(written == ConfigTemplate(console: "https://acme.syncromsp.com", layout: "users", email: "robot@acme.com").text)
    }
  }

  // MARK: A console

  @Test(arguments: EmulatedLayout.allCases) func anAccountOfTheFileDrivesItsConsole(_ layout: EmulatedLayout) async throws {
    try await Emulated.run(layout, { $0.technicians = 8 }) { console in
      // Two admins, since a one-time code serves once.
      var yaml = """
        evidence: kept
        accounts:
          globex: {console: "https://globex.syncromsp.com", layout: users, account: {email: robot@globex.com, password: x}}

        """
      for (number, name) in ["acme", "acme-too"].enumerated() {
        let account = try await console.environment(admin: number)
        let values = try ["CONSOLE", "LAYOUT", "EMAIL", "PASSWORD", "TOTP_SECRET"].map {
          try ShownYAML.quoted(try #require(account["SYNCROCTL_\($0)"]))
        }
        yaml += """
            \(name):
              console: \(values[0])
              layout: \(values[1])
              account: {email: \(values[2]), password: \(values[3]), totp: \(values[4])}

          """
      }
      let file = try write(yaml, in: console.program)
      let run = try await console.program.run(["technicians", "list", "--account", "acme", "--format", "csv"])
      #expect(run.status == 0, "\(run.lastLines)")
      #expect(run.output.split(whereSeparator: \.isNewline).count == 1 + 8)
      // Another account by another way, and its own place for evidence.
      let person = try #require(try await console.state().people.first { $0.kind != "admin" && $0.status == "active" })
      let change = try await console.program.run(
        ["technicians", "deactivate", person.email, "--yes"], ["SYNCROCTL_ACCOUNT": "acme-too"])
      #expect(change.status == 0, "\(change.lastLines)")
      let kept = URL(fileURLWithPath: file).deletingLastPathComponent().appending(path: "kept")
      #expect(try FileManager.default.contentsOfDirectory(atPath: kept.path).count == 1)
      // What is known of one console is nothing to another's.
      let other = try await console.program.run(
        ["technicians", "list", "--account", "globex"], ["SYNCROCTL_CONSOLE": console.emulator.consoleURL], browses: false)
      #expect(other.status == 64)
      #expect(other.talk.hasPrefix("error: SYNCROCTL_CONSOLE is \(console.emulator.consoleURL), and the account globex (--account) has "))
    }
  }
}

/// A text in double quotes, as YAML takes it.
private enum ShownYAML {
  static func quoted(_ text: String) throws -> String { String(decoding: try JSONEncoder().encode(text), as: UTF8.self) }
}
