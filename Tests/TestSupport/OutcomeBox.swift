import Synchronization

/// What came of a test's flow, for the recording that is made of it.
final class OutcomeBox: Sendable {
  @TaskLocal static var current: OutcomeBox?
  private let state = Mutex<[String]>(["passed"])

  var lines: [String] {
    get { state.withLock { $0 } }
    set { state.withLock { $0 = newValue } }
  }
}
