import Synchronization

/// What stands in the way at the moment. It can be changed while the console runs, and what a person clears away is gone.
final class Blockade: Sendable {
  private let blocks: Mutex<Set<EmulatedBlock>>

  init(_ blocks: Set<EmulatedBlock>) { self.blocks = Mutex(blocks) }

  /// In the order of their names.
  var all: [EmulatedBlock] { blocks.withLock { $0.sorted { $0.rawValue < $1.rawValue } } }

  func has(_ block: EmulatedBlock) -> Bool { blocks.withLock { $0.contains(block) } }

  func add(_ more: [EmulatedBlock]) { blocks.withLock { $0.formUnion(more) } }

  func lift(_ block: EmulatedBlock) { blocks.withLock { _ = $0.remove(block) } }

  func clear() { blocks.withLock { $0 = [] } }

  /// How far somebody has come with signing in, who may have been set back.
  func stage(_ stage: WebSession.Stage) -> WebSession.Stage {
    guard case .signedIn(let person) = stage else { return stage }
    if has(.mfaSetup) { return .mustSetUpMFA(person: person) }
    return has(.newPassword) ? .mustChangePassword(person: person) : stage
  }
}
