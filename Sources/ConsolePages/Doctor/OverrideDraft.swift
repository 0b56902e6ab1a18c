import SelectorPacks

/// An override in the making: the entries that were found to be otherwise than the pack says.
struct OverrideDraft: Sendable {
  private var pages: [String: Page] = [:]

  private struct Page {
    var path: String?
    var elements: [String: [String]] = [:]
    var tables: [String: [String]] = [:]
    var boxes: [String: [String]] = [:]
  }

  var isEmpty: Bool { pages.isEmpty }

  /// Takes `suggestion` for the entry of this name on a page.
  mutating func add(_ suggestion: Suggestion, page: String, entry name: String) {
    switch suggestion.entry {
    case .element: pages[page, default: Page()].elements[name] = suggestion.yaml
    case .table: pages[page, default: Page()].tables[name] = suggestion.yaml
    case .boxes: pages[page, default: Page()].boxes[name] = suggestion.yaml
    case .path(let path): pages[page, default: Page()].path = path
    }
  }

  mutating func remove(page: String, entry name: String) {
    pages[page]?.elements[name] = nil
    pages[page]?.tables[name] = nil
    pages[page]?.boxes[name] = nil
    if let page = pages[page], page.path == nil, page.elements.isEmpty, page.tables.isEmpty, page.boxes.isEmpty { pages[name] = nil }
  }

  /// The file.
  func text(layout: String, version: String) -> String {
    var lines = ["format: 1", "layout: \(layout)", "version: \"\(version)\"", "pages:"]
    for (name, page) in pages.sorted(by: { $0.key < $1.key }) {
      lines.append("  \(name):")
      if let path = page.path { lines.append("    path: \(path)") }
      for (kind, entries) in [("elements", page.elements), ("tables", page.tables), ("boxes", page.boxes)] where !entries.isEmpty {
        lines.append("    \(kind):")
        for entry in entries.sorted(by: { $0.key < $1.key }) { lines += entry.value.map { "      \($0)" } }
      }
    }
    return lines.joined(separator: "\n") + "\n"
  }
}
