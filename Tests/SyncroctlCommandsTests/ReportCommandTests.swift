import Foundation
import Provisioning
import Testing

@testable import SyncroctlCommands

/// Which run is meant, and where its report goes.
@Suite struct ReportCommandTests {
  private func inFolder<Value>(_ body: (URL) throws -> Value) throws -> Value {
    let folder = FileManager.default.temporaryDirectory.appending(path: "report-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    return try body(folder)
  }

  @Test(arguments: [
    ("latest", "error: there is no run yet\nNothing was changed. The first comes with: syncroctl apply ROSTER (exit 64)\n"),
    (
      "2026-11-23T14-31-07Z",
      "error: the journal has no run 2026-11-23T14-31-07Z\nNothing was changed. See which there are: syncroctl runs (exit 64)\n"
    ),
    (
      "../x",
      "error: no run is called \"../x\": they are called like 2026-11-23T14-31-07Z\n"
        + "Nothing was changed. See which there are: syncroctl runs (exit 64)\n"
    ),
  ])
  func saysWhichRunsThereAre(_ name: String, _ talk: String) async throws {
    try await Program.inPlace { program in
      let run = try await program.run(["report", name, "--format", "html"], browses: false)
      #expect(run.status == 64)
      #expect(run.output == "")
      #expect(run.talk == talk)
      #expect(try FileManager.default.contentsOfDirectory(atPath: program.folder.path).allSatisfy { !$0.hasPrefix("report-") })
    }
  }

  @Test func aReportIsForItsOwnerAlone() throws {
    try inFolder { folder in
      let file = folder.appending(path: "report.csv")
      try ReportFile(path: file.path).write { sink in
        try sink(Data("a".utf8))
        try sink(Data("b".utf8))
      }
      #expect(try String(contentsOf: file, encoding: .utf8) == "ab")
      #expect((try FileManager.default.attributesOfItem(atPath: file.path)[.posixPermissions] as? NSNumber)?.intValue == 0o600)
    }
  }

  @Test func aReportThatFailsLeavesWhatStoodThere() throws {
    struct Failed: Error {}
    try inFolder { folder in
      let file = folder.appending(path: "report.csv")
      try Data("old".utf8).write(to: file)
      #expect(throws: Failed.self) {
        try ReportFile(path: file.path).write { sink in
          try sink(Data("new".utf8))
          throw Failed()
        }
      }
      #expect(try String(contentsOf: file, encoding: .utf8) == "old")
      #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["report.csv"])
    }
  }

  @Test func whereNothingCanBeWrittenIsSaid() throws {
    try inFolder { folder in
      let missing = folder.appending(path: "no/report.csv").path
      for (path, reason) in [(folder.path, "it is a folder"), (missing, "No such file or directory")] {
        do {
          try ReportFile(path: path).write { try $0(Data("a".utf8)) }
          Issue.record("\(path) was written to")
        } catch let error as UsageError {
          #expect(error.message.hasSuffix(": \(reason)"))
        }
      }
      try ReportFile(path: "/dev/null").write { try $0(Data("a".utf8)) }
    }
  }
}
