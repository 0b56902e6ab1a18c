import Foundation
import Synchronization

/// A question before something is changed.
enum Question {
  /// Asks on the terminal; `assumeYes` answers for scripts.
  ///
  /// - Throws: ``UsageError`` where nobody can be asked; ``Reported`` after a no.
  static func confirm(_ question: String, assumeYes: Bool) async throws {
    if assumeYes { return }
    guard isPossible else {
      throw UsageError(
        "there is no terminal to ask \"\(question)\" on", "To go ahead without being asked: \(Undertaking.current.again) --yes")
    }
    guard try await isYes(question) else {
      StandardError.write("Nothing was changed.\n")
      throw Reported(status: .failed)
    }
  }

  /// Asks on the terminal; nothing but a yes is one, and where nobody can be asked it is a no.
  static func isYes(_ question: String) async throws -> Bool {
    guard isPossible else { return false }
    StandardError.write("\(question) [y/N] ")
    let answer = try await line().lowercased().trimmingCharacters(in: .whitespaces)
    return answer == "y" || answer == "yes"
  }

  /// Whether there is a person to ask.
  static var isPossible: Bool { isatty(STDIN_FILENO) == 1 && StandardError.isTerminal }

  /// A line from the terminal. Ctrl-C ends the waiting; the thread that reads is left to the end of the process.
  static func line() async throws -> String {
    let answer = Answer()
    return try await withTaskCancellationHandler {
      try await withCheckedThrowingContinuation { continuation in
        answer.expect(continuation)
        Thread.detachNewThread { answer.give(.success(readLine(strippingNewline: true) ?? "")) }
      }
    } onCancel: {
      answer.give(.failure(CancellationError()))
    }
  }

  /// What comes first counts: the line, or the end of the waiting.
  private final class Answer: Sendable {
    private enum State {
      case nobodyWaits, waiting(CheckedContinuation<String, any Error>), given(Result<String, any Error>)
    }
    private let state = Mutex(State.nobodyWaits)

    func expect(_ continuation: CheckedContinuation<String, any Error>) {
      let early: Result<String, any Error>? = state.withLock { state in
        if case .given(let result) = state { return result }
        state = .waiting(continuation)
        return nil
      }
      if let early { continuation.resume(with: early) }
    }

    func give(_ result: Result<String, any Error>) {
      let waiting: CheckedContinuation<String, any Error>? = state.withLock { state in
        switch state {
        case .given: return nil
        case .nobodyWaits:
          state = .given(result)
          return nil
        case .waiting(let continuation):
          state = .given(result)
          return continuation
        }
      }
      waiting?.resume(with: result)
    }
  }
}
