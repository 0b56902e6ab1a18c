import Foundation
import Recordings
import Testing
import WebDriver

struct BlobTests {
  private static let bytes = Array("a picture".utf8)
  private static let name = "\(BlobReference(bytes, kind: .picture).digest).png"

  /// A recording that refers to a blob, twice, with the folder of its blobs.
  private func withRecording(_ use: (_ file: URL, _ blobs: BlobFolder) throws -> Void) throws {
    try withTemporaryFolder { folder in
      let file = folder.appending(path: "a.jsonl")
      let value = #"[{"blob":"\#(Self.name)"},{"picture":{"blob":"\#(Self.name)"}}]"#
      try RecordingFile.write(Sample.bytes(Sample.changing(5, "null", to: value)), to: file)
      let blobs = BlobFolder(beside: file)
      #expect(try blobs.write(Self.bytes, kind: .picture).description == Self.name)
      _ = try Recording.read(file)
      try use(file, blobs)
    }
  }

  private func refuses(_ file: URL, _ reason: String, location: SourceLocation = #_sourceLocation) {
    let error = #expect(throws: RecordingError.self, sourceLocation: location) { try Recording.read(file) }
    let advice = "It belongs beside the recording: put it back, or record it anew: syncroctl recordings record users/deactivate"
    #expect(error?.description == "\(file.path):5: the blob blobs/\(Self.name) \(reason)\n\(advice)", sourceLocation: location)
  }

  @Test func aDigestIsSHA256() {
    #expect(
      BlobReference(Array("abc".utf8), kind: .source).description
        == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad.html")
    #expect(BlobReference([], kind: .picture).json == ["blob": "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855.png"])
  }

  @Test func aNameIsADigestAndAKind() {
    let digest = BlobReference(Self.bytes, kind: .picture).digest
    #expect(BlobReference("\(digest).png") == BlobReference(Self.bytes, kind: .picture))
    #expect(BlobReference("\(digest).html") == BlobReference(Self.bytes, kind: .source))
    for name in [
      "", ".png", "x.png", digest, "\(digest).jpg", "\(digest)0.png", "\(digest).png.png", "../\(digest).png", digest.uppercased() + ".png",
    ] {
      #expect(BlobReference(name) == nil, "\(name)")
    }
  }

  @Test func aBlobIsKeptOnce() throws {
    try withRecording { _, blobs in
      let reference = BlobReference(Self.bytes, kind: .picture)
      var (first, second) = (stat(), stat())
      #expect(stat(blobs.url(of: reference).path, &first) == 0)
      try blobs.write(Self.bytes, kind: .picture)
      #expect(stat(blobs.url(of: reference).path, &second) == 0)
      #expect(first.st_ino == second.st_ino)
      #expect(try blobs.read(reference) == Self.bytes)
      // What is not whole is written again.
      try Data("broken".utf8).write(to: blobs.url(of: reference))
      #expect(throws: RecordingError.self) { try blobs.read(reference) }
      try blobs.write(Self.bytes, kind: .picture)
      #expect(try blobs.read(reference) == Self.bytes)
      #expect(try FileManager.default.contentsOfDirectory(atPath: blobs.url.path) == [Self.name])
    }
  }

  @Test func aBlobThatIsNotThere() throws {
    try withRecording { file, blobs in
      try FileManager.default.removeItem(at: blobs.url.appending(path: Self.name))
      refuses(file, "is not there")
      try FileManager.default.removeItem(at: blobs.url)
      refuses(file, "is not there")
    }
  }

  @Test func aBlobThatWasChanged() throws {
    try withRecording { file, blobs in
      try Data("another picture".utf8).write(to: blobs.url.appending(path: Self.name))
      refuses(file, "was changed: its SHA-256 is not its name")
      try Data().write(to: blobs.url.appending(path: Self.name))
      refuses(file, "was changed: its SHA-256 is not its name")
    }
  }

  @Test func aBlobThatIsTooLarge() throws {
    try withRecording { file, blobs in
      #expect(truncate(blobs.url.appending(path: Self.name).path, 500 << 20) == 0)
      refuses(file, "is 500 MB large; more than 32 MB are not read")
      #expect(throws: RecordingError.self) { try blobs.write([UInt8](repeating: 0, count: 32 << 20 + 1), kind: .source) }
    }
  }

  @Test func aBlobThatIsALinkOrNoFile() throws {
    try withRecording { file, blobs in
      let (blob, other) = (blobs.url.appending(path: Self.name), blobs.url.appending(path: "other"))
      try FileManager.default.moveItem(at: blob, to: other)
      try FileManager.default.createSymbolicLink(at: blob, withDestinationURL: other)
      refuses(file, "is a symbolic link")
      unlink(blob.path)
      #expect(mkfifo(blob.path, 0o600) == 0)
      refuses(file, "is a pipe or a device, not a file")
      unlink(blob.path)
      #expect(mkdir(blob.path, 0o700) == 0)
      refuses(file, "is a folder")
    }
  }

  @Test func aFolderOfBlobsThatIsALink() throws {
    try withRecording { file, blobs in
      let other = file.deletingLastPathComponent().appending(path: "other")
      try FileManager.default.moveItem(at: blobs.url, to: other)
      try FileManager.default.createSymbolicLink(at: blobs.url, withDestinationURL: other)
      refuses(file, "is behind a symbolic link")
      #expect(throws: RecordingError.self) { try blobs.write(Self.bytes, kind: .picture) }
    }
  }
}
