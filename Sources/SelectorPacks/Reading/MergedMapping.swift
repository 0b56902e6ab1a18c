package import Yams

extension Node.Mapping {
  /// Its entries, and those of the mappings that it takes in by `<<`: its own keys come first, and win.
  package var merged: [(key: Node, value: Node)] {
    var own: [(key: Node, value: Node)] = []
    var others: [(key: Node, value: Node)] = []
    for (key, value) in self {
      guard key.scalar?.string == "<<", key.scalar?.style == .plain else {
        own.append((key, value))
        continue
      }
      for other in value.sequence.map({ Array($0) }) ?? [value] { others += other.mapping?.merged ?? [] }
    }
    for entry in others where !own.contains(where: { $0.key == entry.key }) { own.append(entry) }
    return own
  }
}
