import Foundation
import Synchronization

/// The points that held, one a line, so that hours of torture can be stopped and gone on with.
final class TrialLog: Sendable {
  private let file: FileHandle
  private let held: Mutex<Set<String>>

  init(_ path: String) throws {
    if !FileManager.default.fileExists(atPath: path) { try Data().write(to: URL(fileURLWithPath: path)) }
    file = try FileHandle(forUpdating: URL(fileURLWithPath: path))
    let text = String(decoding: try file.readToEnd() ?? Data(), as: UTF8.self)
    // A line that was cut off by a kill has no end, and does not count.
    held = Mutex(Set(text.split(separator: "\n", omittingEmptySubsequences: false).dropLast().map(String.init)))
  }

  func has(_ name: String, _ trial: Trial) -> Bool { held.withLock { $0.contains(Self.line(name, trial)) } }

  func note(_ name: String, _ trial: Trial) throws {
    try held.withLock { held in
      held.insert(Self.line(name, trial))
      try file.write(contentsOf: Data((Self.line(name, trial) + "\n").utf8))
    }
  }

  private static func line(_ name: String, _ trial: Trial) -> String { "\(name) \(trial)" }
}
