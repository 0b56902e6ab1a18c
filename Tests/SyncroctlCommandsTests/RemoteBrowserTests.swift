import BrowserSupport
import ConsoleEmulator
import Foundation
import TestSupport
import Testing
import WebDriver

/// A browser that somebody else started the driver of: `--webdriver` and what belongs to it.
@Suite struct RemoteBrowserTests {
  /// Lists the technicians of an emulated console through a driver that is no child of the program.
  private func list(
    capabilities: (@Sendable (RemoteDriver) throws -> String)? = nil, _ arguments: [String] = [], with variables: [String: String] = [:]
  ) async throws -> Program.Run {
    try await Emulated.run(.technicians, { $0.technicians = 8 }) { console in
      try await withRemoteDriver { driver in
        let text = try capabilities?(driver) ?? Self.json(driver.capabilities)
        let file = try console.program.file("capabilities.json", text)
        let environment = try await console.environment().merging(variables) { _, new in new }
        return try await console.program.run(
          ["technicians", "list", "--format", "csv", "--webdriver", driver.url, "--webdriver-capabilities", file] + arguments, environment,
          browses: false)
      }
    }
  }

  private static func json(_ capabilities: [String: JSONValue]) -> String {
    String(decoding: JSONValue.object(capabilities).bytes(secrets: .revealed), as: UTF8.self)
  }

  @Test func aDriverElsewhereIsUsedAndItsSessionEnded() async throws {
    let run = try await list()
    #expect(run.status == 0, "\(run.lastLines)")
    #expect(run.output.split(whereSeparator: \.isNewline).count == 1 + 8)
  }

  @Test func choicesOfCapabilitiesAreTakenAsTheyAre() async throws {
    let run = try await list(capabilities: { driver in
      let always = driver.capabilities.filter { $0.key != "browserName" && $0.key != "unhandledPromptBehavior" }
      return Self.json([
        "alwaysMatch": .object(always), "firstMatch": [["browserName": "no such browser"], ["browserName": "chrome"]],
      ])
    })
    #expect(run.status == 0, "\(run.lastLines)")
  }

  @Test func everyCommandIsInTheTrace() async throws {
    let run = try await list(["--trace", "trace.json"])
    #expect(run.status == 0, "\(run.lastLines)")
  }

  @Test(arguments: [
    (#"{"unhandledPromptBehavior":"accept"}"#, "the capabilities ask for unhandledPromptBehavior, and not for \"ignore\""),
    (#"[1]"#, "is not a JSON object"), (#"{"alwaysMatch":[]}"#, "is not as it should be"),
    (#"{"firstMatch":[1]}"#, "is not as it should be"), (#"{"alwaysMatch":{},"x":1}"#, "is not as it should be"),
  ])
  func capabilitiesThatAreOfNoUseAreRefused(_ text: String, _ words: String) async throws {
    let run = try await Program.inPlace { program in
      let file = try program.file("capabilities.json", text)
      return try await program.run(["demo", "--webdriver", "http://127.0.0.1:9", "--webdriver-capabilities", file], browses: false)
    }
    #expect(run.status == 64)
    #expect(run.talk.contains(words), "\(run.talk)")
    #expect(run.talk.contains("Nothing was changed."))
  }

  @Test(arguments: [
    (
      ["--webdriver", "http://ada:canary@127.0.0.1:9"],
      "--webdriver has a user name or password in it, which everybody on this machine can read. Set SYNCROCTL_WEBDRIVER instead"
    ),
    (["--webdriver-queue", "0"], "--webdriver-queue is to be a number of seconds, 1 or more"),
    (["--webdriver-ca", "x.pem"], "--webdriver-ca is for a remote end, and there is none"),
    (["--webdriver", "http://127.0.0.1:9", "--headed"], "--headed is for a browser that is started here"),
    (["--webdriver", "http://127.0.0.1:9", "--engine", "firefox"], "--engine is for a browser that is started here"),
    (["--webdriver", "ftp://127.0.0.1"], "the address of the remote end is of no use: the address begins with ftp:"),
    (["--webdriver", "http://127.0.0.1:9", "--webdriver-ca", "/nowhere.pem"], "the file of authorities /nowhere.pem cannot be read"),
    (["--trace", "/nowhere/trace.json"], "the trace cannot be written to /nowhere/trace.json: No such file or directory"),
  ])
  func optionsThatMakeNoSenseAreRefused(_ options: [String], _ words: String) async throws {
    let run = try await Program.inPlace { try await $0.run(["demo"] + options, browses: false) }
    #expect(run.status == 64)
    #expect(run.talk.contains(words), "\(run.talk)")
    #expect(!run.talk.contains("canary"))
  }

  @Test func aRemoteEndThatIsNotThereIsSaidWithoutItsPassword() async throws {
    let run = try await Program.inPlace {
      try await $0.run(
        ["technicians", "list"],
        [
          "SYNCROCTL_WEBDRIVER": "http://ada:canary@127.0.0.1:9", "SYNCROCTL_WEBDRIVER_TOKEN": "canary",
          "SYNCROCTL_CONSOLE": "http://127.0.0.1:9", "SYNCROCTL_LAYOUT": "technicians", "SYNCROCTL_EMAIL": "robot@acme.example",
          "SYNCROCTL_PASSWORD": "canary",
        ], browses: false)
    }
    #expect(run.status == 1)
    #expect(run.talk.contains("error: no WebDriver server answers (newSession): "), "\(run.talk)")
    #expect(!run.talk.contains("canary"))
  }
}
