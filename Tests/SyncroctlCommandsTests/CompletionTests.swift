import ArgumentParser
import Foundation
import SelectorPacks
import TestSupport
import Testing

@testable import SyncroctlCommands

/// What shells are told to complete. Whether they do is tried in real ones by scripts/try-package.
@Suite struct CompletionTests {
  struct Described: Decodable {
    let commandName: String
    let arguments: [Argument]?
    let subcommands: [Described]?

    struct Argument: Decodable {
      let kind: String
      let valueName: String?
      let completionKind: Completion?
    }

    /// `{"file": {"extensions": []}}`, `{"list": {"values": […]}}`, `{"directory": {}}`
    struct Completion: Decodable {
      let file: Nothing?
      let directory: Nothing?
      let list: Values?

      struct Nothing: Decodable {}
      struct Values: Decodable { let values: [String] }
    }

    var all: [(command: String, argument: Argument)] {
      (arguments ?? []).map { (commandName, $0) } + (subcommands ?? []).flatMap(\.all)
    }
  }

  private struct Dump: Decodable { let command: Described }

  private func arguments() throws -> [(command: String, argument: Described.Argument)] {
    let error = #expect(throws: (any Error).self) { _ = try Syncroctl.parseAsRoot(["--experimental-dump-help"]) }
    return try JSONDecoder().decode(Dump.self, from: Data(Syncroctl.fullMessage(for: try #require(error)).utf8)).command.all
  }

  @Test func whateverIsAFileIsCompletedAsOne() throws {
    let files: Set = ["file", "path", "roster", "plan", "recording", "recordings", "first", "second"]
    let folders: Set = ["dir", "folder-or-run"]
    var count = 0
    for (command, argument) in try arguments() where argument.kind != "flag" {
      let name = argument.valueName ?? ""
      #expect((argument.completionKind?.file != nil) == files.contains(name), "\(command) \(name)")
      #expect((argument.completionKind?.directory != nil) == folders.contains(name), "\(command) \(name)")
      count += files.contains(name) || folders.contains(name) ? 1 : 0
    }
    #expect(count > 100)
  }

  @Test func theShippedLayoutsAreOffered() throws {
    let offered = try arguments().compactMap { command, argument in
      command == "plan" && argument.valueName == "name" ? argument.completionKind?.list?.values : nil
    }
    #expect(offered == [PackLibrary.layouts(in: repository.appending(path: "selectors"))])
  }
}
