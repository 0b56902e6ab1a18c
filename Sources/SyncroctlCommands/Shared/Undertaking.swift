import Provisioning
import Synchronization

/// What this run has done to the console so far. Whoever has to say how things stand when a run ends before its end asks here: an error
/// that says "Nothing was changed" must know it.
final class Undertaking: Sendable {
  /// The run that this task belongs to.
  @TaskLocal static var current = Undertaking(arguments: [])

  /// The command as it was typed, to be typed again.
  let again: String
  /// Its words, without the program's name.
  let arguments: [String]
  private let state = Mutex(State())

  private struct State {
    var changes: [Change] = []
    /// By the change's number, from 1. A change that is looked at again gets another result.
    var results: [Int: ChangeResult] = [:]
  }

  /// - Parameter arguments: the command line without the program's name. There is never a secret on it.
  init(arguments: [String]) {
    self.arguments = arguments
    again = ShellWords.line(["syncroctl"] + arguments)
  }

  /// From here on the console is being changed. A run that goes on keeps what it has done.
  func begin(_ changes: [Change]) {
    state.withLock { state in
      if state.changes != changes { state = State(changes: changes) }
    }
  }

  /// One more change has ended.
  func note(_ result: ChangeResult, _ number: Int) { state.withLock { $0.results[number] = result } }

  /// How things stand when the run is cut short at this moment.
  var standing: Standing {
    state.withLock { state in
      let done = state.results.values.count { $0.outcome == .done }
      let touched = state.results.values.count { $0.outcome != .unchanged && $0.outcome != .notReached && !$0.isLeftUntouched }
      let underWay = state.changes.indices.first { state.results[$0 + 1] == nil }.map { state.changes[$0] }
      return Standing(total: state.changes.count, done: done, touched: touched, underWay: underWay, again: again)
    }
  }

  /// How far a run has come.
  struct Standing {
    let total: Int
    let done: Int
    /// How many changes may have left a trace, finished or not.
    let touched: Int
    /// The change that may just be happening.
    let underWay: Change?
    let again: String

    /// For an error that is about something else than a change: whether anything was changed.
    var sentence: String {
      if total == 0 || (touched == 0 && underWay == nil) { return "Nothing was changed." }
      return "\(done) of \(total) changes were done, and stay done."
    }
  }
}

/// Words as a shell takes them.
enum ShellWords {
  static func line(_ words: [String]) -> String { words.map(quoted).joined(separator: " ") }

  static func quoted(_ word: String) -> String {
    let plain = word.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || "@%+=:,./-_".contains($0)) }
    if plain, !word.isEmpty { return word }
    return "'" + word.replacing("'", with: "'\\''") + "'"
  }
}
