internal import Yams

/// The entries of a mapping with `<<` followed, so that a roster can share what many people have.
enum YAMLEntries {
  /// A key, and its line.
  typealias Key = (string: String, line: Int)
  typealias Entry = (key: Key, value: Node)

  /// How deep a merge may lie in a merge.
  private static let deepestMerge = 4

  /// The entries in their order, merged ones last. What a mapping says itself comes before what it merges.
  static func entries(of mapping: Node.Mapping, depth: Int = 0) -> [Entry] {
    var entries: [Entry] = []
    entries.reserveCapacity(mapping.count)
    var merged: [Node] = []
    for (key, value) in mapping {
      if key.scalar?.string == "<<", depth < deepestMerge, let sources = value.mergeSources {
        merged += sources
      } else {
        entries.append(((key.scalar?.string ?? key.shape, key.line), value))
      }
    }
    guard !merged.isEmpty else { return entries }
    var present = Set(entries.map(\.key.string))
    for source in merged.compactMap(\.mapping) {
      for entry in self.entries(of: source, depth: depth + 1) where present.insert(entry.key.string).inserted {
        entries.append(entry)
      }
    }
    return entries
  }
}

extension Node {
  /// The mappings that a `<<` stands for, or `nil` when the value is no mapping and no list of them.
  fileprivate var mergeSources: [Node]? {
    if mapping != nil { return [self] }
    guard let items = sequence, items.allSatisfy({ $0.mapping != nil }) else { return nil }
    return Array(items)
  }
}
