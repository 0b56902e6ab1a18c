import Foundation
import Technicians
import Testing

@testable import Provisioning

/// Each way of tampering, by the kind that is said of it.
@Suite struct EvidenceVerifierTests {
  private func tampered(_ tamper: (SampleEvidence) throws -> Void) throws -> [String] {
    try withTemporaryFolder { folder in
      let sample = try SampleEvidence(in: folder)
      try tamper(sample)
      return try sample.findings()
    }
  }

  private func onLines(_ tamper: (inout [String]) throws -> Void) throws -> [String] {
    try tampered { sample in
      var lines = try sample.lines()
      try tamper(&lines)
      try sample.write(lines)
    }
  }

  @Test func nothingIsSaidOfWhatIsAsItWas() throws {
    try withTemporaryFolder { folder in
      let sample = try SampleEvidence(in: folder)
      let report = try EvidenceVerifier.report(sample.url, key: sample.key.publicKey)
      #expect(report.findings == [])
      #expect(report.isWhole)
      #expect(report.run == sample.header.id)
      #expect(report.entries == 7)
      #expect(report.files == 7)
      #expect(report.sealedBy == sample.key.publicKey)
    }
  }

  // MARK: Entries

  @Test func anEditedEntryIsNamedAlone() throws {
    #expect(try onLines { $0[2] = $0[2].replacing("reactivated", with: "deactivated") } == ["log.jsonl:3 edited"])
    #expect(try onLines { $0[2] = "x" + $0[2] } == ["log.jsonl:3 edited", "001-after.png extra"])
    #expect(try onLines { $0[6] = $0[6].replacing("\"done\"", with: "\"failed\"") } == ["log.jsonl:7 edited"])
    #expect(try onLines { $0 = $0.map { $0 + "\r" } } == (1...7).map { "log.jsonl:\($0) edited" })
  }

  @Test func anEntryWithItsDigestWorkedOutAnewBreaksTheChain() throws {
    let found = try onLines { lines in
      lines[2] = lines[2].replacing("reactivated", with: "deactivated")
      lines = try SampleEvidence.rechained(lines, from: 2, to: 2)
    }
    #expect(found == ["log.jsonl:4 edited"])
  }

  @Test func aChainWorkedOutAnewIsNotTheOneThatWasSealed() throws {
    let edited = try onLines { lines in
      lines[2] = lines[2].replacing("reactivated", with: "deactivated")
      lines = try SampleEvidence.rechained(lines, from: 2)
    }
    #expect(edited == ["log.jsonl:7 edited"])
    let swapped = try onLines { lines in
      lines.swapAt(2, 4)
      lines = try SampleEvidence.rechained(lines)
    }
    #expect(swapped == ["log.jsonl:7 edited"])
  }

  @Test func swappedEntriesAreReordered() throws {
    #expect(try onLines { $0.swapAt(2, 3) } == ["log.jsonl:3 reordered", "log.jsonl:4 reordered"])
    #expect(try onLines { $0.swapAt(0, 6) } == ["log.jsonl:1 reordered", "log.jsonl:7 reordered"])
  }

  @Test func anEntryThatStandsThereAgainIsRepeated() throws {
    #expect(try onLines { $0.insert($0[2], at: 4) } == ["log.jsonl:5 repeated"])
    #expect(try onLines { $0.append($0[6]) } == ["log.jsonl:8 repeated"])
  }

  @Test func missingEntriesAreNamed() throws {
    #expect(try onLines { $0.removeFirst() } == ["log.jsonl:1 truncated", "plan.json extra"])
    #expect(try onLines { $0.remove(at: 5) } == ["log.jsonl:6 truncated"])
    #expect(
      try onLines { $0.removeLast(3) } == ["log.jsonl:5 truncated", "002-after.png extra", "results.json extra", "summary.json extra"])
    try withTemporaryFolder { folder in
      let sample = try SampleEvidence(in: folder)
      try sample.write(try sample.lines().dropLast(3))
      let finding = try #require(try EvidenceVerifier.verify(sample.url, key: sample.key.publicKey).first)
      #expect(
        finding.description
          == "log.jsonl:5: truncated: entries 5 to 7 are missing; expected: 7 entries, as the seal says")
    }
  }

  @Test func whatStandsAfterTheSealWasAppended() throws {
    #expect(try onLines { $0.append("{}") } == ["log.jsonl:8 appended"])
    #expect(
      try onLines { lines in
        lines.append(lines[6].replacing("\"done\"", with: "\"failed\""))
        lines = try SampleEvidence.rechained(lines, from: 7)
      } == ["log.jsonl:8 appended"])
    #expect(
      try tampered { sample in
        try Data(contentsOf: sample.log).appended("x").write(to: sample.log)
      } == ["log.jsonl:8 appended"])
  }

  @Test func aSecondEntryOfOneNumberIsFound() throws {
    let found = try onLines { lines in
      var forged = lines
      forged[2] = forged[2].replacing("reactivated", with: "deactivated")
      lines.insert(try SampleEvidence.rechained(forged, from: 2, to: 2)[2], at: 3)
    }
    #expect(found == ["log.jsonl:4 edited"])
  }

  @Test func anEndThatIsCutOffIsNoEdit() throws {
    let found = try tampered { sample in try Data(contentsOf: sample.log).dropLast(40).write(to: sample.log) }
    #expect(found == ["log.jsonl:7 truncated", "results.json extra", "summary.json extra"])
    #expect(try tampered { sample in try Data(contentsOf: sample.log).dropLast().write(to: sample.log) } == ["log.jsonl:7 edited"])
  }

  @Test func aLineThatIsTooLongIsNotHeld() throws {
    try withTemporaryFolder { folder in
      let url = folder.appending(path: "lines")
      try Data((String(repeating: "a", count: 3 << 20) + "\nshort\n" + String(repeating: "b", count: 3 << 20)).utf8).write(to: url)
      var reader = LineReader(try FileHandle(forReadingFrom: url), longest: 1 << 20)
      var lines: [LineReader.Line] = []
      while let line = try reader.next() { lines.append(line) }
      #expect(lines.map(\.isOverlong) == [true, false, true])
      #expect(lines.map(\.isTerminated) == [true, true, false])
      #expect(lines[1].bytes == Data("short".utf8))
    }
  }

  // MARK: Files

  @Test func swappedPicturesAreSaidToBeSo() throws {
    try withTemporaryFolder { folder in
      let sample = try SampleEvidence(in: folder)
      let (one, two) = (sample.url.appending(path: "001-after.png"), sample.url.appending(path: "002-after.png"))
      let pictures = (try Data(contentsOf: one), try Data(contentsOf: two))
      try pictures.1.write(to: one)
      try pictures.0.write(to: two)
      let findings = try EvidenceVerifier.verify(sample.url, key: sample.key.publicKey)
      #expect(findings.map(\.kind) == [.edited, .edited])
      #expect(findings.map(\.found) == ["it holds what 002-after.png should", "it holds what 001-after.png should"])
    }
  }

  @Test func aRenamedPictureIsMissingAndSaidWhere() throws {
    try withTemporaryFolder { folder in
      let sample = try SampleEvidence(in: folder)
      try FileManager.default.moveItem(at: sample.url.appending(path: "001-after.png"), to: sample.url.appending(path: "other.png"))
      let findings = try EvidenceVerifier.verify(sample.url, key: sample.key.publicKey)
      #expect(findings.map(\.kind) == [.missing, .extra])
      #expect(findings.map(\.file) == ["001-after.png", "other.png"])
      #expect(findings.last?.found == "it holds what 001-after.png should, and no entry names it")
    }
  }

  @Test func filesAreToldApart() throws {
    func file(_ name: String, _ change: (inout Data) -> Void) throws -> [String] {
      try tampered { sample in
        let url = sample.url.appending(path: name)
        var data = try Data(contentsOf: url)
        change(&data)
        try data.write(to: url)
      }
    }
    #expect(try file("plan.json") { $0.append(10) } == ["plan.json edited"])
    #expect(try file("002-before.png") { $0.removeLast() } == ["002-before.png edited"])
    #expect(try tampered { try FileManager.default.removeItem(at: $0.url.appending(path: "results.json")) } == ["results.json missing"])
    #expect(try tampered { try Data("x".utf8).write(to: $0.url.appending(path: "note.txt")) } == ["note.txt extra"])
    #expect(
      try tampered { try FileManager.default.createDirectory(at: $0.url.appending(path: "sub"), withIntermediateDirectories: false) }
        == ["sub extra"])
  }

  @Test func anExtraFileIsSaidAndNoFailure() throws {
    try withTemporaryFolder { folder in
      let sample = try SampleEvidence(in: folder)
      try Data("x".utf8).write(to: sample.url.appending(path: "note.txt"))
      #expect(try EvidenceVerifier.report(sample.url, key: sample.key.publicKey).isWhole)
    }
  }

  @Test(arguments: ["001-after.png", "log.jsonl", "seal.json"]) func aLinkIsNotFollowed(_ name: String) throws {
    let found = try withTemporaryFolder { folder in
      let sample = try SampleEvidence(in: folder)
      let (file, moved) = (sample.url.appending(path: name), folder.appending(path: "elsewhere"))
      try FileManager.default.moveItem(at: file, to: moved)
      try FileManager.default.createSymbolicLink(at: file, withDestinationURL: moved)
      return try sample.findings()
    }
    #expect(found.contains("\(name) edited"))
  }

  @Test func noNameLeadsOutOfTheFolder() throws {
    try withTemporaryFolder { folder in
      try Data("picture 1 after".utf8).write(to: folder.appending(path: "outside.png"))
      // Somebody who seals anew may write any name into an entry.
      let sample = try SampleEvidence(in: folder)
      let lines = try sample.lines().map { $0.replacing("\"001-after.png\"", with: "\"../outside.png\"") }
      let chained = try SampleEvidence.rechained(lines)
      try sample.write(chained)
      let body = EvidenceSeal.Body(
        run: sample.header.id, count: 7, head: try SampleEvidence.digest(in: chained[6]), key: sample.key.publicKey)
      try CanonicalJSON.data(EvidenceSeal(body, sample.key)).write(to: sample.url.appending(path: "seal.json"))
      #expect(try sample.findings() == ["log.jsonl:3 edited", "001-after.png extra"])
    }
    for name in ["", ".", "..", "../a", "a/b", ".hidden", "a\nb", "ä.png", "log.jsonl", "seal.json"] {
      #expect(!EvidenceFiles.isSafe(name))
    }
  }

  // MARK: Seals

  @Test func aSealByAnotherKeyIsSaidToBeSo() throws {
    try withTemporaryFolder { folder in
      // The whole of it was made anew by somebody with a key of their own.
      let sample = try SampleEvidence(in: folder)
      let other = try SigningKey(newFor: "evidence")
      #expect(try sample.findings(key: other.publicKey) == ["seal.json wrong key"])
      #expect(try EvidenceVerifier.verify(sample.url, key: nil).map(\.kind) == [.keyUnknown])
    }
  }

  @Test func aSignatureThatIsNoneIsOfNoKey() throws {
    let found = try tampered { sample in
      let url = sample.url.appending(path: "seal.json")
      let other = try SigningKey(newFor: "evidence").signature(of: Data("something".utf8))
      let seal = String(decoding: try Data(contentsOf: url), as: UTF8.self)
      try Data(seal.replacing(/"signature" : "[^"]+"/, with: "\"signature\" : \"\(other)\"").utf8).write(to: url)
    }
    #expect(found == ["seal.json wrong key"])
  }

  @Test func aSealThatSaysSomethingElseWasEdited() throws {
    func seal(_ change: (String) -> String) throws -> [String] {
      try tampered { sample in
        let url = sample.url.appending(path: "seal.json")
        try Data(change(String(decoding: try Data(contentsOf: url), as: UTF8.self)).utf8).write(to: url)
      }
    }
    #expect(try seal { $0.replacing("\"count\" : 7", with: "\"count\" : 6") } == ["seal.json edited"])
    #expect(try seal { $0 + "\n" } == ["seal.json edited"])
    #expect(try seal { $0.replacing("\n", with: "\r\n") } == ["seal.json edited"])
    #expect(try seal { _ in "" } == ["seal.json edited"])
    #expect(try seal { $0.replacing("-seal/1", with: "-seal/2") } == ["seal.json edited"])
  }

  @Test func aLogThatWasCutWithItsSealChangedToFitIsFound() throws {
    try withTemporaryFolder { folder in
      let sample = try SampleEvidence(in: folder)
      let kept = Array(try sample.lines().dropLast(3))
      try sample.write(kept)
      let (url, head) = (sample.url.appending(path: "seal.json"), try SampleEvidence.digest(in: kept[3]))
      let seal = String(decoding: try Data(contentsOf: url), as: UTF8.self)
      try Data(
        seal.replacing("\"count\" : 7", with: "\"count\" : 4").replacing(/"head" : "[^"]+"/, with: "\"head\" : \"\(head)\"").utf8
      ).write(to: url)
      #expect(try sample.findings().first == "seal.json wrong key")
    }
  }

  @Test func theSealOfAnotherRunIsNone() throws {
    try withTemporaryFolder { folder in
      let key = try SigningKey(newFor: "evidence")
      let sample = try SampleEvidence(in: folder, key: key)
      let other = try SampleEvidence(in: folder, key: key, began: SampleEvidence.began + 60)
      let url = sample.url.appending(path: "seal.json")
      try FileManager.default.removeItem(at: url)
      try FileManager.default.copyItem(at: other.url.appending(path: "seal.json"), to: url)
      #expect(try sample.findings() == ["seal.json another run"])
    }
  }

  @Test func theFolderOfAnotherRunIsNotTaken() throws {
    try withTemporaryFolder { folder in
      let key = try SigningKey(newFor: "evidence")
      let sample = try SampleEvidence(in: folder, key: key)
      let other = try SampleEvidence(in: folder, key: key, began: SampleEvidence.began + 60)
      try FileManager.default.removeItem(at: sample.url)
      try FileManager.default.copyItem(at: other.url, to: sample.url)
      #expect(try sample.findings() == ["log.jsonl:1 another run"])
      // Under a name that is no run's it may lie anywhere.
      let archived = folder.appending(path: "archive")
      try FileManager.default.copyItem(at: other.url, to: archived)
      #expect(try EvidenceVerifier.verify(archived, key: key.publicKey) == [])
    }
  }

  @Test func aRunThatNeverEndedIsNotSealed() throws {
    try withTemporaryFolder { folder in
      let sample = try SampleEvidence(in: folder, until: 4)
      let findings = try EvidenceVerifier.verify(sample.url, key: sample.key.publicKey)
      #expect(findings.map(\.kind) == [.notSealed])
      #expect(findings.first?.found == "the run has not come to its end, the last entry says: looked (change 2)")
      #expect(findings.first?.isFailure == true)
    }
  }

  @Test func aSealThatIsGoneIsMissing() throws {
    #expect(try tampered { try FileManager.default.removeItem(at: $0.url.appending(path: "seal.json")) } == ["seal.json missing"])
    #expect(try tampered { try FileManager.default.removeItem(at: $0.log) }.first == "log.jsonl missing")
    #expect(try tampered { try Data().write(to: $0.log) }.first == "log.jsonl truncated")
  }

  @Test func whatIsNoFolderIsAnError() throws {
    #expect(throws: EvidenceError.self) {
      try EvidenceVerifier.verify(URL(fileURLWithPath: "/nowhere/at/all"), key: nil)
    }
  }
}

extension Data {
  fileprivate func appended(_ text: String) -> Data { self + Data(text.utf8) }
}
