import Synchronization

/// How many sessions a driver serves at the moment, and how many it has served.
final class SessionSlots: Sendable {
  private struct State {
    var open = 0
    var last = 0
  }

  private let state = Mutex(State())
  private let limit: Int?

  init(limit: Int?) {
    self.limit = limit
  }

  /// A number that no other session of the driver has.
  func next() -> Int {
    state.withLock { state in
      state.last += 1
      return state.last
    }
  }

  /// Takes a place; false when all are taken.
  func take() -> Bool {
    state.withLock { state in
      if let limit, state.open >= limit { return false }
      state.open += 1
      return true
    }
  }

  /// Gives a place back.
  func give() { state.withLock { $0.open -= 1 } }
}
