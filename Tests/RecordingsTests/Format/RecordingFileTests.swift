import Foundation
import Recordings
import Testing

struct RecordingFileTests {
  private static func names(in folder: URL) throws -> [String] { try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted() }

  private static func mode(of file: URL) -> mode_t {
    var status = stat()
    return lstat(file.path, &status) == 0 ? status.st_mode & 0o7777 : 0
  }

  @Test func aFileIsWrittenAndReplaced() throws {
    try withTemporaryFolder { folder in
      let file = folder.appending(path: "a.jsonl")
      for text in ["one", "", String(repeating: "long ", count: 100_000)] {
        try RecordingFile.write(Array(text.utf8), to: file)
        #expect(try String(contentsOf: file, encoding: .utf8) == text)
        #expect(Self.mode(of: file) == 0o600)
        #expect(try Self.names(in: folder) == ["a.jsonl"])
      }
    }
  }

  @Test func aLinkIsReplacedRatherThanFollowed() throws {
    try withTemporaryFolder { folder in
      let (file, other) = (folder.appending(path: "a.jsonl"), folder.appending(path: "other"))
      try Data("other".utf8).write(to: other)
      try FileManager.default.createSymbolicLink(at: file, withDestinationURL: other)
      try RecordingFile.write([0x78], to: file)
      #expect(try String(contentsOf: other, encoding: .utf8) == "other")
      #expect(try String(contentsOf: file, encoding: .utf8) == "x")
    }
  }

  @Test func aFolderThatIsNotThere() throws {
    try withTemporaryFolder { folder in
      let file = folder.appending(path: "none/a.jsonl")
      let error = #expect(throws: RecordingError.self) { try RecordingFile.write([], to: file) }
      #expect(
        error?.description
          == "\(file.path): the file cannot be written: No such file or directory\nMake the folder first, or name another file.")
    }
  }

  @Test func aFolderInTheFilesPlace() throws {
    try withTemporaryFolder { folder in
      let file = folder.appending(path: "a.jsonl")
      try FileManager.default.createDirectory(at: file.appending(path: "x"), withIntermediateDirectories: true)
      let error = #expect(throws: RecordingError.self) { try RecordingFile.write([0x78], to: file) }
      #expect(
        error?.description == "\(file.path): the file cannot be written: Is a directory\nThere is a folder of that name: name another file."
      )
      #expect(try Self.names(in: folder) == ["a.jsonl"])
    }
  }

  /// As on a full disk: the half that fits is written, and then no more. The limit holds for every file of this process, and is lifted again
  /// at once; nothing else writes a megabyte meanwhile.
  @Test func whatDoesNotFitLeavesTheOldFile() throws {
    try withTemporaryFolder { folder in
      let file = folder.appending(path: "a.jsonl")
      try RecordingFile.write(Array("old".utf8), to: file)
      let handler = signal(SIGXFSZ, SIG_IGN)
      let resource = __rlimit_resource_t(RLIMIT_FSIZE.rawValue)
      var usual = rlimit()
      #expect(getrlimit(resource, &usual) == 0)
      var limit = rlimit(rlim_cur: 1 << 20, rlim_max: usual.rlim_max)
      #expect(setrlimit(resource, &limit) == 0)
      defer {
        setrlimit(resource, &usual)
        signal(SIGXFSZ, handler)
      }
      let error = #expect(throws: RecordingError.self) { try RecordingFile.write([UInt8](repeating: 0x78, count: 2 << 20), to: file) }
      #expect(
        error?.description
          == "\(file.path): the file cannot be written: File too large\nMake room, then do it again. What was there before is whole.")
      #expect(try String(contentsOf: file, encoding: .utf8) == "old")
      #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["a.jsonl"])
    }
  }
}
