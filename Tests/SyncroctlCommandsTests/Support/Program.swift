import BrowserSupport
import ConsoleEmulator
import Foundation
import Subprocess
import SystemPackage
import TestSupport
import Testing

/// The built `syncroctl`, run as a person runs it: as a process of its own, with a home and a folder for temporary files of its own.
struct Program: Sendable {
  /// Where this run keeps everything; removed afterwards.
  let folder: URL

  /// What a run said, and how it ended.
  struct Run: Sendable {
    let status: Int32
    let output: String
    let talk: String

    /// The output as JSON.
    func json<Value: Decodable>(as type: Value.Type = Value.self) throws -> Value {
      let decoder = JSONDecoder()
      return try decoder.decode(Value.self, from: Data(output.utf8))
    }

    var lastLines: String { talk.split(separator: "\n").suffix(4).joined(separator: "\n") }
  }

  /// The program beside the tests that were built with it.
  static let executable: URL = {
    let tests = URL(
      fileURLWithPath: (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? CommandLine.arguments[0])
    let beside = tests.deletingLastPathComponent().appending(path: "syncroctl")
    return FileManager.default.isExecutableFile(atPath: beside.path) ? beside : repository.appending(path: ".build/debug/syncroctl")
  }()

  /// Runs `body` with a place of its own, and looks that no process and no folder of a driver is left in it.
  static func inPlace<Value: Sendable>(_ body: @Sendable (Program) async throws -> Value) async throws -> Value {
    let folder = FileManager.default.temporaryDirectory.appending(path: "cli-\(UUID().uuidString.prefix(8))")
    let program = Program(folder: folder)
    for path in [program.temporary, program.home] { try FileManager.default.createDirectory(at: path, withIntermediateDirectories: true) }
    defer { try? FileManager.default.removeItem(at: folder) }
    let value = try await body(program)
    #expect(Leftovers.folders(in: program.temporary) == [])
    #expect(Leftovers.processes(mentioning: folder.path) == [])
    return value
  }

  var temporary: URL { folder.appending(path: "tmp") }
  var home: URL { folder.appending(path: "home") }
  var evidence: URL { folder.appending(path: "runs") }

  /// Writes a file into the folder and gives its path.
  func file(_ name: String, _ text: String, mode: Int = 0o600) throws -> String {
    let url = folder.appending(path: name)
    try Data(text.utf8).write(to: url)
    try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: url.path)
    return url.path
  }

  /// Runs the program to its end. Its working folder is ``folder``.
  ///
  /// - Parameter browses: whether it gets as far as starting a browser, of which there are never more than a few at once.
  func run(_ arguments: [String], _ environment: [String: String] = [:], browses: Bool = true) async throws -> Run {
    let configuration = configuration(arguments, environment)
    let work: @Sendable () async throws -> Run = {
      let result = try await Subprocess.run(
        configuration, input: .none, output: .string(limit: 1 << 22), error: .string(limit: 1 << 22))
      return Run(status: Self.code(result.terminationStatus), output: result.standardOutput, talk: result.standardError)
    }
    return browses ? try await withBrowserPlace(work) : try await work()
  }

  /// Runs the program on a terminal of its own, with both of its streams led into files: whatever the terminal shows was written to it.
  ///
  /// - Returns: the status, and as output what the terminal showed.
  func runOnTerminal(_ arguments: [String], _ environment: [String: String]) async throws -> Run {
    func quoted(_ word: String) -> String { "'\(word.replacing("'", with: "'\\''"))'" }
    let line = ([Self.executable.path] + arguments).map(quoted).joined(separator: " ")
    let words = ["-qec", "exec \(line) >stream.out 2>stream.err", "/dev/null"]
    let inherited: [Environment.Key: String] = Dictionary(
      uniqueKeysWithValues: variables(environment).compactMap { name, value in Environment.Key(rawValue: name).map { ($0, value) } })
    return try await withBrowserPlace {
      let result = try await Subprocess.run(
        .name("script"), arguments: Arguments(words), environment: .custom(inherited), workingDirectory: FilePath(folder.path),
        input: .none,
        output: .string(limit: 1 << 20), error: .string(limit: 1 << 20))
      let talk = try String(contentsOf: folder.appending(path: "stream.err"), encoding: .utf8)
      return Run(status: Self.code(result.terminationStatus), output: result.standardOutput, talk: talk)
    }
  }

  /// Runs the program, hands over every line that it says or prints as it comes, and lets the lines be answered with signals. All of it
  /// is the run's talk.
  ///
  /// On a thread of its own: a signal that waits for its turn among other tests would come at another moment than is meant.
  ///
  /// - Parameter browses: whether it starts a browser, of which there are never more than a few at once.
  func watch(
    _ arguments: [String], _ environment: [String: String] = [:], browses: Bool = true,
    onLine: @Sendable @escaping (String, (Int32) -> Void) -> Void
  ) async throws -> Run {
    let process = Process()
    process.executableURL = Self.executable
    process.arguments = arguments
    process.environment = variables(environment)
    process.currentDirectoryURL = folder
    process.standardInput = FileHandle.nullDevice
    let pipe = Pipe()
    process.standardOutput = pipe
    process.standardError = pipe
    let (child, reader) = (process, pipe.fileHandleForReading)
    let work: @Sendable () async throws -> Run = {
      try await withCheckedThrowingContinuation { continuation in
        Thread.detachNewThread {
          continuation.resume(
            with: Result {
              try child.run()
              let talk = Self.lines(of: reader) { line in onLine(line) { kill(child.processIdentifier, $0) } }
              child.waitUntilExit()
              let isExit = child.terminationReason == .exit
              return Run(status: isExit ? child.terminationStatus : 1000 + child.terminationStatus, output: "", talk: talk)
            })
        }
      }
    }
    return browses ? try await withBrowserPlace(work) : try await work()
  }

  /// Everything up to the end, each line handed over as soon as it is whole.
  private static func lines(of handle: FileHandle, _ take: (String) -> Void) -> String {
    var (all, line) = (Data(), Data())
    while let chunk = try? handle.read(upToCount: 1), !chunk.isEmpty {
      all += chunk
      guard chunk.first == UInt8(ascii: "\n") else {
        line += chunk
        continue
      }
      take(String(decoding: line, as: UTF8.self))
      line = Data()
    }
    return String(decoding: all, as: UTF8.self)
  }

  private func configuration(_ arguments: [String], _ environment: [String: String]) -> Subprocess.Configuration {
    let inherited: [Environment.Key: String] = Dictionary(
      uniqueKeysWithValues: variables(environment).compactMap { name, value in Environment.Key(rawValue: name).map { ($0, value) } })
    return Subprocess.Configuration(
      executable: .path(FilePath(Self.executable.path)), arguments: Arguments(arguments), environment: .custom(inherited),
      workingDirectory: FilePath(folder.path))
  }

  private func variables(_ environment: [String: String]) -> [String: String] {
    let own = [
      "PATH": ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin", "HOME": home.path, "TMPDIR": temporary.path,
      "LANG": "C.UTF-8",
      "SYNCROCTL_STATE_DIR": folder.appending(path: "state-\(UUID().uuidString)").path,
    ]
    return own.merging(environment) { _, new in new }
  }

  private static func code(_ status: TerminationStatus) -> Int32 {
    switch status {
    case .exited(let code): Int32(code)
    case .signaled(let signal): 1000 + Int32(signal)
    }
  }
}
