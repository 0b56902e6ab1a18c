import Synchronization

/// What a driver has printed: its last lines, and what they tell. No I/O, so that tests can feed it.
final class DriverOutput: Sendable {
  /// Enough for a crash's stack, little enough to be shown.
  private static let linesKept = 20

  private let lines = Mutex<[String]>([])

  /// Takes one line, and gives the port if that is what the line tells.
  func take(_ line: String) -> UInt16? {
    lines.withLock { lines in
      lines.append(line)
      if lines.count > Self.linesKept { lines.removeFirst() }
    }
    return Self.port(in: line)
  }

  /// The last lines, oldest first.
  var tail: [String] { lines.withLock { $0 } }

  /// Whether the driver said that its port was taken.
  var saysPortInUse: Bool { tail.contains { $0.contains("Address already in use") || $0.contains("port not available") } }

  /// `ChromeDriver was started successfully on port 46131.` Before it comes a line with the port that was asked for, which is
  /// nought, or not listened on yet.
  private static func port(in line: String) -> UInt16? {
    let words = line.split(separator: " ")
    guard line.contains("started successfully"), let index = words.lastIndex(of: "port"), index + 1 < words.count else { return nil }
    return UInt16(words[index + 1].prefix { $0.isNumber }).flatMap { $0 == 0 ? nil : $0 }
  }
}
