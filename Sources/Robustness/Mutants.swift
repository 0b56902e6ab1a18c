public import ConsoleEmulator
public import SelectorPacks
import WebDriver

/// Everything of a pack's pages that can be otherwise than the pack says, one thing at a time.
public enum Mutants {
  /// A cell for each thing, each way in which it can be otherwise, and each flow that goes by it.
  public static func cells(_ layout: EmulatedLayout, _ pack: SelectorPack) -> [Cell] {
    targets(layout, pack).flatMap { target in
      target.kinds.flatMap { kind in
        target.flows.map { flow in
          Cell(nil, flow, layout, .classic, mutant: Mutant(kind, path: target.path, css: target.css), element: target.name)
        }
      }
    }
  }

  private struct Target {
    let name: String
    let path: String
    let css: String
    let flows: [Flow]
    var kinds = Mutant.Kind.allCases
  }

  /// The flows that go by what stands on a page.
  private static let flows: [(page: String, flows: [Flow])] = [
    ("sign_in", [.signIn]), ("frame", [.signIn]), ("technicians", [.list, .deactivate]), ("new_technician", [.create]),
    ("technician", [.change, .deactivate, .reactivate]), ("deactivate", [.deactivate]), ("api_tokens", [.deleteToken]),
  ]

  private static func targets(_ layout: EmulatedLayout, _ pack: SelectorPack) -> [Target] {
    flows.flatMap { page, flows -> [Target] in
      guard let selectors = pack.pages[page] else { return [] }
      let path = page == "frame" ? "." : selectors.path.map(pattern) ?? EmulatedMarkup.path(of: page)
      let tables = selectors.tables.mapValues(\.element.candidates)
      let things = selectors.elements.mapValues(\.candidates).merging(tables) { element, _ in element }
      var targets = things.sorted { $0.key < $1.key }.compactMap { name, candidates -> Target? in
        guard let css = candidates.lazy.compactMap(Self.css).first ?? EmulatedMarkup.css(of: "\(page).\(name)") else { return nil }
        return Target(name: "\(page).\(name)", path: path, css: css, flows: flows)
      }
      for (name, table) in selectors.tables.sorted(by: { $0.key < $1.key }) {
        guard let css = table.element.candidates.lazy.compactMap(Self.css).first else { continue }
        for number in 1...table.columns.count {
          targets.append(
            Target(
              name: "\(page).\(name), heading \(number)", path: path, css: "\(css) th:nth-child(\(number))", flows: flows,
              kinds: [.renamed, .doubled, .removed]))
        }
        targets.append(
          Target(
            name: "\(page).\(name), a row", path: path, css: "\(css) tbody tr:nth-child(2)", flows: flows, kinds: [.doubled, .removed]))
      }
      for (name, boxes) in selectors.boxes.sorted(by: { $0.key < $1.key }) {
        for (part, css) in [
          ("a heading", "\(boxes.area) \(boxes.heading)"), ("boxes", "\(boxes.area) \(boxes.box)"), ("areas", boxes.area),
        ] {
          targets.append(Target(name: "\(page).\(name), \(part)", path: path, css: css, flows: flows))
        }
      }
      return targets
    }
  }

  private static func css(_ candidate: Candidate) -> String? {
    switch candidate {
    case .hook(let hook): ".\(hook)"
    case .css(let css): css
    default: nil
    }
  }

  /// A regular expression for a path of the pack.
  private static func pattern(_ path: String) -> String {
    "^" + path.prefix { $0 != "?" }.replacing(/\{[a-z_]+\}/, with: "[0-9]+") + "$"
  }
}

/// Verdicts on mutants as a table of Markdown.
public enum MutantTable {
  /// Between these lines of a document the table stands.
  public static let (begin, end) = ("<!-- mutants: written by syncroctl-robustness --mutants -->", "<!-- end of the mutants -->")

  /// How many of each kind of mutant came to what, in each layout.
  public static func text(_ verdicts: [Cell: Verdict]) -> String {
    var lines = ["| | " + Verdict.Kind.allCases.map(\.rawValue).joined(separator: " | ") + " | together |"]
    lines.append("|---" + Verdict.Kind.allCases.map { _ in "|---" }.joined() + "|---|")
    for layout in EmulatedLayout.allCases {
      for kind in Mutant.Kind.allCases {
        let own = verdicts.filter { $0.key.layout == layout && $0.key.mutant?.kind == kind }.values
        if own.isEmpty { continue }
        let counts = Verdict.Kind.allCases.map { each in "\(own.count { $0.kind == each })" }
        lines.append("| \(layout.rawValue), \(kind.rawValue) | " + counts.joined(separator: " | ") + " | \(own.count) |")
      }
    }
    return (lines + ["", MatrixTable.summary(verdicts)]).joined(separator: "\n")
  }
}
