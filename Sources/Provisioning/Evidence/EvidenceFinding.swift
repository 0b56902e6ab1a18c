/// Something that is not as it was when the evidence was kept.
public struct EvidenceFinding: Sendable, Hashable, Codable, CustomStringConvertible {
  /// The kinds.
  public enum Kind: String, Sendable, Hashable, Codable, CaseIterable {
    /// An entry or a file holds something else.
    case edited
    /// Entries stand in another order.
    case reordered
    /// An entry stands there more than once.
    case repeated
    /// Entries are gone, or the end of the log is.
    case truncated
    /// Something was added after the end.
    case appended
    /// A file is gone.
    case missing
    /// A file is there that no entry names. The chain does not speak for it, and is none the worse.
    case extra
    /// The seal was not made with the key that it should be.
    case wrongKey = "wrong key"
    /// The run never came to its end, so that nobody has signed anything.
    case notSealed = "not sealed"
    /// The seal, or the whole folder, belongs to another run.
    case anotherRun = "another run"
    /// The seal holds together, and nobody has said whose it should be.
    case keyUnknown = "key unknown"
  }

  /// What kind it is.
  public let kind: Kind
  /// The file, by its name in the folder.
  public let file: String
  /// The line of the log, from 1.
  public let line: Int?
  /// What is there.
  public let found: String
  /// What was expected there.
  public let expected: String

  init(_ kind: Kind, _ file: String, line: Int? = nil, _ found: String, expected: String) {
    (self.kind, self.file, self.line, self.found, self.expected) = (kind, ShownText.plain(file), line, found, expected)
  }

  /// Whether the evidence proves less for it.
  public var isFailure: Bool { kind != .extra }

  /// On one line: `log.jsonl:4: edited: …; expected: …`.
  public var description: String { "\(file)\(line.map { ":\($0)" } ?? ""): \(kind.rawValue): \(found); expected: \(expected)" }
}

/// What the evidence of a run is worth.
public struct EvidenceReport: Sendable, Codable {
  /// The run; `nil` where the log does not say.
  public let run: RunID?
  /// How many entries the log has.
  public let entries: Int
  /// How many files they speak for.
  public let files: Int
  /// The key that the seal says it was made with; `nil` where there is no seal.
  public let sealedBy: PublicKey?
  /// What is not as it was: the log first, then the seal, then the files by name.
  public let findings: [EvidenceFinding]

  /// Whether everything is as it was when the run ended.
  public var isWhole: Bool { !findings.contains(where: \.isFailure) }
}
