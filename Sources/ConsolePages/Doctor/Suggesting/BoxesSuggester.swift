import SelectorPacks
import WebDriver

/// Finds how boxes stand under headings on a page on which they do not stand as the pack says: the usual ways are tried.
struct BoxesSuggester {
  /// The name of the boxes on their page.
  let name: String

  private static let areas = ["fieldset", "[role=group]", ".panel", ".card", "section", "li", "tr"]
  private static let headings = ["legend", "h2, h3, h4, h5, h6, [role=heading]", ".panel-heading", ".card-header", "th", "strong"]
  private static let boxes = ["input[type=checkbox]", "[role=switch], [role=checkbox]"]

  /// Every way that is tried. An area within an area would name its boxes twice, so the innermost are meant.
  static let layouts = areas.flatMap { area in
    headings.flatMap { heading in boxes.map { PageStep.BoxLayout(area: area, heading: heading, box: $0) } }
  }

  /// - Parameter read: the boxes that each of ``layouts`` finds, in their order.
  func suggestions(_ read: [[PageBox]]) -> [Suggestion] {
    var seen: Set<Set<[String]>> = []
    let most = read.map { Set($0.map { [$0.area, $0.action] }).count }.max() ?? 0
    return Suggestion.best(
      zip(Self.layouts, read).compactMap { layout, boxes in
        let names = Set(boxes.map { [$0.area, $0.action] })
        guard !boxes.isEmpty, names.count == boxes.count, boxes.allSatisfy({ !$0.area.isEmpty && !$0.action.isEmpty }),
          seen.insert(names).inserted
        else { return nil }
        let areas = Set(boxes.map(\.area)).count
        return (
          what: "\(boxes.count) boxes under \(areas) headings: \(Set(boxes.map(\.area)).sorted().prefix(4).joined(separator: ", "))",
          // One that finds fewer boxes, or all under one heading, is the worse one.
          likeness: 0.9 * Double(names.count) / Double(max(1, most)) - (areas == 1 ? 0.1 : 0),
          entry: .boxes(area: layout.area, heading: layout.heading, box: layout.box), yaml: layout.yaml(named: name)
        )
      })
  }
}
