import ArgumentParser
import Foundation
import Provisioning

/// `syncroctl report`
struct ReportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "report",
    abstract: "Tells what became of a run: for people, as a page, or for machines. Changes nothing.",
    usage: "syncroctl report <run> [<options>]",
    discussion: """
      syncroctl report latest
      syncroctl report 2026-11-23T14-31-07Z --format html
      syncroctl report latest --format junit -o report.xml

      The page (html) holds its pictures itself, needs no script and asks no server
      for anything. Without -o it becomes report-RUN.html in this folder; the other
      forms are printed. Which runs there are: syncroctl runs
      """)

  @Argument(help: ArgumentHelp("The run, by the name of its evidence folder; or latest.", valueName: "run"))
  var name: String

  @Option(help: "What to make.")
  var format: Format = .table

  @Option(name: .shortAndLong, help: ArgumentHelp("Where to write it.", valueName: "file"), completion: .file())
  var output: String?

  enum Format: String, ExpressibleByArgument, CaseIterable {
    case table, html, csv, jsonl, junit
  }

  func run() throws {
    let journal = try JournalFile.open(try Configuration.load())
    let found = try Self.find(name, in: journal)
    try write(RunReport(found, evidence: Self.evidence(of: found.header)))
  }

  /// The run that is meant.
  static func find(_ name: String, in journal: Journal) throws -> JournalledRun {
    if name == "latest" {
      guard let latest = try journal.latest(1).first else {
        throw UsageError("there is no run yet", "The first comes with: syncroctl apply ROSTER")
      }
      return latest
    }
    let list = "See which there are: syncroctl runs"
    guard let id = RunID(name) else {
      throw UsageError("no run is called \(ShownText.quoted(name)): they are called like 2026-11-23T14-31-07Z", list)
    }
    guard let run = try journal.run(id) else { throw UsageError("the journal has no run \(id)", list) }
    return run
  }

  /// The evidence folder, if it is still where the run put it.
  static func evidence(of header: RunHeader) -> URL? {
    var isFolder: ObjCBool = false
    guard let path = header.evidence, FileManager.default.fileExists(atPath: path, isDirectory: &isFolder), isFolder.boolValue else {
      return nil
    }
    return URL(fileURLWithPath: path)
  }

  private func write(_ report: RunReport) throws {
    switch format {
    case .table: try put(Data((report.text + "\n").utf8))
    case .csv: try put(Data(report.csv.utf8))
    case .jsonl: try put(try report.jsonLines())
    case .junit: try put(Data(report.junit.utf8))
    case .html:
      let path = output ?? "report-\(report.header.id).html"
      try ReportFile(path: path).write { sink in try HTMLReport(report).write(to: sink) }
      if output == nil { try StandardOutput.write(path + "\n") }
    }
  }

  private func put(_ data: Data) throws {
    guard let output else { return try StandardOutput.write(String(decoding: data, as: UTF8.self)) }
    try ReportFile(path: output).write { try $0(data) }
  }
}
