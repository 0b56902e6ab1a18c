import ArgumentParser
import Foundation
import Provisioning

/// `syncroctl evidence verify`
struct EvidenceVerify: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify",
    abstract: "Looks whether the evidence of runs is as it was when they ended. Changes nothing.",
    usage: "syncroctl evidence verify <folder-or-run> ... [<options>]",
    discussion: """
      syncroctl evidence verify runs/2026-11-23T14-31-07Z
      syncroctl evidence verify 2026-11-23T14-31-07Z
      syncroctl evidence verify runs/* --key ed25519:AAAA... --format json

      A line for each thing that is not as it was, by file and line. Without
      --key, a seal must have been made with this machine's own key.

      Exit code 0: all is as it was. 1: it is not, or the run was never sealed.
      """)

  @Argument(help: ArgumentHelp("Evidence folders, or the names of runs below runs/.", valueName: "folder-or-run"), completion: .directory)
  var runs: [String]

  @Option(
    help: ArgumentHelp(
      "The public key that must have sealed it, or a file with it; \"syncroctl evidence key\" prints it.", valueName: "key"))
  var key: String?

  @Option(help: "How to print.")
  var format: OutputFormat = .table

  @OptionGroup var talk: TalkOptions

  func run() async throws {
    let folders = try runs.map(Self.folder)
    let key = try Self.key(key, talk.talk)
    var results: [EvidenceResult] = []
    for folder in folders {
      do {
        results.append(EvidenceResult(folder: folder.shown, report: try EvidenceVerifier.report(folder.url, key: key)))
      } catch let error as EvidenceError {
        throw Shortfall(status: .failed, description: "\(error)\nNothing was changed.")
      }
    }
    try format.print(results.map(\.text).joined(separator: "\n"), csv: Self.table(results), json: results)
    let bad = results.count { !$0.report.isWhole }
    guard bad > 0 else { return }
    throw Shortfall(
      status: .failed,
      description: results.count == 1
        ? "the evidence does not prove what it should"
        : "\(bad) of \(results.count) folders do not prove what they should")
  }

  /// The folder that a person means: as it stands, that of a run below `runs/`, or where the journal says that a run has put it.
  private static func folder(_ text: String) throws -> (url: URL, shown: String) {
    for path in [text] + (RunID(text) == nil ? [] : ["\(defaultParent)/\(text)"]) {
      var isFolder: ObjCBool = false
      guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else { continue }
      guard isFolder.boolValue else { throw UsageError("\(path) is a file, and evidence is a folder", "Name the folder that it is in.") }
      return (URL(fileURLWithPath: path), path.count > 1 && path.hasSuffix("/") ? String(path.dropLast()) : path)
    }
    let journal = { try JournalFile.open(try Configuration.load()) }
    let run = text == "latest" ? try ReportCommand.find(text, in: journal()) : try RunID(text).flatMap { try journal().run($0) }
    if let run, let url = ReportCommand.evidence(of: run.header) { return (url, url.path) }
    throw UsageError(
      "there is no evidence folder \(ShownText.quoted(text))", "Name the folder of a run, such as \(defaultParent)/2026-11-23T14-31-07Z.")
  }

  private static let defaultParent = "runs"

  /// The key to verify with: the one that is named, or this machine's own.
  private static func key(_ text: String?, _ talk: Talk) throws -> PublicKey {
    if let text { return try named(text) }
    let file = try Configuration.load().stateFolder.appending(path: EvidenceKey.fileName)
    do {
      let key = try SigningKey.read(file).publicKey
      talk.say("Verifying with this machine's own key: \(key) (\(key.fingerprint))")
      return key
    } catch  where error.code == .missing {
      throw UsageError(
        "this machine has no key that it seals evidence with", "Name the key of the machine where the run was made: --key ed25519:...")
    } catch {
      throw Shortfall(status: .failed, description: error.description)
    }
  }

  private static func named(_ text: String) throws -> PublicKey {
    if let key = PublicKey(text) { return key }
    let advice = "Give a public key, as \"syncroctl evidence key\" prints it, or a file with nothing else in it."
    guard !text.hasPrefix("ed25519:") else { throw UsageError("\(ShownText.quoted(text)) is not a public key", advice) }
    guard let file = FileHandle(forReadingAtPath: text), let bytes = try? file.read(upToCount: 4096) ?? Data() else {
      throw UsageError("there is no key file \(ShownText.quoted(text))", advice)
    }
    guard let key = PublicKey(String(decoding: bytes, as: UTF8.self).trimmingCharacters(in: .whitespacesAndNewlines)) else {
      throw UsageError("\(ShownText.quoted(text)) holds no public key", advice)
    }
    return key
  }

  private static func table(_ results: [EvidenceResult]) -> Table {
    Table(
      headings: ["folder", "run", "kind", "file", "line", "found", "expected"],
      rows: results.flatMap { result in
        result.report.findings.map { finding in
          [
            result.folder, result.report.run?.description ?? "", finding.kind.rawValue, finding.file, finding.line.map { "\($0)" } ?? "",
            finding.found, finding.expected,
          ]
        }
      })
  }
}

/// What one folder is worth, as it is printed.
private struct EvidenceResult: Encodable {
  let folder: String
  let report: EvidenceReport

  private enum CodingKeys: CodingKey { case folder, run, entries, files, sealedBy, whole, findings }

  func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(folder, forKey: .folder)
    try container.encodeIfPresent(report.run, forKey: .run)
    try container.encode(report.entries, forKey: .entries)
    try container.encode(report.files, forKey: .files)
    try container.encodeIfPresent(report.sealedBy, forKey: .sealedBy)
    try container.encode(report.isWhole, forKey: .whole)
    try container.encode(report.findings, forKey: .findings)
  }

  /// A line for each finding, and one that says that all is well.
  var text: String {
    let lines = report.findings.map { "\(ShownText.plain(folder))/\(ShownText.plain($0.description, limit: .max))" }
    guard report.isWhole else { return lines.joined(separator: "\n") }
    let sealed = report.sealedBy.map { ", sealed by \($0)" } ?? ""
    let counts = "\(report.entries) entries, \(report.files) files"
    return (lines + ["\(ShownText.plain(folder)): as it was: \(counts)\(sealed)"]).joined(separator: "\n")
  }
}
