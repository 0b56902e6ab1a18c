import Foundation
import Provisioning
import Synchronization

/// What is said while changes are made: a line for each as it ends, and on a terminal below them one that is rewritten in place, with what
/// is under way and an estimate of what is left.
///
/// Everything that is said meanwhile must go through ``say(_:)``, which keeps the live line apart from it.
final class LiveProgress: Sendable {
  /// Back to the beginning of the line, and what stands there is gone. It has no colour, so that NO_COLOR does not concern it.
  static let clear = "\r\u{1B}[K"

  private let changes: [Change]
  private let lines: @Sendable (ChangeResult, Int) -> [String]
  private let isQuiet: Bool
  private let columns: @Sendable () -> Int?
  private let now: @Sendable () -> Double
  private let write: @Sendable (String) -> Void
  private let state: Mutex<State>

  private struct State {
    var remaining: RemainingTime
    /// The change under way, from 1, and when it began.
    var current: (number: Int, began: Double)?
    /// What stands on the live line.
    var shown: String?
  }

  /// Progress of `changes`.
  ///
  /// - Parameters:
  ///   - lines: what is said of a change once it has ended; `nil` says it in columns.
  ///   - columns: how wide the terminal is, asked before each line since it may be resized; `nil` where there is none.
  ///   - now: seconds on a clock that only goes forward.
  ///   - write: where it is written.
  init(
    _ changes: [Change], talk: Talk, lines: (@Sendable (ChangeResult, Int) -> [String])? = nil,
    columns: @escaping @Sendable () -> Int? = { Terminal.columns() },
    now: @escaping @Sendable () -> Double = { ProcessInfo.processInfo.systemUptime },
    write: @escaping @Sendable (String) -> Void = { StandardError.write($0) }
  ) {
    self.changes = changes
    let columnwise = ProgressLines(changes)
    self.lines = lines ?? { [columnwise.line($0, number: $1)] }
    isQuiet = talk.isQuiet
    self.columns = columns
    self.now = now
    self.write = write
    state = Mutex(State(remaining: RemainingTime(changes.map(\.verb))))
  }

  /// The change `number`, from 1, is under way.
  func begin(_ number: Int) {
    state.withLock { state in
      state.current = (number, now())
      show(&state)
    }
  }

  /// The change `number` has ended: its line stays.
  func end(_ result: ChangeResult, _ number: Int) {
    state.withLock { state in
      // What was not looked at says nothing of how long the others take.
      if result.outcome != .notReached { state.remaining.note(result.change.verb, seconds: result.seconds) }
      state.current = nil
      for line in lines(result, number) { put(line, &state) }
    }
  }

  /// Says a line, above the live one if there is one.
  func say(_ line: String) {
    state.withLock { state in
      put(line, &state)
      show(&state)
    }
  }

  /// Takes the live line away, before something else is written to the terminal.
  func hide() {
    state.withLock { state in
      if state.shown != nil { write(Self.clear) }
      state.shown = nil
    }
  }

  /// Brings the live line up to date.
  func tick() { state.withLock { show(&$0) } }

  /// Runs `body` with the live line brought up to date every second, and takes it away at the end.
  func live<Value>(every interval: Duration = .seconds(1), _ body: () async throws -> Value) async rethrows -> Value {
    guard !isQuiet, columns() != nil else { return try await body() }
    let ticking = Task.detached { [self] in
      while (try? await Task.sleep(for: interval)) != nil { tick() }
    }
    defer {
      ticking.cancel()
      // A tick that is late finds nothing under way.
      state.withLock { $0.current = nil }
      hide()
    }
    return try await body()
  }

  // MARK: Lines

  private func put(_ line: String, _ state: inout State) {
    guard !isQuiet else { return }
    write((state.shown == nil ? "" : Self.clear) + line + "\n")
    state.shown = nil
  }

  private func show(_ state: inout State) {
    guard !isQuiet, let current = state.current, let width = columns() else { return }
    let line = liveLine(current, state.remaining, width: width)
    guard line != state.shown else { return }
    write(Self.clear + line)
    state.shown = line
  }

  /// `3/12 permissions omar.said@acme.com …  4 s, about 30 s left`, a column narrower than the terminal, which would else begin a new line.
  private func liveLine(_ current: (number: Int, began: Double), _ remaining: RemainingTime, width: Int) -> String {
    let index = current.number - 1
    let elapsed = max(0, now() - current.began)
    let left = remaining.seconds(at: index, elapsed: elapsed).map { ", \(RemainingTime.text($0))" } ?? ""
    let counter = "\(current.number)/\(changes.count)"
    let head = counter + (changes.indices.contains(index) ? " \(changes[index].verb) \(changes[index].whom)" : "")
    // The estimate goes first where there is no room, then the end of the address; the number stays.
    let tails = [" \u{2026}  \(Int(elapsed)) s\(left)", " \u{2026}  \(Int(elapsed)) s"]
    let tail = tails.first { TextColumns.width(of: counter + $0) < width } ?? ""
    return Self.cut(head, to: width - 1 - TextColumns.width(of: tail)) + tail
  }

  /// As much of `text` as takes no more than `width` columns.
  private static func cut(_ text: String, to width: Int) -> String {
    var result = ""
    for character in text {
      guard TextColumns.width(of: result + String(character)) <= width else { break }
      result.append(character)
    }
    return result
  }
}
