import Synchronization

/// Takes down which entries of a pack a flow looks for, so that a recording of it is stale when one of them changes, and only then.
public final class PackUses: Sendable {
  private let noted = Mutex<Set<String>>([])

  /// Nothing is noted yet.
  public init() {}

  /// The entries that were looked for so far, those that the pack lacks too: adding one may change what the flow does.
  public var names: Set<String> { noted.withLock { $0 } }

  func note(_ name: String) { noted.withLock { _ = $0.insert(name) } }
}
