import Foundation

/// A program of the system that a test cannot do without.
struct Program {
  private let path: URL

  /// Looks for `name`, where administrators' programs are too; `package` is what has it.
  init(_ name: String, of package: String) throws {
    let folders = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":").map(String.init) + ["/usr/sbin", "/sbin"]
    let found = folders.map { URL(fileURLWithPath: $0).appending(path: name) }.first {
      FileManager.default.isExecutableFile(atPath: $0.path)
    }
    guard let found else { throw Missing(description: "\(name) is missing: apt-get install \(package)") }
    path = found
  }

  /// Runs the program in `folder` to its end.
  func run(_ arguments: [String], in folder: URL) async throws {
    let log = folder.appending(path: "output.\(UUID().uuidString)")
    let status = try await withCheckedThrowingContinuation { continuation in
      do {
        _ = try start(arguments, in: folder, log: log) { continuation.resume(returning: $0) }
      } catch {
        continuation.resume(throwing: error)
      }
    }
    guard status == 0 else {
      throw Failed(description: "\(path.lastPathComponent): " + ((try? String(contentsOf: log, encoding: .utf8)) ?? ""))
    }
  }

  /// Starts the program in `folder`, its output in the file `log`.
  func start(_ arguments: [String], in folder: URL, log: URL, onExit: @escaping @Sendable (Int32) -> Void) throws -> Process {
    let process = Process()
    process.executableURL = path
    process.arguments = arguments
    process.currentDirectoryURL = folder
    process.standardInput = FileHandle.nullDevice
    try Data().write(to: log)
    let output = try FileHandle(forWritingTo: log)
    process.standardOutput = output
    process.standardError = output
    process.terminationHandler = { onExit($0.terminationStatus) }
    try process.run()
    return process
  }

  /// The program is not installed.
  struct Missing: Error, CustomStringConvertible { let description: String }
  /// The program ended with a failure.
  struct Failed: Error, CustomStringConvertible { let description: String }
}
