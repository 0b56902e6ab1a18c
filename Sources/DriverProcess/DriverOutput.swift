import Synchronization

/// What a driver has printed: its last lines, and what they tell. No I/O, so that tests can feed it.
final class DriverOutput: Sendable {
  /// Enough for a crash's stack, little enough to be shown.
  private static let linesKept = 20

  private struct State {
    var lines: [String] = []
    var saysPortInUse = false
  }

  private let state = Mutex(State())
  private let traits: any EngineTraits
  private let redactor: Redactor

  init(_ traits: any EngineTraits, redactor: Redactor = Redactor()) {
    self.traits = traits
    self.redactor = redactor
  }

  /// Takes one line; gives it as it may be shown, and the port if that is what the line tells.
  func take(_ line: String) -> (shown: String, port: UInt16?) {
    let shown = redactor.redacted(line)
    let isTaken = traits.saysPortInUse(line)
    state.withLock { state in
      state.lines.append(shown)
      if state.lines.count > Self.linesKept { state.lines.removeFirst() }
      if isTaken { state.saysPortInUse = true }
    }
    return (shown, traits.port(in: line))
  }

  /// The last lines, oldest first, as they may be shown.
  var tail: [String] { state.withLock { $0.lines } }

  /// Whether the driver said that its port was taken.
  var saysPortInUse: Bool { state.withLock { $0.saysPortInUse } }
}
