import ArgumentParser
import Foundation
import TestSupport
import Testing

@testable import SyncroctlCommands

/// Every command's help as it is committed. After a change that is meant: `RECORD_HELP=1 swift test --filter HelpTests`.
@Suite struct HelpTests {
  static let commands: [[String]] = [
    [], ["demo"], ["onboard"], ["offboard"], ["reactivate"], ["reset-mfa"], ["permissions"], ["permissions", "grant"],
    ["permissions", "revoke"], ["emulator"], ["technicians"], ["technicians", "list"], ["technicians", "show"], ["technicians", "add"],
    ["technicians", "permissions"], ["technicians", "deactivate"], ["technicians", "reactivate"], ["seats"], ["plan"], ["apply"], ["runs"],
    ["approve"], ["resume"], ["tasks"], ["drift"], ["roster"], ["roster", "export"], ["roster", "check"], ["access-review"], ["report"],
    ["evidence"],
    ["evidence", "verify"], ["evidence", "key"], ["keys"], ["keys", "new"], ["keys", "show"], ["config"], ["config", "init"],
    ["config", "check"],
    ["config", "show"],
    ["recordings"], ["recordings", "list"], ["recordings", "show"], ["recordings", "diff"], ["recordings", "replay"],
    ["recordings", "record"], ["recordings", "verify"], ["recordings", "lint"], ["selectors"], ["selectors", "lint"],
    ["selectors", "show"], ["selectors", "test"], ["doctor"], ["learn"], ["manual"],
  ]

  static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appending(path: "Help")

  private func help(_ command: [String]) async throws -> Program.Run {
    try await Program.inPlace { try await $0.run(command + ["--help"], ["COLUMNS": "80"], browses: false) }
  }

  private func file(_ command: [String]) -> URL {
    Self.folder.appending(path: (["syncroctl"] + command).joined(separator: "-") + ".txt")
  }

  @Test(arguments: commands) func helpIsAsCommitted(_ command: [String]) async throws {
    let run = try await help(command)
    #expect(run.status == 0)
    #expect(run.talk == "")
    if ProcessInfo.processInfo.environment["RECORD_HELP"] == "1" {
      try Data(run.output.utf8).write(to: file(command))
      Issue.record("recorded \(file(command).lastPathComponent): look at it, commit it, and run without RECORD_HELP")
    } else {
      #expect(run.output == (try String(contentsOf: file(command), encoding: .utf8)))
    }
  }

  @Test(arguments: commands) func everyCommandShowsAnExampleAndFitsEightyColumns(_ command: [String]) throws {
    let text = try String(contentsOf: file(command), encoding: .utf8)
    let example = "syncroctl " + (command.isEmpty ? "demo" : command.joined(separator: " "))
    let discussion = text.components(separatedBy: "USAGE:")[0]
    #expect(discussion.split(separator: "\n").contains { $0.trimmingCharacters(in: .whitespaces).hasPrefix(example) })
    #expect(text.split(separator: "\n").filter { $0.count > 80 } == [])
  }

  @Test func everyCommandIsAmongThem() {
    func names(_ type: any ParsableCommand.Type, _ path: [String]) -> [[String]] {
      [path]
        + type.configuration.subcommands.flatMap { names($0, path + [$0.configuration.commandName ?? "\($0)".lowercased()]) }
    }
    #expect(Set(names(Syncroctl.self, [])) == Set(Self.commands))
  }

  @Test func noFileIsLeftOver() throws {
    let files = try FileManager.default.contentsOfDirectory(atPath: Self.folder.path)
    #expect(Set(files) == Set(Self.commands.map { file($0).lastPathComponent }))
  }
}
