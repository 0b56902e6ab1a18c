import Foundation
import Synchronization

/// The built `webdriver-relay`, run as a process of its own with a folder for temporary files of its own.
final class RelayProgram: Sendable {
  /// The address that it printed.
  let url: String
  /// Its folder for temporary files.
  let folder: URL
  private let process: Process
  private let talk: Pipe

  struct NotStarted: Error {}

  /// The program beside the tests that were built with it.
  private static let executable: URL = {
    let tests = URL(
      fileURLWithPath: (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? CommandLine.arguments[0])
    let beside = tests.deletingLastPathComponent().appending(path: "webdriver-relay")
    return FileManager.default.isExecutableFile(atPath: beside.path)
      ? beside : repository.appending(path: ".build/debug/webdriver-relay")
  }()

  init(_ arguments: [String]) throws {
    folder = FileManager.default.temporaryDirectory.appending(path: "relay-\(UUID().uuidString.prefix(8))")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    process = Process()
    process.executableURL = Self.executable
    process.arguments = arguments
    process.environment = ProcessInfo.processInfo.environment.merging(["TMPDIR": folder.path]) { _, own in own }
    process.standardInput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    talk = Pipe()
    process.standardOutput = talk
    try process.run()
    var line = Data()
    while let byte = try talk.fileHandleForReading.read(upToCount: 1), !byte.isEmpty, byte != Data("\n".utf8) { line += byte }
    url = String(decoding: line, as: UTF8.self)
    guard url.hasPrefix("http://") else { throw NotStarted() }
  }

  /// Sends `signal`, waits for the end, and gives the exit code, or the signal's number and 1000.
  func end(_ signal: Int32) -> Int32 {
    kill(process.processIdentifier, signal)
    process.waitUntilExit()
    defer { try? FileManager.default.removeItem(at: folder) }
    return process.terminationReason == .exit ? process.terminationStatus : 1000 + process.terminationStatus
  }

  /// What is in the folder.
  var files: [String] { (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? [] }

  /// The processes, zombies aside, that were started with the folder among their arguments or variables.
  var relatives: [String] {
    let ids = ((try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []).filter { $0.allSatisfy(\.isNumber) }
    return ids.compactMap { id in
      let arguments = Self.contents("/proc/\(id)/cmdline")
      let isRelative = arguments.contains(folder.path) || Self.contents("/proc/\(id)/environ").contains(folder.path)
      return isRelative ? arguments.replacing("\0", with: " ") : nil
    }
  }

  private static func contents(_ path: String) -> String {
    guard let handle = FileHandle(forReadingAtPath: path) else { return "" }
    defer { try? handle.close() }
    return String(decoding: (try? handle.readToEnd()) ?? Data(), as: UTF8.self)
  }
}

/// The top of the repository.
let repository = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
  .deletingLastPathComponent()
