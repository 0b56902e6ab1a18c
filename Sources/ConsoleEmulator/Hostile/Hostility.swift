import Synchronization

/// What makes the pages hard to drive, at the moment. It can be changed while the console runs.
final class Hostility: Sendable {
  private let behaviours: Mutex<Set<HostileBehaviour>>
  private let only = Mutex<Mutant?>(nil)

  init(_ behaviours: Set<HostileBehaviour>) { self.behaviours = Mutex(behaviours) }

  /// In the order of their names.
  var all: [HostileBehaviour] { behaviours.withLock { $0.sorted { $0.rawValue < $1.rawValue } } }

  func has(_ behaviour: HostileBehaviour) -> Bool { behaviours.withLock { $0.contains(behaviour) } }

  func add(_ more: [HostileBehaviour]) { behaviours.withLock { $0.formUnion(more) } }

  func clear() { behaviours.withLock { $0 = [] } }

  /// The one thing that is otherwise, if there is one.
  var mutant: Mutant? {
    get { only.withLock { $0 } }
    set { only.withLock { $0 = newValue } }
  }
}
