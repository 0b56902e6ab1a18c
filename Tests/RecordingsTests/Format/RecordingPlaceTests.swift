import Foundation
import Recordings
import Testing

/// What stands at a path where a recording should: nothing but a regular file, in the folder that it has to be in, is read.
struct RecordingPlaceTests {
  /// A folder `recordings` with the sample in it.
  private func withRecordings(_ use: (_ folder: URL, _ file: URL) throws -> Void) throws {
    try withTemporaryFolder { parent in
      let folder = parent.appending(path: "recordings", directoryHint: .isDirectory)
      let file = folder.appending(path: "users/deactivate.jsonl")
      try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(Sample.bytes()).write(to: file)
      try use(folder, file)
    }
  }

  private func refuses(_ file: URL, within folder: URL?, _ expected: String, location: SourceLocation = #_sourceLocation) {
    let error = #expect(throws: RecordingError.self, sourceLocation: location) { try Recording.read(file, within: folder) }
    #expect(error?.description == expected, sourceLocation: location)
  }

  @Test func aFileIsRead() throws {
    try withRecordings { folder, file in
      let recording = try Recording.read(Sample.bytes(), name: "a")
      #expect(try Recording.read(file) == recording)
      #expect(try Recording.read(file, within: folder) == recording)
      #expect(
        try Recording.read(folder.appending(path: "technicians/../users/deactivate.jsonl").standardizedFileURL, within: folder) == recording
      )
      let name = try #require(RecordingName("users/deactivate"))
      #expect(try Recording.read(name.url(in: folder), within: folder) == recording)
    }
  }

  @Test func aFaultNamesTheFileBelowItsFolder() throws {
    try withRecordings { folder, file in
      try Data(Sample.bytes(Sample.changing(5, #","status":200"#, to: ""))).write(to: file)
      let anew = "Record it anew: syncroctl recordings record users/deactivate"
      refuses(file, within: folder, "recordings/users/deactivate.jsonl:5: \"status\" is missing\n\(anew)")
      refuses(file, within: nil, "\(file.path):5: \"status\" is missing\n\(anew)")
    }
  }

  @Test func whatIsNoFile() throws {
    try withRecordings { folder, file in
      let place = folder.appending(path: "users/x.jsonl")
      let start = "recordings/users/x.jsonl: the recording"
      for within in [folder, nil] {
        let start = within == nil ? "\(place.path): the recording" : start
        let anew = within == nil ? "Record it anew." : "Record it anew: syncroctl recordings record users/x"
        refuses(place, within: within, "\(start) is not there\n\(anew)")
        #expect(mkfifo(place.path, 0o600) == 0)
        refuses(place, within: within, "\(start) is a pipe or a device, not a file\nName another file.")
        unlink(place.path)
        #expect(mkdir(place.path, 0o700) == 0)
        refuses(place, within: within, "\(start) is a folder\nName another file.")
        rmdir(place.path)
      }
      refuses(
        URL(fileURLWithPath: "/dev/zero"), within: nil, "/dev/zero: the recording is a pipe or a device, not a file\nName another file.")
      refuses(file.appending(path: "x"), within: nil, "\(file.path)/x: the recording is not there\nRecord it anew.")
    }
  }

  @Test func whatLeadsOutOfTheFolder() throws {
    try withRecordings { folder, file in
      let outside = folder.deletingLastPathComponent().appending(path: "outside.jsonl")
      try Data(Sample.bytes()).write(to: outside)
      _ = try Recording.read(outside)
      refuses(outside, within: folder, "\(outside.path): the recording is not in the folder recordings\nName another file.")
      let up = URL(fileURLWithPath: folder.path + "/users/../../outside.jsonl")
      refuses(up, within: folder, "\(up.path): the recording is not in the folder recordings\nName another file.")
      let beside = URL(fileURLWithPath: folder.path + "2/outside.jsonl")
      refuses(beside, within: folder, "\(beside.path): the recording is not in the folder recordings\nName another file.")

      let link = folder.appending(path: "users/link.jsonl")
      try FileManager.default.createSymbolicLink(at: link, withDestinationURL: outside)
      refuses(link, within: folder, "recordings/users/link.jsonl: the recording is not in the folder recordings\nName another file.")
      let linkedFolder = folder.appending(path: "linked")
      try FileManager.default.createSymbolicLink(at: linkedFolder, withDestinationURL: folder.deletingLastPathComponent())
      refuses(
        linkedFolder.appending(path: "outside.jsonl"), within: folder,
        "recordings/linked/outside.jsonl: the recording is not in the folder recordings\nName another file.")
      // One that stays inside leads nowhere else.
      let inside = folder.appending(path: "users/inside.jsonl")
      try FileManager.default.createSymbolicLink(at: inside, withDestinationURL: file)
      _ = try Recording.read(inside, within: folder)
      try FileManager.default.removeItem(at: link)
      try FileManager.default.createSymbolicLink(at: link, withDestinationURL: link)
      refuses(
        link, within: nil, "\(link.path): the recording is a symbolic link\nName another file.")
    }
  }

  @Test func fiveHundredMegabytesAreNotRead() throws {
    try withTemporaryFolder { folder in
      let file = folder.appending(path: "large.jsonl")
      #expect(creat(file.path, 0o600) >= 0)
      #expect(truncate(file.path, 500 << 20) == 0)
      let growth = try memoryGrowth {
        let error = #expect(throws: RecordingError.self) { try Recording.read(file) }
        #expect(error?.description == "\(file.path): the recording is 500 MB large; more than 64 MB are not read\nName another file.")
      }
      #expect(try #require(growth) < 4 << 10)
    }
  }

  /// What takes most memory for a byte of the file: small values, and objects of one member.
  @Test(arguments: ["0,", #"{"":0},"#])
  func theLargestFileTakesMemoryWithinBounds(_ value: String) throws {
    let line = Sample.changing(5, "null", to: "[\(String(repeating: value, count: value == "0," ? 900_000 : 450_000))0]")[4]
    let bytes = Sample.bytes(Sample.replacing(5, by: line))
    let growth = try memoryGrowth { _ = try Recording.read(bytes, name: "a") }
    #expect(try #require(growth) < 256 << 10)
  }

  @Test func namesAreFound() throws {
    try withRecordings { folder, _ in
      for path in ["users/Upper.jsonl", "users/a_b.jsonl", "users/x.json", "users/.jsonl", "top.jsonl", "users/list.jsonl"] {
        try Data().write(to: folder.appending(path: path))
      }
      for layout in ["technicians", "UPPER"] {
        try FileManager.default.createDirectory(at: folder.appending(path: layout), withIntermediateDirectories: true)
        try Data().write(to: folder.appending(path: "\(layout)/sign-in.jsonl"))
      }
      #expect(try RecordingName.all(in: folder).map(\.description) == ["technicians/sign-in", "users/deactivate", "users/list"])
      #expect(throws: (any Error).self) { try RecordingName.all(in: folder.appending(path: "none")) }
    }
  }

  @Test(arguments: ["", "/", "a", "a/", "/a", "a/b/c", "../a", "a/..", "A/b", "a/b.jsonl", "a b/c", "é/a", "a/b\n", "a//b"])
  func aNameIsTwoPlainWords(_ text: String) { #expect(RecordingName(text) == nil) }
}
