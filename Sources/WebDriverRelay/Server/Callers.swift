import NIOCore
import Synchronization

/// The connections to the relay, and what is being done for each: when a caller goes away, or the relay ends, that is given up.
final class Callers: Sendable {
  private struct State {
    /// What to cancel for each connection that is there; `nil` while it asks nothing.
    var connections: [ObjectIdentifier: Task<RelayAnswer, Never>?] = [:]
    var isEnding = false
  }

  private let state = Mutex(State())

  /// Does `work` for the caller on `channel`, in a task that is cancelled when the caller goes.
  func answer(_ channel: any Channel, _ work: @escaping @Sendable () async -> RelayAnswer) async -> RelayAnswer {
    let id = ObjectIdentifier(channel)
    let task = Task { await work() }
    let isWanted = state.withLock { state in
      guard !state.isEnding, state.connections[id] != nil else { return false }
      state.connections[id] = .some(task)
      return true
    }
    if !isWanted { task.cancel() }
    let answer = await task.value
    state.withLock { state in
      if state.connections[id] != nil { state.connections[id] = .some(nil) }
    }
    return answer
  }

  /// Gives up everything under way, and whatever is asked from now on.
  func end() {
    let tasks = state.withLock { state in
      state.isEnding = true
      return state.connections.values.compactMap { $0 }
    }
    for task in tasks { task.cancel() }
  }

  fileprivate func arrived(_ id: ObjectIdentifier) { state.withLock { $0.connections[id] = .some(nil) } }

  fileprivate func left(_ id: ObjectIdentifier) {
    let task = state.withLock { $0.connections.removeValue(forKey: id) }
    if case .some(.some(let task)) = task { task.cancel() }
  }
}

/// Notices that a connection comes and goes: also while a command is being carried out, when nobody reads from it.
final class CallerHandler: ChannelInboundHandler, RemovableChannelHandler {
  typealias InboundIn = Any

  private let callers: Callers

  init(_ callers: Callers) { self.callers = callers }

  func handlerAdded(context: ChannelHandlerContext) { callers.arrived(ObjectIdentifier(context.channel)) }

  func channelInactive(context: ChannelHandlerContext) {
    callers.left(ObjectIdentifier(context.channel))
    context.fireChannelInactive()
  }

  func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
    // A program that has closed its half waits for no answer.
    if case .inputClosed? = event as? ChannelEvent { callers.left(ObjectIdentifier(context.channel)) }
    context.fireUserInboundEventTriggered(event)
  }
}
