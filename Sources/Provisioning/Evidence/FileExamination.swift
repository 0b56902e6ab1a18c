internal import Foundation

/// Lays the files of an evidence folder beside what the entries say of them.
struct FileExamination {
  /// What the last entry that names a file says of it.
  private struct Listing {
    let file: EvidenceFile
    let line: Int
    /// Whether the entry is as it was written: one that was edited accuses nobody else.
    let isTrusted: Bool
  }

  private var listings: [String: Listing] = [:]
  private(set) var findings: [EvidenceFinding] = []
  /// What is said of a file that no entry names.
  private let unnamed: String

  /// How many files the entries speak for.
  var count: Int { listings.count }

  init(_ entries: [(number: Int, line: LogLine)]) {
    unnamed = entries.allSatisfy { $0.line.fields != nil } ? "no entry names it" : "no entry that can be read names it"
    for (_, line) in entries {
      for file in line.fields?.files ?? [] {
        guard EvidenceFiles.isSafe(file.name) else {
          findings.append(
            EvidenceFinding(
              .edited, EvidenceFiles.log, line: line.number, "the entry names a file \(ShownText.quoted(file.name))",
              expected: "a name in this folder"))
          continue
        }
        listings[file.name] = Listing(file: file, line: line.number, isTrusted: line.isIntact)
      }
    }
  }

  /// - Parameters:
  ///   - directory: the folder.
  ///   - names: what is in it.
  mutating func run(_ directory: Int32, _ names: [String]) throws {
    // Which content belongs to whom, to say where it has gone.
    let owners = Dictionary(listings.values.map { ($0.file.sha256, $0.file.name) }, uniquingKeysWith: min)
    var missing: Set<String> = []
    for (name, listing) in listings.sorted(by: { $0.key < $1.key }) where listing.isTrusted {
      let expected = "\(listing.file.bytes) bytes with the digest \(listing.file.sha256), as \(EvidenceFiles.log):\(listing.line) says"
      switch try EvidenceFiles.find(name, in: directory) {
      case .nothing:
        missing.insert(name)
        findings.append(EvidenceFinding(.missing, name, "it is not there", expected: expected))
      case .other(let what): findings.append(EvidenceFinding(.edited, name, "it is \(what)", expected: expected))
      case .file(let file):
        let content = try EvidenceFiles.content(of: file, startOf: listing.file.bytes)
        guard content.sha256 != listing.file.sha256 || content.bytes != listing.file.bytes else { continue }
        let found = Self.difference(content, listing.file, owner: owners[content.sha256])
        findings.append(EvidenceFinding(.edited, name, found, expected: expected))
      }
    }
    for name in names where listings[name] == nil && name != EvidenceFiles.log && name != EvidenceFiles.seal {
      var found = unnamed
      if !missing.isEmpty, case .file(let file) = try EvidenceFiles.find(name, in: directory),
        let owner = owners[try EvidenceFiles.content(of: file).sha256], missing.contains(owner)
      {
        found = "it holds what \(owner) should, and \(unnamed)"
      }
      findings.append(EvidenceFinding(.extra, name, found, expected: "only files that the log names"))
    }
  }

  private static func difference(_ content: EvidenceFiles.Content, _ file: EvidenceFile, owner: String?) -> String {
    if let owner { return "it holds what \(owner) should" }
    if content.start == file.sha256 { return "\(content.bytes - file.bytes) bytes were added at its end" }
    let size = content.bytes == file.bytes ? "as many bytes" : "\(content.bytes) bytes"
    return "its content was changed: \(size) with the digest \(content.sha256)"
  }
}
