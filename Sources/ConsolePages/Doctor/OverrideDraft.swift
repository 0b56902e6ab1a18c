import SelectorPacks
import WebDriver

/// An override in the making: the entries that were found to be otherwise than the pack says.
struct OverrideDraft: Sendable {
  /// The suggestions that were taken, by page and by the entry's name on it; that of the page's path under an empty name.
  private var pages: [String: [String: Suggestion]] = [:]

  var isEmpty: Bool { pages.isEmpty }

  /// Takes `suggestion` for the entry of this name on a page.
  mutating func add(_ suggestion: Suggestion, page: String, entry name: String) { pages[page, default: [:]][name] = suggestion }

  mutating func remove(page: String, entry name: String) {
    pages[page]?[name] = nil
    if pages[page]?.isEmpty == true { pages[page] = nil }
  }

  /// The pack with the entries over it.
  func laid(over pack: SelectorPack) -> SelectorPack {
    var pack = pack
    for (page, entries) in pages {
      for (name, suggestion) in entries {
        switch suggestion.entry {
        case .element(let selector): pack.pages[page]?.elements[name] = selector
        case .table(let table): pack.pages[page]?.tables[name] = table
        case .boxes(let area, let heading, let box):
          pack.pages[page]?.boxes[name] = PageStep.BoxLayout(area: area, heading: heading, box: box)
        case .path(let path): pack.pages[page]?.path = path
        }
      }
    }
    return pack
  }

  /// The file.
  func text(layout: String, version: String) -> String {
    var lines = ["format: 1", "layout: \(layout)", "version: \(version)", "pages:"]
    for (name, entries) in pages.sorted(by: { $0.key < $1.key }) {
      lines.append("  \(name):")
      for (kind, fits) in Self.sections {
        let own = entries.filter { fits($0.value.entry) }.sorted { $0.key < $1.key }
        if own.isEmpty { continue }
        if let kind { lines.append("    \(kind):") }
        for entry in own { lines += entry.value.yaml.map { (kind == nil ? "    " : "      ") + $0 } }
      }
    }
    return lines.joined(separator: "\n") + "\n"
  }

  /// The sections of a page; the path stands in none.
  private static let sections: [(kind: String?, fits: @Sendable (Suggestion.Entry) -> Bool)] = [
    (nil, { if case .path = $0 { true } else { false } }), ("elements", { if case .element = $0 { true } else { false } }),
    ("tables", { if case .table = $0 { true } else { false } }), ("boxes", { if case .boxes = $0 { true } else { false } }),
  ]
}
