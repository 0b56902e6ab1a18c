import Foundation
import Testing

/// A process of its own with a program in Python, which a test talks to.
final class Python {
  private let process = Process()
  private let input = Pipe()
  private let output = Pipe()

  init(_ script: String, _ arguments: String...) throws {
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["python3", "-c", script] + arguments
    process.standardInput = input
    process.standardOutput = output
    try process.run()
  }

  /// The number of the process.
  var id: Int32 { process.processIdentifier }

  /// Runs a program to its end, and gives what it printed.
  static func run(_ script: String, _ arguments: String...) throws -> String {
    let python = try Python("import sys\nsys.argv[1:] = sys.argv[1].split('\\n')\n" + script, arguments.joined(separator: "\n"))
    let text = try python.output.fileHandleForReading.readToEnd() ?? Data()
    try python.finish()
    return String(decoding: text, as: UTF8.self)
  }

  /// The next line that it prints; `nil` when it has ended.
  func line() -> String? {
    var line = Data()
    while let byte = try? output.fileHandleForReading.read(upToCount: 1), !byte.isEmpty {
      if byte.first == UInt8(ascii: "\n") { return String(decoding: line, as: UTF8.self) }
      line += byte
    }
    return nil
  }

  /// Closes its input and waits for it to end well.
  func finish() throws {
    try input.fileHandleForWriting.close()
    process.waitUntilExit()
    #expect(process.terminationReason == .exit)
    #expect(process.terminationStatus == 0)
  }

  /// Kills it without a word, and says by which signal it ended.
  func kill() throws -> Int32 {
    Foundation.kill(process.processIdentifier, SIGKILL)
    process.waitUntilExit()
    try input.fileHandleForWriting.close()
    return process.terminationReason == .uncaughtSignal ? process.terminationStatus : 0
  }
}
