import SelectorPacks
import Synchronization
import WebDriver

/// What is asked for, and what has been answered so far.
final class Learning: Sendable {
  /// Ends the walk: the person wants no more.
  struct Stopped: Error {}

  let scope: ConsoleLearner.Scope
  /// Is told what is asked for once the panel stands.
  let asked: @Sendable (ConsoleLearner.Question) async throws -> Void

  struct State: Sendable {
    /// Entries that the person has pointed at, with what they pointed at, in a line each.
    var learnt: [(name: String, line: String)] = []
    /// Entries that are not asked for again.
    var skipped: Set<String> = []
    /// Candidates that were learnt, by entry: on another page, they may find nothing and are right all the same.
    var candidates: [String: [Candidate]] = [:]
    /// Pages whose address was asked for.
    var paths: Set<String> = []
  }
  let state = Mutex(State())

  init(scope: ConsoleLearner.Scope, asked: @escaping @Sendable (ConsoleLearner.Question) async throws -> Void) {
    self.scope = scope
    self.asked = asked
  }

  var count: Int { state.withLock { $0.learnt.count } }

  func covers(_ page: String) -> Bool { scope.pages.isEmpty || scope.pages.contains(page) }
}
