import Foundation
import Technicians
import Testing

@testable import Provisioning

/// The pictures of a page: as they were kept, and never all in memory.
@Suite struct ReportsPicturesTests {
  /// The head of a PNG of 1280 by 900, and something behind it.
  private static func picture(bytes: Int) -> Data {
    let head: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 13, 0x49, 0x48, 0x44, 0x52, 0, 0, 5, 0, 0, 0, 3, 0x84]
    return Data(head) + Data((0..<bytes).map { UInt8(truncatingIfNeeded: $0 &* 31 &+ $0 >> 8) })
  }

  private func inFolder<Value>(_ body: (URL) throws -> Value) throws -> Value {
    let folder = FileManager.default.temporaryDirectory.appending(path: "report-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    return try body(folder)
  }

  private func run(_ pictures: [[String]]) throws -> JournalledRun {
    let changes = try pictures.indices.map {
      try ReportsSample.person("t\($0)@acme.example", "Tech \($0)", id: "\($0)", line: $0 + 1, action: .reactivate)
    }
    var run = JournalledRun(header: try ReportsSample.header(try ReportsSample.plan(changes, facts: [])))
    for (index, change) in changes.enumerated() {
      run.steps[index + 1] = .ended(ReportsSample.result(change, .done, "reactivated, read back", pictures: pictures[index]))
    }
    run.ended = ReportsSample.moment(9)
    return run
  }

  private func page(_ run: JournalledRun, _ folder: URL?) throws -> String {
    var data = Data()
    try HTMLReport(RunReport(run, evidence: folder)).write { data += $0 }
    return String(decoding: data, as: UTF8.self)
  }

  /// Sizes around the pieces in which a file is read, so that no padding stands in the middle.
  @Test(arguments: [0, 1, 2, 3, 49_152 - 24, 49_153 - 24, 98_305, 150_000])
  func aPictureIsInThePageByteForByte(_ bytes: Int) throws {
    try inFolder { folder in
      let picture = Self.picture(bytes: bytes)
      try picture.write(to: folder.appending(path: "001-x-before.png"))
      let page = try page(try run([["001-x-before.png"]]), folder)
      let image = try #require(page.firstMatch(of: /<img src="data:image\/png;base64,([^"]*)" alt="([^"]*)" width="(\d+)" height="(\d+)">/))
      #expect(Data(base64Encoded: String(image.1)) == picture)
      #expect(image.2 == "The console, before: reactivate t0@acme.example")
      #expect(image.3 == "1280" && image.4 == "900")
      #expect(page.contains("<summary>1 picture</summary>"))
    }
  }

  @Test func twoHundredPicturesAreNeverInMemoryTogether() throws {
    try inFolder { folder in
      let size = 1 << 20
      let names = (1...200).map { "\($0)-x-after.png" }
      try Self.picture(bytes: size).write(to: folder.appending(path: names[0]))
      // Names for one and the same file: the test is about reading.
      for name in names.dropFirst() {
        try FileManager.default.linkItem(at: folder.appending(path: names[0]), to: folder.appending(path: name))
      }
      var (largest, total) = (0, 0)
      try HTMLReport(RunReport(try run(names.map { [$0] }), evidence: folder)).write {
        largest = max(largest, $0.count)
        total += $0.count
      }
      #expect(total > 200 * size * 4 / 3)
      // The largest piece is the text of all two hundred changes, not a picture.
      #expect(largest < 256 << 10, "a piece of \(largest) bytes")
    }
  }

  @Test func whyThereIsNoPictureIsSaid() throws {
    try inFolder { folder in
      try Data("secret".utf8).write(to: folder.appending(path: "secret.png"))
      try FileManager.default.createSymbolicLink(
        at: folder.appending(path: "link.png"), withDestinationURL: folder.appending(path: "secret.png"))
      try FileManager.default.createDirectory(at: folder.appending(path: "folder.png"), withIntermediateDirectories: false)
      try Data("no picture: the browser <went> away\n".utf8).write(to: folder.appending(path: "note.txt"))
      let names = ["gone.png", "secret.png", "link.png", "folder.png", "../secret.png", "note.txt", "gone.txt"]
      let page = try page(try run([names]), folder)
      let said = page.matches(of: /<p class="aside">No picture\. <bdi>([^<]*)<\/bdi><\/p>/).map { String($0.1) }
      #expect(
        said == [
          "gone.png: the file is missing from the evidence folder", "secret.png: the file is not a picture in PNG",
          "link.png: the file cannot be read", "folder.png: it is not a file",
          "../secret.png: its name leads out of the evidence folder, so it was not looked for",
          "note.txt: no picture: the browser &lt;went&gt; away", "gone.txt: it cannot be read",
        ])
      #expect(!page.contains("<img"))
    }
    #expect(
      try page(try run([["001-x-before.png"]]), nil).contains("001-x-before.png: there is no evidence folder to read it from"))
  }

  @Test func aSinkThatFailsStopsThePage() throws {
    struct Full: Error {}
    #expect(throws: Full.self) { try HTMLReport(RunReport(try run([]), evidence: nil)).write { _ in throw Full() } }
  }
}
