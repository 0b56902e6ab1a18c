public import Secrets
import Synchronization
public import WebDriver

/// The secrets that are alive while something is recorded: those that were known before, and those that came up on the way.
///
/// What is written to disk is searched for all of them, so a secret that turns up late still counts for what was recorded before it.
public final class LiveSecrets: Sendable {
  private struct State {
    var known: Set<Secret> = []
    var ordered: [Secret] = []

    mutating func add(_ secret: Secret) {
      guard !secret.isEmpty, known.insert(secret).inserted else { return }
      ordered.append(secret)
    }
  }

  private let state = Mutex(State())

  /// No secrets yet, or `secrets`.
  public init(_ secrets: some Sequence<Secret> = []) { add(contentsOf: secrets) }

  /// Adds one. An empty one is passed over: it would be found everywhere.
  public func add(_ secret: Secret) { state.withLock { $0.add(secret) } }

  /// Adds several.
  public func add(contentsOf secrets: some Sequence<Secret>) {
    let secrets = Array(secrets)
    state.withLock { state in
      for secret in secrets { state.add(secret) }
    }
  }

  /// Adds every secret inside `value`, at any depth. A single letter is passed over: it is one of a text that is typed key by key, and
  /// would be found everywhere. Whoever knows the whole text adds that.
  public func collect(from value: JSONValue) {
    switch value {
    case .secret(let secret):
      if secret.reveal({ $0.count > 1 }) { add(secret) }
    case .array(let values): for value in values { collect(from: value) }
    case .object(let members): for (_, value) in members.sorted(by: { $0.key < $1.key }) { collect(from: value) }
    case .null, .bool, .int, .double, .string: break
    }
  }

  /// All of them, in the order in which they came up.
  public var all: [Secret] { state.withLock { $0.ordered } }
}
