import Foundation
import Testing
import WholeFiles

@Suite struct WholeFileTests {
  private static let some: [UInt8] = [0x78]

  /// Calls `body` with a folder of its own.
  private func inFolder<Value>(_ body: (URL) throws -> Value) throws -> Value {
    let folder = FileManager.default.temporaryDirectory.appending(path: "whole-files-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    return try body(folder)
  }

  private func names(_ folder: URL) throws -> [String] { try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted() }

  private func mode(_ file: URL) -> mode_t {
    var status = stat()
    return lstat(file.path, &status) == 0 ? status.st_mode & 0o7777 : 0
  }

  @Test func oneThatIsThereIsReplaced() throws {
    try inFolder { folder throws in
      let file = folder.appending(path: "a")
      for text in ["one", "", String(repeating: "long ", count: 100_000)] {
        #expect(WholeFile.write(Data(text.utf8), to: file, earlier: .isReplaced) == nil)
        #expect(try String(contentsOf: file, encoding: .utf8) == text)
        #expect(mode(file) == 0o600)
        #expect(try names(folder) == ["a"])
      }
    }
  }

  @Test func oneThatIsThereStays() throws {
    try inFolder { folder throws in
      let file = folder.appending(path: "a")
      #expect(WholeFile.write(Array("one".utf8), to: file, earlier: .stays, mode: 0o644) == nil)
      #expect(mode(file) == 0o644)
      #expect(WholeFile.write(Array("two".utf8), to: file, earlier: .stays) == EEXIST)
      #expect(try String(contentsOf: file, encoding: .utf8) == "one")
      #expect(try names(folder) == ["a"])
    }
  }

  @Test func aLinkIsNotFollowed() throws {
    try inFolder { folder throws in
      let (file, other) = (folder.appending(path: "a"), folder.appending(path: "other"))
      try Data("other".utf8).write(to: other)
      try FileManager.default.createSymbolicLink(at: file, withDestinationURL: other)
      #expect(WholeFile.write(Self.some, to: file, earlier: .stays) == EEXIST)
      #expect(WholeFile.write(Self.some, to: file, earlier: .isReplaced) == nil)
      #expect(try String(contentsOf: other, encoding: .utf8) == "other")
      #expect(try String(contentsOf: file, encoding: .utf8) == "x")
    }
  }

  @Test func whatAKilledProcessLeftIsTakenAway() throws {
    try inFolder { folder throws in
      let file = folder.appending(path: "a")
      try Data("half of some".utf8).write(to: folder.appending(path: ".a.tmp"))
      #expect(WholeFile.write(Array("new".utf8), to: file, earlier: .isReplaced, by: ".a.tmp") == nil)
      #expect(try names(folder) == ["a"])
      #expect(try String(contentsOf: file, encoding: .utf8) == "new")
    }
  }

  @Test func whatCannotBeWrittenLeavesNothing() throws {
    try inFolder { folder throws in
      #expect(WholeFile.write(Self.some, to: folder.appending(path: "none/a"), earlier: .isReplaced) == ENOENT)
      try FileManager.default.createDirectory(at: folder.appending(path: "b/x"), withIntermediateDirectories: true)
      #expect(WholeFile.write(Self.some, to: folder.appending(path: "b"), earlier: .isReplaced) == EISDIR)
      #expect(WholeFile.write(Self.some, to: folder.appending(path: "b"), earlier: .stays) == EEXIST)
      #expect(try names(folder) == ["b"])
    }
  }
}
