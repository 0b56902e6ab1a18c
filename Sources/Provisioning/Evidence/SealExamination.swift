/// Looks whether a seal was made with the key that it should be, and of this run.
struct SealExamination {
  /// What the seal says of the log, where that is of any use.
  private(set) var body: EvidenceSeal.Body?
  /// The key that it names.
  private(set) var key: PublicKey?
  private(set) var findings: [EvidenceFinding] = []

  /// - Parameters:
  ///   - seal: the seal as read; `nil` for bytes that are none.
  ///   - lines: the log.
  ///   - run: the run that the log is of.
  ///   - expected: the key that it should be made with.
  init(_ seal: EvidenceSeal?, lines: [LogLine], run: RunID?, expected: PublicKey?) {
    guard let seal, seal.body.format == EvidenceSeal.format else {
      add(.edited, "it cannot be read as a seal", expected: "a seal as it was written")
      return
    }
    let (body, named) = (seal.body, seal.body.key)
    key = named
    let isOwn = body.isSigned(seal.signature, by: named)
    if let expected, !isOwn || named != expected {
      if isOwn {
        add(.wrongKey, "it was made with the key \(named) (\(named.fingerprint))", expected: "\(expected) (\(expected.fingerprint))")
      } else if let genuine = Self.genuine(run, lines, expected), genuine.isSigned(seal.signature, by: expected) {
        // The signature fits what the log is: only what the seal says was changed.
        add(
          .edited, "what it says was changed after it was signed",
          expected: "\(genuine.count) entries of \(genuine.run), the last \(genuine.head)")
        return
      } else {
        add(
          .wrongKey, "its signature was not made with that key, or not over what it says",
          expected: "a signature by \(expected) (\(expected.fingerprint))")
      }
    } else if !isOwn {
      add(.edited, "its signature does not fit what it says", expected: "a signature by \(named)")
    } else if expected == nil {
      add(
        .keyUnknown, "it was made with the key \(named) (\(named.fingerprint)), which anybody could have made",
        expected: "a key that is known: --key")
    }
    if let run, body.run != run {
      add(.anotherRun, "it is the seal of the run \(body.run)", expected: "that of \(run)")
      return
    }
    self.body = body
  }

  private mutating func add(_ kind: EvidenceFinding.Kind, _ found: String, expected: String) {
    findings.append(EvidenceFinding(kind, EvidenceFiles.seal, found, expected: expected))
  }

  /// What the seal of this log would say.
  private static func genuine(_ run: RunID?, _ lines: [LogLine], _ key: PublicKey) -> EvidenceSeal.Body? {
    guard let run, let head = lines.last?.computed else { return nil }
    return EvidenceSeal.Body(run: run, count: lines.count, head: head, key: key)
  }
}
