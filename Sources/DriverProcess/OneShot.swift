import Synchronization

/// A value that comes once, and that any number of tasks may wait for.
final class OneShot<Value: Sendable>: Sendable {
  private struct State {
    var value: Value?
    var waiting: [Int: CheckedContinuation<Value?, Never>] = [:]
    var lastWaiter = 0
  }

  private let state = Mutex(State())

  /// The value, if it has come.
  var value: Value? { state.withLock { $0.value } }

  /// Gives the value. The first one counts.
  func set(_ value: Value) {
    let waiting = state.withLock { state in
      guard state.value == nil else { return [CheckedContinuation<Value?, Never>]() }
      state.value = value
      defer { state.waiting = [:] }
      return Array(state.waiting.values)
    }
    for continuation in waiting { continuation.resume(returning: value) }
  }

  /// Waits for the value; nil when `limit` passes or the task is cancelled before it comes.
  func value(within limit: Duration) async -> Value? {
    await withTaskGroup(of: Value?.self) { group in
      group.addTask { await self.next() }
      group.addTask {
        try? await Task.sleep(for: limit)
        return nil
      }
      let first = await group.next() ?? nil
      group.cancelAll()
      return first
    }
  }

  private func next() async -> Value? {
    let number = state.withLock { state in
      state.lastWaiter += 1
      return state.lastWaiter
    }
    return await withTaskCancellationHandler {
      await withCheckedContinuation { continuation in
        let early: Value?? = state.withLock { state in
          if let value = state.value { return .some(value) }
          // Checked under the lock: a cancellation after this finds the continuation, one before it is seen here.
          if Task.isCancelled { return .some(nil) }
          state.waiting[number] = continuation
          return nil
        }
        if let early { continuation.resume(returning: early) }
      }
    } onCancel: {
      state.withLock { $0.waiting.removeValue(forKey: number) }?.resume(returning: nil)
    }
  }
}
