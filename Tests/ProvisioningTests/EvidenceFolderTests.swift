import Foundation
import Technicians
import Testing

@testable import Provisioning

@Suite struct EvidenceFolderTests {
  private struct Entry: Decodable {
    struct File: Decodable { let name: String }
    let n: Int
    let kind: String
    let change: Int?
    let files: [File]
  }

  private func entries(_ folder: URL) throws -> [Entry] {
    let decoder = JSONDecoder()
    return try Data(contentsOf: folder.appending(path: "log.jsonl")).split(separator: 10).map { try decoder.decode(Entry.self, from: $0) }
  }

  @Test func everyCallIsAnEntryWithTheFilesThatCameBeforeIt() throws {
    try withTemporaryFolder { parent in
      let sample = try SampleEvidence(in: parent)
      let entries = try entries(sample.url)
      #expect(entries.map(\.n) == Array(1...7))
      #expect(entries.map(\.kind) == ["run began", "looked", "ended", "looked", "ended", "run went on", "run ended"])
      #expect(entries.map(\.change) == [nil, 1, 1, 2, 2, nil, nil])
      #expect(
        entries.map { $0.files.map(\.name) } == [
          ["plan.json"], ["001-before.png"], ["001-after.png"], ["002-before.png"], ["002-after.png"], [],
          ["results.json", "summary.json"],
        ])
      let plan = try PlanFile.read(Data(contentsOf: sample.url.appending(path: "plan.json")), name: "plan.json")
      #expect(plan == sample.header.plan)
    }
  }

  @Test func onlyTheOwnerCanReadAnyOfIt() throws {
    try withTemporaryFolder { parent in
      let sample = try SampleEvidence(in: parent)
      let files = try FileManager.default.contentsOfDirectory(atPath: sample.url.path)
      #expect(files.count == 9)
      for name in files + ["."] {
        let mode = try FileManager.default.attributesOfItem(atPath: sample.url.appending(path: name).path)[.posixPermissions] as? NSNumber
        #expect(mode.map { $0.intValue & 0o077 } == 0, "\(name)")
      }
    }
  }

  @Test func theSameRunIsTheSameBytes() throws {
    try withTemporaryFolder { parent in
      let key = try SigningKey(newFor: "evidence")
      let first = try SampleEvidence(in: parent.appending(path: "a"), key: key)
      let second = try SampleEvidence(in: parent.appending(path: "b"), key: key)
      #expect(try Data(contentsOf: first.log) == Data(contentsOf: second.log))
    }
  }

  @Test func aKilledRunGoesOnWithoutLosingAnything() throws {
    try withTemporaryFolder { parent in
      let sample = try SampleEvidence(in: parent, until: 4)
      // A picture that was taken, half an entry that was being written, half a file.
      try Data("late".utf8).write(to: sample.url.appending(path: "002-after.png"))
      let before = try Data(contentsOf: sample.log)
      let torn = Data("{\"at\":\"2026-11-23T14:31:07Z\",\"cha".utf8)
      try (before + torn).write(to: sample.log)
      try Data("half".utf8).write(to: sample.url.appending(path: ".003-before.png.tmp"))

      #expect(!EvidenceFolder.isSealed(sample.url))
      let folder = try EvidenceFolder(resuming: sample.url)
      #expect(folder.hasBegun)
      #expect(!folder.hasEnded)
      #expect(try Data(contentsOf: sample.log) == before)
      #expect(try Data(contentsOf: sample.url.appending(path: "log.torn")) == torn)
      try folder.wentOn(process: 7, at: SampleEvidence.began)
      let note = try #require(try sample.lines().last)
      #expect(note.contains(#""payload":{"found":["002-after.png"],"process":7,"torn":"log.torn"}"#))
      #expect(try entries(sample.url).last?.files.map(\.name) == ["002-after.png", "log.torn"])

      try folder.ended(try SampleEvidence.results()[1], change: 2, at: SampleEvidence.began)
      try folder.end(try SampleEvidence.summary(), at: SampleEvidence.began, seal: sample.key)
      #expect(try sample.findings() == [".003-before.png.tmp extra"])
      #expect(EvidenceFolder.isSealed(sample.url))
      #expect(throws: EvidenceError.self) { try EvidenceFolder(resuming: sample.url) }
    }
  }

  @Test func aRunThatIsCutOffAnywhereGoesOn() throws {
    try withTemporaryFolder { parent in
      let whole = try Data(contentsOf: SampleEvidence(in: parent, until: 3).log)
      let ends = whole.indices.filter { whole[$0] == 10 }
      // At each end of an entry, just before and after it, and here and there between.
      let cuts = Set(ends.flatMap { [$0, $0 + 1, $0 + 2] } + stride(from: 0, to: whole.count, by: 97)).filter { $0 <= whole.count }
      for cut in cuts.sorted() {
        let sample = try SampleEvidence(in: parent.appending(path: "\(cut)"), until: 3)
        try whole.prefix(cut).write(to: sample.log)
        let folder = try EvidenceFolder(resuming: sample.url)
        if !folder.hasBegun { try folder.begin(sample.header) }
        try folder.wentOn(process: 2, at: SampleEvidence.began)
        try folder.end(try SampleEvidence.summary(), at: SampleEvidence.began, seal: sample.key)
        #expect(try sample.findings() == [], "cut after \(cut) bytes")
      }
    }
  }

  @Test func nothingIsAddedToALogThatWasChanged() throws {
    try withTemporaryFolder { parent in
      let sample = try SampleEvidence(in: parent, until: 4)
      let lines = try sample.lines()
      try sample.write([lines[0], lines[1].replacing("Lee", with: "Leo")] + lines[2...])
      let error = try #require(throws: EvidenceError.self) { try EvidenceFolder(resuming: sample.url) }
      #expect(error.description.contains("line 2 of log.jsonl is not the entry that was written there"))
      #expect(throws: EvidenceError.self) { try EvidenceFolder(resuming: parent) }
    }
  }

  @Test func aSecondWriterIsNoticed() throws {
    try withTemporaryFolder { parent in
      let sample = try SampleEvidence(in: parent, until: 3)
      let first = try EvidenceFolder(resuming: sample.url)
      let second = try EvidenceFolder(resuming: sample.url)
      try first.wentOn(process: 1, at: SampleEvidence.began)
      let before = try Data(contentsOf: sample.log)
      #expect(throws: EvidenceError.self) { try second.wentOn(process: 2, at: SampleEvidence.began) }
      #expect(try Data(contentsOf: sample.log) == before)
    }
  }

  private struct NoKey: Sealer {
    let publicKey: PublicKey
    func signature(of data: Data) throws(KeyError) -> Signature { throw KeyError(.unusable, "the key cannot be had") }
  }

  @Test func aRunThatEndedWithoutItsSealIsSealedLater() throws {
    try withTemporaryFolder { parent in
      let sample = try SampleEvidence(in: parent, until: 6)
      let folder = try EvidenceFolder(resuming: sample.url)
      #expect(throws: KeyError.self) {
        try folder.end(try SampleEvidence.summary(), at: SampleEvidence.began, seal: NoKey(publicKey: sample.key.publicKey))
      }
      #expect(try sample.findings() == ["seal.json missing"])
      let again = try EvidenceFolder(resuming: sample.url)
      #expect(again.hasEnded)
      #expect(throws: EvidenceError.self) { try again.wentOn(process: 1, at: SampleEvidence.began) }
      try again.end(try SampleEvidence.summary(), at: SampleEvidence.began, seal: sample.key)
      #expect(try sample.lines().count == 7)
      #expect(try sample.findings() == [])
    }
  }

  /// By hand, as docs/evidence.md says: by nothing but the text of the seal.
  @Test func theSignatureIsOverTheTextOfTheSeal() throws {
    try withTemporaryFolder { parent in
      let sample = try SampleEvidence(in: parent)
      let seal = String(decoding: try Data(contentsOf: sample.url.appending(path: "seal.json")), as: UTF8.self)
      let member = try #require(seal.firstMatch(of: /,\n  "signature" : "([^"]+)"/))
      let signature = try #require(Signature(String(member.output.1)))
      let rest = seal.replacingCharacters(in: member.range, with: "")
      #expect(sample.key.publicKey.verifies(signature, of: Data(rest.utf8)))
      #expect(rest.contains("\"head\" : \"\(try SampleEvidence.digest(in: try #require(sample.lines().last)))\""))
    }
  }

  @Test func withoutAKeyNothingIsProved() throws {
    try withTemporaryFolder { parent in
      let sample = try SampleEvidence(in: parent, until: 6)
      try EvidenceFolder(resuming: sample.url).end(try SampleEvidence.summary(), at: SampleEvidence.began, seal: nil)
      #expect(try sample.findings() == ["seal.json not sealed"])
    }
  }

  @Test func theOrderOfARunIsKept() throws {
    try withTemporaryFolder { parent in
      let folder = try EvidenceFolder(in: parent, now: SampleEvidence.began)
      #expect(throws: EvidenceError.self) { try folder.looked(Looked(), change: 1, at: SampleEvidence.began) }
      #expect(throws: EvidenceError.self) { try folder.keep(Data(), as: "../a") }
      let other = try #require(RunID("2020-01-01T00-00-00Z"))
      #expect(throws: EvidenceError.self) { try folder.begin(try SampleEvidence.header(other)) }
      try folder.begin(try SampleEvidence.header(folder.run))
      #expect(throws: EvidenceError.self) { try folder.begin(try SampleEvidence.header(folder.run)) }
    }
  }

  @Test func runsOfOneSecondHaveFoldersOfTheirOwn() throws {
    try withTemporaryFolder { parent in
      let names = try (0..<3).map { _ in try EvidenceFolder(in: parent, now: SampleEvidence.began).run.description }
      #expect(names == ["2026-11-23T14-31-07Z", "2026-11-23T14-31-07Z-2", "2026-11-23T14-31-07Z-3"])
    }
  }

  @Test func aPictureTakesNoOthersPlace() async throws {
    let parent = FileManager.default.temporaryDirectory.appending(path: "evidence-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: parent) }
    let folder = try EvidenceFolder(in: parent, now: SampleEvidence.began)
    let change = try SampleEvidence.results()[0].change
    struct Gone: Error {}
    for picture in ["one", "two"] { await folder.keepPicture(of: change, number: 1, moment: .before) { Data(picture.utf8) } }
    await folder.keepPicture(of: change, number: 1, moment: .after) { throw Gone() }
    #expect(
      folder.pictures(of: 1) == [
        "001-reactivate-lee.wong@acme.example-after.txt", "001-reactivate-lee.wong@acme.example-before-2.png",
        "001-reactivate-lee.wong@acme.example-before.png",
      ])
  }

  @Test func aCaptionSaysWhoseRunItIsAndWhomItShows() throws {
    let change = try SampleEvidence.results()[0].change
    let run = try #require(RunID("2026-11-23T14-31-07Z"))
    let caption = PictureCaption(run: run, operator: "alice\u{202E}", total: 12)
    #expect(
      caption.lines(change, number: 3, moment: .after, at: SampleEvidence.began) == [
        "2026-11-23 14:31:07 UTC · run 2026-11-23T14-31-07Z · operator alice\\u{202E}",
        "AFTER · change 3 of 12 · reactivate · lee.wong@acme.example (Lee \"L\" Wöng)",
      ])
  }
}
