public import Foundation

/// Looks whether the evidence of a run is as it was when it was kept. Changes nothing, and follows no link out of the folder.
public enum EvidenceVerifier {
  /// What is not as it was.
  ///
  /// - Parameter key: the key that the seal should be made with. Without one, whoever changed something may have sealed it anew.
  /// - Throws: ``EvidenceError`` if the folder cannot be read.
  public static func verify(_ folder: URL, key: PublicKey?) throws -> [EvidenceFinding] { try report(folder, key: key).findings }

  /// The same, with what was looked at.
  public static func report(_ folder: URL, key: PublicKey?) throws -> EvidenceReport {
    let directory = open(folder.path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard directory >= 0 else {
      throw EvidenceError("the evidence folder \(folder.path) cannot be read: \(String(cString: strerror(errno)))")
    }
    defer { close(directory) }
    let names = try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
    var findings: [EvidenceFinding] = []
    let lines = try lines(directory, &findings)
    let run = lines.lazy.compactMap { $0.isIntact ? $0.fields?.run : nil }.first
    let seal = try seal(directory, lines, run, key)
    let chain = ChainExamination(lines, sealed: seal?.body)
    findings += chain.findings
    findings += seal?.findings ?? (lines.isEmpty ? [] : [unsealed(chain.entries)])
    if let run, let named = RunID(folder.standardizedFileURL.lastPathComponent), named != run {
      findings.append(
        EvidenceFinding(.anotherRun, EvidenceFiles.log, line: 1, "it is the log of the run \(run)", expected: "that of \(named)"))
    }
    var files = FileExamination(chain.entries)
    try files.run(directory, names)
    findings += files.findings
    return EvidenceReport(run: run, entries: lines.count, files: files.count, sealedBy: seal?.key, findings: findings)
  }

  private static func lines(_ directory: Int32, _ findings: inout [EvidenceFinding]) throws -> [LogLine] {
    switch try EvidenceFiles.find(EvidenceFiles.log, in: directory) {
    case .nothing:
      findings.append(EvidenceFinding(.missing, EvidenceFiles.log, "there is no log", expected: "the log of a run"))
    case .other(let what):
      findings.append(EvidenceFinding(.edited, EvidenceFiles.log, "it is \(what)", expected: "the log of a run"))
    case .file(let file):
      var reader = LineReader(file)
      var lines: [LogLine] = []
      while let line = try reader.next() { lines.append(LogLine(line, number: lines.count + 1)) }
      if lines.isEmpty { findings.append(EvidenceFinding(.truncated, EvidenceFiles.log, "the log is empty", expected: "entries")) }
      return lines
    }
    return []
  }

  /// What there is to say of the seal; `nil` where there is none.
  private static func seal(_ directory: Int32, _ lines: [LogLine], _ run: RunID?, _ key: PublicKey?) throws -> SealExamination? {
    switch try EvidenceFiles.find(EvidenceFiles.seal, in: directory) {
    case .nothing: return nil
    case .other: return SealExamination(nil, lines: lines, run: run, expected: key)
    case .file(let file):
      // More than any seal has.
      let bytes = try file.read(upToCount: 1 << 14) ?? Data()
      var seal = try? CanonicalJSON.decode(EvidenceSeal.self, from: bytes)
      // One value has one form: what reads the same and is written otherwise was edited.
      if let read = seal, try CanonicalJSON.data(read) != bytes { seal = nil }
      return SealExamination(seal, lines: lines, run: run, expected: key)
    }
  }

  private static func unsealed(_ entries: [(number: Int, line: LogLine)]) -> EvidenceFinding {
    guard let last = entries.last, last.line.isIntact, let fields = last.line.fields, fields.kind == EvidenceKind.runEnded.rawValue else {
      let how = entries.last.flatMap { $0.line.fields }.map {
        ", the last entry says: \($0.kind)\($0.change.map { " (change \($0))" } ?? "")"
      }
      return EvidenceFinding(
        .notSealed, EvidenceFiles.seal, "the run has not come to its end\(how ?? "")",
        expected: "a seal; the run can go on: syncroctl resume")
    }
    if let key = fields.key {
      return EvidenceFinding(.missing, EvidenceFiles.seal, "there is no seal, though the run has ended", expected: "a seal by \(key)")
    }
    return EvidenceFinding(.notSealed, EvidenceFiles.seal, "the run has ended without a key to seal it", expected: "a seal")
  }
}
